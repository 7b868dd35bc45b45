"""Where the links stand: nothing on top of another, causes before consequences, keys that lead somewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.causation.places import Direction, graph_of, lanes_of, next_in_graph, next_in_lanes
from domain.history.correlation import Correlation, assemble
from tests.domain.history.test_correlation import command, event, id_of

EVENTS = [
    event(1, {"command_id": "c1"}, stream="Order/1"),
    event(2, {"command_id": "c2"}, stream="Product/1"),
    event(3, {"command_id": "c2"}, stream="Product/1"),
    event(4, {"command_id": "c3"}, stream="Order/1"),
]
WHOLE = assemble(
    EVENTS, [command("c1"), command("c2", cause=str(id_of(1))), command("c3", cause=str(id_of(3)))]
)


def test_a_cause_stands_left_of_and_halfway_between_its_consequences() -> None:
    spots = {spot.link.id: (spot.column, spot.row) for spot in graph_of(WHOLE).spots}
    assert spots["c1"] == (0, 0.5)
    assert spots["c2"] == (2, 0.5)
    assert spots[str(id_of(2))] == (3, 0.0)
    assert spots[str(id_of(4))] == (5, 1.0)


def test_lanes_are_streams_in_order_of_their_first_event_and_lines_leap_over_commands() -> None:
    lanes = lanes_of(WHOLE, EVENTS)
    assert lanes.columns == ("Order/1", "Product/1")
    assert [(spot.column, spot.row) for spot in lanes.spots] == [(0, 0), (1, 1), (1, 2), (0, 3)]
    assert (str(id_of(1)), str(id_of(2))) in lanes.lines


def test_the_arrow_keys_lead_along_causes_and_along_time() -> None:
    graph, lanes = graph_of(WHOLE), lanes_of(WHOLE, EVENTS)
    first, second, third = (str(id_of(n)) for n in (1, 2, 3))
    assert next_in_graph(graph, "c1", Direction.RIGHT) == first
    assert next_in_graph(graph, first, Direction.LEFT) == "c1"
    assert next_in_graph(graph, second, Direction.DOWN) == third
    assert next_in_graph(graph, second, Direction.UP) == second
    assert next_in_lanes(lanes, first, Direction.DOWN) == second
    assert next_in_lanes(lanes, second, Direction.LEFT) == first
    assert next_in_lanes(lanes, first, Direction.LEFT) == first


@given(st.lists(st.none() | st.integers(1, 20), max_size=20))
def test_no_two_links_share_a_place_and_every_line_goes_right(causes: list[int | None]) -> None:
    events = [
        event(position, {} if cause is None else {"causation_id": str(id_of(cause))})
        for position, cause in enumerate(causes, 1)
    ]
    sketch = graph_of(assemble(events, []))
    places = [(spot.column, spot.row) for spot in sketch.spots]
    assert len(set(places)) == len(places)
    columns = {spot.link.id: spot.column for spot in sketch.spots}
    assert all(columns[cause] < columns[effect] for cause, effect in sketch.lines)


def test_nothing_is_drawn_of_nothing() -> None:
    empty = Correlation({}, (), {})
    assert graph_of(empty).spots == lanes_of(empty, ()).spots == ()
