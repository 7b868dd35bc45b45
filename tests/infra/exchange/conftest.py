"""Files to import, logs to look into, and the samples beside the checkout."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from infra import clock
from infra.exchange.exporting import ExportFormat, export
from infra.exchange.importing import ImportReport, import_file
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile

SAMPLES = Path(__file__).parents[3] / ".." / "shared" / "samples"


@pytest.fixture
def sample() -> Callable[[str], Path]:
    def find(name: str) -> Path:
        path = SAMPLES / name
        if not path.exists():
            pytest.skip(f"the sample {name} is not beside this checkout (../shared/samples)")
        return path

    return find


class Workbench:
    """A folder with sources and logs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log.eventlog"

    def write(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def bring_in(self, content: bytes | str, name: str = "in.jsonl", **options: Any) -> ImportReport:
        return import_file(self.write(name, content), self.log, **options)

    def events(self, path: Path | None = None) -> list[Any]:
        log = LogFile.open(path or self.log, read_only=True)
        try:
            return list(EventStore(log, clock.now).all())
        finally:
            log.close()

    def exported(self, path: Path | None = None, expression: str = "") -> bytes:
        log = LogFile.open(path or self.log, read_only=True)
        out = self.folder / "exported"
        try:
            export(log, expression, ExportFormat.JSONL, out)
        finally:
            log.close()
        return out.read_bytes()

    def rows(self, statement: str, path: Path | None = None) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(path or self.log)) as connection:
            return connection.execute(statement).fetchall()

    def change(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.log, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench(tmp_path)
