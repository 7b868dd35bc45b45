"""The pages of help: Markdown files by name, in the reader's language where there is one, else in English."""

from __future__ import annotations

from importlib.resources import files

import msgspec

# What is not named here comes after, by its title.
_ORDER = (
    *("welcome", "window", "keyboard", "timeline", "streams", "event", "commands", "rewind", "journal"),
    *("projections", "read_models", "branch", "notes", "causation", "evidence", "replay"),
    *("run-until", "the-past", "story-shipped-twice"),
)
_FALLBACK = "en"
_SUFFIX = ".md"


class Page(msgspec.Struct, frozen=True):
    """A page: `name` is its file's, `title` its first heading."""

    name: str
    title: str
    text: str


def pages(language: str) -> tuple[Page, ...]:
    """All pages, in the order of the index."""
    texts = _texts(_FALLBACK) | (_texts(language) if language != _FALLBACK else {})
    found = [Page(name, _title(name, text), text) for name, text in texts.items()]
    places = {name: number for number, name in enumerate(_ORDER)}
    return tuple(sorted(found, key=lambda page: (places.get(page.name, len(places)), page.title)))


def _texts(language: str) -> dict[str, str]:
    folder = files("resources").joinpath("help", language)
    if not folder.is_dir():
        return {}
    return {
        each.name.removesuffix(_SUFFIX): each.read_text("utf-8")
        for each in folder.iterdir()
        if each.name.endswith(_SUFFIX)
    }


def _title(name: str, text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return first.lstrip("# ").strip() if first.startswith("#") else name
