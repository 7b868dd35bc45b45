"""What was typed is found in texts, the better the sooner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.palette.entries import Entry, Kind, matching
from app.palette.fuzzy import fit

TEXTS = st.text(alphabet="abcXYZ -/1", max_size=14)


def is_found(wanted: str, text: str) -> bool:
    rest = iter(text.lower())
    return all(letter in rest for letter in wanted.replace(" ", "").lower())


@given(TEXTS, TEXTS)
def test_it_fits_exactly_where_its_letters_are_found_in_their_order(typed: str, text: str) -> None:
    found = fit(typed, text)
    assert (found is not None) == is_found(typed, text)
    if found is not None:
        assert list(found.places) == sorted(set(found.places))
        assert [text[place].lower() for place in found.places] == list(typed.replace(" ", "").lower())


def best(typed: str, *titles: str) -> str:
    entries = [Entry(Kind.ACTION, title, title) for title in titles]
    return matching(typed, entries, [])[0].entry.title


def test_beginnings_of_words_count_most() -> None:
    assert best("gt", "Debug layout", "Go to…") == "Go to…"
    assert best("op", "Undo last command, stop", "Open log…") == "Open log…"
    assert best("oplac", "Optional placeholders and more", "OrderPlaced") == "OrderPlaced"
    assert best("rl", "Reset layout", "Earlier") == "Reset layout"


def test_letters_that_stand_together_count_more_than_scattered_ones() -> None:
    assert best("imp", "I met Paul", "Import…") == "Import…"
    assert best("1001", "Order/O-1-0-0-1", "Order/O-1001") == "Order/O-1001"


def test_with_nothing_typed_what_was_used_lately_comes_first() -> None:
    entries = [Entry(Kind.ACTION, name, name) for name in "abc"]
    assert [each.entry.key for each in matching("", entries, ["action:c", "action:b"])] == ["c", "b", "a"]


def test_what_stands_beside_is_found_too_but_counts_less() -> None:
    beside = Entry(Kind.ACTION, "1", "Import…", "Bring JSON lines in")
    titled = Entry(Kind.ACTION, "2", "JSON window")
    assert [each.entry.key for each in matching("json", [beside, titled], [])] == ["2", "1"]
    assert [each.entry.key for each in matching("jsn", [beside, titled], [])] == ["2"]
