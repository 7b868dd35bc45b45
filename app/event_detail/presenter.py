"""Decides what the Event pane shows: one event, decoded in the background however big it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from app.jobs import Submit
from domain import json_value
from domain.errors import DomainError
from domain.event import Event, decoded_or_text
from infra.open_log import OpenLog

NO_EVENT = "Select an event in the timeline to see it whole."
MISSING = "This event is missing in the log. `eventscope verify` says what else is."
RAW_SHOWN = 200_000


class EventState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. `raw` is at most 200,000 characters; `raw_size` is what there is in all."""

    notice: str = NO_EVENT
    event: Event | None = None
    value: Any = None
    raw: str = ""
    raw_size: int = 0
    problem: str = ""
    correlation: str = ""
    command: str = ""
    causation: str = ""


class EventPresenter:
    """Knows one log and the event that is looked at."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[EventState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._submit = submit
        self._show = show
        self._failed = failed
        self._log: OpenLog | None = None
        self._asked = 0
        self.state = EventState()

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._asked += 1
        self._change(EventState())

    def open(self, position: int) -> None:
        """Shows the event at that position."""
        log = self._log
        if log is None:
            return
        self._asked += 1
        asked = self._asked
        self._submit(
            lambda job: _described(log, position),
            on_success=lambda state: self._found(asked, state),
            on_error=self._failed,
            key="event.open",
        )

    def raw(self) -> Callable[[], str] | None:
        """How to get the whole recorded text, for copying."""
        event = self.state.event
        return None if event is None else lambda: _text(event)

    def _found(self, asked: int, state: EventState) -> None:
        if asked == self._asked:
            self._change(state)

    def _change(self, state: EventState) -> None:
        self.state = state
        self._show(state)


def _described(log: OpenLog, position: int) -> EventState:
    event = log.store.at(position)
    if event is None:
        return EventState(notice=MISSING)
    metadata = decoded_or_text(event.metadata)
    names = metadata if isinstance(metadata, dict) else {}
    return EventState(
        notice="",
        event=event,
        value={"data": decoded_or_text(event.data), "metadata": metadata},
        raw=_text(event, RAW_SHOWN),
        raw_size=len(event.data) + len(event.metadata),
        problem=_problem(log, event),
        correlation=str(names.get("correlation_id") or ""),
        command=str(names.get("command_id") or ""),
        causation=str(names.get("causation_id") or ""),
    )


def _problem(log: OpenLog, event: Event) -> str:
    """Why the payload cannot be understood, where a domain should."""
    try:
        json_value.decode(event.data)
        if log.registry.reader(event.category, event.type) is not None:
            log.registry.decode(event)
    except DomainError as fault:
        return f"{fault.reason} {fault.hint}".strip()
    return ""


def _text(event: Event, limit: int | None = None) -> str:
    data = event.data if limit is None else event.data[:limit]
    cut = "" if limit is None or len(event.data) <= limit else "\u2026"
    return f"{data.decode('utf-8', 'replace')}{cut}\n\n{event.metadata[:limit].decode('utf-8', 'replace')}"
