"""Lives of a product, made at random: with holes, and with events that do not decode."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from domain.event import Event
from domain.history.keyframes import History
from domain.history.state import Evolution, evolution_for
from domain.registry import Registry
from domain.shop import DOMAIN

REGISTRY = Registry([DOMAIN])
STREAM = "Product/P-1"
LISTED = ("ProductListed", b'{"name":"Desk","price":{"amount":"9.50","currency":"EUR"},"stock":2}')


def event(version: int, type: str, data: bytes, stream: str = STREAM, actor: str = "Ada") -> Event:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=version)
    metadata = f'{{"actor":"{actor}"}}'.encode()
    return Event(version * 10, UUID(int=version), stream, version, type, 1, at, data, metadata)


_orders = st.sampled_from(["O-1", "O-2"])
_payloads = st.one_of(
    st.builds(lambda n: ("StockReceived", b'{"quantity":%d}' % n), st.integers(1, 4)),
    st.builds(
        lambda o, n: ("StockReserved", b'{"order":"%s","quantity":%d}' % (o.encode(), n)),
        _orders,
        st.integers(1, 4),
    ),
    st.builds(lambda o: ("StockReleased", b'{"order":"%s","quantity":1}' % o.encode()), _orders),
    st.builds(
        lambda n: ("PriceChanged", b'{"price":{"amount":"%d.50","currency":"EUR"}}' % n), st.integers(8, 11)
    ),
    st.just(("StockReceived", b'{"quantity":"many"}')),
    st.just(("Unheard", b"{}")),
)


@st.composite
def lives(draw: st.DrawFn, most: int = 40) -> list[Event]:
    """Some events of one product; the first lists it, some versions may be missing."""
    payloads = [LISTED, *draw(st.lists(_payloads, max_size=most))]
    holes = draw(st.frozensets(st.integers(2, most), max_size=4))
    events = [event(number, *payload) for number, payload in enumerate(payloads, 1)]
    return [each for each in events if each.version not in holes]


def evolution_of(events: Sequence[Event]) -> Evolution:
    return evolution_for(events[0].stream, events[0].type, REGISTRY)


def history_of(events: Sequence[Event], **bounds: int) -> History:
    def read(first: int, last: int) -> Sequence[Event]:
        return [each for each in events if first <= each.version <= last]

    return History(evolution_of(events), read, events[-1].version, **bounds)


def folded(events: Sequence[Event]) -> list[tuple[Event, Any, Any]]:
    """Each event with the full JSON states before and after it, by a plain fold."""
    evolution = evolution_of(events)
    state, steps = evolution.initial, []
    for each in events:
        before = evolution.value(state)
        state, _ = evolution.apply(state, each)
        steps.append((each, before, evolution.value(state)))
    return steps
