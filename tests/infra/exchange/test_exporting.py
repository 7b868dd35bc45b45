"""An export is exactly what was recorded, of exactly the events that pass, whole or not there."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from domain.filtering import FilterError
from infra.errors import DiskFull, LogError
from infra.exchange.exporting import ExportFormat, export
from infra.log.log_file import LogFile
from infra.progress import Cancelled, Progress

TEXT = "".join(
    f'{{"position":{n},"id":"0190e4f0-0000-7000-8000-{n:012}","stream":"Order/O-{n % 3}",'
    f'"version":{(n + 2) // 3},"type":"{"A" if n % 2 else "B"}","schema_version":1,'
    f'"recorded_at":"2026-11-23T10:58:00.{n:06}Z",'
    f'"data":{{"n":{n},"text":"=1+1, \\"quoted\\""}},"metadata":{{}}}}\n'
    for n in range(1, 301)
)


@pytest.fixture
def log(bench: Any) -> Any:
    bench.bring_in(TEXT)
    log = LogFile.open(bench.log, read_only=True)
    yield log
    log.close()


def test_a_filter_picks_the_events(log: LogFile) -> None:
    out = io.BytesIO()
    report = export(log, "type = B and position > 290", ExportFormat.JSONL, out)
    assert report.events == 5
    assert report.bytes == len(out.getvalue())
    assert out.getvalue().decode().splitlines() == [
        TEXT.splitlines()[n - 1] for n in (292, 294, 296, 298, 300)
    ]


def test_a_wrong_filter_leaves_no_file(log: LogFile, tmp_path: Path) -> None:
    with pytest.raises(FilterError):
        export(log, "type =", ExportFormat.JSONL, tmp_path / "out.jsonl")
    assert not list(tmp_path.glob("*out*"))


def test_csv_holds_every_text_unaltered(log: LogFile) -> None:
    out = io.BytesIO()
    export(log, "", ExportFormat.CSV, out)
    text = out.getvalue().decode()
    assert text.count("\r\n") == 301
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0] == {
        "position": "1",
        "id": "0190e4f0-0000-7000-8000-000000000001",
        "stream": "Order/O-1",
        "version": "1",
        "type": "A",
        "schema_version": "1",
        "recorded_at": "2026-11-23T10:58:00.000001Z",
        "data": '{"n":1,"text":"=1+1, \\"quoted\\""}',
        "metadata": "{}",
    }


def test_gaps_in_the_positions_are_leapt_over(bench: Any) -> None:
    far = '{"stream":"A/1","type":"T","data":{},"position":4611686018427387000}\n'
    bench.bring_in(TEXT + far)
    assert bench.exported().decode().splitlines()[:-1] == TEXT.splitlines()
    assert bench.exported().count(b"\n") == 301


def test_an_existing_file_is_replaced_only_by_a_whole_one(log: LogFile, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    out.chmod(0o640)
    with pytest.raises(Cancelled):
        export(log, "", ExportFormat.JSONL, out, cancelled=lambda: True)
    assert out.read_text() == "before"
    assert not list(tmp_path.glob(".*"))
    export(log, "", ExportFormat.JSONL, out)
    assert out.read_text() == TEXT
    assert out.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_is_told(log: LogFile) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full")
    with full.open("wb", buffering=0) as out, pytest.raises(DiskFull, match="/dev/full"):
        export(log, "", ExportFormat.JSONL, out)


def test_a_place_that_cannot_be_written_is_told(log: LogFile, tmp_path: Path) -> None:
    with pytest.raises(LogError):
        export(log, "", ExportFormat.JSONL, tmp_path / "absent" / "out.jsonl")
    with pytest.raises(LogError, match="is a folder"):
        export(log, "", ExportFormat.JSONL, tmp_path)


def test_progress_ends_at_the_last_position(log: LogFile) -> None:
    reports: list[Progress] = []
    export(log, "", ExportFormat.JSONL, io.BytesIO(), reports.append)
    assert (reports[-1].done, reports[-1].total, reports[-1].events) == (300, 300, 300)


def test_an_empty_log_gives_an_empty_file(tmp_path: Path) -> None:
    log = LogFile.create(tmp_path / "empty.eventlog")
    try:
        assert export(log, "", ExportFormat.JSONL, tmp_path / "out").events == 0
    finally:
        log.close()
    assert (tmp_path / "out").read_bytes() == b""
