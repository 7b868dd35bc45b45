"""A view: the events that one looks at, as rows that know their positions."""

from __future__ import annotations

import threading
from collections.abc import Callable

import msgspec
import numpy as np

from domain.filtering import Expression
from domain.filtering.expression import Everything
from infra.log.filter_routes import Route
from infra.log.sql_text import Sql
from infra.views.positions import NONE, PositionArray, Positions
from infra.views.progress import Chunk, Range


class Coverage(msgspec.Struct, frozen=True):
    """How much of the log a view knows: positions scanned, in its order and without holes, of so many."""

    scanned: int
    total: int


class Work(msgspec.Struct, frozen=True):
    """A chunk of a view's range, on its way to a scanning thread."""

    range: Range
    chunk: Chunk


class Look(msgspec.Struct, frozen=True):
    """Finding out from where to where the log goes, before any chunk."""


class Condition(msgspec.Struct, frozen=True):
    """The filter as SQL, quicker than in general, for the events up to a position."""

    until: int
    sql: Sql


class View:
    """Rows of a log, each with its position; made by `Scans.view`.

    Rows ascend by position, or descend where `newest_first`. What is appended to the log later joins at the
    end, or at the front where `newest_first`; apart from that no row ever moves. A view of everything in a
    log without gaps holds no positions at all. Rows may be read from any thread at any moment.
    """

    def __init__(
        self, expression: Expression, *, newest_first: bool = False, changed: Callable[[], None] | None = None
    ) -> None:
        self.expression = expression
        self.newest_first = newest_first
        self.error: Exception | None = None
        self.is_cancelled = False
        self.route: Route | None = None
        self.condition: Condition | None = None
        self._changed = changed
        self._news = threading.Condition()
        self._bounds: tuple[int, int] | None = None  # of a view that is a range
        self._main: Range | None = None
        self._later: Range | None = None  # newest first: what came after the main range
        self._found = Positions()
        self._found_later = Positions()
        self._wanted = 0  # the highest position that the log is known to have
        self._looked = False
        self._has_gaps = False

    # Reading

    def __len__(self) -> int:
        bounds = self._bounds
        if bounds is not None:
            return max(0, bounds[1] - bounds[0] + 1)
        return len(self._found) + len(self._found_later)

    @property
    def extent(self) -> tuple[int, int]:
        """How many rows have joined at the front (newest first only), and how many there are in all."""
        bounds, main = self._bounds, self._main
        if bounds is not None and main is not None:
            return (bounds[1] - main.high if self.newest_first else 0), max(0, bounds[1] - bounds[0] + 1)
        front = len(self._found_later)
        return front, front + len(self._found)

    def position_at(self, row: int) -> int:
        """The position of a row. Raises `IndexError`."""
        found = self.positions(row, row + 1)
        if row < 0 or not len(found):
            raise IndexError(row)
        return int(found[0])

    def positions(self, start: int, stop: int) -> PositionArray:
        """The positions of the rows from `start` up to `stop`, as far as there are such rows."""
        start = max(0, start)
        bounds = self._bounds
        if bounds is not None:
            low, high = bounds
            stop = min(stop, high - low + 1)
            if start >= stop:
                return NONE
            if self.newest_first:
                return np.arange(high - start, high - stop, -1, dtype=np.int64)
            return np.arange(low + start, low + stop, dtype=np.int64)
        later = self._found_later.held()
        if not len(later):
            return self._found.held()[start:stop]
        first = later[::-1][start:stop]
        rest = self._found.held()[max(0, start - len(later)) : max(0, stop - len(later))]
        return np.concatenate((first, rest))

    def row_of(self, position: int) -> int | None:
        """The row of that position, None where the view does not hold it (yet)."""
        row = self.row_near(position)
        return row if row < len(self) and self.position_at(row) == position else None

    def row_near(self, position: int) -> int:
        """The row of that position, or where it would be inserted: from 0 to `len()`."""
        bounds = self._bounds
        if bounds is not None:
            low, high = bounds
            row = high - position if self.newest_first else position - low
            return min(max(row, 0), len(self))
        later, found = self._found_later.held(), self._found.held()
        if not self.newest_first:
            return int(np.searchsorted(found, position))
        if len(later) and position >= later[0]:
            return int(len(later) - np.searchsorted(later, position, "right"))
        return len(later) + int(np.searchsorted(-found, -position))

    @property
    def coverage(self) -> Coverage:
        """How much of the log was scanned for these rows; 0 of 0 before the first look."""
        with self._news:
            ranges = [part for part in (self._main, self._later) if part is not None]
            return Coverage(sum(part.scanned for part in ranges), sum(part.total for part in ranges))

    @property
    def is_complete(self) -> bool:
        """Whether the rows are all there are, up to the last `extend`."""
        with self._news:
            return self._is_complete()

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until the view is complete, failed or cancelled; whether it is complete."""
        with self._news:
            self._news.wait_for(
                lambda: self._is_complete() or self.is_cancelled or self.error is not None, timeout
            )
            return self._is_complete()

    # What `Scans` does with it

    def next_work(self) -> Work | Look | None:
        """What a scanning thread can do for this view now."""
        with self._news:
            if self.is_cancelled or self.error is not None:
                return None
            if not self._looked:
                self._looked = True
                return Look()
            for part in (self._later, self._main):
                chunk = part.deal() if part is not None else None
                if part is not None and chunk is not None:
                    return Work(part, chunk)
            return None

    def begin(self, low: int, high: int, *, has_gaps: bool, route: Route | None) -> None:
        """The log was looked at: it goes from `low` to `high`; `route` is a short way through it."""
        with self._news:
            self._has_gaps = has_gaps
            self._main = Range(low, high, backward=self.newest_first, whole=route is not None)
            self.route = route
            if isinstance(self.expression, Everything) and not has_gaps:
                self._bounds = (low, high)
                self._main.skip_all()
            self._reach()
        self._tell()

    def reach(self, position: int) -> bool:
        """The log now goes up to `position`; whether that was news."""
        with self._news:
            if position <= self._wanted or self.is_cancelled:
                return False
            self._wanted = position
            self._reach()
            return True

    def give_back(self, work: Work | Look) -> None:
        """It was interrupted: another thread will do it."""
        with self._news:
            if isinstance(work, Look):
                self._looked = False
            else:
                work.range.give_back(work.chunk)

    def deliver(self, work: Work, hits: PositionArray, seconds: float, next_event: int | None) -> None:
        """A chunk's hits, ascending; `next_event` is where the log goes on behind a chunk without events."""
        with self._news:
            if self.is_cancelled:
                return
            ready = work.range.deliver(work.chunk, hits, seconds)
            if next_event is not None:
                ready += work.range.leap(next_event)
            for found in ready:
                self._take(work.range, found)
        self._tell()

    @property
    def has_gaps(self) -> bool:
        """Whether positions may be missing in the log."""
        return self._has_gaps

    def fail(self, error: Exception) -> None:
        """Scanning ends here: `error` says why. What was found before stays."""
        with self._news:
            self.error = error
        self._tell()

    def stop(self) -> None:
        """No more scanning."""
        with self._news:
            self.is_cancelled = True
        self._tell()

    def _reach(self) -> None:
        main = self._main
        if main is None:
            return
        if not self.newest_first:
            main.high = max(main.high, self._wanted)
        elif self._later is not None:
            self._later.high = max(self._later.high, self._wanted)
        elif self._wanted > main.high:
            self._later = Range(main.high + 1, self._wanted)

    def _take(self, part: Range, found: PositionArray) -> None:
        if self._bounds is not None:
            low, high = self._bounds
            if not len(found) or (found[0] == high + 1 and found[-1] == high + len(found)):
                self._bounds = (low, high + len(found))
                return
            # The first gap: from here on the positions are kept one by one.
            self._has_gaps = True
            middle = self._later.low if self._later is not None else high + 1
            main = np.arange(low, middle, dtype=np.int64)
            self._found.append(main[::-1] if self.newest_first else main)
            self._found_later.append(np.arange(middle, high + 1, dtype=np.int64))
            self._bounds = None
        (self._found_later if part is self._later else self._found).append(found)

    def _is_complete(self) -> bool:
        parts = [part for part in (self._main, self._later) if part is not None]
        return bool(parts) and all(part.is_done for part in parts)

    def _tell(self) -> None:
        with self._news:
            self._news.notify_all()
        if self._changed is not None:
            self._changed()
