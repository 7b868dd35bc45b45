"""A stretch of time as a strip shows it: zooming, panning, and where to write which time below it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from app.moments import clock_text, day_of_year_text, day_text, in_zone
from domain.event import moment

_SECOND = 1_000_000
_MINUTE, _HOUR, _DAY = 60 * _SECOND, 3600 * _SECOND, 86_400 * _SECOND
_STEPS = (
    *(size * 1000 for size in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
    *(size * _SECOND for size in (1, 2, 5, 10, 15, 30)),
    *(size * _MINUTE for size in (1, 2, 5, 10, 15, 30)),
    *(size * _HOUR for size in (1, 2, 3, 6, 12)),
    *(size * _DAY for size in (1, 2, 7, 14, 30, 90, 180, 365, 730, 1825, 3650)),
)
_SHORTEST = 1000  # microseconds: closer one cannot look


class TimeRange(msgspec.Struct, frozen=True):
    """From `start` up to `end`, in microseconds since 1970."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def at(self, share: float) -> int:
        """The time at a share of the way from start to end."""
        return self.start + round(self.length * share)

    def share(self, time: int) -> float:
        """How far along the way a time is: below 0 before the start, above 1 behind the end."""
        return (time - self.start) / self.length if self.length else 0.0


def zoomed(shown: TimeRange, whole: TimeRange, factor: float, around: float = 0.5) -> TimeRange:
    """Closer (`factor` below 1) or wider, with the time at the share `around` staying where it is."""
    length = min(max(round(shown.length * factor), _SHORTEST), whole.length)
    return _within(whole, shown.at(around) - round(length * around), length)


def panned(shown: TimeRange, whole: TimeRange, share: float) -> TimeRange:
    """Moved by a share of its length, as far as there is anything to see."""
    return _within(whole, shown.start + round(shown.length * share), shown.length)


def _within(whole: TimeRange, start: int, length: int) -> TimeRange:
    start = max(min(start, whole.end - length), whole.start)
    return TimeRange(start, start + length)


def ticks(shown: TimeRange, most: int) -> Iterator[tuple[int, str]]:
    """At most so many round times within the range, each with its text."""
    step = next((step for step in _STEPS if shown.length / step <= max(most, 1)), _STEPS[-1])
    offset = in_zone(moment(shown.start)).utcoffset()
    shift = round(offset.total_seconds()) * _SECOND if offset is not None else 0
    first = -(-(shown.start + shift) // step) * step - shift
    day = ""
    for time in range(first, shown.end, step):
        at = moment(time)
        text, this_day = _text(time, step), day_text(at)
        if step < _DAY and day and this_day != day:
            text = day_of_year_text(at)
        day = this_day
        yield time, text


def _text(time: int, step: int) -> str:
    at = moment(time)
    if step >= 90 * _DAY:
        return f"{in_zone(at):%Y-%m}"
    if step >= _DAY:
        return day_text(at)
    clock = clock_text(at)
    return clock if step < _SECOND else clock[:8] if step < _MINUTE else clock[:5]
