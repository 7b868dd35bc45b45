"""Where along a stream a predicate comes to hold and ceases to: every transition, forwards or backwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from domain.event import Event
from domain.history.keyframes import History
from domain.history.predicate import Evaluator, Predicate

_AT_ONCE = 1024  # versions that are walked forwards while searching backwards
_LOOK_BACK = 64


class Transition(msgspec.Struct, frozen=True, gc=False):
    """The version from which on the predicate holds (`becomes`), or from which on it does not any more."""

    version: int
    position: int
    type: str
    becomes: bool


class Search:
    """The transitions of one predicate along one stream.

    At each version the predicate is asked about that event and the states around it; before the first event
    it does not hold. Events that cannot be applied leave the state as it was and are asked about too.
    Versions may have holes: a transition is between an event and the one before it that there is.
    """

    def __init__(self, history: History, predicate: Predicate) -> None:
        self._history = history
        self._evaluate = Evaluator(predicate, history.value_of)

    @property
    def unmet(self) -> tuple[str, ...]:
        """The fields that nothing was ever found in so far."""
        return self._evaluate.unmet

    def forward(
        self, first: int, last: int, check: Callable[[int], object] | None = None
    ) -> Iterator[Transition]:
        """Those of versions `first` to `last`, oldest first.

        `check(done)` hears now and then how many versions are done, and may raise to stop.
        """
        held = self._held_at(first - 1)
        for step in self._history.steps(first, last):
            event = step.event
            holds = self._evaluate(event, step.before, step.after)
            if holds != held:
                held = holds
                yield _transition(event, holds)
            if check is not None and event.version % 256 == 0:
                check(event.version - first + 1)

    def backward(
        self, first: int, last: int, check: Callable[[int], object] | None = None
    ) -> Iterator[Transition]:
        """Those of versions `last` down to `first`, newest first."""
        later: tuple[Event, bool] | None = None  # the oldest event looked at so far, and whether it holds
        until = last
        while until >= first:
            # Begins right after a multiple, where there often is a keyframe.
            start = max(first, (until - 1) // _AT_ONCE * _AT_ONCE + 1)
            known: list[tuple[Event, bool]] = [
                (step.event, self._evaluate(step.event, step.before, step.after))
                for step in self._history.steps(start, until)
            ]
            for event, holds in reversed(known):
                if later is not None and later[1] != holds:
                    yield _transition(*later)
                later = event, holds
            until = start - 1
            if check is not None:
                check(last - until)
        if later is not None and later[1] != self._held_at(first - 1):
            yield _transition(*later)

    def _held_at(self, version: int) -> bool:
        """Whether it holds at the last event up to `version`."""
        until = version
        while until > 0:
            start = max(until - _LOOK_BACK + 1, 1)
            steps: list[Any] = list(self._history.steps(start, until))
            if steps:
                return self._evaluate(steps[-1].event, steps[-1].before, steps[-1].after)
            until = start - 1
        return False


def _transition(event: Event, becomes: bool) -> Transition:
    return Transition(event.version, event.position, event.type, becomes)
