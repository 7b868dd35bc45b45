"""The threads that fill views: they split the log over the cores, each with a connection of its own."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

import numpy as np

from domain.filtering import Expression
from infra import sqlite_library
from infra.errors import as_log_error
from infra.log.filter_routes import best_route, known_streams
from infra.log.filter_sql import compile, register_functions
from infra.log.log_file import LogFile
from infra.log.sql_text import sql
from infra.views.positions import NONE, PositionArray
from infra.views.progress import Chunk
from infra.views.view import Condition, Look, View, Work

_log = logging.getLogger(__name__)
_MOST_THREADS = 8


class Scans:
    """Fills the views of one log in the background until it is closed.

    SQLite works without Python's lock and hands over a whole chunk's hits as one text, so the threads run
    side by side. The view that was asked for last is served first.

    Parameters
    ----------
    threads:
        How many; by default one for each core, or one where they would stand in each other's way (see
        `infra.sqlite_library`).
    """

    def __init__(self, log: LogFile, threads: int | None = None) -> None:
        self._log = log
        self._count = threads or (min(_MOST_THREADS, _cores()) if sqlite_library.SCALES else 1)
        self._work = threading.Condition()
        self._views: list[View] = []
        self._running: dict[sqlite3.Connection, View] = {}
        self._threads: list[threading.Thread] = []
        self._closed = False

    def view(
        self,
        expression: Expression,
        *,
        newest_first: bool = False,
        changed: Callable[[], None] | None = None,
    ) -> View:
        """A new view, empty at first. Does not wait for the database.

        Parameters
        ----------
        changed:
            Called after every change of the view, from any thread.
        """
        view = View(expression, newest_first=newest_first, changed=changed)
        with self._work:
            if self._closed:
                view.stop()
                return view
            self._views.append(view)
            while len(self._threads) < self._count:
                thread = threading.Thread(
                    target=self._run, name=f"scan {len(self._threads) + 1}", daemon=True
                )
                self._threads.append(thread)
                thread.start()
            self._work.notify_all()
        return view

    def extend(self, view: View, last_position: int) -> None:
        """The log has grown up to `last_position`: scans what is new. Costs nothing where nothing is."""
        if view.reach(last_position):
            with self._work:
                self._work.notify_all()

    def cancel(self, view: View) -> None:
        """Ends the scanning of a view at once; its rows stay as they are.

        To be called for every view that is no longer looked at.
        """
        view.stop()
        with self._work:
            if view in self._views:
                self._views.remove(view)
            for connection, busy_with in self._running.items():
                if busy_with is view:
                    connection.interrupt()

    def close(self) -> None:
        """Cancels all views and waits for the threads."""
        with self._work:
            self._closed = True
            views = list(self._views)
            self._work.notify_all()
        for view in views:
            self.cancel(view)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        try:
            with suppress(sqlite3.Error):  # now, not when it is needed: by then the file may have been moved
                connection = self._connect()
            while (task := self._next_task()) is not None:
                view, work = task
                try:
                    if connection is None:
                        connection = self._connect()
                    self._serve(connection, view, work)
                except sqlite3.Error as error:
                    self._stumble(view, work, error)
                except Exception as error:  # noqa: BLE001  # the outermost frame of a thread
                    # A bug of ours: the view shows it, the program's log has its traceback, and the other
                    # views go on.
                    _log.exception("A scan failed")
                    view.fail(error)
        finally:
            if connection is not None:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = self._log.database.connect()
        register_functions(connection)
        return connection

    def _next_task(self) -> tuple[View, Work | Look] | None:
        with self._work:
            while not self._closed:
                for view in reversed(self._views):
                    work = view.next_work()
                    if work is not None:
                        return view, work
                self._work.wait()
            return None

    def _serve(self, connection: sqlite3.Connection, view: View, work: Work | Look) -> None:
        with self._work:
            self._running[connection] = view
        try:
            if view.is_cancelled:
                return
            if isinstance(work, Look):
                self._begin(connection, view)
                return
            started = time.perf_counter()
            hits = _hits(connection, view, work.chunk)
            seconds = time.perf_counter() - started
            next_event = None
            if view.has_gaps and not len(hits):
                next_event = _next_event(connection, work)
        finally:
            with self._work:
                del self._running[connection]
        view.deliver(work, hits, seconds, next_event)

    def _begin(self, connection: sqlite3.Connection, view: View) -> None:
        route = best_route(connection, view.expression)
        low, high = _bounds(connection)
        view.begin(low, high, has_gaps=_has_gaps(connection), route=route)
        with self._work:
            self._work.notify_all()
        # The other threads are under way; this one sees whether the names can be made out beforehand.
        view.condition = Condition(high, compile(view.expression, known_streams(connection)))

    def _stumble(self, view: View, work: Work | Look, error: sqlite3.Error) -> None:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
            view.fail(as_log_error(error, self._log.path) or error)
        elif not view.is_cancelled:
            # The interruption was meant for the chunk before this one.
            view.give_back(work)


def _hits(connection: sqlite3.Connection, view: View, chunk: Chunk) -> PositionArray:
    known = view.condition
    condition = known.sql if known and chunk.high <= known.until else _compiled(view.expression)
    span = sql("e.position BETWEEN {} AND {}", chunk.low, chunk.high)
    if view.route is not None and view.route.events < chunk.high - chunk.low:
        span = sql("+{} AND {}", span, view.route.condition)
    # One text for all hits: fetching them row by row would take Python's lock for each.
    (text,) = connection.execute(
        *sql("SELECT group_concat(e.position) FROM events e WHERE {} AND {}", span, condition)
    ).fetchone()
    if text is None:
        return NONE
    hits: PositionArray = np.fromstring(text, np.int64, sep=",")
    return np.sort(hits)  # another index than the position may have led there


def _bounds(connection: sqlite3.Connection) -> tuple[int, int]:
    low, high = connection.execute(
        "SELECT (SELECT min(position) FROM events), (SELECT max(position) FROM events)"
    ).fetchone()
    return (1, 0) if low is None else (low, high)


def _has_gaps(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT value FROM log WHERE name = 'gaps'").fetchone() == ("1",))


def _next_event(connection: sqlite3.Connection, work: Work) -> int | None:
    if work.range.backward:
        query, end = "SELECT max(position) FROM events WHERE position < ?", work.chunk.low
    else:
        query, end = "SELECT min(position) FROM events WHERE position > ?", work.chunk.high
    (position,) = connection.execute(query, (end,)).fetchone()
    return position  # type: ignore[no-any-return]  # a driver row is untyped


_compiled = lru_cache(maxsize=16)(compile)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
