"""Undo: the command that takes another one back. History is never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec

from domain.command import Command
from domain.decider import Rejected
from domain.errors import DomainError
from domain.event import Event
from domain.identity import derived_id
from domain.registry import Registry
from infra import clock
from infra.journal.entries import REJECTED, SUCCEEDED, JournalEntry
from infra.journal.journal import Journal
from infra.log.event_store import EventStore
from infra.repository import Repository


class NotUndoable(DomainError):
    """The command cannot be taken back."""


class Undo:
    """Builds undo commands from the journal, the events and the deciders' `compensate`."""

    def __init__(
        self,
        journal: Journal,
        store: EventStore,
        repository: Repository,
        registry: Registry,
        now: Callable[[], datetime],
    ) -> None:
        self._journal = journal
        self._store = store
        self._repository = repository
        self._registry = registry
        self._now = now

    def command_for(self, id: UUID, actor: str) -> Command:
        """The command that undoes command `id`, the same one whenever it is asked for.

        Where an undo of it is already under way or done, that is what comes back; once an undo was rejected,
        or was itself undone, another one can be made. Raises `NotUndoable`.
        """
        entry = self._journal.entry(id)
        if entry is None:
            raise NotUndoable(f"There is no command {id} in the journal.", "Look it up in the journal.")
        if entry.status != SUCCEEDED:
            raise NotUndoable(
                f"{entry.command} on {entry.stream} is {entry.status}: there is nothing to undo.",
                "Only commands that succeeded can be undone.",
            )
        earlier = self._journal.undos_of(id)
        standing = [undo for undo in earlier if undo.status != REJECTED and undo.undone_by is None]
        if standing:
            return _as_command(standing[-1])
        return self._compensation(entry, len(earlier), actor)

    def _compensation(self, entry: JournalEntry, number: int, actor: str) -> Command:
        event = self._only_event(entry)
        before = self._repository.at(entry.stream, event.version - 1)
        now = self._repository.load(entry.stream)
        wanted = now.decider.compensate(self._registry.decode(event), before.state, now.state)
        if isinstance(wanted, Rejected):
            raise NotUndoable(wanted.reason, wanted.hint)
        return Command(
            id=derived_id(entry.command_id, entry.issued_at, "undo", number),
            type=type(wanted).__name__,
            stream=entry.stream,
            data=msgspec.json.encode(wanted),
            issued_at=self._now(),
            correlation_id=UUID(entry.correlation_id),
            causation_id=entry.command_id,
            undo_of=entry.command_id,
            actor=actor,
            origin=clock.origin(),
        )

    def _only_event(self, entry: JournalEntry) -> Event:
        events = self._store.of_command(entry.command_id)
        if not events:
            raise NotUndoable(
                f"{entry.command} on {entry.stream} changed nothing, so there is nothing to undo.", ""
            )
        if len(events) > 1:
            raise NotUndoable(
                f"{entry.command} on {entry.stream} recorded {len(events)} events; "
                "only a command with one event can be undone.",
                "Issue the commands that take its events back one by one.",
            )
        return events[0]


def _as_command(entry: JournalEntry) -> Command:
    return Command(
        id=entry.command_id,
        type=entry.command,
        stream=entry.stream,
        data=entry.data,
        issued_at=entry.issued_at,
        correlation_id=UUID(entry.correlation_id),
        causation_id=UUID(entry.causation_id) if entry.causation_id else None,
        undo_of=entry.undo_of,
        actor=entry.actor,
    )
