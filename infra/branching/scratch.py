"""Scratch logs: real log files in the user's cache folder that live as long as what they were made for."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import platformdirs

from domain.event import Event, microseconds
from infra.errors import LogDamaged
from infra.log.bulk import BulkAppender, Incoming
from infra.log.log_file import LogFile


def scratch_folder() -> Path:
    """A new folder. What programs that were killed have left behind goes first."""
    parent = Path(platformdirs.user_cache_dir("eventscope", appauthor=False)) / "branches"
    parent.mkdir(parents=True, exist_ok=True)
    for old in parent.iterdir():
        if not is_in_use(old.name):
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=parent))


def is_in_use(name: str) -> bool:
    """Whether the program that a scratch folder is named after ("1234-x") still runs."""
    owner = name.partition("-")[0]
    if not owner.isdigit():
        return False
    with suppress(ProcessLookupError):
        try:
            os.kill(int(owner), 0)
        except PermissionError:
            return True
        return True
    return False


class Writer:
    """Appends events to a scratch log, positions and versions as given, as far as they can be.

    A position that is taken already becomes the next free one.
    """

    def __init__(self, appender: BulkAppender, last: int) -> None:
        self._appender = appender
        self.last = last
        self.events = 0

    def add(self, event: Event, wanted: int = 0) -> Event:
        """The event as it is written; `wanted` is the position that it should have."""
        self.last = max(self.last + 1, wanted)
        self.events += 1
        self._appender.add(
            Incoming(
                line=self.events,
                id=event.id.bytes,
                stream=event.stream,
                version=event.version,
                position=self.last,
                type=event.type,
                schema_version=event.schema_version,
                recorded_at=microseconds(event.recorded_at),
                data=event.data,
                metadata=event.metadata,
            )
        )
        return event


@contextmanager
def writing(log: LogFile, last: int) -> Iterator[Writer]:
    """One transaction of appends behind position `last`: all of them, or none on any error."""
    with log.database.faults(), closing(log.database.connect(writes=True)) as driver:
        driver.execute("PRAGMA synchronous = OFF")  # whatever happens to it, it is made again
        driver.execute("BEGIN IMMEDIATE")
        try:
            appender = BulkAppender(driver, _refuse)
            yield Writer(appender, last)
            appender.finish()
            driver.execute("COMMIT")
        except BaseException:
            if driver.in_transaction:
                with suppress(sqlite3.Error):
                    driver.execute("ROLLBACK")
            raise


def _refuse(number: int, reason: str) -> None:
    raise LogDamaged(
        f"An event cannot be taken onto the branch: {reason}", "Run `eventscope verify` on the log."
    )
