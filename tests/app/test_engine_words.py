"""What the engine says in English is recognised, translated, and filled in again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.engine_words import in_own_words
from app.words import translate_with


@pytest.fixture(autouse=True)
def as_written_afterwards() -> Iterator[None]:
    yield
    translate_with(None)


def shout(context: str, source: str, disambiguation: str | None, n: int, /) -> str:
    known = {
        "There is no such order.": "KEINE BESTELLUNG",
        "Only {0} of {1} are available; {2} wanted.": "{2} GEWÜNSCHT, {0} VON {1} DA",
        "There is no log at {0}.": "KEIN LOG: {0}",
    }
    return known.get(source, source)


def test_a_whole_sentence_is_translated() -> None:
    translate_with(shout)
    assert in_own_words("There is no such order.") == "KEINE BESTELLUNG"


def test_what_was_filled_in_is_filled_in_again() -> None:
    translate_with(shout)
    said = "Only 3 of Desk lamp are available; 5 wanted."
    assert in_own_words(said) == "5 GEWÜNSCHT, 3 VON Desk lamp DA"
    assert in_own_words("There is no log at /tmp/{odd}.eventlog.") == "KEIN LOG: /tmp/{odd}.eventlog"


def test_anything_else_stays_as_it_is() -> None:
    translate_with(shout)
    for said in ("", "zero\nlines", "A sentence of another domain.", "{0}"):
        assert in_own_words(said) == said
    translate_with(None)
    assert in_own_words("There is no such order.") == "There is no such order."
