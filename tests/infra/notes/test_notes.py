"""Notes and bookmarks: in the log, beside one that is only read, and beside an export."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import DomainError
from domain.event import NewEvent
from domain.note import About
from infra import clock
from infra.exchange.exporting import ExportFormat, export
from infra.exchange.importing import import_file
from infra.log.log_file import LogFile
from infra.log.verify import verify
from infra.notes.exchange import export_notes, import_notes, notes_file
from infra.notes.notes import NoSuchNote, NoteMark, Notes
from infra.open_log import OpenLog


def happened(count: int) -> list[NewEvent]:
    return [NewEvent(clock.new_id(), "Happened", b'{"n":1}') for _ in range(count)]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "a.eventlog", create=True)
    log.store.append("Order/1", 0, happened(3))
    log.store.append("Order/2", 0, happened(2))
    yield log
    log.close()


def as_of_schema_1(path: Path) -> None:
    """What the program wrote before there were notes."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE notes")
        connection.execute("PRAGMA user_version = 1")


def texts(notes: Notes, containing: str = "") -> list[str]:
    return [view.note.text for view in notes.all(containing)]


def test_notes_are_listed_in_the_logs_order_whatever_they_are_about(log: OpenLog) -> None:
    log.notes.add_at(4, text="the other order")
    log.notes.add("Order/1", 2, about=About.FIELD, path="/n", text="why one?", author="ann")
    log.notes.add("Order/1", 1, about=About.VERSION, bookmark=True)
    listed = log.notes.all()
    assert [(view.position, view.type) for view in listed] == [
        (1, "Happened"),
        (2, "Happened"),
        (4, "Happened"),
    ]
    assert [view.note.path for view in listed] == ["", "/n", ""]


@pytest.mark.parametrize("searched", ["WHY", "/n", "ann", "order/1", "happened"])
def test_a_search_looks_at_text_place_and_author_without_regard_to_case(log: OpenLog, searched: str) -> None:
    log.notes.add("Order/1", 2, about=About.FIELD, path="/n", text="Why one?", author="Ann")
    assert texts(log.notes, searched) == ["Why one?"]
    assert texts(log.notes, "nowhere") == []


def test_a_note_is_changed_removed_and_put_back(log: OpenLog) -> None:
    note = log.notes.add_at(1, text="hm")
    changed = log.notes.change(note.id, text=" aha ", bookmark=True)
    assert (changed.text, changed.bookmark, changed.created_at) == ("aha", True, note.created_at)
    removed = log.notes.remove(note.id)
    assert texts(log.notes) == []
    log.notes.put([removed])
    assert texts(log.notes) == ["aha"]


def test_a_bookmark_is_toggled_and_a_note_of_the_event_outlives_it(log: OpenLog) -> None:
    assert log.notes.toggle_bookmark(2)
    assert log.notes.marks() == {2: NoteMark(True, 0)}
    assert not log.notes.toggle_bookmark(2)
    assert log.notes.marks() == {}
    log.notes.add_at(2, text="look here")
    assert log.notes.toggle_bookmark(2)
    assert log.notes.marks() == {2: NoteMark(True, 1)}
    assert not log.notes.toggle_bookmark(2)
    assert log.notes.marks() == {2: NoteMark(False, 1)}


def test_nothing_can_be_noted_where_nothing_is(log: OpenLog) -> None:
    for attempt in (
        lambda: log.notes.add_at(99, text="x"),
        lambda: log.notes.add("Order/9", 1, text="x"),
        lambda: log.notes.add("Order/1", 4, text="x"),
        lambda: log.notes.remove(clock.new_id()),
    ):
        with pytest.raises(NoSuchNote) as fault:
            attempt()
        assert fault.value.hint
    with pytest.raises(DomainError, match="empty"):
        log.notes.add_at(1, text="  ")
    with pytest.raises(DomainError, match="JSON Pointer"):
        log.notes.add("Order/1", 1, about=About.FIELD, path="n", text="x")


