from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import json_value
from domain.event import Event
from domain.history.blame import Blame, NeverSet
from domain.history.diff import pointer, pointer_parts
from domain.history.keyframes import History
from domain.history.parts import MISSING, at
from domain.history.state import Evolution, evolution_for
from domain.registry import Registry
from domain.shop import DOMAIN

# Each event's payload is the whole state after it: any sequence of states can be told.
REPLACING = Evolution(
    {}, lambda event: json_value.decode(event.data), lambda _, new: new, lambda state: state, inferred=True
)


def event(version: int, type: str, data: bytes, stream: str = "Product/P-1") -> Event:
    return Event(
        version, UUID(int=version), stream, version, type, 1, datetime(2026, 1, 1, tzinfo=UTC), data, b"{}"
    )


def history(events: list[Event], evolution: Evolution) -> History:
    return History(
        evolution,
        lambda first, last: [e for e in events if first <= e.version <= last],
        len(events),
        spacing=4,
    )


def blame_of(*states: Any) -> Blame:
    events = [event(number, "Set", json_value.encode(state)) for number, state in enumerate(states, 1)]
    blame = Blame(history(events, REPLACING))
    blame.follow()
    return blame


scalars = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "x", "1", "~/"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc/"), inner, max_size=3),
    max_leaves=6,
)
states = st.dictionaries(st.sampled_from("abc/"), values, max_size=3)


def paths_in(value: Any, before: tuple[str, ...] = ()) -> list[str]:
    found = [pointer(before)]
    if isinstance(value, dict):
        for name, part in value.items():
            found += paths_in(part, (*before, name))
    if isinstance(value, list):
        for place, part in enumerate(value):
            found += paths_in(part, (*before, str(place)))
    return found


def written(value: Any) -> bytes:
    return b"" if value is MISSING else json_value.encode(value)


@settings(deadline=None, max_examples=150)
@given(st.lists(states, min_size=1, max_size=8), st.integers(1, 8))
def test_it_equals_comparing_every_pair_of_neighbouring_states(told: list[Any], seen: int) -> None:
    version = min(seen, len(told))
    blame = blame_of(*told)
    all_states = [{}, *told]
    for path in paths_in(told[version - 1]):
        parts = pointer_parts(path)
        naive = [
            number
            for number in range(version, 0, -1)
            if written(at(all_states[number], parts)) != written(at(all_states[number - 1], parts))
        ]
        if naive:
            assert list(blame.setters(path, version)) == naive
            assert written(blame.value_at(path, version)) == written(at(told[version - 1], parts))
        else:
            assert path == ""


@settings(deadline=None, max_examples=60)
@given(st.lists(states, min_size=1, max_size=8))
def test_the_newest_setter_of_each_leaf_is_the_first_of_its_setters(told: list[Any]) -> None:
    blame = blame_of(*told)
    for path, version in blame.newest().items():
        assert blame.setters(path)[0] == version


def test_a_removed_field_is_blamed_on_the_event_that_removed_it() -> None:
    blame = blame_of({"a": 1, "b": 1}, {"b": 1}, {"b": 2})
    assert blame.setters("/a") == [2, 1]
    assert blame.value_at("/a", 2) is MISSING
    assert blame.value_at("/a", 1) == 1


def test_an_item_keeps_its_setters_where_it_moves() -> None:
    pen, ink = {"id": "pen", "n": 1}, {"id": "ink", "n": 1}
    blame = blame_of({"lines": [pen, ink]}, {"lines": [pen, {**ink, "n": 2}]}, {"lines": [{**ink, "n": 2}]})
    assert blame.setters("/lines/0/n") == [2, 1]
    assert blame.value_at("/lines/0/n", 1) == 1
    assert blame.setters("/lines/1/n", 1) == [1]
    assert blame.setters("/lines/pen") == [3, 1]


def test_a_field_that_never_was_is_said_with_the_nearest_ones() -> None:
    blame = blame_of({"status": "open", "total": 3})
    with pytest.raises(NeverSet) as raised:
        blame.setters("/statsu")
    assert "/status" in raised.value.hint


def test_typed_states_are_blamed_by_their_json_names() -> None:
    events = [
        event(1, "ProductListed", b'{"name":"Desk","price":{"amount":"1.00","currency":"EUR"},"stock":3}'),
        event(2, "PriceChanged", b'{"price":{"amount":"2.50","currency":"EUR"}}'),
        event(3, "StockReserved", b'{"order":"O-1","quantity":2}'),
        event(4, "PriceChanged", b'{"price":{"amount":"1.00","currency":"EUR"}}'),
    ]
    blame = Blame(history(events, evolution_for("Product/P-1", events[0].type, Registry([DOMAIN]))))
    blame.follow()
    assert blame.setters("/price/amount") == [4, 2, 1]
    assert blame.setters("/price") == [4, 2, 1]
    assert blame.setters("/price/currency") == [1]
    assert blame.setters("/reserved/O-1") == [3]
    assert blame.newest(3)["/price/amount"] == 2


def test_events_that_come_later_are_followed() -> None:
    events = [event(1, "Set", b'{"a":1}'), event(2, "Set", b'{"a":2}')]
    seen = History(REPLACING, lambda first, last: [e for e in events if first <= e.version <= last], 1)
    blame = Blame(seen)
    blame.follow()
    assert blame.setters("/a") == [1]
    seen.grow(2)
    blame.follow()
    assert blame.setters("/a") == [2, 1]


def test_what_is_gone_is_told_by_its_name_or_its_key() -> None:
    pen, ink = {"id": 1, "n": 1}, {"id": 0, "n": 1}
    blame = blame_of(
        {"a": 1, "b": {"c": 1, "d": 1}, "lines": [pen, ink], "tags": ["x", "y"]},
        {"b": {"c": 1}, "lines": [{**ink, "old": True}], "tags": ["x"]},
        {"b": {"c": 1}, "lines": [ink], "tags": ["x"], "new": 1},
    )
    assert blame.gone(1) == []
    assert set(blame.gone(2)) == {"/a", "/b/d", "/lines/id=1", "/tags/1"}
    assert set(blame.gone()) == {"/a", "/b/d", "/lines/id=1", "/lines/0/old", "/tags/1"}
    assert [blame.setters(path)[0] for path in ("/a", "/b/d", "/lines/id=1", "/tags/1")] == [2, 2, 2, 2]
    assert list(blame.setters("/lines/0/old")) == [3, 2]
    assert blame.value_at("/lines/id=1", 1) == pen


@settings(deadline=None, max_examples=60)
@given(st.lists(states, min_size=1, max_size=8))
def test_all_that_is_gone_can_be_asked_for(told: list[Any]) -> None:
    blame = blame_of(*told)
    for path in blame.gone():
        assert blame.setters(path)
        assert blame.value_at(path, blame.version) is MISSING
