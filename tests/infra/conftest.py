"""A log, its store and its clock, on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.log.event_store import EventStore
from infra.log.log_file import LogFile


class SteppingClock:
    """A clock that moves a millisecond at each look, and as far as it is told."""

    def __init__(self) -> None:
        self.present = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.present += timedelta(milliseconds=1)
        return self.present

    def advance(self, **duration: float) -> None:
        self.present += timedelta(**duration)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogFile]:
    log = LogFile.create(tmp_path / "test.eventlog")
    yield log
    log.close()


@pytest.fixture
def store(log: LogFile, clock: SteppingClock) -> EventStore:
    return EventStore(log, clock)
