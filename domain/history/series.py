"""The values of an expression along a stream, kept only where they change: what a watch shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from domain.event import moment, timestamp
from domain.filtering.expression import Column, Field, Path
from domain.history.field_reading import part_at, reader_of
from domain.history.keyframes import History, Step
from domain.history.parts import MISSING, items_of, members_of, same
from domain.history.predicate import Evaluator, Predicate

LONGEST_TEXT = 200


class Items(msgspec.Struct, frozen=True):
    """Stands for an object or a list: how many members or items it has."""

    count: int


class Series:
    """What one watched field or predicate was, version by version, from before the first event on.

    Values are JSON values; `MISSING` where there is none, an `Items` for what has parts, texts up to their
    first 200 characters. Memory: two entries for each change of the value.
    """

    def __init__(self, watched: Field | Predicate, history: History) -> None:
        self.versions: list[int] = []
        self.values: list[Any] = []
        self._plain = history.value_of
        if isinstance(watched, Path) and watched.source in ("before", "after"):
            self._read: Callable[[Any, Any, Any], Any] = reader_of(watched)
            self._is_time = False
            self._set(0, part_at(history.state_at(0), watched.segments))
        elif isinstance(watched, Column | Path):
            self._read = reader_of(watched)
            self._is_time = isinstance(watched, Column) and watched.name == "time"
            self._set(0, MISSING)
        else:
            self._read = Evaluator(watched, history.value_of)
            self._is_time = False
            self._set(0, False)
        self._last: Any = self  # nothing that can be read

    def at(self, version: int) -> Any:
        """The value at a version that was taken in."""
        return self.values[bisect_right(self.versions, version) - 1]

    def take(self, step: Step) -> None:
        """Takes in the next event."""
        value = self._read(step.event, step.before, step.after)
        if value is not self._last:
            self._last = value
            self._set(step.event.version, value)

    def _set(self, version: int, value: Any) -> None:
        shown = self._shown(value)
        if not self.values or not same(self.values[-1], shown):
            self.versions.append(version)
            self.values.append(shown)

    def _shown(self, value: Any) -> Any:
        if self._is_time and isinstance(value, int):
            return timestamp(moment(value))
        if items_of(value) is not None or members_of(value) is not None:
            parts = members_of(value)
            return Items(len(parts if parts is not None else value))
        if value is None or value is MISSING or isinstance(value, bool | int):
            return value
        plain = self._plain(value)
        return plain[:LONGEST_TEXT] if isinstance(plain, str) else plain


class SeriesScan:
    """Takes in a stream's events for several series in one pass, and goes on from there as it grows."""

    def __init__(self, history: History, watched: Sequence[Field | Predicate]) -> None:
        self._history = history
        self.series = tuple(Series(each, history) for each in watched)
        self.version = 0

    def follow(self, last: int, check: Callable[[int], object] | None = None) -> None:
        """Takes in the events up to version `last`; `check(version)` may raise to stop."""
        self._history.grow(last)
        for step in self._history.steps(self.version + 1, last):
            for series in self.series:
                series.take(step)
            self.version = step.event.version
            if check is not None and self.version % 256 == 0:
                check(self.version)
        self.version = max(self.version, last)
