"""Values as source: run, the source gives the value again."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.as_test.source import WIDTH, Unspeakable, Writer
from domain.shop.order import LineAdded
from domain.shop.values import Money

_plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.decimals(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text(max_size=10), inner, max_size=5)
        | st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=20,
)


def again(value: Any) -> Any:
    writer = Writer()
    source = writer.write(value)
    space: dict[str, Any] = {}
    exec("\n".join([*writer.imports, f"value = {source}"]), space)
    return space["value"]


@given(_plain)
def test_any_json_value_comes_back_with_its_types(value: Any) -> None:
    back = again(value)
    assert back == value
    assert repr(back) == repr(value)


def test_structs_decimals_ids_and_times_come_back() -> None:
    line = LineAdded("P-1", 3, Money(Decimal("19.90"), "EUR"))
    assert again([line, UUID(int=7), datetime(2026, 1, 2, tzinfo=UTC), {1, 2}, frozenset(), b"x"]) == [
        line,
        UUID(int=7),
        datetime(2026, 1, 2, tzinfo=UTC),
        {1, 2},
        frozenset(),
        b"x",
    ]


def test_long_values_are_broken_into_lines_that_fit() -> None:
    lines = [LineAdded(f"P-{number}", number, Money(Decimal(number), "EUR")) for number in range(1, 9)]
    source = Writer().write(lines)
    assert all(len(line) <= WIDTH for line in source.splitlines())
    assert again(lines) == lines


def test_what_cannot_be_imported_is_refused() -> None:
    class Hidden(msgspec.Struct):
        a: int

    with pytest.raises(Unspeakable, match="cannot be imported"):
        Writer().write(Hidden(1))
    with pytest.raises(Unspeakable, match="cannot be written"):
        Writer().write(object())
