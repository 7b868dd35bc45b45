"""How a row of the log becomes an `Event`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from domain.event import Event, moment

# Payloads are fetched as bytes: exactly as recorded, and a damaged byte cannot break the reading of a row.
EVENT_COLUMNS = (
    "e.position, e.id, s.name, e.version, t.name, e.schema_version, e.recorded_at, "
    "CAST(e.data AS BLOB), CAST(e.metadata AS BLOB)"
)
EVENT_TABLES = "events e JOIN streams s ON s.id = e.stream_id JOIN event_types t ON t.id = e.type_id"
SELECT_EVENTS = f"SELECT {EVENT_COLUMNS} FROM {EVENT_TABLES}"


def event_of(row: tuple[Any, ...]) -> Event:
    """The event in a row of `SELECT_EVENTS`."""
    position, id, stream, version, type_, schema_version, recorded_at, data, metadata = row
    return Event(
        position, UUID(bytes=id), stream, version, type_, schema_version, moment(recorded_at), data, metadata
    )


def events_of(rows: Iterable[tuple[Any, ...]]) -> Iterator[Event]:
    """The events of such rows."""
    return map(event_of, rows)
