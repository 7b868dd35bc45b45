from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from infra.exchange.importing import import_file
from infra.log.peek import events_in
from infra.open_log import OpenLog


@pytest.fixture
def log_path(tmp_path: Path) -> Path:
    """A closed log of seven events."""
    lines = tmp_path / "seven.jsonl"
    event = {"stream": "Thing/1", "type": "Happened", "data": {"a": 1}}
    lines.write_text("".join(json.dumps(event) + "\n" for _ in range(7)))
    folder = tmp_path / "logs"
    folder.mkdir()
    import_file(lines, folder / "seven.eventlog")
    return folder / "seven.eventlog"


def test_the_events_of_a_closed_log_are_counted_and_nothing_is_left_beside_it(log_path: Path) -> None:
    before = {each.name: each.read_bytes() for each in log_path.parent.iterdir()}
    assert events_in(log_path) == 7
    assert {each.name: each.read_bytes() for each in log_path.parent.iterdir()} == before


def test_events_that_another_program_has_just_written_are_counted_too(log_path: Path) -> None:
    log = OpenLog.open(log_path)
    try:
        assert events_in(log_path) == log.store.last_position()
    finally:
        log.close()


def test_a_log_that_is_being_written_to_is_not_waited_for(log_path: Path) -> None:
    with closing(sqlite3.connect(log_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert events_in(log_path) == 7


def test_what_is_no_log_has_no_number(tmp_path: Path) -> None:
    text, other, gone = tmp_path / "a.eventlog", tmp_path / "b.eventlog", tmp_path / "c.eventlog"
    text.write_text("not a database at all")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE events (position INTEGER)")
    assert [events_in(path) for path in (text, other, gone)] == [None, None, None]
