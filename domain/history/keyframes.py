"""Random access to the states along one stream, with memory bounded by a ladder of keyframes.

As the Elm debugger keeps every so-many-th model and replays from there: a keyframe is a full state, the
versions between two keyframes are folded again when asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from domain.event import Event
from domain.history.state import Evolution, Problem

Reader = Callable[[int, int], Sequence[Event]]

SPACING = 64
MAX_KEYFRAMES = 512
_SEGMENTS = 8
_CHUNK = 1024
_SEGMENT_BYTES = 4_000_000


class Step(msgspec.Struct, frozen=True):
    """One event and the states right before and after it, as the evolution's own type."""

    event: Event
    before: Any
    after: Any


class History:
    """The states of one stream.

    Memory: at most `max_keyframes` full states (states share structure), plus the states of the 8 segments
    between keyframes that were visited last, but of one only where a segment's payloads exceed 4 MB. When
    the ladder is full, every other keyframe goes and the spacing doubles.

    Parameters
    ----------
    read:
        `(first version, last version) -> events`, inclusive, in order; versions may have holes.
    last:
        The stream's last version.
    """

    def __init__(
        self,
        evolution: Evolution,
        read: Reader,
        last: int,
        *,
        spacing: int = SPACING,
        max_keyframes: int = MAX_KEYFRAMES,
    ) -> None:
        self._evolution = evolution
        self._read = read
        self._spacing = spacing
        self._max_keyframes = max_keyframes
        self._keyframes: dict[int, Any] = {0: evolution.initial}
        self._ladder = [0]
        self._segments: OrderedDict[int, tuple[list[int], list[Any]]] = OrderedDict()
        self._problems: dict[int, Problem] = {}
        self.last = last

    @property
    def inferred(self) -> bool:
        """Whether the states are merged payloads rather than what a domain says."""
        return self._evolution.inferred

    def grow(self, last: int) -> None:
        """The stream has new events, up to version `last`."""
        if last > self.last:
            tail = self._segments
            for start in [start for start in tail if start + self._spacing > self.last]:
                del tail[start]
            self.last = last

    def state_at(self, version: int) -> Any:
        """The state right after `version` (0: the initial one), as the evolution's own type.

        Where that version does not exist (a hole in a partial log), the state of the last one before it.
        Events that cannot be applied are left out: ask `unknown_from` whether there are any.
        """
        if not 0 <= version <= self.last:
            raise IndexError(f"versions go from 0 to {self.last}, not to {version}")
        if version in self._keyframes:
            return self._keyframes[version]
        self._climb(version)
        versions, states = self._segment(version - version % self._spacing)
        return states[bisect_right(versions, version) - 1]

    def value_at(self, version: int) -> Any:
        """The same as a JSON value."""
        return self._evolution.value(self.state_at(version))

    def steps(self, first: int, last: int, *, lays_keyframes: bool = False) -> Iterator[Step]:
        """Each event of these versions with the states around it, in order.

        Parameters
        ----------
        lays_keyframes:
            Whether keyframes are set on the way, so that `state_at` need not fold all of it again.
        """
        state = self.state_at(first - 1)
        at = first - 1
        for start in range(first, last + 1, _CHUNK):
            for event in self._read(start, min(start + _CHUNK - 1, last)):
                if lays_keyframes:
                    self._lay(at, event.version, state)
                    at = event.version
                before, state = state, self._apply(state, event)
                yield Step(event, before, state)

    def value_of(self, state: Any) -> Any:
        """A state as a JSON value."""
        return self._evolution.value(state)

    def problems(self, version: int) -> tuple[Problem, ...]:
        """The events up to `version` that could not be applied. Known for versions folded so far."""
        return tuple(problem for at, problem in sorted(self._problems.items()) if at <= version)

    def unknown_from(self, version: int) -> int | None:
        """The first event up to `version` that could not be applied; None where all were.

        From there on the state is not known: what `state_at` gives leaves such events out. The last state
        that is known is that of the version before. Known for versions folded so far.
        """
        first = min(self._problems, default=None)
        return first if first is not None and first <= version else None

    @property
    def keyframes(self) -> int:
        """How many full states are kept."""
        return len(self._keyframes)

    def _climb(self, version: int) -> None:
        """Sets keyframes up to the last one at or before `version`."""
        while True:
            spacing = self._spacing
            target = version - version % spacing
            start = self._ladder[bisect_right(self._ladder, target) - 1]
            if start == target:
                return
            state = self._keyframes[start]
            stop = min(start + max(spacing, 1024 - 1024 % spacing), target)
            due = start + spacing
            for event in self._read(start + 1, stop):
                while due < event.version:
                    self._set(due, state)
                    due += spacing
                state = self._apply(state, event)
            while due <= stop:
                self._set(due, state)
                due += spacing
            self._thin()

    def _lay(self, version: int, following: int, state: Any) -> None:
        """Sets the keyframes that are due from `version` until the next event, where that is the state."""
        due = version + -version % self._spacing
        while due < following:
            self._set(due, state)
            self._thin()  # which may widen the spacing
            due += self._spacing - due % self._spacing

    def _set(self, version: int, state: Any) -> None:
        if version not in self._keyframes:
            self._ladder.insert(bisect_right(self._ladder, version), version)
        self._keyframes[version] = state

    def _thin(self) -> None:
        while len(self._keyframes) > self._max_keyframes:
            self._spacing *= 2
            self._ladder = [version for version in self._ladder if version % self._spacing == 0]
            self._keyframes = {version: self._keyframes[version] for version in self._ladder}
            self._segments.clear()

    def _segment(self, start: int) -> tuple[list[int], list[Any]]:
        """Versions and states from the keyframe at `start` up to the next one."""
        if start in self._segments:
            self._segments.move_to_end(start)
            return self._segments[start]
        state = self._keyframes[start]
        versions, states, size = [start], [state], 0
        for event in self._read(start + 1, min(start + self._spacing - 1, self.last)):
            state = self._apply(state, event)
            versions.append(event.version)
            states.append(state)
            size += len(event.data)
        self._segments[start] = versions, states
        while len(self._segments) > (1 if size > _SEGMENT_BYTES else _SEGMENTS):
            self._segments.popitem(last=False)
        return versions, states

    def _apply(self, state: Any, event: Event) -> Any:
        state, problem = self._evolution.apply(state, event)
        if problem is not None:
            self._problems[event.version] = problem
        return state
