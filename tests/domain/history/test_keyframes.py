from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.event import Event
from domain.history.keyframes import History
from domain.history.state import INFERRED, evolution_for, merge
from domain.registry import Registry
from domain.shop import DOMAIN

REGISTRY = Registry([DOMAIN])


def event(version: int, type: str, data: bytes, stream: str = "Product/P-1") -> Event:
    return Event(
        version, UUID(int=version), stream, version, type, 1, datetime(2026, 1, 1, tzinfo=UTC), data, b"{}"
    )


def stream_of(count: int, holes: frozenset[int] = frozenset()) -> list[Event]:
    events = [
        event(1, "ProductListed", b'{"name":"Desk","price":{"amount":"1.00","currency":"EUR"},"stock":0}')
    ]
    events += [event(v, "StockReceived", b'{"quantity":%d}' % v) for v in range(2, count + 1)]
    return [e for e in events if e.version not in holes]


class Reader:
    """Reads from a list and counts how much was read."""

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        self.read = 0

    def __call__(self, first: int, last: int) -> Sequence[Event]:
        found = [e for e in self.events if first <= e.version <= last]
        self.read += len(found)
        return found


def plain_fold(events: list[Event], until: int) -> Any:
    evolution = evolution_for("Product/P-1", events[0].type, REGISTRY)
    state = evolution.initial
    for each in events:
        if each.version <= until:
            state, _ = evolution.apply(state, each)
    return evolution.value(state)


def history(events: list[Event], last: int, **bounds: int) -> tuple[History, Reader]:
    reader = Reader(events)
    return History(evolution_for("Product/P-1", events[0].type, REGISTRY), reader, last, **bounds), reader


@settings(deadline=None)
@given(
    count=st.integers(1, 150),
    seeks=st.lists(st.integers(0, 150), max_size=25),
    spacing=st.sampled_from([1, 4, 16]),
    most=st.sampled_from([3, 10, 500]),
    holes=st.frozensets(st.integers(2, 149), max_size=10),
)
def test_any_order_of_seeks_gives_the_state_of_a_plain_fold(
    count: int, seeks: list[int], spacing: int, most: int, holes: frozenset[int]
) -> None:
    events = stream_of(count, holes)
    seen, _ = history(events, count, spacing=spacing, max_keyframes=most)
    for wanted in seeks:
        version = min(wanted, count)
        assert seen.value_at(version) == plain_fold(events, version)
        assert seen.keyframes <= most + 1


@given(st.integers(1, 120), st.integers(0, 120), st.integers(1, 9), st.integers(2, 30))
def test_steps_that_lay_keyframes_leave_every_state_as_it_is(
    count: int, first: int, spacing: int, most: int
) -> None:
    events = stream_of(count)
    seen, _ = history(events, count, spacing=spacing, max_keyframes=most)
    begin = min(first, count) + 1
    assert [step.event.version for step in seen.steps(begin, count, lays_keyframes=True)] == list(
        range(begin, count + 1)
    )
    assert seen.keyframes <= most + 1
    for version in range(count + 1):
        assert seen.value_at(version) == plain_fold(events, version)


def test_after_steps_that_lay_keyframes_nothing_is_folded_twice() -> None:
    events = stream_of(5000)
    seen, reader = history(events, 5000)
    for _ in seen.steps(1, 5000, lays_keyframes=True):
        pass
    reader.read = 0
    seen.value_at(4999)
    assert reader.read <= 64


def test_from_an_event_that_cannot_be_applied_on_the_state_is_unknown() -> None:
    events = stream_of(5)
    events[2] = event(3, "StockReceived", b'{"quantity":"many"}')
    seen, _ = history(events, 5)
    seen.value_at(5)
    assert [seen.unknown_from(version) for version in range(6)] == [None, None, None, 3, 3, 3]


def test_a_step_back_reads_no_more_than_what_lies_between_two_keyframes() -> None:
    events = stream_of(5000)
    seen, reader = history(events, 5000, spacing=64, max_keyframes=512)
    seen.value_at(5000)
    reader.read = 0
    for version in range(4999, 4900, -1):
        seen.value_at(version)
    assert reader.read <= 3 * 64
    assert seen.keyframes <= 512


def test_a_history_grows_with_its_stream() -> None:
    events = stream_of(100)
    seen, _ = history(events, 70)
    assert seen.value_at(70) == plain_fold(events, 70)
    seen.grow(100)
    assert seen.value_at(100) == plain_fold(events, 100)
    with pytest.raises(IndexError):
        seen.state_at(101)


def test_an_event_that_cannot_be_applied_is_reported_and_left_out() -> None:
    events = stream_of(5)
    events[2] = event(3, "StockReceived", b'{"quantity":"many"}')
    events[3] = event(4, "Unheard", b"{}")
    seen, _ = history(events, 5)
    assert seen.value_at(5)["on_hand"] == 2 + 5
    assert [(problem.version, "Unheard" in problem.reason) for problem in seen.problems(5)] == [
        (3, False),
        (4, True),
    ]
    assert seen.problems(2) == ()


def test_a_stream_that_no_domain_knows_is_inferred_from_its_payloads() -> None:
    evolution = evolution_for("item/i1", "Pick Item", REGISTRY)
    assert evolution is INFERRED
    state = evolution.initial
    for number, data in enumerate([b'{"a":{"b":1},"n":1.10}', b'{"a":{"c":null}}', b"[1]"], 1):
        state, problem = evolution.apply(state, event(number, "Pick Item", data, "item/i1"))
        assert problem is None
    assert evolution.value(state)["a"] == {"b": 1, "c": None}
    assert str(state["n"]) == "1.10"
    assert state["value"] == [1]
    _, problem = evolution.apply(state, event(4, "Pick Item", b"{", "item/i1"))
    assert problem is not None


def test_a_known_category_with_a_foreign_first_event_is_inferred_too() -> None:
    assert evolution_for("Order/1", "Place Order", REGISTRY).inferred
    assert not evolution_for("Order/1", "OrderPlaced", REGISTRY).inferred


def test_merging_does_not_touch_what_it_merges() -> None:
    first = {"a": {"b": 1}}
    assert merge(first, {"a": {"c": 2}}) == {"a": {"b": 1, "c": 2}}
    assert first == {"a": {"b": 1}}
