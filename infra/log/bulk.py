"""Appends events by the ten thousand, keeping the ids, positions and versions they bring."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec

from domain import json_value
from domain.errors import DomainError
from domain.event import StreamName, content_hash
from infra.errors import LogDamaged

BATCH = 10_000
_INSERT_EVENT = (
    "INSERT INTO events (position, id, stream_id, version, type_id, schema_version, recorded_at, "
    "correlation_id, command_id, data, metadata, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
# The id index stays: it is what tells a duplicate. Versions ascend by construction, the rest is not unique.
_DEFERRED = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events' "
    "AND sql IS NOT NULL AND name != 'events_id'"
)


class Incoming(msgspec.Struct, gc=False):
    """An event on its way into the log.

    `line` is where it stands in its source, for reports; `version` and `position` are 0 where the log is to
    give them; `recorded_at` is in microseconds; `data` and `metadata` are valid JSON objects; all numbers
    fit into 64 bits.
    """

    line: int
    id: bytes
    stream: str
    version: int
    position: int
    type: str
    schema_version: int
    recorded_at: int
    data: bytes
    metadata: bytes


class _Stream(msgspec.Struct):
    id: int
    name: str
    version: int
    events: int
    last_position: int
    known: bool  # was in the log before
    seam: bool  # the next event is the first that joins what was there before


class _Indexed(msgspec.Struct):
    correlation_id: str | None = None
    command_id: str | None = None


_indexed = msgspec.json.Decoder(_Indexed)


class BulkAppender:
    """One import into one log, within a write transaction that the caller holds and commits.

    Call `add` for each event, then `finish`. What cannot be kept is passed to `report(line, reason)` and left
    out: an id that is taken, a version or position that does not come after the one before it.

    Parameters
    ----------
    driver:
        The driver connection that holds the transaction.
    report:
        Hears the line and the reason of what was left out.
    """

    def __init__(self, driver: sqlite3.Connection, report: Callable[[int, str], None]) -> None:
        self._driver = driver
        self._report = report
        self._batch: list[Incoming] = []
        self._streams: dict[str, _Stream] = {}
        self._types: dict[str, int] = dict(driver.execute("SELECT name, id FROM event_types"))
        self._last_type = max(self._types.values(), default=0)
        (self._last_stream,) = driver.execute("SELECT coalesce(max(id), 0) FROM streams").fetchone()
        (self._base,) = driver.execute("SELECT coalesce(max(position), 0) FROM events").fetchone()
        self._indexes: list[tuple[str, str]] = []
        if not self._base:
            # Built in one go at the end they cost a fraction; in a log with events it would be the reverse.
            self._indexes = driver.execute(_DEFERRED).fetchall()
            for name, _ in self._indexes:
                driver.execute(f"DROP INDEX {name}")
        self.first_position = 0
        self.last_position: int = self._base
        self.events = 0
        self.gaps = False

    @property
    def streams(self) -> int:
        """In how many streams events were added."""
        return sum(1 for stream in self._streams.values() if stream.events)

    def add(self, event: Incoming) -> None:
        """Takes an event; it is written with its batch."""
        self._batch.append(event)
        if len(self._batch) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Writes what was added so far."""
        batch, self._batch = self._batch, []
        if not batch:
            return
        before = (self.last_position, self.gaps, self._last_stream)
        touched: dict[str, _Stream | None] = {}
        left_out: list[tuple[int, str]] = []
        rows = self._rows(batch, touched, left_out)
        self._driver.execute("SAVEPOINT batch")
        try:
            self._write(touched, rows)
        except sqlite3.IntegrityError:
            self._driver.execute("ROLLBACK TO batch")
            self.last_position, self.gaps, self._last_stream = before
            self._restore(touched)
            touched, left_out = {}, []
            rows = self._rows(self._without_duplicates(batch, left_out), touched, left_out)
            self._write_again(touched, rows)
        self._driver.execute("RELEASE batch")
        if rows and not self.first_position:
            self.first_position = rows[0][0]
        self.events += len(rows)
        for line, reason in left_out:
            self._report(line, reason)

    def amend_first(self, change: Callable[[bytes], bytes]) -> None:
        """Changes the metadata of this import's first event, where the source told more of it later."""
        self.flush()
        id, stream_id, version, type_, schema_version, recorded_at, data, metadata = self._driver.execute(
            "SELECT e.id, e.stream_id, e.version, t.name, e.schema_version, e.recorded_at, "
            "CAST(e.data AS BLOB), CAST(e.metadata AS BLOB) "
            "FROM events e JOIN event_types t ON t.id = e.type_id WHERE e.position = ?",
            (self.first_position,),
        ).fetchone()
        (stream,) = self._driver.execute("SELECT name FROM streams WHERE id = ?", (stream_id,)).fetchone()
        changed = change(metadata)
        hash = content_hash(id, stream, version, type_, schema_version, recorded_at, data, changed)
        self._driver.execute(
            "UPDATE events SET metadata = ?, hash = ? WHERE position = ?",
            (changed.decode(), hash, self.first_position),
        )

    def finish(self) -> None:
        """Writes the last batch, the streams' heads, the types, the indexes and the facts."""
        self.flush()
        self._driver.executemany(
            "UPDATE streams SET version = ?, events = events + ?, last_position = ? WHERE id = ?",
            (
                (stream.version, stream.events, stream.last_position, stream.id)
                for stream in self._streams.values()
                if stream.events
            ),
        )
        for _, statement in self._indexes:
            self._driver.execute(statement)
        self._driver.executemany(  # streams of which every event was left out
            "DELETE FROM streams WHERE id = ?",
            ((stream.id,) for stream in self._streams.values() if not stream.events and not stream.known),
        )
        if self.gaps:
            self._driver.execute("INSERT OR REPLACE INTO log (name, value) VALUES ('gaps', '1')")

    def _rows(
        self, batch: list[Incoming], touched: dict[str, _Stream | None], left_out: list[tuple[int, str]]
    ) -> list[tuple[Any, ...]]:
        """The rows of a batch, numbered; the streams' earlier heads go into `touched`."""
        rows: list[tuple[Any, ...]] = []
        for event in batch:
            name, type_, metadata = event.stream, event.type, event.metadata
            stream = self._streams.get(name)
            try:
                if name not in touched:
                    touched[name] = stream and msgspec.structs.replace(stream)
                if stream is None:
                    stream = self._streams[name] = self._stream(name)
                type_id = self._types.get(type_) or self._add_type(type_)
                data_text, metadata_text = event.data.decode(), metadata.decode()
            except DomainError as error:
                left_out.append((event.line, f"{error.reason} {error.hint}".rstrip()))
                continue
            except UnicodeError:
                left_out.append((event.line, "A text in it is not valid UTF-8."))
                continue
            version = event.version or stream.version + 1
            position = event.position or self.last_position + 1
            if version <= stream.version or position <= self.last_position or stream.seam:
                reason = self._out_of_order(stream, version, position)
                if reason:
                    left_out.append((event.line, reason))
                    continue
            if position != self.last_position + 1:
                self.gaps = True
            self.last_position = stream.last_position = position
            stream.version = version
            stream.events += 1
            stream.seam = False
            hash = content_hash(
                event.id,
                name,
                version,
                type_,
                event.schema_version,
                event.recorded_at,
                event.data,
                metadata,
            )
            rows.append(
                (
                    position,
                    event.id,
                    stream.id,
                    version,
                    type_id,
                    event.schema_version,
                    event.recorded_at,
                    *indexed_columns(metadata),
                    data_text,
                    metadata_text,
                    hash,
                )
            )
        return rows

    def _out_of_order(self, stream: _Stream, version: int, position: int) -> str:
        if version <= stream.version:
            if stream.seam:
                return f"{stream.name} already has version {version} (it is at {stream.version})."
            return f"Version {version} of {stream.name} does not come after version {stream.version}."
        if stream.seam and version != stream.version + 1:
            return (
                f"Version {version} does not continue {stream.name}, "
                f"which is at version {stream.version} in the log."
            )
        if position <= self.last_position:
            return f"Position {position} does not come after position {self.last_position}."
        return ""

    def _stream(self, name: str) -> _Stream:
        if self._base:
            row = self._driver.execute(
                "SELECT id, version, last_position FROM streams WHERE name = ?", (name,)
            ).fetchone()
            if row:
                id, version, last_position = row
                return _Stream(id, name, version, 0, last_position, known=True, seam=True)
        StreamName.parse(name)
        name.encode()
        self._last_stream += 1
        return _Stream(self._last_stream, name, 0, 0, 0, known=False, seam=False)

    def _add_type(self, name: str) -> int:
        if not name:
            raise DomainError("The event's type is empty.")
        name.encode()
        self._driver.execute("INSERT INTO event_types (id, name) VALUES (?, ?)", (self._last_type + 1, name))
        self._last_type += 1
        self._types[name] = self._last_type
        return self._last_type

    def _restore(self, touched: dict[str, _Stream | None]) -> None:
        for name, before in touched.items():
            if before is None:
                self._streams.pop(name, None)
            else:
                self._streams[name] = before

    def _without_duplicates(self, batch: list[Incoming], left_out: list[tuple[int, str]]) -> list[Incoming]:
        taken: dict[bytes, int] = {}
        for start in range(0, len(batch), 500):
            ids = [event.id for event in batch[start : start + 500]]
            marks = ", ".join("?" * len(ids))
            taken.update(self._driver.execute(f"SELECT id, position FROM events WHERE id IN ({marks})", ids))
        first_lines: dict[bytes, int] = {}
        kept = []
        for event in batch:
            line = first_lines.setdefault(event.id, event.line)
            position = taken.get(event.id)
            if position is None and line == event.line:
                kept.append(event)
                continue
            if position is None:
                where = f"is used by line {line} too"
            elif position > self._base:
                where = f"is used by an earlier line too (now position {position})"
            else:
                where = f"is already in the log, at position {position}"
            left_out.append((event.line, f"A duplicate: the event id {UUID(bytes=event.id)} {where}."))
        return kept

    def _write(self, touched: dict[str, _Stream | None], rows: list[tuple[Any, ...]]) -> None:
        new = [
            self._streams[name]
            for name, before in touched.items()
            if before is None and name in self._streams
        ]
        self._driver.executemany(
            "INSERT INTO streams (id, name, category, key, version, events, last_position) "
            "VALUES (?, ?, ?, ?, 0, 0, 0)",  # the heads are written once, at the end
            ((stream.id, stream.name, *stream.name.split("/", 1)) for stream in new if not stream.known),
        )
        self._driver.executemany(_INSERT_EVENT, rows)

    def _write_again(self, touched: dict[str, _Stream | None], rows: list[tuple[Any, ...]]) -> None:
        try:
            self._write(touched, rows)
        except sqlite3.IntegrityError as error:
            raise LogDamaged(
                f"The log's streams table does not agree with its events ({error}).",
                "Run `eventscope verify` on it; nothing was imported.",
            ) from error


def indexed_columns(metadata: bytes) -> tuple[str | None, str | None]:
    """The correlation and command id that the metadata name, for the columns that are searched by."""
    try:
        indexed = _indexed.decode(metadata)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return _indexed_slowly(metadata)
    return indexed.correlation_id, indexed.command_id


def _indexed_slowly(metadata: bytes) -> tuple[str | None, str | None]:
    # Metadata of other tools, where these members may be of any type.
    try:
        value = json_value.decode(metadata)
    except DomainError:
        return None, None
    correlation_id, command_id = value.get("correlation_id"), value.get("command_id")
    return _storable(correlation_id), _storable(command_id)


def _storable(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        return None
    return value
