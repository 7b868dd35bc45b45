"""How many events of a view were recorded when, counted or estimated in the background."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from functools import partial

import msgspec

from app.timeline.time_axis import TimeRange
from app.work import Work
from infra.database import Database
from infra.views.view import View

BUCKETS = 160
_SAMPLES = 4000
_AT_ONCE = 500


class Density(msgspec.Struct, frozen=True):
    """Counts of events in equal spans of time from `start` to `end` (microseconds since 1970).

    `is_exact` is False where they stand on a sample of the events.
    """

    start: int
    end: int
    counts: tuple[int, ...]
    is_exact: bool

    @property
    def range(self) -> TimeRange:
        return TimeRange(self.start, self.end)


def measure(database: Database, view: View, job: Work, within: TimeRange | None = None) -> Density | None:
    """When the events of a view were recorded; None where it has none.

    Looks at some thousand rows at equal distances, each of which stands for those after it: fast however
    long the view is. Can be cancelled in the middle.

    Parameters
    ----------
    within:
        Only events recorded in this range; by default all of the view. In a log whose times do not follow its
        positions, some of them may be missed.
    """
    with database.faults(), closing(database.connect()) as connection:
        job.on_cancel(partial(_interrupt, connection))
        first, last = (0, len(view)) if within is None else _rows_within(connection, view, within)
        if first >= last:
            return None if within is None else Density(within.start, within.end, (0,) * BUCKETS, True)
        step = max((last - first) // _SAMPLES, 1)
        sampled = [view.position_at(row) for row in (*range(first, last - 1, step), last - 1)]
        times: list[int] = []
        for at in range(0, len(sampled), _AT_ONCE):
            part = sampled[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            found = connection.execute(f"SELECT recorded_at FROM events WHERE position IN ({marks})", part)
            times += [time for (time,) in found]
    if not times:
        return None
    start = min(times) if within is None else within.start
    end = max(times) if within is None else within.end
    width = max((end - start) // BUCKETS + 1, 1)
    counts = [0] * BUCKETS
    for time in times:
        if 0 <= (bucket := (time - start) // width) < BUCKETS:
            counts[bucket] += step
    return Density(start, start + width * BUCKETS, tuple(counts), step == 1)


def _interrupt(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.ProgrammingError):  # it is done and closed, its result on the way
        connection.interrupt()


def _rows_within(connection: sqlite3.Connection, view: View, within: TimeRange) -> tuple[int, int]:
    """From which row up to which row of the view the events of a range of time stand."""
    ends = []
    for order in ("ASC", "DESC"):
        found = connection.execute(
            "SELECT position FROM events WHERE recorded_at >= ? AND recorded_at < ? "
            f"ORDER BY recorded_at {order} LIMIT 1",
            (within.start, within.end),
        ).fetchone()
        if found is None:
            return 0, 0
        ends.append(found[0])
    low, high = sorted(ends)
    return view.row_near(low), min(view.row_near(high) + 1, len(view))
