from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

import msgspec
import pytest

from domain.history.predicate import Evaluator
from domain.history.predicate_text import parse_predicate
from domain.json_value import plain
from tests.domain.history.product_lives import event

EVENT = event(7, "Moved", b'{"due":"2026-01-01","limit":9007199254740993,"big":1e400}')


class Colour(Enum):
    RED = "red"


class Inner(msgspec.Struct, frozen=True, rename={"amount_": "amount"}):
    amount_: Decimal


class State(msgspec.Struct, frozen=True):
    price: Inner
    colour: Colour
    count: int
    tags: tuple[str, ...]
    by_number: dict[int, str]
    note: str | None = None


STATE = State(Inner(Decimal("19.90")), Colour.RED, 2**60, ("a", "b"), {3: "three"})


def holds(text: str, before: Any, after: Any, as_json: Any = plain) -> bool:
    return Evaluator(parse_predicate(text), as_json)(EVENT, before, after)


def told(text: str, after: Any, before: Any = None) -> bool:
    return holds(text, before, after, lambda value: value)


@pytest.mark.parametrize(
    "text",
    [
        "after.price.amount = 19.9",
        'after.price.amount = "19.90"',
        "after.price.amount > 19.8999999999999999999999",
        "after.colour = red",
        "after.colour in (blue, red)",
        "after.count = 1152921504606846976",
        "after.count > 1152921504606846975",
        "after.tags contains a",
        "after.tags[1] = b",
        "after.tags.0 = a",
        "after.by_number.3 = three",
        "after.note = null",
        "exists(after.note)",
        "after.tags != b",
        "event.actor = Ada and actor ~ A*",
        "version = 7 and event.position = 70",
        "after.tags = after.tags",
        "not after.tags != after.tags",
    ],
)
def test_a_typed_state_is_read_as_its_json(text: str) -> None:
    assert holds(text, STATE, STATE)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("after.a < after.b", {"a": 9007199254740992, "b": 9007199254740993}),
        ("after.a < after.b", {"a": "9.99", "b": "10.00"}),
        ("after.a = after.b", {"a": "1.0", "b": 1}),
        ("after.a < after.b", {"a": "Ada", "b": "Bob"}),
        ("after.a != after.b", {"a": None, "b": False}),
        ("after.a != after.b", {"a": {"x": 1}, "b": {"x": 2}}),
        ("after.a = after.b", {"a": [1, {"x": None}], "b": [1, {"x": None}]}),
        ("after.a > event.data.due", {"a": "2026-01-02"}),
        ("after.a = data.limit", {"a": 9007199254740993}),
        ("time > after.due", {"due": "2025-12-31"}),
        ("after.due >= event.time", {"due": "2026-01-01"}),
        ("time < event.time or time = event.time", {}),
    ],
)
def test_a_field_is_compared_with_a_field(text: str, after: Any) -> None:
    assert told(text, after)


@pytest.mark.parametrize(
    "text",
    [
        "after.a < after.none",
        "after.a != after.none",
        "after.none = after.none",
        "after.a < after.list",
        "after.a = after.list",
        "after.a < after.flag",
        "time = after.a",
        "exists(after.a.b.c)",
        "changed(after.none)",
    ],
)
def test_what_is_missing_or_of_another_kind_never_compares(text: str) -> None:
    state = {"a": 1, "list": [1], "flag": True}
    assert not told(text, state, state)


def test_a_change_is_a_change_of_the_json_value() -> None:
    assert told("changed(a)", {"a": 1}, {})
    assert told("changed(a)", {}, {"a": None})
    assert told("changed(a.b)", {"a": 1}, {"a": {"b": 1}})
    assert told("changed(a)", {"a": [1, 2]}, {"a": [1]})
    assert told("changed(a)", {"a": True}, {"a": 1})
    assert not told("changed(a)", {"a": {"b": [1]}}, {"a": {"b": [1]}})
    assert not told("changed(a.b)", {"a": {"b": 1, "c": 2}}, {"a": {"b": 1}})


def test_an_answer_is_not_kept_for_another_value() -> None:
    evaluate = Evaluator(parse_predicate("after.a > 1"), lambda value: value)
    assert [evaluate(EVENT, None, {"a": n}) for n in (1, 2, 2, 1, 1)] == [False, True, True, False, False]
    assert evaluate.unmet == ()
