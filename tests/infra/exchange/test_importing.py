"""An import is whole or it never was: new logs, empty logs, appends, cancels, full disks."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from domain.event import NewEvent, content_hash
from infra import clock
from infra.database import Database
from infra.errors import DiskFull, LogError, LogLocked, NotALog
from infra.exchange.detect import Format, detect
from infra.exchange.errors import ExchangeError, NothingToImport, UnknownFormat, UnsupportedFormat
from infra.exchange.importing import import_file
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
from infra.progress import Cancelled, Progress

ROOT = Path(__file__).parents[3]


def other_lines(count: int, stream: str = "Cart/{}", data: str = "{}") -> str:
    return "".join(
        json.dumps({"stream": stream.format(n % 5), "type": "Filled", "data": {"n": n, "text": data}}) + "\n"
        for n in range(count)
    )


def own_lines(versions: range, stream: str = "Cart/0") -> str:
    return "".join(
        f'{{"stream":"{stream}","type":"A","data":{{}},"version":{v},"position":{v + 100}}}\n'
        for v in versions
    )


def append(path: Path, stream: str, count: int) -> None:
    log = LogFile.open(path)
    try:
        EventStore(log, clock.now).append(
            stream, ANY, [NewEvent(clock.new_id(), "A", b"{}") for _ in range(count)]
        )
    finally:
        log.close()


def test_a_new_log_is_a_log_like_any_other(bench: Any) -> None:
    report = bench.bring_in(other_lines(1000))
    assert (report.format, report.events, report.streams) == (Format.JSONL, 1000, 5)
    assert (report.first_position, report.last_position) == (1, 1000)
    assert bench.names() == {"in.jsonl", "log.eventlog"}
    assert bench.rows("PRAGMA journal_mode") == [("wal",)]
    assert bench.rows("PRAGMA integrity_check") == [("ok",)]
    fresh = bench.folder / "fresh.eventlog"
    LogFile.create(fresh).close()
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    assert bench.rows(schema) == bench.rows(schema, fresh)
    for event in bench.events():
        assert event.stream.startswith("Cart/")
    (stored,) = bench.rows("SELECT hash FROM events WHERE position = 7")[0]
    event = bench.events()[6]
    assert stored == content_hash(
        event.id.bytes,
        event.stream,
        event.version,
        event.type,
        event.schema_version,
        bench.rows("SELECT recorded_at FROM events WHERE position = 7")[0][0],
        event.data,
        event.metadata,
    )


def test_correlation_and_command_ids_can_be_searched_after_an_import(bench: Any) -> None:
    bench.bring_in(
        '{"stream":"A/1","type":"T","data":{},"metadata":{"correlation_id":"c-1","command_id":"k-1"}}\n'
        '{"stream":"A/1","type":"T","data":{},"metadata":{"correlation_id":"\\ud800","command_id":7}}\n'
    )
    assert bench.rows("SELECT correlation_id, command_id FROM events") == [("c-1", "k-1"), (None, None)]


def test_an_empty_log_can_be_imported_into(bench: Any) -> None:
    LogFile.create(bench.log).close()
    assert bench.bring_in(own_lines(range(1, 4))).last_position == 103
    assert [event.position for event in bench.events()] == [101, 102, 103]
    assert len(bench.rows("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events'")) == 6


def test_a_log_with_events_is_refused_unless_told_to_append(bench: Any) -> None:
    bench.bring_in(other_lines(3))
    with pytest.raises(LogError, match="already holds events"):
        bench.bring_in(own_lines(range(1, 3), "Cart/9"))
    assert len(bench.events()) == 3


def test_appended_events_take_positions_after_the_last_one_and_continue_their_streams(bench: Any) -> None:
    bench.bring_in(own_lines(range(1, 4)))
    report = bench.bring_in(own_lines(range(3, 6)) + own_lines(range(8, 9), "New/1"), append=True)
    assert [problem.line for problem in report.problems] == [1]
    assert "already has version 3" in report.problems[0].reason
    assert [(e.position, e.stream, e.version) for e in bench.events()][3:] == [
        (104, "Cart/0", 4),
        (105, "Cart/0", 5),
        (106, "New/1", 8),
    ]
    assert bench.rows("SELECT name, version, events, last_position FROM streams ORDER BY id") == [
        ("Cart/0", 5, 5, 105),
        ("New/1", 8, 1, 106),
    ]


def test_an_append_that_does_not_meet_the_streams_end_is_reported(bench: Any) -> None:
    bench.bring_in(own_lines(range(1, 4)))
    report = bench.bring_in(own_lines(range(6, 7)) + own_lines(range(1, 2), "New/1"), append=True)
    assert "does not continue Cart/0, which is at version 3" in report.problems[0].reason
    assert report.events == 1


def test_nothing_imported_sets_off_commands(bench: Any) -> None:
    bench.bring_in(other_lines(3))
    assert bench.rows("SELECT value FROM log WHERE name = 'silent_until'") == [("3",)]
    bench.change("INSERT INTO consumers (name, position, silent_until) VALUES ('p', 2, 0)")
    bench.bring_in(own_lines(range(1, 3), "Cart/9"), append=True)
    assert bench.rows("SELECT silent_until FROM consumers") == [(5,)]
    assert bench.rows("SELECT value FROM log WHERE name = 'silent_until'") == [("5",)]


def test_live_appends_go_on_after_an_import(bench: Any) -> None:
    bench.bring_in(own_lines(range(1, 4)))
    append(bench.log, "Cart/0", 2)
    assert [(e.position, e.version) for e in bench.events()][-2:] == [(104, 4), (105, 5)]


def test_cancelling_leaves_nothing_behind(bench: Any) -> None:
    reports: list[Progress] = []
    with pytest.raises(Cancelled):
        bench.bring_in(other_lines(5000), progress=reports.append, cancelled=lambda: bool(reports))
    assert reports
    assert bench.names() == {"in.jsonl"}


def test_cancelling_an_append_leaves_the_log_as_it_was(bench: Any) -> None:
    bench.bring_in(other_lines(3))
    before = bench.exported()
    reports: list[Progress] = []
    with pytest.raises(Cancelled):
        bench.bring_in(
            own_lines(range(1, 5000), "B/1"),
            append=True,
            progress=reports.append,
            cancelled=lambda: bool(reports),
        )
    assert bench.exported() == before
    assert bench.rows("SELECT count(*) FROM streams") == [(3,)]


def test_progress_counts_bytes_events_and_problems_to_the_end(bench: Any) -> None:
    reports: list[Progress] = []
    text = other_lines(3000) + "nonsense\n"
    bench.bring_in(text, progress=reports.append)
    last = reports[-1]
    assert (last.done, last.total, last.events, last.problems) == (len(text), len(text), 3000, 1)
    assert last.fraction == 1
    assert [report.done for report in reports] == sorted(report.done for report in reports)


def test_a_full_disk_leaves_nothing_behind(bench: Any) -> None:
    source = bench.write("in.jsonl", other_lines(3000, data="x" * 1000))
    # The limit on the size of files stands for a disk without room: writes beyond it fail in the same way.
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000));"
        "from pathlib import Path; from infra.exchange.importing import import_file\n"
        "from infra.errors import LogError\n"
        "try: import_file(Path(sys.argv[1]), Path(sys.argv[2]), append=True)\n"
        "except LogError as error: print(type(error).__name__, error.reason)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(source), str(bench.log)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stderr == ""
    assert ran.stdout.startswith(("DiskFull", "LogDamaged"))
    assert str(bench.log) in ran.stdout
    assert bench.names() == {"in.jsonl"}


def make_the_disk_small(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = Database.connect

    def connect_to_a_small_disk(self: Database, *, writes: bool = False) -> sqlite3.Connection:
        connection = connect(self, writes=writes)
        connection.execute("PRAGMA max_page_count = 40")
        return connection

    monkeypatch.setattr(Database, "connect", connect_to_a_small_disk)


def test_no_room_for_a_new_log_leaves_none(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_the_disk_small(monkeypatch)
    with pytest.raises(DiskFull, match=r"/log\.eventlog could not be written"):
        bench.bring_in(own_lines(range(1, 9000), "B/1"))
    assert bench.names() == {"in.jsonl"}


def test_no_room_for_an_append_leaves_the_log_as_it_was(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.bring_in(other_lines(3))
    before = bench.exported()
    make_the_disk_small(monkeypatch)
    with pytest.raises(DiskFull, match="The disk is full"):
        bench.bring_in(own_lines(range(1, 9000), "B/1"), append=True)
    monkeypatch.undo()
    assert bench.exported() == before
    append(bench.log, "Cart/0", 1)


def test_a_kill_in_the_middle_leaves_the_name_free_and_the_next_import_tidies_up(bench: Any) -> None:
    source = bench.write("in.jsonl", other_lines(200_000))
    code = (
        "import sys; from pathlib import Path; from infra.exchange.importing import import_file\n"
        "import_file(Path(sys.argv[1]), Path(sys.argv[2]), progress=lambda p: print(p.events, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(source), str(bench.log)], cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) < 20_000:
            pass
        with pytest.raises(LogLocked, match="Another import"):
            import_file(source, bench.log)
        process.send_signal(signal.SIGKILL)
    assert not bench.log.exists()
    assert (bench.folder / ".log.eventlog.importing").exists()
    assert bench.bring_in(other_lines(10)).events == 10
    assert bench.names() == {"in.jsonl", "log.eventlog"}


def test_a_name_taken_meanwhile_is_not_written_over(bench: Any) -> None:
    def take(_: Progress) -> None:
        bench.log.write_text("somebody else's")

    with pytest.raises(LogError, match="already exists"):
        bench.bring_in(other_lines(3), progress=take)
    assert bench.log.read_text() == "somebody else's"
    assert bench.names() == {"in.jsonl", "log.eventlog"}


def test_a_target_that_is_no_log_is_refused(bench: Any) -> None:
    bench.log.write_text("hello")
    with pytest.raises(NotALog):
        bench.bring_in(other_lines(3))
    assert bench.log.read_text() == "hello"


def test_a_folder_that_cannot_be_written_is_named(bench: Any) -> None:
    source = bench.write("in.jsonl", other_lines(3))
    target = Path("/proc/log.eventlog")
    if not target.parent.exists():
        pytest.skip("needs /proc, where nobody can make files")
    with pytest.raises(LogError):
        import_file(source, target)
    with pytest.raises(LogError, match="no log at"):
        import_file(source, bench.folder / "absent" / "log.eventlog")


def test_a_damaged_streams_table_is_noticed_before_anything_is_kept(bench: Any) -> None:
    bench.bring_in(own_lines(range(1, 4)))
    bench.change("UPDATE streams SET version = 1")
    with pytest.raises(LogError, match="does not agree"):
        bench.bring_in(own_lines(range(2, 4)), append=True)
    bench.change("UPDATE streams SET version = 3")
    assert len(bench.events()) == 3


@pytest.mark.parametrize(
    ("content", "name", "fault", "message"),
    [
        (b"", "x.jsonl", NothingToImport, "is empty"),
        (b"\n\n  ", "x", NothingToImport, "is empty"),
        (b"hello world", "x.txt", UnknownFormat, "no event log that is known"),
        (b"[{}]", "x.json", UnknownFormat, "JSON array"),
        (b"<html></html>", "x.xml", UnknownFormat, "root is html"),
        (b"<?xml version='1.0'?><log><object-types/></log>", "x.xml", UnsupportedFormat, "OCEL as XML"),
        (b"SQLite format 3\0" + b"\0" * 100, "x.sqlite", UnsupportedFormat, "OCEL in SQLite"),
        ('{"stream":"A/1"}'.encode("utf-16"), "x.jsonl", UnsupportedFormat, "UTF-16"),
        (b"position,id,stream,version\r\n", "x.csv", UnsupportedFormat, "CSV"),
        (b"\x1f\x8bgarbage", "x.gz", UnknownFormat, "cannot be unpacked"),
    ],
)
def test_what_cannot_be_imported_is_named_with_what_can(
    bench: Any, content: bytes, name: str, fault: type[ExchangeError], message: str
) -> None:
    with pytest.raises(fault, match=message) as caught:
        bench.bring_in(content, name)
    assert caught.value.hint
    assert bench.names() == {name}


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (b'\xef\xbb\xbf{"position":1', Format.JSONL),
        (b'{"eventId":1,"stream":"A/1","type":"T","data":{}}', Format.JSONL),
        (b'garbage\n{"id":1', Format.JSONL),
        (b'{"ocel:global-log":{}}', Format.OCEL),
        (b'{\n "events": [', Format.OCEL),
        (b'{"vendor":{"x":1},\n"objectTypes": [', Format.OCEL),
        (b"<?xml version='1.0'?><!-- a > b --><log xes.version='1.0'>", Format.XES),
        ("\ufeff<x:log xmlns:x='http://www.xes-standard.org/'>".encode("utf-16-le"), Format.XES),
    ],
)
def test_the_content_tells_the_format(bench: Any, content: bytes, format: Format) -> None:
    assert detect(bench.write("anything.dat", content)) is format


def test_an_event_log_is_told_apart_from_another_database(bench: Any) -> None:
    LogFile.create(bench.log).close()
    with pytest.raises(UnsupportedFormat, match="is an event log already"):
        detect(bench.log)
