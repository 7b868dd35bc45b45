from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.event import Event
from domain.filtering import FilterError, matches, parse
from domain.filtering.parse import condition, read_time

EVENT = Event(
    7,
    UUID("01a20836-86bf-7755-82ce-ca8e30cb6ee4"),
    "Order/O-1001",
    3,
    "LineAdded",
    1,
    datetime(2026, 11, 23, 10, 58, 12, 500_000, tzinfo=UTC),
    (
        b'{"product":"P-1","quantity":2,"unit_price":{"amount":"19.99","currency":"EUR"},'
        b'"big":9007199254740993,"exact":0.1,"gift":true,"note":null,"tags":["a","b"],"caf\\u00e9":"\\u00c9t\\u00e9"}'
    ),
    b'{"actor":"Ada","correlation_id":"c-1","command_id":"k-1","origin":"h/1/0.1"}',
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "type = LineAdded",
        "TYPE = LineAdded AND version = 3",
        "stream = Order/O-1001",
        "category = Order and key ~ O-*",
        "position >= 7 and position <= 7.0",
        "type in (OrderPlaced, LineAdded)",
        "type contains line",
        "actor = Ada",
        "correlation = c-1 and command = k-1",
        "id = 01a20836-86bf-7755-82ce-ca8e30cb6ee4",
        "data.quantity = 2",
        "data.unit_price.amount > 19.98 and data.unit_price.amount <= 19.99",
        'data.unit_price.amount = "19.99"',
        "data.big = 9007199254740993",
        "data.big != 9007199254740992",
        "data.exact = 0.1",
        "data.gift = true and data.note = null",
        "data.tags[1] = b",
        "time = 2026-11-23",
        'time = "2026-11-23 10:58"',
        "time >= 2026-11-23T11:58:12+01:00",
        "time < 2026-11-24",
        "not type = OrderPlaced",
        "not data.missing = 1",
        "P-1",
        '"19.99"',
        "line O-1001",
        '"Été"',
        "(type = A or type = LineAdded) and not (version > 3)",
        "meta.origin ~ h/*",
    ],
)
def test_a_filter_that_fits_keeps_the_event(text: str) -> None:
    assert matches(parse(text), EVENT)


@pytest.mark.parametrize(
    "text",
    [
        "type = OrderPlaced",
        "data.missing = 1",
        "data.missing != 1",
        "data.quantity = '2'",
        "data.big = 9007199254740992",
        "type ~ line*",
        "time = 2026-11-22",
        "nowhere",
        "data.gift = 1",
        "data.tags[7] = a",
        "actor = ada",
    ],
)
def test_a_filter_that_does_not_fit_drops_the_event(text: str) -> None:
    assert not matches(parse(text), EVENT)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("typ = 3", 0, "Did you mean 'type'"),
        ("type = ", 6, "a value"),
        ("type == A", 6, "a value"),
        ("(type = A", 9, ")"),
        ('"abc', 0, "does not end"),
        ("data = 3", 0, "needs a path"),
        ("type.x = 3", 0, "has no parts"),
        ("version = abc", 10, "is a number"),
        ("time > soon", 7, "is no time"),
        ("time = 2026-13-01", 7, "is no time"),
        ("version contains 1", 0, "is no text"),
        ("type = A and", 12, "a field or a value"),
    ],
)
def test_an_error_says_where_and_what_was_expected(text: str, position: int, words: str) -> None:
    with pytest.raises(FilterError) as fault:
        parse(text)
    assert fault.value.position == position
    assert words in f"{fault.value.reason} {fault.value.hint}"


def test_a_five_megabyte_paste_is_refused_at_once() -> None:
    with pytest.raises(FilterError, match="at most 10,000"):
        parse("x" * 5_000_000)


@pytest.mark.parametrize("text", ["(" * 5000 + "a", "not " * 2000 + "a"])
def test_deep_nesting_is_an_error_and_not_a_crash(text: str) -> None:
    with pytest.raises(FilterError):
        parse(text)


@given(st.text(max_size=60))
def test_any_text_either_parses_or_says_what_is_wrong(text: str) -> None:
    try:
        parse(text)
    except FilterError as fault:
        assert 0 <= fault.position <= len(text)
        assert fault.reason
        assert fault.hint


@given(
    st.text(min_size=1, max_size=30)
    | st.integers()
    | st.booleans()
    | st.decimals(allow_nan=False, allow_infinity=False)
)
def test_a_condition_on_a_value_finds_that_value(value: str | int | bool | Decimal) -> None:
    from domain import json_value

    try:
        data = json_value.encode({"value": value})
        expression = parse(condition("data.value", value))
    except UnicodeEncodeError:
        return
    event = Event(1, EVENT.id, "A/1", 1, "T", 1, EVENT.recorded_at, data, b"{}")
    assert matches(expression, event)


def test_a_time_can_be_read_on_its_own() -> None:
    assert read_time("2026-11-23 14:34:12") == datetime(2026, 11, 23, 14, 34, 12, tzinfo=UTC)
