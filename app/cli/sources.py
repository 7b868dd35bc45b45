"""What SOURCE names: a log file, or a database URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from app.cli.output import say
from domain.errors import DomainError
from infra.open_log import OpenLog

_SQLITE = "sqlite:///"


def path_of(source: str) -> Path:
    """The file that SOURCE names. Raises `DomainError` for databases that are not supported."""
    if source.startswith(_SQLITE):
        return Path(unquote(source.removeprefix(_SQLITE)))
    if "://" in source:
        kind = source.partition("://")[0]
        raise DomainError(
            f"Logs in {kind} databases cannot be opened yet.", "Give the path of a .eventlog file."
        )
    return Path(source)


@contextmanager
def reading(source: str) -> Iterator[OpenLog]:
    """The log, open for reading: nothing of it is changed, and no lock is taken."""
    log = OpenLog.open(path_of(source), read_only=True)
    try:
        _tell_problems(log)
        yield log
    finally:
        log.close()


@contextmanager
def working(source: str, *, create: bool = False) -> Iterator[OpenLog]:
    """The log, open for writing; made where it is not there and `create` says so."""
    path = path_of(source)
    if create and not path.exists():
        say(f"Making a new log, {path}.")
    log = OpenLog.open(path, create=create)
    try:
        _tell_problems(log)
        yield log
    finally:
        log.close()


def _tell_problems(log: OpenLog) -> None:
    for problem in log.problems:
        say(problem)
