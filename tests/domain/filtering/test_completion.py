"""What is offered while a filter is typed."""

from __future__ import annotations

import pytest

from domain.filtering import completions
from domain.filtering.completion import word_start
from domain.filtering.fields import write_field
from domain.filtering.value_slot import value_slot


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("ty", ["type"]),
        ("TI", ["time"]),
        ("type ", ["=", "!=", "<", "<=", ">", ">=", "in", "contains", "~"]),
        ("type c", ["contains"]),
        ("time ", ["=", "!=", "<", "<=", ">", ">=", "in"]),
        ("type = ", []),
        ("data.x = t", ["true"]),
        ("data.x in (n", ["null"]),
        ("type = x ", ["and", "or"]),
        ("type = x and (cat", ["category"]),
        ("not act", ["actor"]),
        ('"ty', []),
        ("= ", []),
        ("nonsense ", ["and", "or"]),
        ("typ = x and t", ["type", "time"]),
    ],
)
def test_what_fits_at_the_end_is_offered(text: str, offered: list[str]) -> None:
    assert completions(text, len(text)) == offered


def test_only_what_stands_before_the_cursor_counts() -> None:
    assert completions("ty = x", 2) == ["type"]
    assert completions("", 0)[:2] == ["type", "stream"]
    assert completions("x" * 100_000, 5) == []


def test_a_completion_replaces_the_word_it_completes() -> None:
    assert word_start("type = x and ca", 15) == 13
    assert word_start("type ", 5) == 5
    assert word_start('"ab', 3) == 3


@pytest.mark.parametrize(
    ("text", "field", "begun"),
    [
        ("type = ", "type", ""),
        ("type = Ord", "type", "Ord"),
        ('stream = "Order/O-1', "stream", "Order/O-1"),
        ("type in (A, B", "type", "B"),
        ("a and data.total.amount != 1", "data.total.amount", "1"),
        ("key contains O", "key", "O"),
    ],
)
def test_a_value_that_is_being_typed_is_recognised(text: str, field: str, begun: str) -> None:
    slot = value_slot(text, len(text))
    assert slot is not None
    assert (write_field(slot.field), slot.begun) == (field, begun)
    assert text[slot.start :].lstrip('"') == begun


@pytest.mark.parametrize("text", ["", "ty", "type ", "type = x ", '"word', "nonsense = ", "type = = "])
def test_elsewhere_no_value_is_expected(text: str) -> None:
    assert value_slot(text, len(text)) is None


def test_fields_of_the_log_are_offered_with_the_others() -> None:
    assert completions("data.Cu", 7, ["data.customer", "data.currency", "data.total"]) == [
        "data.customer",
        "data.currency",
    ]
