"""Making and opening a log file: what it is, whose it is, and every way in which it may not be one."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from domain.event import timestamp
from infra import clock
from infra.database import Database, Mode
from infra.errors import (
    LogError,
    LogNotFound,
    LogReadOnly,
    LogTooNew,
    NoPermission,
    NotALog,
)
from infra.log import tables

PAGE_SIZE = 8192  # 8 KiB pages take bulk appends 40 % faster than 4 KiB (measured, see docs/architecture.md)


def _add_notes(connection: Connection) -> None:
    tables.notes.create(connection)


# Step n leads from schema version n to n + 1, inside the transaction it is given.
MIGRATIONS: dict[int, Callable[[Connection], None]] = {1: _add_notes}


class LogFile:
    """An open log file. `log_id` tells it from every other log, also after it was renamed."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.path = database.path
        self.read_only = database.read_only
        self.log_id = self.fact("log_id") or ""

    @classmethod
    def create(cls, path: Path) -> LogFile:
        """A new, empty log. Raises `LogError` where something is in the way."""
        if path.exists():
            raise LogError(f"{path} already exists.", "Choose another name, or open it.")
        _check_folder(path)
        write_schema(path)
        return cls(Database(path))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> LogFile:
        """An existing log; an older schema is migrated after a backup copy, unless it is only to be read.

        Raises `LogNotFound`, `NotALog`, `LogTooNew`, `LogDamaged`, `NoPermission` or `LogLocked`.
        """
        _check_file(path)
        if not read_only and not os.access(path, os.W_OK):
            raise LogReadOnly(
                f"No permission to write {path}.",
                "Open it read-only, change its permissions, or work on a copy.",
            )
        mode: Mode = "ro" if read_only else "rw"
        if read_only and not _side_files_possible(path):
            mode = "immutable"
        version = _identify(path, mode)
        if version > tables.SCHEMA_VERSION:
            raise LogTooNew(
                f"{path} has schema version {version}; this program knows up to {tables.SCHEMA_VERSION}.",
                "Open it with a newer Eventscope. It was not changed.",
            )
        if version < tables.SCHEMA_VERSION and not (read_only and version >= tables.OLDEST_READABLE):
            if read_only:
                raise LogTooNew(
                    f"{path} has the older schema version {version} and must be migrated first.",
                    "Open it once with write permission; a backup copy is made.",
                )
            _migrate(path, version)
        database = Database(path, mode)
        try:
            return cls(database)
        except BaseException:
            database.close()
            raise

    def fact(self, name: str) -> str | None:
        """A fact that the log keeps about itself."""
        with self.database.reading() as connection:
            value: str | None = connection.scalar(select(tables.log.c.value).where(tables.log.c.name == name))
        return value

    def close(self) -> None:
        """Lets go of the file."""
        self.database.close()


def set_fact(connection: Connection, name: str, value: str) -> None:
    """Keeps a fact about the log, in the caller's transaction."""
    statement = insert(tables.log).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def write_schema(path: Path) -> None:
    """Makes the file with all its tables, in one go: a reader sees a whole log or none."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {tables.SCHEMA_VERSION}")
        database = Database(draft, journal="MEMORY")
        try:
            with database.writing() as connection:
                tables.metadata.create_all(connection, checkfirst=False)
                connection.exec_driver_sql(tables.EVENT_LOG_VIEW)
                set_fact(connection, "log_id", str(clock.new_id()))
                set_fact(connection, "created_at", timestamp(clock.now()))
        finally:
            database.close()
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        os.link(draft, path)  # unlike a rename it fails where the name was taken meanwhile
    except FileExistsError as error:
        raise LogError(f"{path} already exists.", "Choose another name, or open it.") from error
    except (sqlite3.OperationalError, OSError) as error:
        raise NoPermission(
            f"{path} cannot be written: {error}.", "Check that the folder may be written and has free space."
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _check_folder(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise LogNotFound(folder)
    if not os.access(folder, os.W_OK):
        raise NoPermission(f"No permission to write in {folder}.", "Choose another folder.")


def _check_file(path: Path) -> None:
    try:
        if not path.exists():
            raise LogNotFound(path)
        if path.is_dir():
            raise NotALog(f"{path} is a folder.", "Choose a .eventlog file in it.")
        if not os.access(path, os.R_OK):
            raise NoPermission(f"No permission to read {path}.", "Change its permissions.")
        if path.stat().st_size == 0:
            raise NotALog(f"{path} is empty.", "Make a new log under another name, or delete the empty file.")
    except PermissionError as error:
        raise NoPermission(f"No permission to reach {path}.", "Change the folder's permissions.") from error


def _side_files_possible(path: Path) -> bool:
    """Whether a WAL reader can have its shared-memory file; without it SQLite reads immutable files only."""
    if os.access(path.parent, os.W_OK):
        return True
    return path.with_name(path.name + "-shm").exists()


def _identify(path: Path, mode: Mode) -> int:
    database = Database(path, mode)
    try:
        with database.faults(), closing(database.connect()) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if application != tables.APPLICATION_ID:
                raise NotALog(
                    f"{path} is an SQLite database, but not an event log.",
                    "Open a .eventlog file, or bring another format in with File > Import.",
                )
            present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    finally:
        database.close()
    missing = [name for name in ("events", "streams", "event_types", "log") if name not in present]
    if missing and version <= tables.SCHEMA_VERSION:
        raise NotALog(
            f"{path} calls itself an event log but has no table {missing[0]!r}.", "Restore it from a backup."
        )
    return int(version)


def _migrate(path: Path, version: int) -> None:
    if any(step not in MIGRATIONS for step in range(version, tables.SCHEMA_VERSION)):
        raise NotALog(
            f"{path} has schema version {version}, from which no way leads to {tables.SCHEMA_VERSION}.",
            "It was not changed. Open it with the Eventscope that wrote it and export its events.",
        )
    backup = path.with_name(f"{path.name}.v{version}.bak")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(backup)) as target:
        source.backup(target)
    shutil.copystat(path, backup)
    database = Database(path)
    try:
        with database.writing() as connection:
            for step in range(version, tables.SCHEMA_VERSION):
                MIGRATIONS[step](connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA_VERSION}")
    finally:
        database.close()
