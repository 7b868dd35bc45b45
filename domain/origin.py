"""Where an event came from, as its metadata say: also those of imported events, which may say anything."""

from __future__ import annotations

from typing import Any

import msgspec

from domain import json_value
from domain.errors import Unreadable
from domain.event import Event


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What an event's metadata says of where it came from; "" where it does not say."""

    command_id: str = ""
    causation_id: str = ""
    correlation_id: str = ""
    actor: str = ""


def origin_of(event: Event) -> Origin:
    """What the event says of where it came from; other members, and what is not text, are left aside."""
    try:
        metadata = json_value.decode(event.metadata)
    except Unreadable:
        metadata = None
    said: dict[str, Any] = metadata if isinstance(metadata, dict) else {}
    names = Origin.__struct_fields__
    return Origin(**{name: said[name] for name in names if isinstance(said.get(name), str)})
