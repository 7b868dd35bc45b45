"""Edits over one product's life; hypothesis makes the lives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain.branch.edits import Branch, Change, Drop, Edit, Insert, Move
from domain.branch.overlay import Overlaid, overlaid
from domain.event import EPOCH, Event
from domain.history.state import evolution_for
from domain.registry import Registry
from domain.shop import DOMAIN

SHOP = Registry([DOMAIN])
STREAM = "Product/P-1"
LISTED = b'{"name":"Desk","price":{"amount":"349.00","currency":"EUR"},"stock":5}'
CHANGED = b'{"price":{"amount":"%d.00","currency":"EUR"}}'
LOG = Branch(log_id="0199f0a0-0000-7000-8000-000000000001", position=1000)


def event(version: int, type: str, data: bytes) -> Event:
    at = EPOCH + timedelta(days=version)
    return Event(version * 10, UUID(int=version), STREAM, version, type, 1, at, data, b"{}")


def life(prices: list[int]) -> tuple[Event, ...]:
    listed = event(1, "ProductListed", LISTED)
    return (listed, *(event(n, "PriceChanged", CHANGED % price) for n, price in enumerate(prices, start=2)))


lives = st.lists(st.integers(1, 9), min_size=1, max_size=12).map(life)


def with_edits(trunk: tuple[Event, ...], *edits: Edit) -> Overlaid:
    return overlaid(STREAM, trunk, enumerate(edits), LOG, SHOP)


def told(result: Overlaid) -> list[tuple[int, str, bytes]]:
    return [(each.event.version, each.event.type, each.event.data) for each in result.events]


def state(events: Any) -> Any:
    evolution = evolution_for(STREAM, "ProductListed", SHOP)
    now = evolution.initial
    for each in events:
        now, _ = evolution.apply(now, each)
    return evolution.value(now)


def price(result: Overlaid) -> str:
    return str(state(each.event for each in result.events)["price"]["amount"])


@given(lives)
def test_without_edits_the_stream_is_the_trunk(trunk: tuple[Event, ...]) -> None:
    result = with_edits(trunk)
    assert tuple(each.event for each in result.events) == trunk
    assert not result.dropped
    assert not result.problems


@given(lives, st.data())
def test_an_event_dropped_and_inserted_again_makes_the_trunk(
    trunk: tuple[Event, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(trunk) - 1)) if len(trunk) > 1 else 0
    gone = trunk[at]
    before = trunk[at - 1].position if at else 0
    again = Insert(-1, STREAM, before, gone.type, msgspec.Raw(gone.data), gone.recorded_at)
    result = with_edits(trunk, Drop(gone.position), again)
    assert told(result) == [(each.version, each.type, each.data) for each in trunk]
    assert state(each.event for each in result.events) == state(trunk)
    assert [each.event.recorded_at for each in result.events] == [each.recorded_at for each in trunk]


@given(lives, st.data())
def test_versions_are_whole_and_places_ascend_whatever_is_moved(
    trunk: tuple[Event, ...], data: st.DataObject
) -> None:
    refs = [each.position for each in trunk]
    moves = data.draw(
        st.lists(st.builds(Move, st.sampled_from(refs), st.sampled_from([0, *refs])), max_size=6)
    )
    result = with_edits(trunk, *moves)
    assert [each.event.version for each in result.events] == list(range(1, len(trunk) + 1))
    places = [each.place for each in result.events]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert sorted(each.ref for each in result.events) == refs


def test_dropping_the_price_mistake_gives_the_price_before_it() -> None:
    result = with_edits(life([3, 7]), Drop(30))
    assert price(result) == "3.00"
    assert [each.version for each in result.dropped] == [3]


def test_a_changed_payload_counts() -> None:
    result = with_edits(life([3]), Change(20, msgspec.Raw(CHANGED % 8)))
    assert price(result) == "8.00"
    assert [each.mark for each in result.events] == ["", "changed"]


def test_an_event_moved_to_the_front_stands_before_the_first_one_in_the_log_too() -> None:
    result = with_edits(life([3, 7]), Move(30, 0))
    assert [each.ref for each in result.events] == [30, 10, 20]
    assert result.events[0].place < (10, 0)
    assert [each.mark for each in result.events] == ["moved", "", ""]


def test_edits_build_on_inserted_events() -> None:
    inserted = Insert(-1, STREAM, 10, "PriceChanged", msgspec.Raw(CHANGED % 4))
    result = with_edits(life([3]), inserted, Change(-1, msgspec.Raw(CHANGED % 5)), Move(-1, 20))
    assert [each.ref for each in result.events] == [10, 20, -1]
    assert price(result) == "5.00"
    assert result.events[2].mark == "inserted"


def test_what_cannot_be_done_is_told_and_the_rest_is_done() -> None:
    result = with_edits(
        life([3]),
        Change(20, msgspec.Raw(b'{"price": "cheap"}')),
        Change(20, msgspec.Raw(b"nonsense")),
        Change(20, msgspec.Raw(b"[]")),
        Insert(-1, STREAM, 20, "Exploded", msgspec.Raw(b"{}")),
        Insert(-2, STREAM, 99, "PriceChanged", msgspec.Raw(CHANGED % 1)),
        Drop(99),
        Move(20, 20),
        Insert(-3, STREAM, 20, "PriceChanged", msgspec.Raw(CHANGED % 9)),
    )
    assert [problem.edit for problem in result.problems] == list(range(7))
    assert all(problem.reason and problem.hint for problem in result.problems)
    assert price(result) == "9.00"


def test_a_stream_that_no_domain_knows_takes_any_object() -> None:
    inserted = Insert(-1, "Ticket/1", 0, "Opened", msgspec.Raw(b'{"by": "Ada"}'))
    result = overlaid("Ticket/1", (), [(0, inserted)], LOG, SHOP, EPOCH + timedelta(days=3))
    (only,) = result.events
    assert (only.event.version, only.event.recorded_at) == (1, EPOCH + timedelta(days=3))
    assert not result.problems
