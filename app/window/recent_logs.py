"""What is cheaply known of the logs that were open lately: what their files say without being opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from app.moments import brief_time_text
from app.words import translate
from infra.log.peek import events_in

_UNITS = ("B", "KB", "MB", "GB", "TB")


class RecentLog(msgspec.Struct, frozen=True):
    """A log by its path; `size` and `written` are None where the file is not there (any more).

    `events` is None where they cannot be counted within a moment.
    """

    path: str
    size: int | None = None
    written: datetime | None = None
    events: int | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there is no such file now: removed, moved, or on a disk that is not mounted."""
        return self.size is None


def look_at(paths: Iterable[str]) -> list[RecentLog]:
    """What each file says; may take its time on a network drive."""
    return [_look_at(path) for path in paths]


def _look_at(path: str) -> RecentLog:
    try:
        status = Path(path).stat()
        side_file = Path(f"{path}-wal")  # what was written last may still be there
        size = status.st_size + (side_file.stat().st_size if side_file.exists() else 0)
    except OSError:
        return RecentLog(path)
    return RecentLog(path, size, datetime.fromtimestamp(status.st_mtime, UTC), events_in(Path(path)))


def detail_of(log: RecentLog) -> str:
    """ "51 events · 1.2 MB · 14:05:09", or that it is not there."""
    if log.size is None or log.written is None:
        return translate("Welcome", "Not there any more")
    counted = translate("Welcome", "1 event") if log.events == 1 else translate("Welcome", "{0} events")
    events = "" if log.events is None else counted.format(f"{log.events:,}")
    return " \u00b7 ".join(filter(None, (events, size_text(log.size), brief_time_text(log.written))))


def size_text(size: int) -> str:
    """Three digits and a unit: "812 B", "4.1 MB"."""
    value, unit = float(size), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit == 0 or value >= 100 else f"{value:.1f} {_UNITS[unit]}"
