"""Decides what the Event pane shows: one event, decoded in the background however big it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec

from app.engine_words import in_own_words, told
from app.presenter import Presenter
from app.words import QT_TRANSLATE_NOOP, translate
from app.work import Submit
from domain import json_value
from domain.errors import DomainError
from domain.event import Event, decoded_or_text, event_json
from infra.open_log import OpenLog

NO_EVENT = QT_TRANSLATE_NOOP("Event", "Select an event in the timeline to see it whole.")
MISSING = QT_TRANSLATE_NOOP(
    "Event", "This event is missing in the log. `eventscope verify` says what else is."
)
DAMAGED = QT_TRANSLATE_NOOP(
    "Event", "Its text is shown as it was recorded; `eventscope verify` says whether the log is damaged."
)
RAW_SHOWN = 50_000
LARGE = 200_000
_RAW = msgspec.json.Decoder(msgspec.Raw)


class EventState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. `raw` is the beginning of the recorded bytes, `raw_size` their number in all.

    `head` is the newest version of the event's stream, as far as is known.
    """

    notice: str = NO_EVENT
    event: Event | None = None
    value: Any = None
    raw: str = ""
    raw_size: int = 0
    problem: str = ""
    is_readable: bool = True
    correlation: str = ""
    command: str = ""
    causation: str = ""
    actor: str = ""
    head: int = 0

    @property
    def has_previous(self) -> bool:
        """Whether the stream has an event before this one."""
        return self.event is not None and self.event.version > 1

    @property
    def has_next(self) -> bool:
        """Whether the stream has an event after this one."""
        return self.event is not None and self.event.version < self.head


class EventPresenter(Presenter[EventState]):
    """Knows one log and the event that is looked at."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[EventState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(EventState(), submit, show, failed)

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._epoch += 1
        self._change(EventState())

    def open(self, position: int) -> None:
        """Shows the event at that position."""
        log = self._log
        if log is None:
            return
        self._epoch += 1
        asked = self._epoch
        self._submit(
            lambda job: _described(log, position),
            on_success=lambda state: self._found(asked, state),
            on_error=self._failed,
            key="event.open",
        )

    def refresh(self) -> None:
        """The log has grown: perhaps the stream goes on behind the shown event."""
        log, event = self._log, self.state.event
        if log is None or event is None or event.version < self.state.head:
            return
        asked = self._epoch
        self._submit(
            lambda job: log.store.head(event.stream),
            on_success=lambda head: self._grown(asked, head),
            on_error=self._failed,
            key="event.head",
        )

    def step(self, show: Callable[[int], None], *, forward: bool) -> None:
        """Gives `show` the position of the next event of the same stream, or of the one before."""
        log, event = self._log, self.state.event
        if log is None or event is None:
            return
        stream, version = event.stream, event.version

        def find(job: object) -> Event | None:
            if forward:
                return next(log.store.stream(stream, after=version, limit=1), None)
            return next(log.store.stream(stream, until=version - 1, backward=True, limit=1), None)

        self._submit(
            find,
            on_success=lambda found: show(found.position) if found is not None else None,
            on_error=self._failed,
            key="event.step",
        )

    def follow_cause(self, to_event: Callable[[int], None], to_command: Callable[[str], None]) -> None:
        """Leads to what caused the event: another event where the log has one with that id, or a command."""
        log, cause = self._log, self.state.causation
        if log is None or not cause:
            return
        try:
            id = UUID(cause)
        except ValueError:
            to_command(cause)
            return
        self._submit(
            lambda job: log.store.by_id(id),
            on_success=lambda event: to_command(cause) if event is None else to_event(event.position),
            on_error=self._failed,
            key="event.cause",
        )

    def copy(self, to_clipboard: Callable[[str], None]) -> None:
        """Writes the whole event as JSON."""
        event = self.state.event
        if event is not None:
            self._submit(
                lambda job: event_json(event).decode("utf-8", "replace"),
                on_success=to_clipboard,
                on_error=self._failed,
                key="event.copy",
            )

    def _found(self, asked: int, state: EventState) -> None:
        if asked == self._epoch:
            self._change(state)

    def _grown(self, asked: int, head: int) -> None:
        if asked == self._epoch and head != self.state.head:
            self._change_to(head=head)


def _described(log: OpenLog, position: int) -> EventState:
    event = log.store.at(position)
    if event is None:
        return EventState(notice=MISSING)
    metadata = decoded_or_text(event.metadata)
    names = metadata if isinstance(metadata, dict) else {}
    data, problem = _payload(log, event)
    return EventState(
        notice="",
        event=event,
        value={"data": data, "metadata": metadata},
        raw=_text(event),
        raw_size=len(event.data) + len(event.metadata),
        problem=problem,
        is_readable=not isinstance(data, _Text),
        correlation=str(names.get("correlation_id") or ""),
        command=str(names.get("command_id") or ""),
        causation=str(names.get("causation_id") or ""),
        actor=str(names.get("actor") or ""),
        head=log.store.head(event.stream),
    )


class _Text(str):
    """A payload that is no JSON."""

    __slots__ = ()


def _payload(log: OpenLog, event: Event) -> tuple[Any, str]:
    """The payload as the tree shows it, and why it cannot be understood, where a domain should.

    A large one is only checked: decoding it whole would keep Python's lock, and the window, for as long.
    """
    try:
        if len(event.data) > LARGE:
            value: Any = _RAW.decode(event.data)
        else:
            value = json_value.decode(event.data)
    except (DomainError, msgspec.MsgspecError) as fault:
        reason = (
            in_own_words(fault.reason)
            if isinstance(fault, DomainError)
            else translate("Event", "This is not readable JSON: {0}.").format(fault)
        )
        return _Text(event.data.decode("utf-8", "replace")), f"{reason} {translate('Event', DAMAGED)}"
    if log.registry.reader(event.category, event.type) is not None:
        try:
            log.registry.decode(event)
        except DomainError as fault:
            return value, told(fault)
    return value, ""


def _text(event: Event) -> str:
    cut = "\u2026" if len(event.data) > RAW_SHOWN else ""
    data, metadata = (part[:RAW_SHOWN].decode("utf-8", "replace") for part in (event.data, event.metadata))
    return f"{data}{cut}\n\n{metadata}"
