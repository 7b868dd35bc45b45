"""Moments of a log: an event, as of which everything can be seen."""

from __future__ import annotations

from datetime import datetime

import msgspec

from domain.errors import DomainError
from infra.log.event_store import EventStore


class NoSuchMoment(DomainError):
    """The log has no event so early."""


class AsOf(msgspec.Struct, frozen=True, kw_only=True):
    """The moment after one event and before the next; the log goes from `first` to `last` now."""

    position: int
    recorded_at: datetime
    stream: str
    version: int
    type: str
    first: int
    last: int


def as_of_position(store: EventStore, position: int) -> AsOf:
    """The moment at that position, or at the nearest event before it. Raises `NoSuchMoment`."""
    event = next(store.all(until=min(position, 2**62), backward=True, limit=1), None)
    if event is None:
        first = next(store.all(limit=1), None)
        raise NoSuchMoment(
            "This log has no events yet."
            if first is None
            else f"There is no event up to position {position:,}: the first is at {first.position:,}.",
            "Choose a later position." if first is not None else "Look again when there are some.",
        )
    first = next(store.all(limit=1), event)
    return AsOf(
        position=event.position,
        recorded_at=event.recorded_at,
        stream=event.stream,
        version=event.version,
        type=event.type,
        first=first.position,
        last=store.last_position(),
    )


def as_of_time(store: EventStore, moment: datetime) -> AsOf:
    """The moment after the last event recorded until then. Raises `NoSuchMoment`."""
    position = store.last_until(moment)
    if position is None:
        raise NoSuchMoment(
            "Nothing had been recorded at that time yet.", "Choose a later time, or a position."
        )
    return as_of_position(store, position)


def as_of_next(store: EventStore, position: int) -> AsOf | None:
    """The moment of the next event after that position; None where there is none."""
    event = next(store.all(after=position, limit=1), None)
    return None if event is None else as_of_position(store, event.position)
