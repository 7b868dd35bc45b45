"""The decider: an aggregate as pure functions over frozen structs.

After Jérémie Chassaing, "Functional Event Sourcing Decider" (2021): `decide` turns a command into events,
`evolve` folds an event into the state. Added here: `compensate`, the basis of undo.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec

S = TypeVar("S")


class Rejected(msgspec.Struct, frozen=True):
    """Why a command is not accepted: a reason a person can act on, and a hint what to do."""

    reason: str
    hint: str = ""


class Upcaster(msgspec.Struct, frozen=True):
    """Turns a recorded payload of `event` at `schema_version` into the next version's payload."""

    event: str
    schema_version: int
    upcast: Callable[[dict[str, Any]], dict[str, Any]]


class Decider(msgspec.Struct, Generic[S], frozen=True, kw_only=True):
    """One aggregate type.

    Commands and events are frozen structs; the class name is the type name. A struct's current schema
    version is its class attribute `schema_version` (1 where there is none). Its docstring, and each
    field's `msgspec.Meta`, are the help that forms show.

    Parameters
    ----------
    category:
        The streams' category, e.g. "Order".
    key:
        The type of a stream's key: `str` annotated with its constraints.
    initial:
        The state before the first event; `None` members stand for what is not known yet.
    decide:
        `(command, state) -> tuple of events`, empty where nothing would change, or `Rejected`.
    evolve:
        `(state, event) -> state`; total: never raises on a recorded event.
    compensate:
        `(event, before, now) -> command | Rejected`: the command that takes `event` back, given the state
        just before it and the state now; `Rejected` where the domain does not allow it.
    state_version:
        Raised when the state's meaning changes without its fields changing; drops persisted snapshots.
    """

    category: str
    key: Any
    state: type[S]
    initial: S
    decide: Callable[[Any, S], tuple[Any, ...] | Rejected]
    evolve: Callable[[S, Any], S]
    compensate: Callable[[Any, S, S], Any | Rejected]
    commands: tuple[type, ...]
    events: tuple[type, ...]
    upcasters: tuple[Upcaster, ...] = ()
    state_version: int = 1


class FollowUp(msgspec.Struct, frozen=True):
    """A command that a process manager wants issued on a stream.

    `step` names it within the process, so that the same step derived twice has the same id.
    """

    stream: str
    command: Any
    step: str


class ProcessManager(msgspec.Struct, Generic[S], frozen=True, kw_only=True):
    """Reacts to events with commands, and to rejections with compensation. Pure functions throughout.

    Parameters
    ----------
    events:
        (category, event type) pairs it wants to hear of.
    process:
        `(stream key, event) -> process key | None`: whose process the event belongs to.
    react:
        `(state, stream key, event) -> (state, follow-ups)`.
    refused:
        `(state, follow-up step, stream, reason) -> (state, follow-ups)`: one of its commands was rejected
        or could not be run.
    """

    name: str
    events: tuple[tuple[str, str], ...]
    state: type[S]
    initial: S
    process: Callable[[str, Any], str | None]
    react: Callable[[S, str, Any], tuple[S, tuple[FollowUp, ...]]]
    refused: Callable[[S, str, str, str], tuple[S, tuple[FollowUp, ...]]]


class Domain(msgspec.Struct, frozen=True, kw_only=True):
    """A set of aggregates that belong together. Registered by the entry point group `eventscope.domains`.

    `summaries` maps an event type to a function from its payload (a JSON value) to one line for lists: a
    text, or a `Phrase`, which the window translates.
    """

    name: str
    deciders: tuple[Decider[Any], ...]
    process_managers: tuple[ProcessManager[Any], ...] = ()
    summaries: Mapping[str, Callable[[Mapping[str, Any]], str]] = MappingProxyType({})
