"""The expected faults of storage. Each says what is wrong and what to do about it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from domain.errors import DomainError


class LogError(DomainError):
    """Something about a log file or its cache that a person can act on."""


class LogNotFound(LogError):
    """There is no file at that place."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no log at {path}.",
            "Check the name, or make a new log with File > New or `eventscope demo`.",
        )


class NotALog(LogError):
    """The file is something else."""


class LogTooNew(LogError):
    """The file was written by a newer program."""


class LogDamaged(LogError):
    """The file is a log, but SQLite finds its pages torn or overwritten."""


class LogLocked(LogError):
    """Another program holds the write lock for longer than we wait."""


class LogReadOnly(LogError):
    """Writing was asked of a log that may only be read."""


class NoPermission(LogError):
    """The operating system forbids reading or writing."""


class DiskFull(LogError):
    """No room to write. What was committed before is safe, nothing of the failed step was kept."""


class WrongExpectedVersion(LogError):
    """Somebody else appended to the stream first.

    Parameters
    ----------
    expected, actual:
        The stream's version that the append stood on, and the one it has; 0 is a stream that is not there.
    """

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(
            f"{stream} is at version {actual}, not at {expected} as expected.",
            "Read it again and decide on its present state.",
        )
        self.stream = stream
        self.expected = expected
        self.actual = actual


class EventIdReused(LogError):
    """An event id is already in the log with something else behind it."""


class CommandIdReused(DomainError):
    """A command id was submitted before with other content."""


_CODES: dict[int, tuple[type[LogError], str, str]] = {
    sqlite3.SQLITE_FULL: (
        DiskFull,
        "The disk is full: {path} could not be written.",
        "Free some space and try again. Nothing was half-written; all earlier work is safe.",
    ),
    sqlite3.SQLITE_BUSY: (
        LogLocked,
        "{path} is locked by another program.",
        "Close the program that is writing to it, or wait until it has finished, and try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        LogLocked,
        "{path} is locked by another connection.",
        "Wait until the running work has finished and try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        LogDamaged,
        "{path} is damaged: SQLite finds broken pages.",
        "Restore it from a backup, or save what is readable with `sqlite3 FILE .recover`.",
    ),
    sqlite3.SQLITE_NOTADB: (
        NotALog,
        "{path} is not an event log: it is no SQLite database.",
        "Open a .eventlog file, or bring the file in with File > Import if it is JSON lines, OCEL or XES.",
    ),
    sqlite3.SQLITE_READONLY: (
        LogReadOnly,
        "{path} can only be read.",
        "Change its permissions or work on a copy to write to it.",
    ),
    sqlite3.SQLITE_PERM: (NoPermission, "No permission for {path}.", "Change its permissions."),
    sqlite3.SQLITE_CANTOPEN: (
        NoPermission,
        "{path} cannot be opened.",
        "Check that the folder exists and that you may read and write there.",
    ),
    sqlite3.SQLITE_IOERR: (
        LogDamaged,
        "The disk reports an error while reading or writing {path}.",
        "Check the disk and its free space; the last committed state is kept.",
    ),
}


def as_log_error(error: BaseException | None, path: Path) -> LogError | None:
    """The fault behind an error of the sqlite3 driver, None where it is none that we expect."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    known = _CODES.get(code & 0xFF)
    if known is None:
        return None
    kind, reason, hint = known
    return kind(reason.format(path=path), hint)
