"""Every page of help is there in Chinese and says as much as the English one."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtGui import QTextDocument

from app.help.keys import keys_of
from app.help.pages import Page, pages

ENGLISH = {page.name: page for page in pages("en")}
CHINESE = {page.name: page for page in pages("zh_CN")}
_CODE = re.compile(r"`[^`]+`|^    .*$", re.MULTILINE)
_KEY = re.compile(r"\b(?:Ctrl|Alt|Shift|Enter|Up|Down|Left|Right|Home|End|Space|Delete|F\d+|[A-Z])\b")
_TYPED = {"yesterday": "昨天", "monday": "周一", "`gt`": "`回现`"}
_IS_CHINESE = re.compile(r"[一-鿿]")


def shape(page: Page) -> dict[str, int]:
    """How many headings, rows, entries and paragraphs a page has."""
    lines = page.text.splitlines()
    return {
        "headings": sum(line.startswith("#") for line in lines),
        "rows": sum(line.startswith("|") for line in lines),
        "entries": sum(bool(re.match(r"(- |\d+\. )", line)) for line in lines),
        "blocks": len([block for block in page.text.split("\n\n") if block.strip()]),
    }


@pytest.mark.parametrize("name", sorted(ENGLISH))
def test_each_page_has_the_same_parts_in_chinese(name: str) -> None:
    assert _IS_CHINESE.search(CHINESE[name].title)
    assert shape(CHINESE[name]) == shape(ENGLISH[name])


@pytest.mark.parametrize("name", sorted(ENGLISH))
def test_each_page_names_the_same_commands_and_fields(name: str) -> None:
    """What is typed is the same in both languages, but for days and names."""
    english, chinese = (Counter(_CODE.findall(_in_english(page[name].text))) for page in (ENGLISH, CHINESE))
    assert chinese == english


def test_the_keys_are_the_same() -> None:
    for name, page in ENGLISH.items():
        ours, theirs = (
            [_KEY.findall(row.keys) for row in keys_of(each).keys] for each in (page, CHINESE[name])
        )
        assert theirs == ours, name


def _in_english(text: str) -> str:
    for english, chinese in _TYPED.items():
        text = text.replace(chinese, english)
    return text


@pytest.mark.parametrize("name", sorted(CHINESE))
def test_what_is_stressed_is_shown_so(qapp: object, name: str) -> None:
    """Beside Chinese letters, stars that follow a full stop end nothing: a space has to come after them."""
    document = QTextDocument()
    document.setMarkdown(CHINESE[name].text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    assert re.findall(r"[^/\s]\*+|\*+[^\s'/]", document.toPlainText()) == []
