"""Checks a log from the bytes up and says what is wrong and where; changes nothing and trusts no index."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from infra.database import Database
from infra.errors import LogDamaged, as_log_error
from infra.log import tables
from infra.log.log_file import LogFile
from infra.log.problems import Problem, Report
from infra.log.verify_events import EventCheck, shown_id, stored_text
from infra.log.verify_streams import StreamCheck
from infra.progress import Cancelled, Progress, Ticker, ignore_progress, never_cancelled

KEPT_PROBLEMS = 10_000
_CHECK_EVERY = 2000
_VM_STEPS = 500_000
_COLUMNS = (
    "position, id, stream_id, version, type_id, schema_version, recorded_at, CAST(data AS BLOB), "
    "CAST(metadata AS BLOB), hash, correlation_id, command_id, "
    "typeof(id) = 'blob' AND typeof(data) = 'text' AND typeof(metadata) = 'text' AND typeof(hash) = 'blob'"
)
_TORN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)
_LAST = 2**63 - 1


class VerifyReport(msgspec.Struct, frozen=True):
    """What was found. `problems` are the first so many, `problem_count` is all of them."""

    ok: bool
    events: int
    problems: tuple[Problem, ...]
    problem_count: int


def verify(
    log: LogFile | Path,
    progress: Callable[[Progress], None] = ignore_progress,
    cancelled: Callable[[], bool] = never_cancelled,
) -> VerifyReport:
    """Reads every event of the log as it is at one moment.

    Kinds of problems: "damaged" (pages or rows that cannot be read), "schema" (a table, column or index that
    is missing), "hash", "json", "row" (values of a wrong kind), "duplicate_id", "duplicate_version",
    "missing_version", "missing_position", "order", "stream" (heads and names), "type", "correlation".

    Raises `LogNotFound`, `NotALog`, `LogTooNew`, `NoPermission`, `LogLocked` or `Cancelled`.
    """
    ticker = Ticker("check", progress, cancelled)
    found = _Found()
    database, opened = _opened(log, found.report)
    try:
        with closing(_connected(database)) as connection:
            connection.text_factory = bytes
            connection.set_progress_handler(ticker.wants_to_stop, _VM_STEPS)
            check = _Check(connection, ticker, found)
            check.run()
    except _Unreadable as error:
        found.report(Problem("damaged", f"Nothing can be read: {error}."))
        return VerifyReport(False, 0, tuple(found.kept), found.count)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled("check") from error
        fault = as_log_error(error, database.path)
        if fault is None:
            raise
        raise fault from error
    finally:
        if opened is not None:
            opened.close()
        elif not isinstance(log, LogFile):
            database.close()
    return VerifyReport(not found.count, check.events, tuple(found.kept), found.count)


def _opened(log: LogFile | Path, report: Report) -> tuple[Database, LogFile | None]:
    if isinstance(log, LogFile):
        return log.database, None
    try:
        file = LogFile.open(log, read_only=True)
    except LogDamaged as damage:
        report(Problem("damaged", f"{damage.reason} What can still be read was checked."))
        return Database(log, "ro"), None
    return file.database, file


class _Unreadable(Exception):
    """Not even the list of tables can be read."""


def _connected(database: Database) -> sqlite3.Connection:
    try:
        return database.connect()
    except sqlite3.DatabaseError as error:
        _raise_unless_torn(error)
        raise _Unreadable(error) from error


class _Found:
    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.count = 0

    def report(self, problem: Problem) -> None:
        self.count += 1
        if len(self.kept) < KEPT_PROBLEMS:
            self.kept.append(problem)


class _Check:
    def __init__(self, connection: sqlite3.Connection, ticker: Ticker, found: _Found) -> None:
        self._connection = connection
        self._ticker = ticker
        self._found = found
        self._report = found.report
        self._ids = array("q")
        self.events = 0

    def run(self) -> None:
        self._connection.execute("BEGIN")
        self._pages()
        self._schema()
        names = self._names("SELECT id, CAST(name AS BLOB) FROM event_types NOT INDEXED", "type")
        streams = StreamCheck(self._report)
        for row in self._rows(
            "SELECT id, CAST(name AS BLOB), CAST(category AS BLOB), CAST(key AS BLOB), version, events, "
            "last_position FROM streams NOT INDEXED",
            "the streams table",
        ):
            streams.add_head(row)
        self._events(EventCheck(self._report, streams, names), streams)
        streams.finish()
        self._duplicate_ids()
        self._connection.execute("ROLLBACK")
        self._ticker.finish(self.events, self.events, self.events, self._found.count)

    def _rows(self, statement: str, what: str) -> Iterator[tuple[Any, ...]]:
        """The rows, as far as they can be read."""
        try:
            yield from self._connection.execute(statement)
        except sqlite3.DatabaseError as error:
            _raise_unless_torn(error)
            self._report(Problem("damaged", f"{what.capitalize()} cannot be read to the end: {error}."))

    def _pages(self) -> None:
        self._ticker.tick(0, 0, 0, self._found.count, "Checking pages")
        for row in self._rows("PRAGMA quick_check(100)", "the file"):
            message = stored_text(row[0])
            if message != "ok":
                self._report(Problem("damaged", message))

    def _schema(self) -> None:
        rows = self._rows("SELECT type, name FROM sqlite_master", "the list of tables")
        present = {(stored_text(kind), stored_text(name)) for kind, name in rows}
        expected = [("view", "event_log")]
        (version,) = next(self._rows("PRAGMA user_version", "the file"), (tables.SCHEMA_VERSION,))
        for table in tables.metadata.tables.values():
            if tables.ADDED_IN.get(table.name, 0) > version:
                continue
            expected.append(("table", table.name))
            expected.extend(("index", str(index.name)) for index in table.indexes)
        for kind, name in expected:
            if (kind, name) not in present:
                self._report(Problem("schema", f"The {kind} {name} is missing."))

    def _names(self, statement: str, kind: str) -> dict[int, str]:
        names: dict[int, str] = {}
        for id, name in self._rows(statement, "the event types"):
            try:
                text = name.decode()
            except (UnicodeDecodeError, AttributeError):
                self._report(Problem(kind, f"The name of event type {id} is not valid text."))
                continue
            if text in names.values():
                self._report(Problem(kind, f"The event type {text!r} is there twice."))
            names[id] = text
        return names

    def _events(self, check: EventCheck, streams: StreamCheck) -> None:
        total = streams.last_position
        has_gaps = any(self._rows("SELECT 1 FROM log WHERE name = 'gaps' AND value = '1'", "the facts"))
        expected = 1
        for row in self._event_rows():
            position = row[0]
            if position < expected:
                self._report(Problem("damaged", f"Position {position} is read twice.", position))
                continue
            if position > expected and not has_gaps:
                self._report(Problem("missing_position", _missing(expected, position - 1), position))
            expected = position + 1
            self.events += 1
            check.check(row)
            self._ids.append(hash(row[1]))
            if self.events % _CHECK_EVERY == 0:
                self._ticker.tick(position, total, self.events, self._found.count, "Checking events")

    def _duplicate_ids(self) -> None:
        """Ids that stand in several rows; hashes of ids are compared first, which takes 8 bytes an event."""
        hashes = np.frombuffer(self._ids, dtype=np.int64) if self._ids else np.empty(0, np.int64)
        ordered = np.sort(hashes)
        suspects = set(ordered[1:][ordered[1:] == ordered[:-1]].tolist())
        if not suspects:
            return
        first: dict[object, int] = {}
        for position, id in self._rows("SELECT position, id FROM events NOT INDEXED", "the events table"):
            if hash(id) not in suspects:
                continue
            other = first.setdefault(id, position)
            if other != position:
                self._report(
                    Problem(
                        "duplicate_id", f"The id {shown_id(id)} stands at position {other} too.", position
                    )
                )

    def _event_rows(self) -> Iterator[tuple[Any, ...]]:
        """All rows in the table's own order; leaps over what cannot be read, and reports it."""
        start = -(2**63)
        while True:
            try:
                for row in self._connection.execute(
                    f"SELECT {_COLUMNS} FROM events NOT INDEXED WHERE position >= ?", (start,)
                ):
                    start = row[0] + 1
                    yield row
            except sqlite3.DatabaseError as error:
                _raise_unless_torn(error)
                torn, start = max(start, 1), self._next_readable(max(start, 1))
                until = f"to {start - 1} nothing" if start <= _LAST else "on nothing"
                self._report(Problem("damaged", f"From position {torn} {until} can be read: {error}.", torn))
                if start > _LAST:
                    return
            else:
                return

    def _next_readable(self, unreadable: int) -> int:
        """The first position after an unreadable one from which rows can be read; past the last if none."""
        step, found = 1, None
        readable = unreadable
        while found is None:
            readable = unreadable + step
            if readable > _LAST:
                return _LAST + 1
            found = self._first_from(readable)
            step *= 2
        unreadable = max(unreadable, readable - step // 4)  # what was tried before it
        while unreadable + 1 < readable:
            middle = (unreadable + readable) // 2
            nearer = self._first_from(middle)
            if nearer is None:
                unreadable = middle
            else:
                readable, found = middle, nearer
        return found

    def _first_from(self, position: int) -> int | None:
        try:
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM events NOT INDEXED WHERE position >= ? LIMIT 1", (position,)
            ).fetchone()
        except sqlite3.DatabaseError as error:
            _raise_unless_torn(error)
            return None
        return row[0] if row else None


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"Position {first} is missing: an event was removed."
    return f"Positions {first} to {last} are missing: events were removed."


def _raise_unless_torn(error: sqlite3.DatabaseError) -> None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code & 0xFF not in _TORN:
        raise error
