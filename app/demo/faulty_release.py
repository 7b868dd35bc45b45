"""A release of a projection with a fault, for a story that shows how it is found and mended."""

from __future__ import annotations

from typing import Any

import msgspec

from domain.event import Event
from domain.filtering import Expression, matches
from infra.projections.projection import Handler, Projection
from infra.projections.rows import Rows


def faulty_release(sound: Projection, when: Expression, error: str) -> Projection:
    """The projection with handlers that raise `ValueError(error)` at the events that `when` means."""
    return msgspec.structs.replace(
        sound,
        handlers={name: _faulty(handler, when, error) for name, handler in sound.handlers.items()},
        any_event=_faulty(sound.any_event, when, error) if sound.any_event else None,
    )


def _faulty(sound: Handler, when: Expression, error: str) -> Handler:
    def handle(event: Event, payload: Any, rows: Rows) -> None:
        if matches(when, event):
            raise ValueError(error)
        sound(event, payload, rows)

    return handle
