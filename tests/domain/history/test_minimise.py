"""Minimising a history: what is left still satisfies, and not one event of it can be dropped."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.event import Event
from domain.history.minimise import Attempt, NeverHolds, minimal_history, minimise
from domain.history.predicate_text import parse_predicate
from tests.domain.history.product_lives import evolution_of, lives


def ignore(_attempt: Attempt) -> None:
    pass


@given(st.lists(st.integers(0, 9), max_size=30), st.sets(st.integers(0, 9), max_size=4))
def test_the_least_that_holds_all_that_is_needed(items: list[int], needed: set[int]) -> None:
    needed &= set(items)
    found = minimise(items, lambda subset: needed <= set(subset), ignore)
    assert sorted(found) == sorted(needed)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=25), st.integers(1, 10))
def test_not_one_can_be_dropped_even_where_less_is_not_always_less(items: list[int], least: int) -> None:
    def satisfies(subset: Sequence[int]) -> bool:
        return sum(subset) >= least or sum(subset) == -3

    if not satisfies(items):
        return
    found = minimise(items, satisfies, ignore)
    assert satisfies(found)
    for number in range(len(found)):
        assert not satisfies(found[:number] + found[number + 1 :])


def test_progress_is_told_and_may_stop_it() -> None:
    class Stopped(Exception):
        pass

    seen: list[Attempt] = []

    def heard(attempt: Attempt) -> None:
        seen.append(attempt)
        if len(seen) == 5:
            raise Stopped

    with pytest.raises(Stopped):
        minimise(range(1000), lambda subset: 500 in subset, heard)
    assert [attempt.attempts for attempt in seen] == [1, 2, 3, 4, 5]
    assert seen[-1].of == 1000


@given(
    lives(),
    st.sampled_from(
        ["after.on_hand > 3", "changed(after.price)", "type = StockReserved and after.on_hand < 2"]
    ),
)
def test_a_products_life_is_shrunk_to_events_that_are_all_needed(events: list[Event], text: str) -> None:
    predicate = parse_predicate(text)
    evolution = evolution_of(events)
    try:
        found = minimal_history(events, evolution, predicate, ignore)
    except NeverHolds:
        return
    assert minimal_history(found, evolution, predicate, ignore) == found
    assert [event.version for event in found] == sorted({event.version for event in found})
    for number in range(len(found)):
        with pytest.raises(NeverHolds):
            minimal_history(found[:number] + found[number + 1 :], evolution, predicate, ignore)
