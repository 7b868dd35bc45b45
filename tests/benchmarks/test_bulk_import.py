"""Bulk import of JSON lines, against bare sqlite3 `executemany` of the same rows, made ready beforehand.

The bare side has the same tables and indexes, the same page size, one transaction, and nothing to read, check
or compute. Our side reads the file, checks every line, computes hashes and leaves a durable file.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from infra.exchange.exporting import ExportFormat, export
from infra.exchange.importing import import_file
from infra.log.log_file import LogFile
from tests.benchmarks.logs import filled_log
from tests.benchmarks.pairs import ratio, report

COUNT = int(os.environ.get("EVENTSCOPE_BENCH_IMPORT", "100000"))
ROUNDS = 3
_TABLES = ("streams", "event_types", "events")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[Any]]]:
    folder = tmp_path_factory.mktemp("import")
    path = filled_log(folder / "made.eventlog", COUNT, COUNT // 100)
    log = LogFile.open(path, read_only=True)
    try:
        export(log, "", ExportFormat.JSONL, folder / "made.jsonl")
    finally:
        log.close()
    with closing(sqlite3.connect(path)) as connection:
        rows = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in _TABLES
        }
    return folder / "made.jsonl", rows


def bare_insert(path: Path, rows: dict[str, list[Any]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN")
        for table, content in rows.items():
            marks = ", ".join("?" * len(content[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", content)
        connection.execute("COMMIT")


@pytest.mark.parametrize("into", ["a new log", "an empty log", "a log with events"])
def test_bulk_import_keeps_up_with_bare_sqlite(
    made: tuple[Path, dict[str, list[Any]]], tmp_path: Path, into: str
) -> None:
    source, rows = made
    first = tmp_path / "first.jsonl"
    first.write_text('{"stream":"First/1","type":"First","data":{}}\n')
    targets = []
    for number in range(ROUNDS):
        target = tmp_path / f"ours{number}.eventlog"
        if into != "a new log":
            LogFile.create(target).close()
        if into == "a log with events":
            import_file(first, target)
        peer = tmp_path / f"bare{number}.eventlog"
        LogFile.create(peer).close()
        targets.append((target, peer))
    ours = iter([target for target, _ in targets])
    peers = iter([peer for _, peer in targets])
    figure = ratio(
        lambda: import_file(source, next(ours), append=True),
        lambda: bare_insert(next(peers), rows),
        rounds=ROUNDS,
    )
    report(f"bulk import of {COUNT:,} events into {into}", f"{figure:.2f}x of bare sqlite3")
    assert figure > 0.3  # the budget (0.6) is for a machine with nothing else to do
