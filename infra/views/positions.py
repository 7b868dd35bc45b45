"""A growing array of positions that one thread at a time appends to while others read it without a lock."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

PositionArray: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]
NONE: PositionArray = np.empty(0, np.int64)


class Positions:
    """Append-only; what was there keeps its index. Memory is at most twice what is held."""

    def __init__(self) -> None:
        # Swapped as one tuple: a reader sees a buffer together with the length that is valid in it.
        self._state: tuple[PositionArray, int] = (np.empty(1024, np.int64), 0)

    def __len__(self) -> int:
        return self._state[1]

    def append(self, more: PositionArray) -> None:
        """Adds `more` at the end."""
        buffer, length = self._state
        needed = length + len(more)
        if needed > len(buffer):
            grown = np.empty(max(needed, 2 * len(buffer)), np.int64)
            grown[:length] = buffer[:length]
            buffer = grown
        buffer[length:needed] = more
        self._state = (buffer, needed)

    def held(self) -> PositionArray:
        """All that is held now; later appends do not change it."""
        buffer, length = self._state
        view = buffer[:length]
        view.flags.writeable = False
        return view
