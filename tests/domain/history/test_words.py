from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.history.words import Piece, is_wordy, word_diff

TEXTS = st.lists(st.sampled_from(["one", "two", " ", "\n", ", ", "ä"]), max_size=12).map("".join)


@given(TEXTS, TEXTS)
def test_the_pieces_spell_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)


def test_only_the_words_that_differ_are_marked() -> None:
    assert word_diff("Leave it at the door, please", "Leave it at the neighbour, please") == (
        Piece("same", "Leave it at the "),
        Piece("removed", "door"),
        Piece("added", "neighbour"),
        Piece("same", ", please"),
    )


def test_very_long_texts_are_compared_by_lines_or_as_wholes() -> None:
    lines = [f"line {number} of the text\n" for number in range(1000)]
    changed = [*lines[:3], "other\n", *lines[4:900], "last\n", *lines[901:]]
    pieces = word_diff("".join(lines), "".join(changed))
    assert [piece.text for piece in pieces if piece.kind == "added"] == ["other\n", "last"]
    one, other = "a " * 50_000, "b " * 50_000
    assert [piece.kind for piece in word_diff(one, other)] == ["removed", "added", "same"]


def test_only_texts_that_cannot_be_seen_at_a_glance_are_compared_by_words() -> None:
    assert is_wordy("short", "x" * 40)
    assert not is_wordy("short", "other")
    assert not is_wordy(1, "x" * 40)
