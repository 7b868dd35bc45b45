"""How a stream's events become its state: through its decider, or inferred where no domain knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from domain import json_value
from domain.errors import DomainError
from domain.event import Event, StreamName
from domain.registry import Registry


class Problem(msgspec.Struct, frozen=True):
    """An event that could not be applied: from there on the state is known only without it."""

    version: int
    reason: str


class Evolution(msgspec.Struct, frozen=True):
    """One way of folding a stream.

    `read` gives an event's payload for `evolve` (and raises `DomainError`), `value` a state as JSON value.
    `inferred` is true where the state is only a merge of payloads, not what a domain says it is.
    """

    initial: Any
    read: Callable[[Event], Any]
    evolve: Callable[[Any, Any], Any]
    value: Callable[[Any], Any]
    inferred: bool

    def apply(self, state: Any, event: Event) -> tuple[Any, Problem | None]:
        """The state after the event; unchanged, with a problem, where the event cannot be applied."""
        try:
            return self.evolve(state, self.read(event)), None
        except DomainError as fault:
            return state, Problem(event.version, fault.reason)
        except Exception as error:  # noqa: BLE001 - evolve may come from a plug-in: its faults are shown
            return state, Problem(event.version, f"{event.type} cannot be applied: {error!r}")


def evolution_for(stream: str, first_type: str, registry: Registry) -> Evolution:
    """Typed where the stream's category is known and its first event's type too, else inferred."""
    category = StreamName.parse(stream).category
    decider = registry.deciders.get(category)
    if decider is None or registry.reader(category, first_type) is None:
        return INFERRED
    return Evolution(decider.initial, registry.decode, decider.evolve, json_value.plain, inferred=False)


def merge(state: Any, patch: Any) -> Any:
    """`patch` merged into `state` as JSON Merge Patch (RFC 7386) does, but a null stays a null.

    In a payload a null is a value that was recorded, not the wish to delete a member.
    """
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(state) if isinstance(state, Mapping) else {}
    for name, value in patch.items():
        merged[name] = merge(merged.get(name), value) if isinstance(value, Mapping) else value
    return merged


def _recorded(event: Event) -> Any:
    return json_value.decode(event.data)


def _merge_payload(state: Any, payload: Any) -> Any:
    return merge(state, payload) if isinstance(payload, Mapping) else merge(state, {"value": payload})


def _as_is(state: Any) -> Any:
    return state


INFERRED = Evolution({}, _recorded, _merge_payload, _as_is, inferred=True)
