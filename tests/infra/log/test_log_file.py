from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from domain.event import NewEvent
from infra import clock
from infra.cache import cache_path, open_cache
from infra.database import Database
from infra.errors import (
    DiskFull,
    LogDamaged,
    LogError,
    LogLocked,
    LogNotFound,
    LogReadOnly,
    LogTooNew,
    NotALog,
)
from infra.log import log_file
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile


def filled(path: Path, events: int = 3) -> Path:
    log = LogFile.create(path)
    store = EventStore(log, clock.now)
    store.append("Order/1", 0, [NewEvent(clock.new_id(), "Happened", b"{}") for _ in range(events)])
    log.close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "a.eventlog")


def test_a_log_keeps_its_identity_when_it_is_renamed(path: Path) -> None:
    with closing(LogFile.open(path)) as log:
        identity = log.log_id
    renamed = path.rename(path.with_name("b.eventlog"))
    with closing(LogFile.open(renamed)) as log:
        assert log.log_id == identity
        assert log.fact("created_at")


def test_an_existing_file_is_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(LogError, match="already exists"):
        LogFile.create(path)
    assert path.read_bytes() == before


def test_a_missing_file_says_so_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(LogNotFound, match="no log at"):
        LogFile.open(tmp_path / "none.eventlog")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"hello, this is a text\n" * 100, b"SQLite format 3\0 and no more"])
def test_another_file_is_named_for_what_it_is(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.eventlog"
    other.write_bytes(content)
    with pytest.raises(NotALog) as fault:
        LogFile.open(other)
    assert fault.value.hint
    assert other.read_bytes() == content


def test_another_sqlite_database_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (a)")
    before = other.read_bytes()
    with pytest.raises(NotALog, match="not an event log"):
        LogFile.open(other)
    assert other.read_bytes() == before


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(NotALog, match="is a folder"):
        LogFile.open(tmp_path)


def test_a_newer_schema_is_refused_and_not_touched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LogTooNew, match="schema version 99"):
        LogFile.open(path)
    assert path.read_bytes() == before


def test_an_older_schema_is_migrated_after_a_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = log_file.tables.SCHEMA_VERSION
    monkeypatch.setattr(log_file.tables, "SCHEMA_VERSION", now + 1)
    monkeypatch.setitem(
        log_file.MIGRATIONS, now, lambda connection: connection.exec_driver_sql("CREATE TABLE added (a)")
    )
    with closing(LogFile.open(path)) as log, log.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM added").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == now + 1
    with closing(sqlite3.connect(path.with_name(f"a.eventlog.v{now}.bak"))) as backup:
        assert backup.execute("SELECT count(*) FROM events").fetchone() == (3,)
        assert backup.execute("PRAGMA user_version").fetchone() == (now,)


def test_a_truncated_file_is_reported_as_damaged(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.eventlog", 2000)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises((LogDamaged, NotALog)) as fault, closing(LogFile.open(path)) as log:
        list(EventStore(log, clock.now).all())
    assert fault.value.hint


def test_a_log_opened_for_reading_cannot_be_written(path: Path) -> None:
    with closing(LogFile.open(path, read_only=True)) as log:
        store = EventStore(log, clock.now)
        assert store.last_position() == 3
        with pytest.raises(LogReadOnly):
            store.append("Order/1", 3, [NewEvent(clock.new_id(), "Happened", b"{}")])


def test_reading_takes_no_lock_and_leaves_nothing_behind(path: Path) -> None:
    before = sorted(p.name for p in path.parent.iterdir())
    with closing(LogFile.open(path, read_only=True)) as log:
        assert EventStore(log, clock.now).last_position() == 3
    assert sorted(p.name for p in path.parent.iterdir() if p.name.endswith(("-cache", ".bak"))) == []
    assert path.name in before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_no_permission_is_said_plainly(path: Path) -> None:
    path.chmod(0)
    try:
        with pytest.raises(LogError, match="No permission"):
            LogFile.open(path)
    finally:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_lock_held_too_long_names_the_cause_and_loses_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        database = Database(path, busy_seconds=0.05)
        log = LogFile(database)
        with pytest.raises(LogLocked, match="locked by another program") as fault:
            EventStore(log, clock.now).append("Order/1", 3, [NewEvent(clock.new_id(), "Late", b"{}")])
        assert "try again" in fault.value.hint
        other.execute("ROLLBACK")
        assert EventStore(log, clock.now).append("Order/1", 3, [NewEvent(clock.new_id(), "Late", b"{}")])
        log.close()


def test_a_full_disk_keeps_all_that_was_there_and_nothing_by_halves(path: Path) -> None:
    with closing(LogFile.open(path)) as log:
        store = EventStore(log, clock.now)
        with log.database.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        big = NewEvent(clock.new_id(), "Big", b'"' + b"x" * 100_000 + b'"')
        with pytest.raises(DiskFull, match="disk is full") as fault:
            store.append("Order/1", 3, [NewEvent(clock.new_id(), "Small", b"{}"), big])
        assert "Free some space" in fault.value.hint
        assert store.head("Order/1") == 3
        assert store.append("Order/1", 3, [NewEvent(clock.new_id(), "Small", b"{}")])[0].version == 4


def test_a_cache_of_another_log_is_made_anew(tmp_path: Path) -> None:
    first, second = filled(tmp_path / "a.eventlog"), filled(tmp_path / "b.eventlog")
    with closing(LogFile.open(first)) as log:
        cache = open_cache(log)
        with cache.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE mine (a)")
        cache.close()
        open_cache(log).close()
    second.rename(first)
    with closing(LogFile.open(first)) as log:
        cache = open_cache(log)
        with cache.reading() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        assert "mine" not in names
        cache.close()


def test_a_broken_cache_is_made_anew(path: Path) -> None:
    with closing(LogFile.open(path)) as log:
        cache_path(log).write_bytes(b"no database at all" * 100)
        open_cache(log).close()
        assert cache_path(log).read_bytes().startswith(b"SQLite format 3")
