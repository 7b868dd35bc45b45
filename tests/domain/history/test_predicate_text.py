from __future__ import annotations

import pytest

from domain.filtering import FilterError
from domain.filtering.expression import Column, Path
from domain.history.predicate import Changed, Exists, Related
from domain.history.predicate_text import (
    nearest,
    parse_predicate,
    paths_of,
    predicate_completions,
    read_watched,
    state_field,
)

MEMBERS = ("on_hand", "price", "price.amount", "status")


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("", 0, "There is no condition yet."),
        ("after.on_hand <", 15, "Expected a value after '<' at 16."),
        ("aftr.x = 1", 0, "Unknown field 'aftr.x' at 1. Did you mean 'after.x'?"),
        ("on_hand < 3", 0, "Unknown field 'on_hand' at 1. Did you mean 'after.on_hand'?"),
        ("version > 1 and onhand < 3", 16, "Unknown field 'onhand' at 17. Did you mean 'after.on_hand'?"),
        ("on_hand", 0, "Unknown field 'on_hand' at 1. Did you mean 'after.on_hand'?"),
        ("event.typ = x", 6, "Unknown field 'typ' at 7. Did you mean 'type'?"),
        ("after = 3", 0, "'after' at 1 needs a path into it."),
        ("after.on_hand", 13, "Expected a comparison such as = after 'after.on_hand' at 14."),
        ("chnged(after.x)", 0, "Unknown function 'chnged' at 1. Did you mean 'changed'?"),
        ("changed(event.type)", 8, "'event.type' at 9 is no part of the state: it cannot change."),
        ("changed()", 8, "Expected a field after '(' at 9."),
        ("changed(after.x", 15, "Expected ')' after 'after.x' at 16."),
        ("exists(nothing)", 7, "Unknown field 'nothing' at 8."),
        ("not", 3, "Expected a condition after 'not' at 4."),
        ("after.x = 1 after.y = 2", 12, "Expected 'and', 'or' or the end after '1' at 13."),
        ("after.x < true", 10, "'true' at 11 is neither more nor less than anything."),
        ("version > after.", 16, "Expected a name after 'after.' at 17."),
    ],
)
def test_an_error_says_where_and_what_may_be_meant(text: str, position: int, reason: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse_predicate(text, MEMBERS)
    assert (caught.value.position, caught.value.reason) == (position, reason)
    assert caught.value.hint


def test_a_value_that_is_written_like_a_path_is_a_field_and_any_other_word_a_text() -> None:
    assert parse_predicate("after.a <= before.b.c") == Related(
        Path("after", ("a",)), "<=", Path("before", ("b", "c"))
    )
    assert parse_predicate("after.a == event.version") == Related(
        Path("after", ("a",)), "=", Column("version")
    )
    for text in ("after.a = type", 'after.a = "before.b"', "after.a = after", "after.a = x.y"):
        assert not isinstance(parse_predicate(text), Related)


def test_functions_name_parts_of_the_state_and_fields() -> None:
    assert parse_predicate("changed(lines.P-1)") == Changed(("lines", "P-1"))
    assert parse_predicate("CHANGED(before.lines)") == Changed(("lines",))
    assert parse_predicate("changed(type)") == Changed(("type",))
    assert parse_predicate("exists(actor)") == Exists(Path("metadata", ("actor",)))


def test_what_is_watched_is_a_field_or_a_predicate() -> None:
    assert read_watched(" after.on_hand ") == Path("after", ("on_hand",))
    assert read_watched("event.type") == Column("type")
    assert read_watched("changed(total)") == Changed(("total",))
    with pytest.raises(FilterError) as caught:
        read_watched("on_hand", MEMBERS)
    assert "after.on_hand" in caught.value.reason


def test_completion_knows_the_parts_of_the_state() -> None:
    assert predicate_completions("af", 2, MEMBERS) == ["after."]
    assert predicate_completions("after.p", 7, MEMBERS) == ["after.price", "after.price.amount"]
    assert predicate_completions("changed(after.s", 15, MEMBERS) == ["after.status"]
    assert predicate_completions("ch", 2, MEMBERS) == ["changed("]
    assert "contains" in predicate_completions("after.status ", 13, MEMBERS)
    assert predicate_completions("after.status = n", 16, MEMBERS) == ["null"]
    assert predicate_completions("after.status = x ", 17, MEMBERS) == ["and", "or"]


def test_paths_of_a_state_read_back() -> None:
    state = {"lines": {"P-1": {"quantity": 2}}, "a name": [None], "x.y": 1}
    paths = paths_of(state)
    assert paths == ("lines", "lines.P-1", "lines.P-1.quantity", '"a name"', '"a name".0', '"x.y"')
    for path in paths:
        assert isinstance(parse_predicate(f"exists(after.{path})"), Exists)
    assert state_field(("lines", "P-1")) == "after.lines.P-1"
    assert paths_of(state, 2) == ("lines", "lines.P-1")
    assert paths_of(3) == ()


def test_the_nearest_path_is_suggested_for_one_that_never_was() -> None:
    assert nearest("after.onhand", MEMBERS) == "after.on_hand"
    assert nearest("before.stats", MEMBERS) == "before.status"
    assert nearest("data.x", MEMBERS) == ""
    assert nearest("after.zzz", MEMBERS) == ""
