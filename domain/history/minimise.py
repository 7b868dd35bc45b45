"""Shrinks a history to the fewest events that still show what is looked for.

After Andreas Zeller and Ralf Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (2002): ddmin,
which leaves out ever smaller parts. Unlike there, a pass goes on from where something could be left out
instead of beginning anew: where much is needed, that saves almost all attempts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from domain.errors import DomainError
from domain.event import Event
from domain.history.predicate import Evaluator, Predicate
from domain.history.state import Evolution

T = TypeVar("T")


class Attempt(msgspec.Struct, frozen=True):
    """How far it is: so many subsets were tried, so many items are left of so many."""

    attempts: int
    left: int
    of: int


Heard = Callable[[Attempt], object]


class NeverHolds(DomainError):
    """The predicate holds nowhere in the history, so that nothing can be shrunk."""


def minimise(items: Sequence[T], satisfies: Callable[[Sequence[T]], bool], heard: Heard) -> list[T]:
    """Items, in their order, that satisfy and of which not one can be dropped.

    Parameters
    ----------
    satisfies:
        Whether a subset (in order) still does; all of `items` must. It need not be monotone.
    heard:
        Called for each attempt; may raise to stop.
    """
    left = list(items)
    attempts = 0
    chunk = max(len(left) // 2, 1)
    while left:
        before, start = len(left), 0
        while start < len(left):
            attempts += 1
            heard(Attempt(attempts, len(left), len(items)))
            rest = left[:start] + left[start + chunk :]
            if satisfies(rest):
                left = rest
            else:
                start += chunk
        if chunk == 1 and len(left) == before:
            break  # each one was left out, and none could be
        chunk = max(chunk // 2, 1)
    heard(Attempt(attempts, len(left), len(items)))
    return left


def minimal_history(
    events: Sequence[Event], evolution: Evolution, predicate: Predicate, heard: Heard
) -> list[Event]:
    """The fewest events of a stream after which the predicate still comes to hold at one of them.

    The events keep their versions, positions and times; states are folded from those that are left, which no
    decider may ever have let happen in this way. Raises `NeverHolds`.
    """
    evaluator = Evaluator(predicate, evolution.value)

    def holds_at(subset: Sequence[Event]) -> int | None:
        state: Any = evolution.initial
        for number, event in enumerate(subset):
            before = state
            state, _ = evolution.apply(state, event)
            if evaluator(event, before, state):
                return number
        return None

    first = holds_at(events)
    if first is None:
        raise NeverHolds(
            "The condition holds at no event of this history.",
            "Try it with run until: it says where a condition comes to hold.",
        )
    return minimise(events[: first + 1], lambda subset: holds_at(subset) is not None, heard)
