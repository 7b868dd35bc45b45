from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.event import Event
from domain.history.predicate_text import parse_predicate
from domain.history.transitions import Search
from tests.domain.history.product_lives import LISTED, event, folded, history_of, lives

Told: TypeAlias = Callable[[Event, Any, Any], bool]  # what a predicate means, in Python over full JSON states


def _number(text: str) -> Decimal:
    return Decimal(text)


CONDITIONS: list[tuple[str, Told]] = [
    ("after.on_hand < 5", lambda e, b, a: a["on_hand"] is not None and a["on_hand"] < 5),
    (
        "after.on_hand <= before.on_hand",
        lambda e, b, a: None not in (a["on_hand"], b["on_hand"]) and a["on_hand"] <= b["on_hand"],
    ),
    ("before.on_hand != after.on_hand", lambda e, b, a: a["on_hand"] != b["on_hand"]),
    ("after.price.amount > 9.5", lambda e, b, a: _number(a["price"]["amount"]) > Decimal("9.5")),
    ("after.price.amount = 10.50", lambda e, b, a: _number(a["price"]["amount"]) == Decimal("10.5")),
    ("after.reserved.O-1 >= 2", lambda e, b, a: a["reserved"].get("O-1", 0) >= 2),
    ("exists(after.reserved.O-2)", lambda e, b, a: "O-2" in a["reserved"]),
    ("changed(price)", lambda e, b, a: a["price"] != b["price"]),
    (
        "changed(after.reserved.O-1)",
        lambda e, b, a: a["reserved"].get("O-1") != (b["reserved"] or {}).get("O-1"),
    ),
    ("type = StockReceived", lambda e, b, a: e.type == "StockReceived"),
    ("event.version > 7", lambda e, b, a: e.version > 7),
    ("event.data.quantity in (1, 2)", lambda e, b, a: b'"quantity":1' in e.data or b'"quantity":2' in e.data),
    ("time >= 2026-01-01T00:09", lambda e, b, a: e.version >= 9),
    ("Received", lambda e, b, a: "Received" in e.type),
    ("after.nothing.there != 1", lambda e, b, a: False),
]


def _both(one: tuple[str, Told], two: tuple[str, Told]) -> tuple[str, Told]:
    return f"({one[0]}) and ({two[0]})", lambda e, b, a: one[1](e, b, a) and two[1](e, b, a)


def _either(one: tuple[str, Told], two: tuple[str, Told]) -> tuple[str, Told]:
    return f"({one[0]}) or ({two[0]})", lambda e, b, a: one[1](e, b, a) or two[1](e, b, a)


def _not(one: tuple[str, Told]) -> tuple[str, Told]:
    return f"not ({one[0]})", lambda e, b, a: not one[1](e, b, a)


predicates = st.recursive(
    st.sampled_from(CONDITIONS),
    lambda inner: st.one_of(
        st.builds(_both, inner, inner), st.builds(_either, inner, inner), st.builds(_not, inner)
    ),
    max_leaves=4,
)


def naive(events: list[Event], told: Told) -> list[tuple[int, bool]]:
    """Every transition, by asking about every pair of neighbouring full states of a plain fold."""
    held, found = False, []
    for each, before, after in folded(events):
        if told(each, before, after) != held:
            held = not held
            found.append((each.version, held))
    return found


@settings(deadline=None, max_examples=150)
@given(
    events=lives(),
    predicate=predicates,
    bounds=st.tuples(st.integers(1, 45), st.integers(1, 45)),
    spacing=st.sampled_from([1, 4, 64]),
)
def test_the_transitions_are_those_of_a_naive_look_at_a_plain_fold(
    events: list[Event], predicate: tuple[str, Told], bounds: tuple[int, int], spacing: int
) -> None:
    text, told = predicate
    first, last = sorted(min(bound, events[-1].version) for bound in bounds)
    expected = [(version, held) for version, held in naive(events, told) if first <= version <= last]
    search = Search(history_of(events, spacing=spacing), parse_predicate(text))
    assert [(t.version, t.becomes) for t in search.forward(first, last)] == expected
    assert [(t.version, t.becomes) for t in search.backward(first, last)] == expected[::-1]
    assert [
        (t.version, t.becomes)
        for t in Search(history_of(events), parse_predicate(text)).backward(first, last)
    ] == expected[::-1]


def long_life(count: int) -> list[Event]:
    return [event(1, *LISTED), *(event(v, "StockReceived", b'{"quantity":1}') for v in range(2, count + 1))]


def test_the_nearest_transition_backwards_is_found_without_walking_the_whole_stream() -> None:
    events = long_life(5000)
    search = Search(history_of(events), parse_predicate("after.on_hand > 100 and after.on_hand < 4900"))
    done: list[int] = []
    found = search.backward(1, 5000, done.append)
    first = next(found)
    assert (first.version, first.becomes) == (4899, False)
    assert done == []
    assert [(t.version, t.becomes) for t in found] == [(100, True)]
    assert done[-1] == 5000


def test_a_search_tells_how_far_it_is_and_which_fields_were_never_there() -> None:
    search = Search(history_of(long_life(600)), parse_predicate("after.onhand = 3 or after.on_hand = 4"))
    done: list[int] = []
    assert [t.version for t in search.forward(1, 600, done.append)] == [3, 4]
    assert done == [256, 512]
    assert search.unmet == ("after.onhand",)


def test_a_hit_says_which_event_it_is() -> None:
    (hit,) = Search(history_of(long_life(5)), parse_predicate("after.on_hand > 4")).forward(1, 5)
    assert (hit.version, hit.position, hit.type, hit.becomes) == (4, 40, "StockReceived", True)
