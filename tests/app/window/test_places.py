from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.window.places import Place, Places

PLACES = st.builds(
    Place,
    pane=st.sampled_from(["pane.timeline", "pane.rewind"]),
    filter=st.sampled_from(["", "type = A"]),
    position=st.none() | st.integers(1, 5),
)
VISITS = st.lists(st.tuples(PLACES, st.booleans()), max_size=30)


def visited(visits: list[tuple[Place, bool]]) -> Places:
    places = Places()
    for place, instead in visits:
        places.visit(place, instead=instead)
    return places


@given(VISITS, st.integers(0, 40))
def test_back_and_then_forward_returns(visits: list[tuple[Place, bool]], steps: int) -> None:
    places = visited(visits)
    there = places.now
    taken = 0
    while taken < steps and places.can_go_back:
        places.back()
        taken += 1
    for _ in range(taken):
        assert places.can_go_forward
        places.forward()
    assert places.now == there
    assert not places.can_go_forward


@given(VISITS)
def test_a_visit_is_where_one_is_and_every_step_back_leads_away(
    visits: list[tuple[Place, bool]],
) -> None:
    places = visited(visits)
    if visits:
        assert places.now == visits[-1][0]
    while places.can_go_back:
        before = places.now
        assert places.back() != before


def test_a_visit_forgets_what_was_ahead() -> None:
    places = visited([(Place(filter="a"), False), (Place(filter="b"), False)])
    places.back()
    places.visit(Place(filter="c"))
    assert not places.can_go_forward
    assert places.back() == Place(filter="a")


def test_what_was_only_passed_through_is_left_out() -> None:
    places = visited([(Place(position=1), False), (Place(position=2), True), (Place(position=3), True)])
    assert places.now == Place(position=3)
    assert places.back() == Place()
    assert not places.can_go_back


def test_very_many_visits_are_forgotten_from_the_oldest() -> None:
    places = visited([(Place(position=number), False) for number in range(500)])
    steps = 0
    while places.can_go_back:
        places.back()
        steps += 1
    assert steps == 99
    assert places.now.position == 400
