"""Texts of code that knows no Qt come from whatever translator the window has set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.words import QT_TRANSLATE_NOOP, translate, translate_with


@pytest.fixture(autouse=True)
def as_written_afterwards() -> Iterator[None]:
    yield
    translate_with(None)


def test_without_a_translator_texts_are_as_written() -> None:
    assert translate("Rewind", "of {0}").format(3) == "of 3"
    assert translate("Rewind", "%n step(s)", n=2) == "2 step(s)"
    assert QT_TRANSLATE_NOOP("Rewind", "of {0}") == "of {0}"


def test_a_translator_is_asked_with_context_and_number() -> None:
    asked = []

    def translator(context: str, source: str, disambiguation: str | None, n: int, /) -> str:
        asked.append((context, source, disambiguation, n))
        return "步"

    translate_with(translator)
    assert translate("Rewind", "%n step(s)", "of a play", 2) == "步"
    assert asked == [("Rewind", "%n step(s)", "of a play", 2)]
