"""The event store: appends under optimistic concurrency and reads streams and the whole log."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from domain.event import Event, NewEvent, StreamName, content_hash, microseconds, moment
from infra.database import rows_of
from infra.errors import EventIdReused, WrongExpectedVersion
from infra.log.log_file import LogFile
from infra.log.rows import SELECT_EVENTS, event_of

ANY = -1
NO_STREAM = 0
_PAGE = 1000

_INSERT_EVENT = (
    "INSERT INTO events (id, stream_id, version, type_id, schema_version, recorded_at, correlation_id, "
    "command_id, data, metadata, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class _Indexed(msgspec.Struct):
    correlation_id: str | None = None
    command_id: str | None = None


_indexed = msgspec.json.Decoder(_Indexed)


class Payload(NamedTuple):
    """What folding needs of an event. `id` is its 16 bytes."""

    version: int
    id: bytes
    type: str
    schema_version: int
    data: bytes


class EventStore:
    """Events of one log file. Every read sees committed events only, in their order."""

    def __init__(self, log: LogFile, now: Callable[[], datetime]) -> None:
        self._database = log.database
        self._now = now

    def append(
        self,
        stream: str,
        expected: int,
        events: Sequence[NewEvent],
        *,
        connection: Connection | None = None,
        recorded_at: datetime | None = None,
    ) -> tuple[Event, ...]:
        """Appends all of `events` to the stream or none; returns them as recorded.

        Parameters
        ----------
        expected:
            The version the stream must have: `NO_STREAM` (0), a version, or `ANY`.
        connection:
            A write transaction to take part in; without one the append is its own.

        Raises `WrongExpectedVersion` where the stream has moved on. Appending events whose ids are already
        recorded in this stream, with the same content, changes nothing and returns what was recorded;
        `EventIdReused` where there is something else behind those ids.
        """
        if not events:
            return ()
        with nullcontext(connection) if connection else self._database.writing() as transaction:
            return _append(transaction, stream, expected, events, recorded_at or self._now())

    def stream(
        self,
        name: str,
        *,
        after: int = 0,
        until: int | None = None,
        backward: bool = False,
        limit: int | None = None,
    ) -> Iterator[Event]:
        """The stream's events with `after` < version <= `until`, in pages of own short transactions."""
        return self._pages(
            "e.stream_id = (SELECT id FROM streams WHERE name = ?) AND e.version",
            (name,),
            lambda event: event.version,
            after,
            until,
            backward,
            limit,
        )

    @contextmanager
    def payloads(self, name: str, *, after: int = 0, until: int | None = None) -> Iterator[Iterator[Payload]]:
        """The payloads of the stream's versions beyond `after` up to `until`, for folding: all of one moment.

        Makes no `Event`s: that would cost more than the fold itself.
        """
        with self._database.reading() as connection:
            types = dict(rows_of(connection, "SELECT id, name FROM event_types").fetchall())
            rows = rows_of(
                connection,
                "SELECT e.version, e.id, e.type_id, e.schema_version, CAST(e.data AS BLOB) FROM events e "
                "WHERE e.stream_id = (SELECT id FROM streams WHERE name = ?) AND e.version > ? "
                "AND e.version <= ? ORDER BY e.version",
                (name, after, 2**62 if until is None else until),
            )
            yield (
                Payload(version, id, types[type_id], schema_version, data)
                for version, id, type_id, schema_version, data in rows
            )

    def event_types(self, limit: int = 1000) -> tuple[str, ...]:
        """The names of the first `limit` event types, in the order in which they were first recorded."""
        with self._database.reading() as connection:
            return tuple(
                name
                for (name,) in rows_of(
                    connection, "SELECT name FROM event_types ORDER BY id LIMIT ?", (limit,)
                )
            )

    def all(
        self, *, after: int = 0, until: int | None = None, backward: bool = False, limit: int | None = None
    ) -> Iterator[Event]:
        """All events with `after` < position <= `until`, in the log's order or backward."""
        return self._pages("e.position", (), lambda event: event.position, after, until, backward, limit)

    def at(self, position: int) -> Event | None:
        """The event at that position."""
        return next(self.all(after=position - 1, until=position), None)

    def by_id(self, id: UUID) -> Event | None:
        """The event with that id."""
        with self._database.reading() as connection:
            row = rows_of(connection, f"{SELECT_EVENTS} WHERE e.id = ?", (id.bytes,)).fetchone()
        return event_of(row) if row else None

    def of_command(self, id: UUID) -> list[Event]:
        """The events that a command produced, in their order."""
        with self._database.reading() as connection:
            return events_of_command(connection, id)

    def of_correlation(self, correlation_id: str, *, limit: int | None = None) -> list[Event]:
        """The events that share a correlation id, in the log's order."""
        with self._database.reading() as connection:
            rows = rows_of(
                connection,
                f"{SELECT_EVENTS} WHERE e.correlation_id = ? ORDER BY e.position LIMIT ?",
                (correlation_id, -1 if limit is None else limit),
            )
            return [event_of(row) for row in rows]

    def last_position(self) -> int:
        """The position of the newest event, 0 in an empty log."""
        with self._database.reading() as connection:
            return last_position(connection)

    def head(self, stream: str) -> int:
        """The stream's version, 0 where there is no such stream."""
        with self._database.reading() as connection:
            row = rows_of(connection, "SELECT version FROM streams WHERE name = ?", (stream,)).fetchone()
        return row[0] if row else 0

    def first_since(self, moment: datetime) -> int | None:
        """The position of the first event recorded at that time or later, None where there is none."""
        with self._database.reading() as connection:
            row = rows_of(
                connection,
                "SELECT position FROM events WHERE recorded_at >= ? ORDER BY recorded_at, position LIMIT 1",
                (microseconds(moment),),
            ).fetchone()
        return row[0] if row else None

    def last_until(self, moment: datetime) -> int | None:
        """The position of the last event recorded until that time, None where there is none."""
        with self._database.reading() as connection:
            row = rows_of(
                connection,
                "SELECT position FROM events WHERE recorded_at <= ? "
                "ORDER BY recorded_at DESC, position DESC LIMIT 1",
                (microseconds(moment),),
            ).fetchone()
        return row[0] if row else None

    def version_at(self, stream: str, *, position: int | None = None, at: datetime | None = None) -> int:
        """The stream's version as of a position, or as of a time (the last event recorded until then)."""
        bound, value = ("position", position) if at is None else ("recorded_at", microseconds(at))
        with self._database.reading() as connection:
            row = rows_of(
                connection,
                "SELECT max(version) FROM events WHERE stream_id = (SELECT id FROM streams WHERE name = ?) "
                f"AND {bound} <= ?",
                (stream, value),
            ).fetchone()
        return row[0] or 0

    def _pages(
        self,
        where: str,
        parameters: tuple[object, ...],
        key: Callable[[Event], int],
        after: int,
        until: int | None,
        backward: bool,
        limit: int | None,
    ) -> Iterator[Event]:
        column = where.rpartition(" ")[2]
        statement = (
            f"{SELECT_EVENTS} WHERE {where} > ? AND {column} <= ? "
            f"ORDER BY {column} {'DESC' if backward else 'ASC'} LIMIT ?"
        )
        low, high = after, 2**62 if until is None else until
        left = 2**62 if limit is None else limit
        while left > 0 and low < high:
            with self._database.reading() as connection:
                rows = rows_of(connection, statement, (*parameters, low, high, min(left, _PAGE)))
                page = [event_of(row) for row in rows]
            yield from page
            if len(page) < min(left, _PAGE):
                return
            left -= len(page)
            if backward:
                high = key(page[-1]) - 1
            else:
                low = key(page[-1])


