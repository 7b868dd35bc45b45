"""What a decider makes of one command on one state: the pure step behind previews, branches and replays."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

from domain.decider import Rejected
from domain.errors import DomainError, InvalidCommand, UnknownName
from domain.event import Event
from domain.registry import Registry, schema_version

Status: TypeAlias = Literal["succeeded", "rejected", "failed"]


class Decided(msgspec.Struct, frozen=True):
    """`events` are typed payloads; "failed" is a decider that raised, or a command that is not readable."""

    status: Status
    events: tuple[Any, ...] = ()
    reason: str = ""
    hint: str = ""


class Payload(msgspec.Struct, frozen=True):
    """An event as it would be recorded, without its place."""

    type: str
    schema_version: int
    data: bytes


def decision(registry: Registry, stream: str, command: str, data: bytes, state: Any) -> Decided:
    """What becomes of the command. Never raises: a fault of the decider is an outcome like another."""
    try:
        typed = registry.read_command(stream, command, data)
        decided = registry.decider(stream.partition("/")[0]).decide(typed, state)
    except (InvalidCommand, UnknownName) as refusal:
        return Decided("rejected", reason=refusal.reason, hint=refusal.hint)
    except DomainError as fault:
        return Decided("failed", reason=fault.reason, hint=fault.hint)
    except Exception as error:  # noqa: BLE001 - deciders come from plug-ins: their faults are shown
        return Decided(
            "failed",
            reason=f"{command} could not be decided: {type(error).__name__}: {error}",
            hint="Mend the decider.",
        )
    if isinstance(decided, Rejected):
        return Decided("rejected", reason=decided.reason, hint=decided.hint)
    return Decided("succeeded", tuple(decided))


def payloads(decided: Decided) -> tuple[Payload, ...]:
    """The events as they would be recorded."""
    return tuple(
        Payload(type(event).__name__, schema_version(type(event)), msgspec.json.encode(event))
        for event in decided.events
    )


def says_the_same(registry: Registry, recorded: Event, typed: Any) -> bool:
    """Whether a recorded event is what was decided now; one of an older schema as it is read today."""
    if recorded.type != type(typed).__name__:
        return False
    try:
        return bool(registry.decode(recorded) == typed)
    except DomainError:
        return recorded.data == msgspec.json.encode(typed)
