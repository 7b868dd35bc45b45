"""The shape of a watched value over the versions, reduced to what a row of pixels can show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.json_texts import preview
from domain.filtering import literals
from domain.history.parts import MISSING
from domain.history.series import Items

_LARGEST = float(np.finfo(np.float64).max)


class Kind(StrEnum):
    """How a value is drawn."""

    NUMBERS = "numbers"
    FLAGS = "flags"
    TEXTS = "texts"


class Track(msgspec.Struct, frozen=True, eq=False):
    """A watched value over the versions 0 to `last`: `values[i]` from `versions[i]` up to the next change.

    `numbers` are the values as they are drawn, NaN in gaps; what is read is the exact value.
    """

    kind: Kind
    versions: NDArray[np.int64]
    values: tuple[Any, ...]
    numbers: NDArray[np.float64]
    last: int

    def at(self, version: int) -> Any:
        """The value at a version; `MISSING` where there is none."""
        return self.values[max(bisect_right(self.versions, version) - 1, 0)]

    def change_before(self, version: int) -> int | None:
        """The version of the nearest change before a version."""
        place = int(np.searchsorted(self.versions, version, "left")) - 1
        return int(self.versions[place]) if place >= 1 else None

    def change_after(self, version: int) -> int | None:
        """The version of the nearest change after a version."""
        place = int(np.searchsorted(self.versions, version, "right"))
        return int(self.versions[place]) if place < len(self.versions) else None

    def up_to(self, last: int) -> Track:
        """The same as of an earlier version."""
        count = max(int(np.searchsorted(self.versions, last, "right")), 1)
        return Track(self.kind, self.versions[:count], self.values[:count], self.numbers[:count], last)

    @property
    def changes(self) -> int:
        """How often the value changed."""
        return len(self.versions) - 1

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The least and the greatest number; None where there is none."""
        if np.isnan(self.numbers).all():
            return None
        return float(np.nanmin(self.numbers)), float(np.nanmax(self.numbers))


class Rung(msgspec.Struct, frozen=True):
    """One column of pixels in which a number changes: its range there, and what it is from there on.

    `is_busy` where it changes more than once.
    """

    column: int
    low: float
    high: float
    left: float
    is_busy: bool


class Span(msgspec.Struct, frozen=True):
    """Columns in which the value stays, or one column (`is_busy`) in which it changes several times."""

    start: int
    end: int
    value: Any
    is_busy: bool = False


def track_of(versions: Sequence[int], values: Sequence[Any], last: int) -> Track:
    """The track of a series."""
    numbers = np.array([_number(value) for value in values], np.float64)
    return Track(_kind(values), np.array(versions, np.int64), tuple(values), numbers, last)


def rungs(track: Track, columns: int) -> tuple[Rung, ...]:
    """A track of numbers over so many columns of pixels: one rung for each column with a change."""
    at, starts = _grouped(track, columns)
    ends = np.append(starts[1:], len(at)) - 1
    lows = np.fmin.reduceat(track.numbers, starts)
    highs = np.fmax.reduceat(track.numbers, starts)
    return tuple(
        Rung(int(at[start]), float(low), float(high), float(track.numbers[end]), bool(end > start))
        for start, end, low, high in zip(starts, ends, lows, highs, strict=True)
    )


def spans(track: Track, columns: int) -> tuple[Span, ...]:
    """A track of texts or flags over so many columns: at most two spans for each column with a change."""
    at, starts = _grouped(track, columns)
    found: list[Span] = []
    for number, start in enumerate(starts):
        is_last = number == len(starts) - 1
        stop = len(at) if is_last else int(starts[number + 1])
        column, end = int(at[start]), columns if is_last else int(at[stop])
        if stop - start > 1:
            found.append(Span(column, column + 1, None, is_busy=True))
            column += 1
        if end > column:
            found.append(Span(column, end, track.values[stop - 1]))
    return tuple(found)


def shown_value(value: Any) -> str:
    """A watched value in one line, "" where there is none."""
    if value is MISSING:
        return ""
    if isinstance(value, Items):
        return f"[{value.count}]"
    return preview(value)


def _grouped(track: Track, columns: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The column of each change, and the places where another column begins.

    A version is where the slider's handle stands: its value reaches half way to the versions beside it.
    """
    at = np.clip((2 * track.versions - 1) * columns // max(2 * track.last, 1), 0, columns - 1)
    return at, np.flatnonzero(np.diff(at, prepend=-1))


def _kind(values: Sequence[Any]) -> Kind:
    present = [value for value in values if value is not MISSING and value is not None]
    if present and all(isinstance(value, bool) for value in present):
        return Kind.FLAGS
    if present and all(_is_number(value) for value in present):
        return Kind.NUMBERS
    return Kind.TEXTS


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return literals.number(value) is not None
    return isinstance(value, int | float | Decimal | Items) and not isinstance(value, bool)


def _number(value: Any) -> float:
    if isinstance(value, Items):
        return float(value.count)
    if isinstance(value, str):
        value = literals.number(value)
    if not isinstance(value, int | float | Decimal):
        return float("nan")
    try:
        return float(np.clip(float(value), -_LARGEST, _LARGEST))
    except OverflowError:
        return _LARGEST if value > 0 else -_LARGEST
