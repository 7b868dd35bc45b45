"""The streams that a branch's edits concern, as the branch has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from domain.branch.edits import Branch, Change, Drop, Edit, Insert, Issue, Move
from domain.branch.overlay import BranchEvent, EditProblem, Overlaid, overlaid
from domain.errors import DomainError
from domain.event import EPOCH, Event, StreamName
from domain.registry import Registry
from infra.log.event_store import EventStore


class EditedStreams(msgspec.Struct, frozen=True):
    """The edited streams by name, and the edits that concern none."""

    streams: dict[str, Overlaid]
    problems: tuple[EditProblem, ...]

    @property
    def placed(self) -> list[BranchEvent]:
        """All their events in the branch's order."""
        every = [each for overlay in self.streams.values() for each in overlay.events]
        return sorted(every, key=place_of)


def edited_streams(store: EventStore, registry: Registry, branch: Branch, facts: int) -> EditedStreams:
    """Lays the branch's edits over the streams they name, as far as position `facts`."""
    by_stream: dict[str, list[tuple[int, Edit]]] = {}
    problems: list[EditProblem] = []
    keys = {edit.key: edit.stream for edit in branch.edits if isinstance(edit, Insert)}
    for number, edit in enumerate(branch.edits):
        stream = "" if isinstance(edit, Issue) else _stream_of(edit, store, keys)
        if stream:
            by_stream.setdefault(stream, []).append((number, edit))
        elif not isinstance(edit, Issue):
            problems.append(_nowhere(number, edit))
    now = moment_of(store, facts)
    streams = {
        stream: overlaid(
            stream,
            tuple(facts_of(store, stream, facts)),
            edits,
            branch,
            registry,
            now,
        )
        for stream, edits in by_stream.items()
    }
    problems += (problem for overlay in streams.values() for problem in overlay.problems)
    return EditedStreams(streams, tuple(sorted(problems, key=_number)))


def facts_of(store: EventStore, stream: str, facts: int) -> Iterator[Event]:
    """The stream's events as far as a position of the log."""
    return store.stream(stream, until=store.version_at(stream, position=facts))


def moment_of(store: EventStore, position: int) -> datetime:
    """When the newest event up to a position was recorded."""
    fact = next(store.all(until=position, backward=True, limit=1), None)
    return fact.recorded_at if fact is not None else EPOCH


def _stream_of(edit: Drop | Change | Insert | Move, store: EventStore, keys: dict[int, str]) -> str:
    if isinstance(edit, Insert):
        try:
            StreamName.parse(edit.stream)
        except DomainError:
            return ""
        return edit.stream
    if edit.event < 0:
        return keys.get(edit.event, "")
    event = store.at(edit.event)
    return event.stream if event is not None else ""


def _nowhere(number: int, edit: Drop | Change | Insert | Move) -> EditProblem:
    if isinstance(edit, Insert):
        return EditProblem(
            number, f"{edit.stream!r} is not the name of a stream.", "Write it as Category/key."
        )
    return EditProblem(number, f"There is no event {edit.event:,} in this log.", "Take the edit back.")


def place_of(each: BranchEvent) -> tuple[int, int]:
    """Where the event stands among all of the branch."""
    return each.place


def _number(problem: EditProblem) -> int:
    return problem.edit
