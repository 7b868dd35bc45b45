"""Tells when a log has grown, whoever appended: this program or another one on the same file."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable

from infra.log.log_file import LogFile

_log = logging.getLogger(__name__)
INTERVAL = 0.05  # seconds between two looks; a look reads a counter in shared memory and costs microseconds


class LogWatch:
    """Watches the last position of a log and calls its subscribers when it has moved.

    `PRAGMA data_version` changes when another connection commits; it is far cheaper than a query, so it is
    asked 20 times a second. Our own commits need not wait for that: they `poke`.
    """

    def __init__(self, log: LogFile) -> None:
        self._database = log.database
        self._changed = threading.Condition()
        self._subscribers: list[Callable[[], None]] = []
        self._poked = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="log watch", daemon=True)
        self.position = 0
        self.error: str | None = None

    def start(self) -> None:
        """Begins to watch."""
        self._thread.start()

    def close(self) -> None:
        """Stops watching; waiters return."""
        self._stopping = True
        self._poked.set()
        if self._thread.is_alive():
            self._thread.join()
        with self._changed:
            self._changed.notify_all()

    def poke(self) -> None:
        """Look now: something was committed here."""
        self._poked.set()

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls back, on the watch's thread, after each change; returns how to end it."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def wait_beyond(self, position: int, timeout: float) -> bool:
        """Waits until the log reaches past `position`; False after `timeout` seconds or on close."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while self.position <= position and not self._stopping:
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(left)
            return self.position > position

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        seen = -1
        while not self._stopping:
            try:
                if connection is None:
                    connection = self._database.connect()
                (version,) = connection.execute("PRAGMA data_version").fetchone()
                if version != seen:
                    (last,) = connection.execute("SELECT max(position) FROM events").fetchone()
                    seen = version
                    self._announce(last or 0)
                self.error = None
            except sqlite3.Error as error:
                # The file may be gone, locked or damaged; the panes say so, and we look again.
                if self.error is None:
                    _log.warning("Watching %s: %s", self._database.path, error)
                self.error = str(error)
                if connection is not None:
                    connection.close()
                connection, seen = None, -1
            self._poked.wait(INTERVAL if self.error is None else 1.0)
            self._poked.clear()
        if connection is not None:
            connection.close()

    def _announce(self, position: int) -> None:
        with self._changed:
            self.position = position
            self._changed.notify_all()
        for callback in tuple(self._subscribers):
            callback()
