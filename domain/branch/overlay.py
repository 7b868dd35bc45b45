"""Edits laid over one stream's recorded events: the stream as the branch has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

import msgspec

from domain import json_value
from domain.branch.edits import Branch, Change, Drop, Edit, Insert, Move
from domain.errors import DomainError
from domain.event import EPOCH, Event, StreamName
from domain.identity import derived_id
from domain.registry import Registry, schema_version

Mark: TypeAlias = Literal["", "changed", "inserted", "moved"]
Place: TypeAlias = tuple[int, int]

FIRST = 0
_FLOATING = (0, 1)  # a place still to be found


class BranchEvent(msgspec.Struct, frozen=True):
    """An event of a branched stream.

    `ref` names it for edits; `place` orders it among all events of the branch: the position of the trunk's
    event that it stands at, and how far behind (or before) that; `mark` is what was done to it.
    """

    event: Event
    ref: int
    place: Place
    mark: Mark = ""


class EditProblem(msgspec.Struct, frozen=True):
    """An edit that could not be made, by its number in the branch; the branch goes on without it."""

    edit: int
    reason: str
    hint: str = ""


class Overlaid(msgspec.Struct, frozen=True):
    """A stream on the branch, what was dropped of it, and what could not be done."""

    events: tuple[BranchEvent, ...]
    dropped: tuple[Event, ...] = ()
    problems: tuple[EditProblem, ...] = ()


class _CannotEdit(Exception):
    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def overlaid(
    stream: str,
    trunk: Sequence[Event],
    edits: Iterable[tuple[int, Edit]],
    branch: Branch,
    registry: Registry,
    now: datetime = EPOCH,
) -> Overlaid:
    """The stream with the edits made, versions counted anew.

    Parameters
    ----------
    trunk:
        The stream's recorded events as far as they are facts on the branch.
    edits:
        Those that concern this stream, with their numbers, in their order.
    now:
        The time of the branch point: that of an event inserted into a stream that has no other.
    """
    events = [BranchEvent(event, event.position, (event.position, 0)) for event in trunk]
    known = tuple(event.position for event in trunk)
    problems: list[EditProblem] = []
    for number, edit in edits:
        try:
            _make(edit, events, stream, branch, registry, now)
        except _CannotEdit as fault:
            problems.append(EditProblem(number, fault.reason, fault.hint))
    left = {each.ref for each in events}
    dropped = tuple(event for event, ref in zip(trunk, known, strict=True) if ref not in left)
    first = trunk[0].version if trunk else 1
    return Overlaid(tuple(_settled(events, first, branch.position)), dropped, tuple(problems))


def _make(
    edit: Edit,
    events: list[BranchEvent],
    stream: str,
    branch: Branch,
    registry: Registry,
    now: datetime,
) -> None:
    match edit:
        case Drop(ref):
            del events[_index(events, ref, stream)]
        case Change(ref, data):
            at = _index(events, ref, stream)
            old = events[at]
            _check(registry, stream, old.event.type, bytes(data))
            version = _written_version(registry, stream, old.event)
            event = msgspec.structs.replace(old.event, data=bytes(data), schema_version=version)
            mark: Mark = "inserted" if old.mark == "inserted" else "changed"
            events[at] = msgspec.structs.replace(old, event=event, mark=mark)
        case Insert():
            at = _behind(events, edit.after, stream)
            _check(registry, stream, edit.type, bytes(edit.data))
            events.insert(at, _inserted(edit, events, at, branch, registry, now))
        case Move(ref, after):
            at = _index(events, ref, stream)
            target = _behind(events, after, stream)
            if after == ref:
                raise _CannotEdit("An event cannot come after itself.", "Choose another place.")
            moved = events.pop(at)
            mark = moved.mark or "moved"
            placed = msgspec.structs.replace(moved, mark=mark, place=_FLOATING)
            events.insert(target - (at < target), placed)


def _index(events: Sequence[BranchEvent], ref: int, stream: str) -> int:
    for at, each in enumerate(events):
        if each.ref == ref:
            return at
    named = f"event {ref:,}" if ref > 0 else "inserted event with that key"
    raise _CannotEdit(
        f"There is no {named} in {stream} on this branch.",
        "It was dropped, or comes after the branch point: branch from a later position to edit it.",
    )


def _behind(events: Sequence[BranchEvent], after: int, stream: str) -> int:
    return 0 if after == FIRST else _index(events, after, stream) + 1


def _check(registry: Registry, stream: str, type: str, data: bytes) -> None:
    """Whether the stream's domain can read such an event; what no domain knows may say anything."""
    if not type:
        raise _CannotEdit("An event needs a type.", "Name one, e.g. PriceChanged.")
    try:
        category = StreamName.parse(stream).category
        if not isinstance(json_value.decode(data), dict):
            raise _CannotEdit("A payload must be a JSON object.", 'For example: {"quantity": 3}')
        if category in registry.deciders:
            reader = registry.reader(category, type)
            if reader is None:
                names = ", ".join(event.__name__ for event in registry.deciders[category].events)
                raise _CannotEdit(f"{category} has no event type {type!r}.", f"Known are: {names}.")
            reader.read(reader.current, data)
    except DomainError as fault:
        raise _CannotEdit(fault.reason, "Mend the payload, or take the edit back.") from fault


def _written_version(registry: Registry, stream: str, event: Event) -> int:
    """A new payload is written as of today, where a domain knows it."""
    reader = registry.reader(event.category, event.type)
    return event.schema_version if reader is None else reader.current


def _inserted(
    edit: Insert,
    events: Sequence[BranchEvent],
    at: int,
    branch: Branch,
    registry: Registry,
    now: datetime,
) -> BranchEvent:
    beside = events[max(at - 1, 0)].event.recorded_at if events else now
    moment = edit.recorded_at or beside
    reader = registry.reader(StreamName.parse(edit.stream).category, edit.type)
    event = Event(
        position=0,
        id=derived_id(log_seed(branch.log_id), moment, "insert", edit.key),
        stream=edit.stream,
        version=0,
        type=edit.type,
        schema_version=1 if reader is None else schema_version(reader.struct),
        recorded_at=moment,
        data=bytes(edit.data),
        metadata=b"{}",
    )
    return BranchEvent(event, edit.key, _FLOATING, "inserted")


def log_seed(log_id: str) -> UUID:
    """What ids made on a branch of that log are derived from."""
    try:
        return UUID(log_id)
    except ValueError:
        return UUID(int=0)


def _settled(events: Sequence[BranchEvent], first: int, last: int) -> Iterable[BranchEvent]:
    """Versions counted anew, and for what was put somewhere a place right behind the event before it."""
    fixed = [each.place for each in events if each.place[1] == 0]
    leading = next((at for at, each in enumerate(events) if each.place[1] == 0), len(events))
    place: Place = (fixed[0][0], -leading - 1) if fixed else (last, 0)
    for version, each in enumerate(events, start=first):
        place = each.place if each.place[1] == 0 else (place[0], place[1] + 1)
        event = each.event if each.event.version == version else _numbered(each.event, version)
        yield BranchEvent(event, each.ref, place, each.mark)


def _numbered(event: Event, version: int) -> Event:
    return msgspec.structs.replace(event, version=version)