def last_position(connection: Connection) -> int:
    """The position of the newest event as this transaction sees it, 0 in an empty log."""
    row = rows_of(connection, "SELECT max(position) FROM events").fetchone()
    return row[0] or 0


def events_of_command(connection: Connection, id: UUID) -> list[Event]:
    """The events that a command produced, in their order, as this transaction sees them."""
    rows = rows_of(connection, f"{SELECT_EVENTS} WHERE e.command_id = ? ORDER BY e.position", (str(id),))
    return [event_of(row) for row in rows]


def _append(
    connection: Connection, stream: str, expected: int, events: Sequence[NewEvent], recorded_at: datetime
) -> tuple[Event, ...]:
    found = rows_of(connection, "SELECT id, version FROM streams WHERE name = ?", (stream,)).fetchone()
    stream_id, version = found or (None, 0)
    if expected not in (ANY, version):
        recorded = _recorded(connection, stream, events)
        if recorded:
            return recorded
        raise WrongExpectedVersion(stream, expected, version)
    if stream_id is None:
        stream_id = _add_stream(connection, stream)
    # The log never reads a time twice with fewer digits than it keeps: what is returned is what is stored.
    stored_at = microseconds(recorded_at)
    appended = []
    rows_of(connection, "SAVEPOINT append")
    try:
        for event in events:
            version += 1
            position = _insert(connection, stream_id, stream, version, event, stored_at)
            appended.append(
                Event(
                    position,
                    event.id,
                    stream,
                    version,
                    event.type,
                    event.schema_version,
                    moment(stored_at),
                    event.data,
                    event.metadata,
                )
            )
    except sqlite3.IntegrityError as error:
        rows_of(connection, "ROLLBACK TO append")
        recorded = _recorded(connection, stream, events)
        if recorded:
            return recorded
        raise EventIdReused(
            f"An event id of this append to {stream} is already in the log.",
            "Give each new event an id of its own.",
        ) from error
    rows_of(connection, "RELEASE append")
    rows_of(
        connection,
        "UPDATE streams SET version = ?, events = events + ?, last_position = ? WHERE id = ?",
        (version, len(events), appended[-1].position, stream_id),
    )
    return tuple(appended)


