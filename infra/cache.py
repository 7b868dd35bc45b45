"""The file beside a log that holds what can be computed again: read models, checkpoints, snapshots.

Deleting it loses nothing. It names the log it was made for, and is thrown away where that is another one.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import platformdirs

from infra.database import Database
from infra.errors import LogError
from infra.log.log_file import LogFile

CACHE_VERSION = 1
_SIDE_FILES = ("", "-wal", "-shm")


def cache_path(log: LogFile) -> Path:
    """NAME.eventlog-cache beside the log, or in the user's cache folder where only reading is wanted.

    One that is there already is used for reading too: it knows how far the read models are.
    """
    beside = log.path.with_name(log.path.name + "-cache")
    if not log.read_only or (
        beside.exists() and os.access(beside, os.W_OK) and os.access(beside.parent, os.W_OK)
    ):
        return beside
    folder = Path(platformdirs.user_cache_dir("eventscope", appauthor=False))
    place = hashlib.blake2b(str(log.path.absolute()).encode(), digest_size=8).hexdigest()
    return folder / f"{log.path.name}-{place}-cache"


def open_cache(log: LogFile) -> Database:
    """The cache of that log; made anew where there is none, or one that is broken or another log's."""
    path = cache_path(log)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not _belongs(path, log.log_id):
        delete_cache(path)
    if not path.exists():
        _create(path, log.log_id)
    return Database(path, synchronous="NORMAL")


def delete_cache(path: Path) -> None:
    """Removes the cache with its side files."""
    for suffix in _SIDE_FILES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _belongs(path: Path, log_id: str) -> bool:
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            row = connection.execute("SELECT log_id FROM cache").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise LogError(f"{path} is locked by another program.", "Wait until it has finished.") from error
        return False
    except sqlite3.DatabaseError:
        return False
    return bool(version == CACHE_VERSION and row == (log_id,))


def _create(path: Path, log_id: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {CACHE_VERSION}")
        connection.execute("CREATE TABLE IF NOT EXISTS cache (log_id TEXT NOT NULL)")
        if connection.execute("SELECT count(*) FROM cache").fetchone() == (0,):
            connection.execute("INSERT INTO cache VALUES (?)", (log_id,))
        connection.execute("COMMIT")
