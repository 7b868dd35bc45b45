"""The lists of keys on the page on the keyboard: of the window's actions, and of the panes' own pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from app.help.pages import Page
from app.words import translate

_ROW = re.compile(r"^\|(.+)\|\s*$")
_RULE = re.compile(r"^\|[\s:|-]+\|\s*$")


class Keys(msgspec.Struct, frozen=True):
    """What to press, and what happens then."""

    keys: str
    text: str


class Section(msgspec.Struct, frozen=True):
    """Keys that belong together."""

    title: str
    keys: tuple[Keys, ...]


def keys_of(page: Page) -> Section:
    """The keys that a pane's page lists: the rows of its tables with two columns."""
    found, is_body = [], False
    for line in page.text.splitlines():
        if _RULE.match(line):
            is_body = True
        elif (row := _ROW.match(line)) is not None:
            cells = [cell.strip() for cell in row[1].split(" | ")]
            if is_body and len(cells) == 2:
                found.append(Keys(cells[0], cells[1]))
        else:
            is_body = False
    return Section(page.title, tuple(found))


def as_markdown(sections: Iterable[Section]) -> str:
    """The sections as headings and tables; sections without keys are left out."""
    return "\n\n".join(_section(section) for section in sections if section.keys)


def _section(section: Section) -> str:
    keys, does = translate("Keys", "Keys"), translate("Keys", "What they do")
    head = f"| {keys} | {does} |\n| :--- | :--- |"
    return f"## {section.title}\n\n{head}\n{_rows(section.keys)}"


def _rows(keys: Sequence[Keys]) -> str:
    return "\n".join(f"| {each.keys} | {each.text} |" for each in keys)


def plain(text: str) -> str:
    """The text with nothing that Markdown would take for its own."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|" else letter for letter in text)
