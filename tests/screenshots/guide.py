"""The user guide: the pages of help with pictures, so that F1 and the guide never say different things."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.help import HelpWindow
from app.help.pages import Page
from tests.screenshots.studio import Studio

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "images" / "guide"
_INDEX = """# User guide

A page a task. The same pages are in the window: F1 shows the one on the pane you are in.

{0}

The pages are in `resources/help`, their pictures are taken from the running program: `make screenshots` makes
this guide anew.
"""


def write_guide(studio: Studio) -> None:
    """Writes `docs/user-guide.md` and `docs/guide/` in the language of the window."""
    studio.act("shortcuts")
    window = studio.find(HelpWindow, "help")
    folder = DOCS / "guide"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for page in window.pages:
        (folder / f"{page.name}.md").write_text(with_picture(page.name, window.text_of(page)), "utf-8")
    (DOCS / "user-guide.md").write_text(_INDEX.format(contents(window.pages)), "utf-8")
    window.close()


def contents(pages: Iterable[Page]) -> str:
    """A line for each page: its title and how it begins."""
    return "\n".join(
        f"- [{page.title}](guide/{page.name}.md): {_first_sentence(page.text)}" for page in pages
    )


def with_picture(name: str, text: str) -> str:
    """The page with its picture below what it says first, if there is one: that of the scene of its name."""
    picture = f"{name.replace('-', '_')}.png"
    if not (PICTURES / picture).exists():
        return text
    head, first, *rest = text.strip().split("\n\n")
    title = head.lstrip("# ")
    return "\n\n".join([head, first, f"![{title}](../images/guide/{picture})", *rest]) + "\n"


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.strip().split("\n\n")[1].split())
    sentence = paragraph.partition(". ")[0].rstrip(".:")
    return f"{sentence}."
