"""The user guide says what the window's help says; `make guide` brings it up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.help.pages import Page, pages
from app.help.window import KEYBOARD

GUIDE = Path(__file__).parents[3] / "docs" / "guide"
PICTURE = re.compile(r"^!\[.*\]\(\.\./images/guide/(\w+\.png)\)\n\n", re.MULTILINE)
PAGES = [page for page in pages("en") if page.name != KEYBOARD]  # that one lists the keys of a window


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_each_page_of_help_is_a_page_of_the_guide(page: Page) -> None:
    text = (GUIDE / f"{page.name}.md").read_text("utf-8")
    assert PICTURE.sub("", text).strip() == page.text.strip()
    for picture in PICTURE.findall(text):
        assert (GUIDE.parent / "images" / "guide" / picture).exists()


def test_the_index_names_every_page() -> None:
    index = (GUIDE.parent / "user-guide.md").read_text("utf-8")
    assert set(re.findall(r"\(guide/([\w-]+)\.md\)", index)) == {page.name for page in pages("en")}
