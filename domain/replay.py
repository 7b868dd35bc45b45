"""What the deciders of today make of a recorded command, held against what was recorded then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import msgspec

from domain import json_value
from domain.decision import Decided, payloads, says_the_same
from domain.errors import DomainError
from domain.event import Event, decoded_or_text
from domain.history.diff import Change, diff
from domain.registry import Registry

Kind: TypeAlias = Literal["events", "payload", "rejected", "accepted", "raises", "undetermined"]
KINDS: tuple[Kind, ...] = ("events", "payload", "rejected", "accepted", "raises", "undetermined")


class PayloadChange(msgspec.Struct, frozen=True):
    """How the payload of the event of that number (0 is the first) differs."""

    number: int
    changes: tuple[Change, ...]


class Verdict(msgspec.Struct, frozen=True):
    """How a command would end otherwise.

    "events": other events; "payload": the same ones saying something else; "rejected" and "accepted": now;
    "raises": the decider fails now; "undetermined": two runs on the same state gave two answers. `now` are
    (type, payload) pairs.
    """

    kind: Kind
    reason: str = ""
    hint: str = ""
    now: tuple[tuple[str, bytes], ...] = ()
    changes: tuple[PayloadChange, ...] = ()


def judged(
    registry: Registry, status: str, recorded: Sequence[Event], decided: Decided, again: Decided
) -> Verdict | None:
    """How the command differs, None where it ends as it was recorded.

    Parameters
    ----------
    status:
        Its recorded outcome: "succeeded", "rejected" or "parked".
    decided, again:
        What the decider made of it twice, on the same state.
    """
    new = tuple((payload.type, payload.data) for payload in payloads(decided))
    if (decided.status, decided.reason, payloads(decided)) != (again.status, again.reason, payloads(again)):
        return Verdict(
            "undetermined",
            "Two runs on the same state gave two answers.",
            "A decider must not look at clocks, random numbers or the order of sets.",
            new,
        )
    match decided.status:
        case "failed":
            return None if status == "parked" else Verdict("raises", decided.reason, decided.hint)
        case "rejected":
            return None if status == "rejected" else Verdict("rejected", decided.reason, decided.hint)
    if status != "succeeded":
        return Verdict("accepted", now=new)
    if [event.type for event in recorded] != [type for type, _ in new]:
        return Verdict("events", now=new)
    changes = tuple(
        PayloadChange(number, _changes(registry, event, typed))
        for number, (event, typed) in enumerate(zip(recorded, decided.events, strict=True))
        if not says_the_same(registry, event, typed)
    )
    return Verdict("payload", now=new, changes=changes) if changes else None


def _changes(registry: Registry, recorded: Event, typed: Any) -> tuple[Change, ...]:
    try:
        old = json_value.plain(registry.decode(recorded))
    except DomainError:
        old = decoded_or_text(recorded.data)
    return diff(old, json_value.plain(typed))
