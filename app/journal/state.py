"""What the Journal pane shows, as plain values."""

from __future__ import annotations

from uuid import UUID

import msgspec

from app.parked_row import ParkedRow
from app.words import QT_TRANSLATE_NOOP, translate
from domain import json_value
from domain.event import Event, event_value
from infra.journal.entries import JournalEntry, Preview
from infra.journal.reactions import ParkedReaction

NO_LOG = QT_TRANSLATE_NOOP("Journal", "Open a log to see its journal.")
EMPTY = QT_TRANSLATE_NOOP("Journal", "No commands yet: issue one in the Commands pane.")
NONE_YET = QT_TRANSLATE_NOOP("Journal", "No command was finished yet at the moment that the window shows.")


class CommandDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A command with its events and what led to it: an event, or another command."""

    entry: JournalEntry
    events: tuple[Event, ...] = ()
    cause_event: Event | None = None
    cause_command: JournalEntry | None = None


class JournalState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. `has_more` says that older commands can be fetched."""

    notice: str = NO_LOG
    status: str = ""
    entries: tuple[JournalEntry, ...] = ()
    has_more: bool = False
    selected: UUID | None = None
    detail: CommandDetail | None = None
    can_retry: bool = False
    can_undo: bool = False
    message: str = ""
    preview: Preview | None = None
    parked: tuple[ParkedRow, ...] = ()
    parked_count: int = 0
    is_writable: bool = False
    is_past: bool = False


def parked_row(parked: ParkedReaction) -> ParkedRow:
    """What a process manager could not handle, as a row."""
    event = parked.event
    lines = parked.error.strip().splitlines()
    if event is not None:
        title, what = event.type, json_value.encode_pretty(event_value(event))
    elif parked.command:
        title = translate("Journal", "Refused: {0}").format(parked.command)
        what = f"{parked.command}\n{parked.stream}\n{parked.reason}"
    else:
        title, what = "?", ""
    return ParkedRow(
        id=parked.id,
        position=parked.position,
        title=title,
        stream=parked.stream,
        owner=parked.manager,
        parked_at=parked.parked_at,
        attempts=parked.attempts,
        error=parked.error,
        error_line=lines[-1] if lines else "",
        what=what,
    )
