"""Reading filters: what they say, and what is said where they make no sense."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.filtering import FilterError, condition, literal, parse, write
from domain.filtering.expression import (
    AllOf,
    AnyOf,
    Column,
    Comparison,
    Contains,
    Everything,
    FreeText,
    Glob,
    Not,
    OneOf,
    Path,
    Span,
)

TOTAL = Path("data", ("total",))


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_filter_is_every_event(text: str) -> None:
    assert parse(text) == Everything()


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("type = OrderPlaced", Comparison(Column("type"), "=", "OrderPlaced")),
        ("TYPE == 'Order placed'", Comparison(Column("type"), "=", "Order placed")),
        ("data.total>=19.99", Comparison(TOTAL, ">=", Decimal("19.99"))),
        ('data.total = "19.99"', Comparison(TOTAL, "=", "19.99")),
        ("data.total = True", Comparison(TOTAL, "=", True)),
        ("data.total != null", Comparison(TOTAL, "!=", None)),
        ("data.zip = 007", Comparison(Path("data", ("zip",)), "=", "007")),
        ("key = 1001", Comparison(Column("key"), "=", Decimal(1001))),
        ('data."a b"[0].c = 1', Comparison(Path("data", ("a b", 0, "c")), "=", Decimal(1))),
        ("metadata.x = y", Comparison(Path("metadata", ("x",)), "=", "y")),
        ("actor = anna", Comparison(Path("metadata", ("actor",)), "=", "anna")),
        ('type in (A, "B")', OneOf(Column("type"), ("A", "B"))),
        ("stream contains O-10", Contains(Column("stream"), "O-10")),
        ("data.total contains 42", Contains(TOTAL, "42")),
        ("type ~ Order*", Glob(Column("type"), "Order*")),
        ("O-1001", FreeText("O-1001")),
        ("Order/O-1001", FreeText("Order/O-1001")),
        ('"two words"', FreeText("two words")),
        ("19.99", FreeText("19.99")),
        ("android", FreeText("android")),
        ("not a", Not(FreeText("a"))),
        ("NOT not a", FreeText("a")),
        ("a AND b OR c", AnyOf((AllOf((FreeText("a"), FreeText("b"))), FreeText("c")))),
        ("a and (b or c)", AllOf((FreeText("a"), AnyOf((FreeText("b"), FreeText("c")))))),
        ("not a and b", AllOf((Not(FreeText("a")), FreeText("b")))),
    ],
)
def test_a_filter_reads_as_it_is_meant(text: str, expression: object) -> None:
    assert parse(text) == expression


@pytest.mark.parametrize(
    ("text", "start", "length"),
    [
        ("2026", 1767225600000000, 365 * 86_400_000_000),
        ("2024", 1704067200000000, 366 * 86_400_000_000),
        ("2026-11", 1793491200000000, 30 * 86_400_000_000),
        ("2026-11-23", 1795392000000000, 86_400_000_000),
        ('"2026-11-23 14:34"', 1795444440000000, 60_000_000),
        ("2026-11-23T14", 1795442400000000, 3_600_000_000),
        ("2026-11-23T14:34:12Z", 1795444452000000, 1_000_000),
        ("2026-11-23T14:34:12.5Z", 1795444452500000, 100_000),
        ("2026-11-23T14:34:12.500000", 1795444452500000, 1),
        ("2026-11-23T16:34+02:00", 1795444440000000, 60_000_000),
        ("2026-11-23T09:04-0530", 1795444440000000, 60_000_000),
        ("9999-12-31", 253402214400000000, 86_400_000_000),
    ],
)
def test_a_time_stands_for_its_whole_span(text: str, start: int, length: int) -> None:
    expression = parse(f"time = {text}")
    assert isinstance(expression, Comparison)
    assert isinstance(expression.value, Span)
    assert (expression.value.start, expression.value.end - expression.value.start) == (start, length)


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("typ = x", 0, "Unknown field 'typ' at 1. Did you mean 'type'?"),
        ("type =", 6, "Expected a value after '=' at 7."),
        ("data.x != and", 10, "Expected a value after '!=' at 11."),
        ("type", 4, "Expected a comparison such as = after 'type' at 5."),
        ("data", 4, "Expected a comparison such as = after 'data' at 5."),
        ("data = 5", 0, "'data' at 1 needs a path into it."),
        ("data. = 5", 5, "Expected a name after 'data.' at 6."),
        ("a b", 2, "Expected 'and', 'or' or the end after 'a' at 3."),
        ("(a", 2, "Expected 'and', 'or' or ')' after 'a' at 3."),
        ("a and", 5, "Expected a condition after 'and' at 6."),
        ("= 5", 0, "Expected a condition at 1."),
        ("type in x", 8, "Expected '(' and a list of values after 'in' at 9."),
        ("type in (x", 10, "Expected ',' or ')' after 'x' at 11."),
        ("type in ()", 9, "Expected a value after '(' at 10."),
        ('type = "x', 7, 'Expected a closing " for the text that begins at 8.'),
        ("data.x < true", 9, "'true' at 10 is neither more nor less than anything."),
        ("time contains x", 5, "'contains' at 6 searches texts, but time is a time."),
        ("version = x", 10, "Expected a number to compare version with, but 'x' at 11 is none."),
        ("time > 2026-13-01", 7, "Expected a time to compare time with, but '2026-13-01' at 8 is none."),
        ("id = 5", 5, "Expected an event id to compare id with, but '5' at 6 is none."),
        ("x !", 2, "'!' at 3 means nothing by itself."),
        ("a\0b", 1, "The filter holds an unusable character at 2."),
        ("a\ud800", 1, "The filter holds an unusable character at 2."),
    ],
)
def test_an_error_says_where_and_what_was_expected(text: str, position: int, reason: str) -> None:
    with pytest.raises(FilterError) as error:
        parse(text)
    assert (error.value.position, error.value.reason) == (position, reason)
    assert error.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000_000,
        '"' * 5_000_000,
        "(" * 19_000,
        "(" * 31 + "a" + ")" * 31,
        " or ".join(["data.x = 1"] * 501),
        f'"{"x" * 1001}"',
        "data" + ".a" * 33 + " = 1",
        "a " * 9_000,
    ],
)
def test_what_is_too_much_is_refused(text: str) -> None:
    with pytest.raises(FilterError) as error:
        parse(text)
    assert len(error.value.reason) < 200


def test_long_and_deep_filters_that_are_allowed_parse() -> None:
    parse("(" * 30 + "a" + ")" * 30)
    parse("not " * 4_999 + "a")
    parse(" or ".join(f"data.x = {number}" for number in range(500)))


@given(st.text(max_size=40))
def test_any_text_is_a_filter_or_a_filter_error(text: str) -> None:
    expression = None
    with suppress(FilterError):
        expression = parse(text)
    assert expression is None or parse(write(expression)) == expression


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
)
PATHS = st.builds(
    Path,
    st.sampled_from(["data", "metadata"]),
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
        | st.integers(0, 10**9 - 1),
        min_size=1,
        max_size=5,
    ).map(tuple),
)


@given(PATHS, VALUES)
def test_a_condition_made_of_a_field_and_a_value_reads_back(path: Path, value: object) -> None:
    text = condition(path, value)  # type: ignore[arg-type]  # hypothesis draws from a union
    assert parse(text) == Comparison(path, "=", value)  # type: ignore[arg-type]  # likewise
    assert write(parse(text)) == text


def test_literals_are_written_exactly() -> None:
    assert literal(10**5000) == "1" + "0" * 5000
    assert literal('a"b\\c') == '"a\\"b\\\\c"'
    assert condition("type", "OrderPlaced") == 'type = "OrderPlaced"'
