"""Causes and consequences as a forest: nothing lost, nothing twice, no circles whatever the metadata say."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.event import Event
from domain.history.correlation import Kind, Link, assemble

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def id_of(position: int) -> UUID:
    return UUID(int=position)


def event(position: int, metadata: object = None, stream: str = "Order/1", type: str = "Happened") -> Event:
    return Event(
        position,
        id_of(position),
        stream,
        position,
        type,
        1,
        START + timedelta(seconds=position),
        b"{}",
        json.dumps(metadata or {}).encode(),
    )


def command(id: str, cause: str | None = None) -> Link:
    return Link(
        id=id, kind=Kind.COMMAND, name="Do", stream="Order/1", at=START, cause=cause, status="succeeded"
    )


def test_a_command_led_to_its_events_and_an_event_to_the_next_command() -> None:
    found = assemble(
        [
            event(1, {"command_id": "c1", "causation_id": "c1"}),
            event(2, {"command_id": "c1"}),
            event(3, {"command_id": "c2"}),
        ],
        [command("c1"), command("c2", cause=str(id_of(1)))],
    )
    assert [(depth, link.id) for depth, link in found.walk()] == [
        (0, "c1"),
        (1, str(id_of(1))),
        (2, "c2"),
        (3, str(id_of(3))),
        (1, str(id_of(2))),
    ]
    assert [link.id for link in found.chain(str(id_of(3)))] == ["c1", str(id_of(1)), "c2", str(id_of(3))]
    assert [link.id for link in found.siblings(str(id_of(1)))] == [str(id_of(2))]


def test_a_command_that_no_journal_knows_is_still_what_its_events_have_in_common() -> None:
    found = assemble([event(1, {"command_id": "x", "actor": "ann"}), event(2, {"command_id": "x"})], [])
    (root,) = found.roots
    assert (found.links[root].kind, found.links[root].actor) == (Kind.COMMAND, "ann")
    assert len(found.consequences[root]) == 2


def test_a_cause_that_is_not_here_is_shown_as_missing() -> None:
    found = assemble([event(5, {"causation_id": "elsewhere"})], [])
    assert found.links["elsewhere"].kind is Kind.MISSING
    assert found.roots == ("elsewhere",)


def test_a_circle_is_opened_at_its_earliest_event() -> None:
    one, two = str(id_of(1)), str(id_of(2))
    found = assemble([event(1, {"causation_id": two}), event(2, {"causation_id": one})], [])
    assert found.roots == (one,)
    assert found.consequences == {one: (two,)}


def test_metadata_of_any_shape_are_borne() -> None:
    odd = Event(1, id_of(1), "A/1", 1, "T", 1, START, b"{}", b"not json")
    numbers = event(2, {"causation_id": 7, "command_id": None, "actor": ["x"]})
    found = assemble([odd, numbers], [])
    assert {link.kind for link in found.links.values()} == {Kind.EVENT}


@given(
    st.lists(
        st.tuples(st.none() | st.integers(1, 12), st.none() | st.sampled_from(["c1", "c2", "c3"])),
        max_size=12,
    )
)
def test_every_event_stands_in_the_forest_exactly_once_below_its_cause(
    causes: list[tuple[int | None, str | None]],
) -> None:
    events = []
    for position, (cause, by) in enumerate(causes, 1):
        metadata = {} if cause is None else {"causation_id": str(id_of(cause))}
        if by is not None:
            metadata["command_id"] = by
        events.append(event(position, metadata))
    found = assemble(events, [command("c1"), command("c2", cause=str(id_of(3)))])
    walked = [link.id for _, link in found.walk()]
    assert len(walked) == len(set(walked)) == len(found.links)
    assert {str(each.id) for each in events} <= set(walked)
    for id, link in found.links.items():
        assert (link.cause is None) == (id in found.roots)
        if link.cause is not None:
            assert id in found.consequences[link.cause]