def test_a_log_that_is_only_read_keeps_its_notes_beside_it_and_every_byte(log: OpenLog) -> None:
    log.notes.add_at(1, text="in the log")
    log.close()
    before = log.path.read_bytes()
    reader = OpenLog.open(log.path, read_only=True)
    try:
        beside = reader.notes.add_at(2, text="beside it")
        assert reader.notes.place == log.path.with_name("a.eventlog-notes")
        assert texts(reader.notes) == ["in the log", "beside it"]
        with pytest.raises(NoSuchNote, match="reading only"):
            reader.notes.remove(reader.notes.all()[0].note.id)
        assert reader.notes.change(beside.id, text="still beside").text == "still beside"
    finally:
        reader.close()
    assert log.path.read_bytes() == before


def test_what_was_noted_beside_a_log_is_taken_in_by_the_next_note_in_it(log: OpenLog) -> None:
    log.close()
    with closing(OpenLog.open(log.path, read_only=True)) as reader:
        reader.notes.add_at(2, text="beside it")
    with closing(OpenLog.open(log.path)) as writer:
        assert texts(writer.notes) == ["beside it"]
        writer.notes.add_at(1, text="in the log")
        assert not writer.path.with_name("a.eventlog-notes").exists()
        assert texts(writer.notes) == ["in the log", "beside it"]


def test_a_log_from_before_there_were_notes_opens_for_reading_and_is_whole(log: OpenLog) -> None:
    log.close()
    as_of_schema_1(log.path)
    with closing(OpenLog.open(log.path, read_only=True)) as reader:
        assert reader.notes.all() == []
        reader.notes.add_at(1, text="an old log")
        assert texts(reader.notes) == ["an old log"]
        assert reader.store.last_position() == 5
    assert verify(log.path).ok


def test_a_log_from_before_there_were_notes_is_migrated_after_a_backup(log: OpenLog) -> None:
    log.close()
    as_of_schema_1(log.path)
    with closing(OpenLog.open(log.path)) as writer:
        writer.notes.add_at(1, text="now it can")
        assert texts(writer.notes) == ["now it can"]
    assert log.path.with_name("a.eventlog.v1.bak").exists()
    assert verify(log.path).ok


def test_notes_go_out_with_an_export_and_come_back_and_the_export_stays_what_it_was(
    log: OpenLog, tmp_path: Path
) -> None:
    export(log.log, "", ExportFormat.JSONL, tmp_path / "plain.jsonl")
    log.notes.add_at(1, text="first\nof all", bookmark=True, author="ann")
    log.notes.add("Order/2", 2, about=About.FIELD, path="/n", text="why?")
    out = tmp_path / "noted.jsonl"
    export(log.log, "", ExportFormat.JSONL, out)
    assert export_notes(log.log, log.notes, "", out) == 2
    assert out.read_bytes() == (tmp_path / "plain.jsonl").read_bytes()

    import_file(out, tmp_path / "b.eventlog")
    taken = import_notes(notes_file(out), tmp_path / "b.eventlog")
    assert (taken.notes, taken.problems) == (2, ())
    with closing(OpenLog.open(tmp_path / "b.eventlog", read_only=True)) as copy:
        assert copy.notes.all() == log.notes.all()


def test_only_the_notes_of_exported_events_go_out(log: OpenLog, tmp_path: Path) -> None:
    log.notes.add_at(1, text="of one")
    log.notes.add_at(4, text="of the other")
    out = tmp_path / "some.jsonl"
    assert export_notes(log.log, log.notes, "stream = Order/2", out) == 1
    assert b"of the other" in notes_file(out).read_bytes()
    assert export_notes(log.log, log.notes, "type = Nothing", out) == 0
    assert not notes_file(out).exists()


def test_a_note_without_its_event_is_left_out_with_a_reason(log: OpenLog, tmp_path: Path) -> None:
    log.notes.add_at(5, text="beyond")
    out = tmp_path / "all.jsonl"
    export_notes(log.log, log.notes, "", out)
    with notes_file(out).open("ab") as file:
        file.write(b'{"no": "note"}\nno json\n')
    with closing(LogFile.create(tmp_path / "c.eventlog")):
        pass
    taken = import_notes(notes_file(out), tmp_path / "c.eventlog")
    assert taken.notes == 0
    assert [line for line, _ in taken.problems] == [1, 2, 3]
    assert "not in this log" in taken.problems[0][1]
