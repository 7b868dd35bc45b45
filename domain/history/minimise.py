"""Shrinks a history to the fewest events that still show what is looked for.

After Andreas Zeller and Ralf Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (2002): ddmin.
"""

from __future__ import annotations

import itertools
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
    parts, attempts = 2, 0

    def try_one(subset: list[T]) -> bool:
        nonlocal attempts
        attempts += 1
        heard(Attempt(attempts, len(left), len(items)))
        return satisfies(subset)

    while len(left) >= 2:
        bounds = [len(left) * number // parts for number in range(parts + 1)]
        chunks = [left[a:b] for a, b in itertools.pairwise(bounds)]
        alone = next((chunk for chunk in chunks if parts < len(left) and try_one(chunk)), None)
        if alone is not None:
            left, parts = alone, 2
            continue
        for number in range(parts):
            rest = left[: bounds[number]] + left[bounds[number + 1] :]
            if try_one(rest):
                left, parts = rest, max(parts - 1, 2)
                break
        else:
            if parts >= len(left):
                break
            parts = min(parts * 2, len(left))
    if len(left) == 1 and try_one([]):
        return []
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
