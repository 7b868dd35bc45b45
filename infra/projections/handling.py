"""Hands events to a projection's handlers, with the payload that each of them is written for."""

from __future__ import annotations

import msgspec

from domain.event import Event
from domain.registry import EventReader, Registry
from infra.projections.projection import Handler, Projection
from infra.projections.rows import Rows


class _Plan(msgspec.Struct, frozen=True):
    """What a projection makes of events: how to read and handle each (category, type) that a domain knows."""

    projection: Projection
    handlers: dict[tuple[str, str], tuple[EventReader, Handler]]


class Handling:
    """Knows how to read the events of some projections."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._plans: dict[str, _Plan] = {}

    def handle(self, projection: Projection, event: Event, rows: Rows) -> None:
        """Changes the rows as the event demands. Raises what the handler raises, `Unreadable` before it."""
        plan = self._plan(projection)
        rows.position = event.position
        if projection.any_event is not None:
            projection.any_event(event, None, rows)
        if plan.handlers and (found := plan.handlers.get((event.category, event.type))) is not None:
            reader, handler = found
            handler(event, reader.read(event.schema_version, event.data), rows)

    def _plan(self, projection: Projection) -> _Plan:
        plan = self._plans.get(projection.name)
        if plan is None or plan.projection is not projection:  # another release is in use by now
            handlers = {}
            for name, handler in projection.handlers.items():
                reader = self._registry.reader(*name)
                if reader is not None:  # where no domain knows the event, there is nothing to tell a handler
                    handlers[name] = reader, handler
            plan = self._plans[projection.name] = _Plan(projection, handlers)
        return plan
