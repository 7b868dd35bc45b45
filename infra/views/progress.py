"""Dealing out a range of positions in chunks, and putting what was found in them back into order."""

from __future__ import annotations

import msgspec

from infra.views.positions import NONE, PositionArray

FIRST_CHUNK = 2_000  # positions; takes a few milliseconds, so that the first hits show at once
_LARGEST_CHUNK = 1 << 16
_QUICK, _SLOW = 0.03, 0.1  # seconds a chunk should take: long enough to be worth it, short enough to cancel


class Chunk(msgspec.Struct, frozen=True):
    """The positions from `low` to `high`, both included; `number` counts the chunks of a range."""

    number: int
    low: int
    high: int


class Range:
    """A range of positions being scanned from one end to the other by several threads.

    Not thread-safe: whoever owns it holds a lock.

    Parameters
    ----------
    low, high:
        The first and last position to scan; `high` may be raised where it goes upward.
    backward:
        From `high` down to `low`.
    whole:
        One chunk is all: an index leads to the hits.
    """

    def __init__(self, low: int, high: int, *, backward: bool = False, whole: bool = False) -> None:
        self.low = low
        self.high = high
        self.backward = backward
        self._whole = whole
        self._next = high if backward else low
        self._dealt = 0
        self._returned: list[Chunk] = []
        self._size = FIRST_CHUNK
        self._found: dict[int, tuple[Chunk, PositionArray]] = {}
        self._delivered = 0
        self.scanned = 0

    @property
    def total(self) -> int:
        """How many positions there are to scan."""
        return max(0, self.high - self.low + 1)

    @property
    def is_done(self) -> bool:
        """Whether every position was scanned and delivered."""
        return self.scanned >= self.total

    def deal(self) -> Chunk | None:
        """The next chunk that nobody has; None where all are dealt."""
        if self._returned:
            return self._returned.pop()
        size = self.total if self._whole else self._size
        if self.backward:
            if self._next < self.low:
                return None
            chunk = Chunk(self._dealt, max(self.low, self._next - size + 1), self._next)
            self._next = chunk.low - 1
        else:
            if self._next > self.high:
                return None
            chunk = Chunk(self._dealt, self._next, min(self.high, self._next + size - 1))
            self._next = chunk.high + 1
        self._dealt += 1
        return chunk

    def skip_all(self) -> None:
        """Takes the whole range as scanned."""
        self._next = self.low - 1 if self.backward else self.high + 1
        self.scanned = self.total

    def leap(self, position: int) -> list[PositionArray]:
        """There is no event between the last chunk and `position`: goes on there. Returns like `deliver`."""
        position = max(position, self.low - 1) if self.backward else min(position, self.high + 1)
        size = self._next - position if self.backward else position - self._next
        if size <= 0:
            return []
        low, high = (position + 1, self._next) if self.backward else (self._next, position - 1)
        chunk = Chunk(self._dealt, low, high)
        self._dealt += 1
        self._next = position
        return self.deliver(chunk, NONE, _QUICK)

    def give_back(self, chunk: Chunk) -> None:
        """A chunk that could not be scanned after all: the next in line gets it."""
        self._returned.append(chunk)

    def deliver(self, chunk: Chunk, hits: PositionArray, seconds: float) -> list[PositionArray]:
        """Takes in a chunk's hits (ascending); returns all hits that are next in the range's order."""
        if seconds < _QUICK:
            self._size = min(2 * self._size, _LARGEST_CHUNK)
        elif seconds > _SLOW:
            self._size = max(self._size // 2, FIRST_CHUNK)
        self._found[chunk.number] = (chunk, hits[::-1] if self.backward else hits)
        ready = []
        while self._delivered in self._found:
            done, found = self._found.pop(self._delivered)
            self._delivered += 1
            self.scanned += done.high - done.low + 1
            ready.append(found)
        return ready
