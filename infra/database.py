"""One SQLite file behind two engines: one connection that writes, several that may only read.

Every write transaction begins IMMEDIATE: load, decide, append cannot be overtaken, and waiting for the
lock happens at the start, where nothing is lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import QueuePool

from infra import sqlite_library as sqlite_library  # it must come before the first connection
from infra.errors import LogReadOnly, as_log_error

BUSY_SECONDS = 10.0
READERS = 16
_CACHE_KIB = 16 * 1024

Mode = Literal["rw", "rwc", "ro", "immutable"]


class Database:
    """An SQLite file open for use.

    Parameters
    ----------
    mode:
        "rw" an existing file, "rwc" made where absent, "ro" read only, "immutable" read only on a medium
        that nobody can change (no lock, no side files).
    synchronous:
        "FULL" for what must survive a power cut, "NORMAL" for what can be computed again.
    """

    def __init__(
        self,
        path: Path,
        mode: Mode = "rw",
        *,
        synchronous: Literal["FULL", "NORMAL", "OFF"] = "FULL",
        journal: Literal["WAL", "MEMORY"] = "WAL",
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        self.path = path
        self.mode = mode
        self.read_only = mode in ("ro", "immutable")
        self._synchronous = synchronous
        self._journal = journal
        self._busy_seconds = busy_seconds
        self._reader = self._engine("BEGIN", pool_size=READERS, writes=False)
        self._writer = None if self.read_only else self._engine("BEGIN IMMEDIATE", pool_size=1, writes=True)

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Connection]:
        """One write transaction: committed at the end of the block, rolled back on any error.

        A commit that is not `durable` is atomic, but a power cut may take it back together with everything
        after it, until the next durable one: for steps that are simply done again (a lease, a checkpoint).
        """
        if self._writer is None:
            raise LogReadOnly(f"{self.path} is open for reading only.", "Open it with write permission.")
        with self.faults(), self._writer.connect() as connection:
            if not durable:
                rows_of(connection, "PRAGMA synchronous = NORMAL")
            try:
                with connection.begin():
                    yield connection
            finally:
                if not durable:
                    rows_of(connection, f"PRAGMA synchronous = {self._synchronous}")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One read transaction: the whole block sees the same moment."""
        with self.faults(), self._reader.begin() as connection:
            yield connection

    def connect(self, *, writes: bool = False) -> sqlite3.Connection:
        """A driver connection of the caller's own, in autocommit; any thread may use or interrupt it."""
        uri = f"file:{quote(str(self.path))}?"
        uri += "mode=ro&immutable=1" if self.mode == "immutable" else f"mode={self.mode}"
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            connection.execute("PRAGMA case_sensitive_like = OFF")
            if writes:
                connection.execute(f"PRAGMA synchronous = {self._synchronous}")
                connection.execute("PRAGMA foreign_keys = ON")
                if self._journal != "WAL":
                    connection.execute(f"PRAGMA journal_mode = {self._journal}")
            else:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turns the driver's errors into `LogError`s where a driver connection is used directly."""
        try:
            yield
        except sqlite3.Error as error:
            fault = as_log_error(error, self.path)
            if fault is None:
                raise
            raise fault from error

    def close(self) -> None:
        """Closes every pooled connection; the last one to leave folds the WAL back into the file."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()

    def _engine(self, begin: str, *, pool_size: int, writes: bool) -> Engine:
        engine = create_engine(
            "sqlite://",
            creator=lambda: self.connect(writes=writes),
            poolclass=QueuePool,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=60,
            pool_reset_on_return="rollback",
        )

        @event.listens_for(engine, "begin")
        def start(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        @event.listens_for(engine, "handle_error")
        def translate(context: ExceptionContext) -> None:
            fault = as_log_error(context.original_exception, self.path)
            if fault is not None:
                raise fault from context.original_exception

        return engine


def rows_of(connection: Connection, statement: str, parameters: tuple[Any, ...] = ()) -> sqlite3.Cursor:
    """A driver cursor inside `connection`'s transaction, for the measured hot paths, reading or writing.

    SQLAlchemy's row objects cost more than the whole decode of a small event, its execution more than
    SQLite's. The driver's own errors come out here; `writing` and `reading` turn the expected ones.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver.execute(statement, parameters)
