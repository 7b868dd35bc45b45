"""Brings a file into a log, whole or not at all: into a new log, an empty one, or after what is there."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from domain.errors import DomainError
from domain.event import microseconds
from infra import clock
from infra.database import Database
from infra.errors import LogError, as_log_error
from infra.exchange import json_text
from infra.exchange.detect import Format, detect
from infra.exchange.draft import log_draft, put_in_place
from infra.exchange.errors import NothingToImport
from infra.exchange.jsonl import JsonLines
from infra.exchange.ocel import Ocel
from infra.exchange.reader import Reader
from infra.exchange.source import Source, open_source
from infra.exchange.xes import Xes
from infra.log.bulk import BulkAppender
from infra.log.log_file import LogFile
from infra.progress import Cancelled, Progress, Ticker, ignore_progress, never_cancelled

KEPT_PROBLEMS = 1000
_CHECK_EVERY = 500  # events between two looks at the clock and the cancel button
_VM_STEPS = 200_000  # SQLite instructions between two looks while it builds an index
_CACHE_KIB = 128 * 1024


class LineProblem(msgspec.Struct, frozen=True):
    """What could not be imported: the line of the source it stands in, and why."""

    line: int
    reason: str


class ImportReport(msgspec.Struct, frozen=True):
    """What an import did.

    `problems` are the first so many in the file's order, `problem_count` is all of them. `notes` say what was
    imported otherwise than one may expect.
    """

    format: Format
    events: int
    streams: int
    problems: tuple[LineProblem, ...]
    problem_count: int
    notes: tuple[str, ...]
    first_position: int
    last_position: int
    seconds: float


class _Problems:
    def __init__(self) -> None:
        self.kept: list[LineProblem] = []
        self.count = 0

    def report(self, line: int, reason: str) -> None:
        self.count += 1
        if len(self.kept) < KEPT_PROBLEMS:
            self.kept.append(LineProblem(line, reason))


def import_file(
    source: Path,
    log_path: Path,
    *,
    append: bool = False,
    progress: Callable[[Progress], None] = ignore_progress,
    cancelled: Callable[[], bool] = never_cancelled,
) -> ImportReport:
    """Imports JSON lines, OCEL JSON or XES.

    Parameters
    ----------
    log_path:
        The log to import into; made where it is not there.
    append:
        Whether events may be added after those that the log already holds.

    Raises `ExchangeError` (unknown format, nothing to import, cancelled) and `LogError` (events in the log,
    full disk, no permission ...); the log is then as it was before, or still absent.
    """
    begun = time.monotonic()
    format = detect(source)
    run = _Import(source, format, Ticker("import", progress, cancelled))
    if log_path.exists():
        run.into_existing(log_path, append)
    else:
        run.into_new(log_path)
    return run.result(time.monotonic() - begun)


class _Import:
    def __init__(self, source: Path, format: Format, ticker: Ticker) -> None:
        self._path = source
        self._format = format
        self._ticker = ticker
        self._problems = _Problems()
        self._notes: list[str] = []
        self._counts = (0, 0, 0, 0)

    def into_new(self, path: Path) -> None:
        with log_draft(path) as draft:
            try:
                LogFile.create(draft).close()
                with closing(_fast_connection(draft)) as driver:
                    self._fill(driver)
                    driver.execute("PRAGMA locking_mode = NORMAL")
                    driver.execute("PRAGMA journal_mode = WAL")
                put_in_place(draft, path)
            except (sqlite3.Error, LogError) as error:
                # The person knows nothing of the draft: the fault is told of the log they named.
                cause = error if isinstance(error, sqlite3.Error) else error.__cause__
                fault = as_log_error(cause, path)
                if fault is None:
                    raise
                raise fault from error

    def into_existing(self, path: Path, append: bool) -> None:
        log = LogFile.open(path)
        try:
            with log.database.faults(), closing(log.database.connect(writes=True)) as driver:
                driver.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
                self._fill(driver, may_follow=append)
        finally:
            log.close()

    def result(self, seconds: float) -> ImportReport:
        events, streams, first, last = self._counts
        problems = tuple(sorted(self._problems.kept, key=lambda problem: problem.line))
        return ImportReport(
            self._format,
            events,
            streams,
            problems,
            self._problems.count,
            tuple(self._notes),
            first,
            last,
            seconds,
        )

    def _fill(self, driver: sqlite3.Connection, *, may_follow: bool = False) -> None:
        """One transaction: all that the source holds, or nothing."""
        with _transaction(driver), open_source(self._path) as source:
            (base,) = driver.execute("SELECT coalesce(max(position), 0) FROM events").fetchone()
            if base and not may_follow:
                raise LogError(
                    "The log already holds events.",
                    "Import into a new log, or say that the events are to be appended (--append).",
                )
            driver.set_progress_handler(self._ticker.wants_to_stop, _VM_STEPS)
            reader = self._reader(source)
            try:
                appender = self._append_all(driver, source, reader, keep_positions=not base)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                    raise Cancelled("import") from error
                raise
            finally:
                reader.close()
                driver.set_progress_handler(None, 0)
            _silence(driver, appender.last_position)
            self._counts = (
                appender.events,
                appender.streams,
                appender.first_position,
                appender.last_position,
            )
        self._ticker.finish(source.size, source.size, appender.events, self._problems.count)

    def _append_all(
        self, driver: sqlite3.Connection, source: Source, reader: Reader, *, keep_positions: bool
    ) -> BulkAppender:
        appender = BulkAppender(driver, self._problems.report)
        seen = 0
        for seen, event in enumerate(reader.events(), start=1):
            if not keep_positions:
                event.position = 0
            appender.add(event)
            if seen % _CHECK_EVERY == 0:
                self._ticker.tick(source.done, source.size, seen, self._problems.count, "Reading")
        appender.flush()
        about = reader.about_the_file()
        if appender.events and about:
            appender.amend_first(lambda metadata: json_text.extended(metadata.decode(), about).encode())
        elif about and not self._problems.count:
            # Objects without a single event: the log keeps them, though it has nothing to show.
            value = json_text.joined(about)
            driver.execute("INSERT OR REPLACE INTO log (name, value) VALUES ('imported', ?)", (value,))
            self._notes.append("The file holds no events. What else it says is kept in the log's facts.")
        elif not appender.events:
            raise self._nothing()
        self._notes += reader.notes()
        self._ticker.tick(source.size, source.size, seen, self._problems.count, "Building indexes")
        appender.finish()
        return appender

    def _reader(self, source: Source) -> Reader:
        def tick() -> None:
            self._ticker.tick(source.done, source.size, 0, self._problems.count, "Reading objects")

        match self._format:
            case Format.JSONL:
                return JsonLines(source, self._problems.report, microseconds(clock.now()))
            case Format.OCEL:
                return Ocel(source, self._problems.report, tick)
            case Format.XES:
                return Xes(source, self._problems.report)

    def _nothing(self) -> DomainError:
        if not self._problems.count:
            return NothingToImport(f"{self._path} holds no events.", "Nothing was changed.")
        first = min(self._problems.kept, key=lambda problem: problem.line)
        return NothingToImport(
            f"Nothing in {self._path} could be imported; {self._problems.count:,} problems, "
            f"the first in line {first.line}: {first.reason}",
            "One event a line is expected, with at least stream, type and data. Nothing was changed.",
        )


def _fast_connection(draft: Path) -> sqlite3.Connection:
    """A connection for a file that counts only once it is complete: no journal on disk, no waiting for it."""
    database = Database(draft, synchronous="OFF")
    try:
        driver = database.connect(writes=True)
    finally:
        database.close()
    driver.execute("PRAGMA journal_mode = MEMORY")
    driver.execute("PRAGMA locking_mode = EXCLUSIVE")
    driver.execute("PRAGMA foreign_keys = OFF")  # every stream and type named here was made here
    driver.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return driver


@contextmanager
def _transaction(driver: sqlite3.Connection) -> Iterator[None]:
    driver.execute("BEGIN IMMEDIATE")
    try:
        yield
        driver.execute("COMMIT")
    except BaseException:
        if driver.in_transaction:
            driver.execute("ROLLBACK")
        raise


def _silence(driver: sqlite3.Connection, position: int) -> None:
    """What was imported is history: it must not set off new commands."""
    driver.execute("UPDATE consumers SET silent_until = ?", (position,))
    driver.execute("INSERT OR REPLACE INTO log (name, value) VALUES ('silent_until', ?)", (str(position),))
