from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.history.diff import Change, apply, diff, pointer, pointer_parts

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


_sorted = msgspec.json.Encoder(decimal_format="number", order="sorted")


def same(a: Any, b: Any) -> bool:
    return _sorted.encode(a) == _sorted.encode(b)


@given(VALUES, VALUES)
def test_the_changes_applied_to_the_old_value_give_the_new_one(old: Any, new: Any) -> None:
    try:
        assert same(apply(diff(old, new), old), new)
    except UnicodeEncodeError:
        return


@given(VALUES)
def test_a_value_does_not_differ_from_itself(value: Any) -> None:
    assert diff(value, value) == ()


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ({"a": 1}, {"a": 2}, [Change("replace", "/a", 1, 2)]),
        ({"a": {"b": 1}}, {"a": {}}, [Change("remove", "/a/b", 1)]),
        ({}, {"a/b~c": 1}, [Change("add", "/a~1b~0c", new=1)]),
        ([1, 2, 3], [1], [Change("remove", "/2", 3), Change("remove", "/1", 2)]),
        ([1], [1, 2], [Change("add", "/1", new=2)]),
        (1, Decimal("1.0"), [Change("replace", "", 1, Decimal("1.0"))]),
        (Decimal("1.0"), Decimal("1.00"), [Change("replace", "", Decimal("1.0"), Decimal("1.00"))]),
        (1, True, [Change("replace", "", 1, True)]),
        ({"a": 2**70}, {"a": 2**70 + 1}, [Change("replace", "/a", 2**70, 2**70 + 1)]),
    ],
)
def test_what_differs_is_said_exactly(old: Any, new: Any, changes: list[Change]) -> None:
    assert list(diff(old, new)) == changes


def test_a_change_prints_only_what_its_op_has() -> None:
    assert Change("add", "/a", new=None).as_json() == {"op": "add", "path": "/a", "new": None}
    assert Change("remove", "/a", old=1).as_json() == {"op": "remove", "path": "/a", "old": 1}


@given(st.lists(st.text(max_size=5)))
def test_a_pointer_can_be_taken_apart_again(parts: list[str]) -> None:
    assert pointer_parts(pointer(parts)) == parts
