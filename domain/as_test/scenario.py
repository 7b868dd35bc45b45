"""What a test of a recorded history holds: the events given, the command, the events that came of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from domain.decider import Decider, Rejected
from domain.errors import DomainError
from domain.event import Event
from domain.history.state import Evolution, Problem, evolution_for
from domain.origin import origin_of
from domain.registry import Registry

MOST_EVENTS = 2_000


class TooLong(DomainError):
    """More events than a person could read in a test."""


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """One test.

    With a `decider`, `given` and `then` are its typed events, `command` the typed command, None where no
    journal has it. Without one the stream is inferred: `given` are payloads, merged. `state` is what comes of
    all of them, as a JSON value. `left_out` are events that do not decode, `notes` what a reader should know.
    """

    stream: str
    version: int
    decider: Decider[Any] | None
    given: tuple[Any, ...]
    command: Any = None
    then: tuple[Any, ...] = ()
    state: Any = None
    left_out: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """A name that pytest finds: "test_order_o_1001_version_5.py"."""
        return f"test_{slug(self.stream)}_version_{self.version}.py"


class Issued(msgspec.Struct, frozen=True):
    """The command behind the last events: its name and its fields as JSON."""

    id: str
    type: str
    data: bytes


def split(events: Sequence[Event]) -> int:
    """Where the events of the last command begin; their number where the last one names no command."""
    if not events:
        return 0
    command = origin_of(events[-1]).command_id
    start = len(events)
    while command and start and origin_of(events[start - 1]).command_id == command:
        start -= 1
    return start


def scenario_of(events: Sequence[Event], issued: Issued | None, registry: Registry) -> Scenario:
    """The test that a stream's events, up to the last one, make.

    Where today's decider does not decide what was recorded, the test holds what it decides today, and a note
    says what was recorded: it runs green, and the difference is told. Raises `DomainError` for no events.
    """
    if not events:
        raise DomainError("There are no events to make a test of.", "Choose a version from 1 on.")
    if len(events) > MOST_EVENTS:
        raise TooLong(
            f"{len(events):,} events are too many for a test; {MOST_EVENTS:,} are the most.",
            "Choose an earlier version, or minimise the history first.",
        )
    stream, version = events[0].stream, events[-1].version
    evolution = evolution_for(stream, events[0].type, registry)
    if evolution.inferred:
        return _inferred(events, evolution)
    decider = registry.decider(events[0].category)
    start = len(events) if issued is None else split(events)
    given, problems = _decoded(events[:start], registry)
    if issued is None:
        return _folded(stream, version, decider, given, problems)
    recorded, more = _decoded(events[start:], registry)
    problems += more
    notes: tuple[str, ...] = ()
    try:
        command = registry.parse_command(stream, issued.type, issued.data)
        then = decide(decider, given, command)
    except DomainError as fault:
        notes = (f"The command {issued.type} cannot be run today: {fault.reason}",)
        folded = _folded(stream, version, decider, (*given, *recorded), problems)
        return msgspec.structs.replace(folded, notes=notes)
    if then != recorded:
        names = ", ".join(type(event).__name__ for event in recorded) or "nothing"
        notes = (f"Recorded was {names}; the code of today decides what is expected here.",)
    return Scenario(
        stream=stream,
        version=version,
        decider=decider,
        given=given,
        command=command,
        then=then,
        state=fold(decider, (*given, *events_among(then))),
        left_out=problems,
        notes=notes,
    )


def decide(decider: Decider[Any], given: Sequence[Any], command: Any) -> tuple[Any, ...]:
    """What the decider decides after these events: events, or one `Rejected`."""
    state = decider.initial
    for event in given:
        state = decider.evolve(state, event)
    decided = decider.decide(command, state)
    return (decided,) if isinstance(decided, Rejected) else tuple(decided)


def fold(decider: Decider[Any], events: Sequence[Any]) -> Any:
    """The state after these events, as the JSON value that a test compares with."""
    state = decider.initial
    for event in events:
        state = decider.evolve(state, event)
    return msgspec.to_builtins(state, str_keys=True)


def events_among(then: Sequence[Any]) -> tuple[Any, ...]:
    """The events of what was decided: none where it was rejected."""
    return tuple(event for event in then if not isinstance(event, Rejected))


def _folded(
    stream: str, version: int, decider: Decider[Any], given: tuple[Any, ...], problems: tuple[Problem, ...]
) -> Scenario:
    return Scenario(
        stream=stream,
        version=version,
        decider=decider,
        given=given,
        state=fold(decider, given),
        left_out=problems,
    )


def _inferred(events: Sequence[Event], evolution: Evolution) -> Scenario:
    state: Any = evolution.initial
    given, problems = [], []
    for event in events:
        state, problem = evolution.apply(state, event)
        if problem is None:
            given.append(evolution.read(event))
        else:
            problems.append(problem)
    return Scenario(
        stream=events[0].stream,
        version=events[-1].version,
        decider=None,
        given=tuple(given),
        state=state,
        left_out=tuple(problems),
        notes=("No domain knows this stream: the test is of its payloads, merged.",),
    )


def _decoded(events: Sequence[Event], registry: Registry) -> tuple[tuple[Any, ...], tuple[Problem, ...]]:
    typed, problems = [], []
    for event in events:
        try:
            typed.append(registry.decode(event))
        except DomainError as fault:
            problems.append(Problem(event.version, fault.reason))
    return tuple(typed), tuple(problems)


def slug(text: str) -> str:
    """The text as a part of a Python name: "Order/O-1001" is "order_o_1001"."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in text.lower())
    return "_".join(filter(None, kept.split("_"))) or "stream"


def quoted(text: str) -> str:
    """The text as it may stand in a comment: on one line, whatever it is."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