def _insert(
    connection: Connection, stream_id: int, stream: str, version: int, event: NewEvent, recorded_at: int
) -> int:
    indexed = _indexed.decode(event.metadata)
    inserted = rows_of(
        connection,
        _INSERT_EVENT,
        (
            event.id.bytes,
            stream_id,
            version,
            _type_id(connection, event.type),
            event.schema_version,
            recorded_at,
            indexed.correlation_id,
            indexed.command_id,
            event.data.decode(),
            event.metadata.decode(),
            content_hash(
                event.id.bytes,
                stream,
                version,
                event.type,
                event.schema_version,
                recorded_at,
                event.data,
                event.metadata,
            ),
        ),
    )
    assert inserted.lastrowid is not None
    return inserted.lastrowid


def _add_stream(connection: Connection, stream: str) -> int:
    name = StreamName.parse(stream)
    result = connection.exec_driver_sql(
        "INSERT INTO streams (name, category, key, version, events, last_position) VALUES (?, ?, ?, 0, 0, 0)",
        (stream, name.category, name.key),
    )
    return int(result.lastrowid)


def _type_id(connection: Connection, name: str) -> int:
    row = rows_of(connection, "SELECT id FROM event_types WHERE name = ?", (name,)).fetchone()
    if row:
        return int(row[0])
    return int(connection.exec_driver_sql("INSERT INTO event_types (name) VALUES (?)", (name,)).lastrowid)


def _recorded(connection: Connection, stream: str, events: Sequence[NewEvent]) -> tuple[Event, ...]:
    """The recorded twins of all of `events` where this very append was made before, else nothing."""
    twins = []
    for event in events:
        row = rows_of(connection, f"{SELECT_EVENTS} WHERE e.id = ?", (event.id.bytes,)).fetchone()
        if row is None:
            return ()
        twin = event_of(row)
        if (twin.stream, twin.type, twin.schema_version, twin.data) != (
            stream,
            event.type,
            event.schema_version,
            event.data,
        ):
            raise EventIdReused(
                f"The event id {event.id} is already in the log, at position {twin.position}, "
                "with other content.",
                "Give each new event an id of its own.",
            )
        twins.append(twin)
    return tuple(twins)
