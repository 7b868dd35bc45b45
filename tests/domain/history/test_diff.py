from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import json_value
from domain.history.diff import Change, apply, diff, pointer, pointer_parts
from domain.history.patch import NoPatch, apply_patch, json_patch

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


# Lists whose items have keys, in any order and changed in any way.
KEYED = st.lists(
    st.builds(lambda id, n: {"id": id, "n": n}, st.integers(0, 9), st.integers(0, 2)),
    max_size=7,
    unique_by=lambda item: item["id"],
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


@given(VALUES, VALUES)
def test_the_changes_as_a_json_patch_give_the_new_value_too(old: Any, new: Any) -> None:
    try:
        patch = json_value.decode(json_value.encode(json_patch(diff(old, new))))
        assert same(apply_patch(patch, old), new)
    except UnicodeEncodeError:
        return


@given(KEYED, KEYED)
def test_items_with_keys_are_matched_by_them_wherever_they_moved(old: Any, new: Any) -> None:
    changes = diff({"lines": old}, {"lines": new})
    assert apply(changes, {"lines": old}) == {"lines": new}
    assert apply_patch(json_patch(changes), {"lines": old}) == {"lines": new}
    taken = {change.old["id"] for change in changes if change.op == "remove"}
    assert {item["id"] for item in old} - {item["id"] for item in new} <= taken
    before, after = ([item["id"] for item in items] for items in (old, new))
    stays = [id for id in before if id in after]
    if stays == [id for id in after if id in before]:  # in their order still
        assert taken.isdisjoint(stays)


def test_what_is_no_patch_is_refused() -> None:
    with pytest.raises(NoPatch, match="no change"):
        apply_patch([{"op": "move", "from": "/a", "path": "/b"}], {"a": 1})


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
        (
            [{"id": "pen", "n": 1}, {"id": "ink", "n": 1}],
            [{"id": "ink", "n": 2}],
            [Change("remove", "/0", {"id": "pen", "n": 1}), Change("replace", "/0/n", 1, 2)],
        ),
        (
            [{"id": "ink", "n": 1}],
            [{"id": "pen", "n": 1}, {"id": "ink", "n": 1}],
            [Change("add", "/0", new={"id": "pen", "n": 1})],
        ),
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
