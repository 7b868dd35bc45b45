"""A check finds what is wrong with a log and where, however badly it is hurt."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from infra.errors import LogNotFound, NotALog
from infra.exchange.importing import import_file
from infra.log.log_file import LogFile
from infra.log.verify import VerifyReport, verify
from infra.progress import Cancelled, Progress

EVENTS = 600


@pytest.fixture
def path(tmp_path: Path) -> Path:
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(
            f'{{"stream":"Order/O-{n % 3}","type":"LineAdded","data":{{"n":{n},"text":"{"abc" * 20}"}},'
            f'"recorded_at":"2026-01-01T00:00:00Z","metadata":{{"correlation_id":"c-{n}"}}}}\n'
            for n in range(1, EVENTS + 1)
        )
    )
    path = tmp_path / "log.eventlog"
    import_file(source, path)
    return path


@pytest.fixture
def change(path: Path) -> Callable[..., None]:
    def run(*statements: str) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return run


def kinds(report: VerifyReport) -> set[str]:
    assert not report.ok
    assert report.problem_count >= len(report.problems)
    return {problem.kind for problem in report.problems}


def test_a_sound_log_is_sound(path: Path) -> None:
    assert verify(path) == VerifyReport(True, EVENTS, (), 0)
    log = LogFile.open(path)
    try:
        assert verify(log).ok
    finally:
        log.close()


def test_an_empty_log_is_sound(tmp_path: Path) -> None:
    LogFile.create(tmp_path / "empty.eventlog").close()
    assert verify(tmp_path / "empty.eventlog") == VerifyReport(True, 0, (), 0)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE events SET data = replace(data, 'abcabc', 'abdabc') WHERE position = 7",
        'UPDATE events SET metadata = \'{"correlation_id":"c-7" }\' WHERE position = 7',
        "UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 7",
        "UPDATE events SET schema_version = 2 WHERE position = 7",
        "UPDATE events SET id = randomblob(16) WHERE position = 7",
        "UPDATE events SET hash = randomblob(16) WHERE position = 7",
    ],
)
def test_a_changed_event_is_found_by_its_hash(path: Path, change: Callable[..., None], damage: str) -> None:
    change(damage)
    (problem,) = verify(path).problems
    assert (problem.kind, problem.position, problem.stream) == ("hash", 7, "Order/O-1")


def test_a_byte_flipped_in_the_file_is_found(path: Path) -> None:
    content = bytearray(path.read_bytes())
    place = content.index(b'"n":300,') + 5
    content[place] ^= 0x01
    path.write_bytes(content)
    (problem,) = verify(path).problems
    assert (problem.kind, problem.position) == ("hash", 300)


def test_a_removed_event_is_a_missing_version_and_a_missing_position(
    path: Path, change: Callable[..., None]
) -> None:
    change("DELETE FROM events WHERE position = 10")
    report = verify(path)
    assert report.events == EVENTS - 1
    assert kinds(report) == {"missing_version", "missing_position", "stream"}
    (missing,) = [problem for problem in report.problems if problem.kind == "missing_version"]
    assert missing.stream == "Order/O-1"
    assert "Version 4 of Order/O-1 is missing" in missing.message


def test_removed_events_at_the_end_are_found_by_the_streams_head(
    path: Path, change: Callable[..., None]
) -> None:
    change(f"DELETE FROM events WHERE position > {EVENTS - 6}")
    report = verify(path)
    messages = [problem.message for problem in report.problems if problem.kind == "missing_version"]
    assert sorted(messages) == [f"Versions 199 to 200 of Order/O-{n} are missing." for n in range(3)]


def test_duplicates_are_found_although_the_indexes_are_gone(path: Path, change: Callable[..., None]) -> None:
    columns = (
        "stream_id, version, type_id, schema_version, recorded_at, correlation_id, command_id, data, "
        "metadata, hash"
    )
    change(
        "DROP INDEX events_id",
        "DROP INDEX events_stream_version",
        f"INSERT INTO events (id, {columns}) SELECT id, {columns} FROM events WHERE position = 5",
    )
    report = verify(path)
    assert kinds(report) == {"duplicate_id", "duplicate_version", "schema", "stream"}
    found = {problem.kind: problem for problem in report.problems}
    assert found["duplicate_id"].position == EVENTS + 1
    assert "at position 5 too" in found["duplicate_id"].message
    assert found["duplicate_version"].message == "Version 2 of Order/O-2 is there twice."


def test_versions_out_of_order_are_told_from_duplicates(path: Path, change: Callable[..., None]) -> None:
    change("UPDATE events SET version = -version WHERE position IN (5, 8)")
    change("UPDATE events SET version = 5 + version WHERE position IN (5, 8)")  # 2 and 3 become 3 and 2
    assert kinds(verify(path)) == {"order", "hash"}


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE streams SET version = 150 WHERE id = 1", "stream"),
        ("UPDATE streams SET events = 150 WHERE id = 1", "stream"),
        ("UPDATE streams SET last_position = 1 WHERE id = 1", "stream"),
        ("UPDATE streams SET category = 'X' WHERE id = 1", "stream"),
        ("UPDATE streams SET name = CAST(x'ff2f61' AS TEXT) WHERE id = 1", "stream"),
        ("UPDATE streams SET name = 'Order/O-2' WHERE id = 1", "stream"),
        ("DELETE FROM streams WHERE id = 1", "stream"),
        ("DELETE FROM event_types", "type"),
        ("UPDATE event_types SET name = CAST(x'ff' AS TEXT)", "type"),
        ("UPDATE events SET data = 'hello' WHERE position = 3", "json"),
        ("UPDATE events SET data = '[]' WHERE position = 3", "json"),
        ("UPDATE events SET data = CAST(x'7b2261223a22ff227d' AS TEXT) WHERE position = 3", "json"),
        ("UPDATE events SET metadata = '{' WHERE position = 3", "json"),
        ("UPDATE events SET data = 5 WHERE position = 3", "json"),
        ("UPDATE events SET data = CAST(data AS BLOB) WHERE position = 3", "row"),
        ("UPDATE events SET id = x'0102' WHERE position = 3", "row"),
        ("UPDATE events SET id = 'text' WHERE position = 3", "row"),
        ("UPDATE events SET version = 'two' WHERE position = 3", "row"),
        ("UPDATE events SET version = 1.5 WHERE position = 3", "row"),
        ("UPDATE events SET recorded_at = x'00' WHERE position = 3", "row"),
        ("UPDATE events SET correlation_id = 'other' WHERE position = 3", "correlation"),
        ("UPDATE events SET command_id = x'ff' WHERE position = 3", "correlation"),
        ("DROP INDEX events_type", "schema"),
        ("DROP VIEW event_log", "schema"),
        ("DROP TABLE schedules", "schema"),
    ],
)
def test_every_kind_of_damage_has_its_name(
    path: Path, change: Callable[..., None], damage: str, kind: str
) -> None:
    try:
        change(damage)
    except sqlite3.IntegrityError:
        change("DROP INDEX streams_name", damage)
    assert kind in kinds(verify(path))


def test_null_where_none_may_be_is_found(path: Path, change: Callable[..., None]) -> None:
    change(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table'",
        "PRAGMA writable_schema = RESET",
    )
    change("UPDATE events SET id = NULL, data = NULL, version = NULL, stream_id = NULL WHERE position = 9")
    assert {"json", "row", "stream"} <= kinds(verify(path))


@pytest.mark.parametrize("page", range(2, 40, 3))
def test_a_torn_page_is_reported_and_the_rest_still_read(path: Path, page: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    if (page + 1) * size > len(content):
        pytest.skip("the log has fewer pages")
    content[page * size : page * size + size // 2] = b"\xa5" * (size // 2)
    path.write_bytes(content)
    report = verify(path)
    assert "damaged" in kinds(report) or "missing_version" in kinds(report)


def test_a_torn_leaf_costs_only_its_own_events(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    start = content.index(b'"n":300,') // size * size
    content[start : start + size] = b"\xa5" * size
    path.write_bytes(content)
    report = verify(path)
    assert 540 < report.events < EVENTS
    damaged = [problem for problem in report.problems if problem.kind == "damaged" and problem.position]
    assert len(damaged) == 1
    assert "can be read" in damaged[0].message


def test_a_file_cut_short_is_reported(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert "damaged" in kinds(verify(path))


def test_what_is_no_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LogNotFound):
        verify(tmp_path / "absent.eventlog")
    (tmp_path / "text.eventlog").write_text("hello " * 1000)
    with pytest.raises(NotALog):
        verify(tmp_path / "text.eventlog")


def test_the_holes_of_a_partial_import_are_told(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(
            f'{{"stream":"A/1","type":"T","data":{{}},"version":{v},"position":{v * 10}}}\n'
            for v in (2, 3, 7)
        )
    )
    import_file(source, tmp_path / "log.eventlog")
    report = verify(tmp_path / "log.eventlog")
    assert [problem.message for problem in report.problems] == [
        "Version 1 of A/1 is missing.",
        "Versions 4 to 6 of A/1 are missing.",
    ]


def test_a_check_reports_progress_and_can_be_cancelled(path: Path) -> None:
    reports: list[Progress] = []
    verify(path, reports.append)
    assert reports[-1].events == EVENTS
    with pytest.raises(Cancelled):
        verify(path, cancelled=lambda: True)


def test_a_check_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    verify(path)
    assert path.read_bytes() == before
