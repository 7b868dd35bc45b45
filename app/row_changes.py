"""How a list of rows became another one, as the few steps that a table model must announce."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeAlias

import msgspec


class Removed(msgspec.Struct, frozen=True):
    """Rows `first` to `last` go, as counted when this step is taken."""

    first: int
    last: int


class Inserted(msgspec.Struct, frozen=True):
    """Rows come, to stand at `first` to `last`."""

    first: int
    last: int


RowChange: TypeAlias = Removed | Inserted


def row_changes(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[RowChange, ...] | None:
    """The steps from the keys `old` to `new`, in order; None where rows changed places.

    Keys are unique within each list.
    """
    kept_new, kept_old = set(new), set(old)
    if [key for key in old if key in kept_new] != [key for key in new if key in kept_old]:
        return None
    gone = [number for number, key in enumerate(old) if key not in kept_new]
    come = [number for number, key in enumerate(new) if key not in kept_old]
    removals = [Removed(first, last) for first, last in reversed(_runs(gone))]
    return (*removals, *(Inserted(first, last) for first, last in _runs(come)))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
