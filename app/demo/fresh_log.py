"""The log that a demo is played on: always a fresh one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import platformdirs

from app.figures import grouped
from domain.errors import DomainError
from infra.open_log import OpenLog


class NotFresh(DomainError):
    """The log that a demo was to be played on holds events already."""


def open_fresh_log(path: Path | None, now: datetime) -> OpenLog:
    """A log without events, made at `path`, or in the user's data folder under a name with the time.

    Raises `NotFresh` where `path` holds events, `LogError` where it cannot be made or opened.
    """
    log = OpenLog.open(path or _new_path(now), create=True)
    if log.store.last_position() == 0:
        return log
    held = log.store.last_position()
    log.close()
    raise NotFresh(
        f"{log.path} already holds {grouped(held)} {'event' if held == 1 else 'events'}.",
        "Give the demo a new file, or leave out --log.",
    )


def remove_log(path: Path) -> None:
    """Takes a closed log away with all that lies beside it."""
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink(missing_ok=True)


def _new_path(now: datetime) -> Path:
    folder = platformdirs.user_data_path("eventscope", appauthor=False) / "demos"
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"demo-{now.astimezone():%Y-%m-%d-%H%M%S}"
    path, number = folder / f"{stem}.eventlog", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.eventlog"
    return path
