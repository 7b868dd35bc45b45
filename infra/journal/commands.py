"""The command side as its callers see it: submit, wait, preview, undo, look up, retry."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec

from domain.command import Command
from domain.errors import DomainError
from domain.registry import Registry
from infra import clock
from infra.hold import Hold
from infra.journal.entries import JournalEntry, Outcome, Preview
from infra.journal.execution import Execution
from infra.journal.journal import Journal
from infra.journal.undo import Undo
from infra.log.event_store import EventStore

_LOOK_AGAIN = 0.01


class CommandService:
    """Commands of one log. Thread-safe."""

    def __init__(
        self,
        journal: Journal,
        execution: Execution,
        undo: Undo,
        store: EventStore,
        registry: Registry,
        now: Callable[[], datetime],
        committed: Callable[[], None],
        hold: Hold | None = None,
    ) -> None:
        self._journal = journal
        self._execution = execution
        self._undo = undo
        self._store = store
        self._registry = registry
        self._now = now
        self._committed = committed
        self._hold = hold or Hold()

    def submit(
        self,
        type: str,
        stream: str,
        data: bytes,
        *,
        id: UUID | None = None,
        actor: str = "",
        correlation_id: UUID | None = None,
        causation_id: UUID | None = None,
    ) -> Command:
        """Puts a command into the journal; when this returns, it is durable and will be run.

        Parameters
        ----------
        data:
            The command's fields as a JSON object.
        id:
            The idempotency key; the same id with the same content is the same command, submitted again.

        Raises `InvalidCommand`, `UnknownName`, `Unreadable`, `CommandIdReused` or `WritingHeld`; then
        nothing was written.
        """
        return self._put(self._envelope(type, stream, data, id, actor, correlation_id, causation_id))

    def outcome(self, id: UUID) -> Outcome | None:
        """What became of the command so far; None where there is no such command."""
        entry = self._journal.entry(id)
        if entry is None:
            return None
        events = self._store.of_command(id) if entry.is_finished else []
        return Outcome(
            command_id=id,
            status=entry.status,
            reason=entry.reason,
            hint=entry.hint,
            events=tuple(events),
        )

    def wait(self, id: UUID, timeout: float) -> Outcome:
        """The command's outcome once it has finished, or as it stands after `timeout` seconds."""
        deadline = time.monotonic() + timeout
        while True:
            outcome = self.outcome(id)
            if outcome is None:
                raise DomainError(f"There is no command {id} in the journal.", "Submit it first.")
            if outcome.is_finished or time.monotonic() >= deadline:
                return outcome
            time.sleep(_LOOK_AGAIN)

    def preview(
        self, type: str, stream: str, data: bytes, *, actor: str = "", as_of: int | None = None
    ) -> Preview:
        """What the command would do now; nothing is written. Raises as `submit` does.

        Parameters
        ----------
        as_of:
            A position: what the command would have done right after that event.
        """
        command = self._envelope(type, stream, data, None, actor, None, None)
        version = None if as_of is None else self._store.version_at(stream, position=as_of)
        return self._execution.preview(command, version)

    def undo(self, id: UUID, *, actor: str = "") -> Command:
        """Submits the command that takes command `id` back. Raises `NotUndoable` saying why it cannot be."""
        return self._put(self._undo.command_for(id, actor))

    def preview_undo(self, id: UUID, *, actor: str = "") -> Preview:
        """What undoing command `id` would do now; nothing is written. Raises `NotUndoable`."""
        return self._execution.preview(self._undo.command_for(id, actor))

    def entry(self, id: UUID) -> JournalEntry | None:
        """The journal's row of that command."""
        return self._journal.entry(id)

    def entries(
        self,
        *,
        status: str | None = None,
        before: int | None = None,
        after: int = 0,
        limit: int = 200,
        newest_first: bool = True,
        as_of: int | None = None,
    ) -> list[JournalEntry]:
        """The journal's rows with `after` < sequence < `before`, in keyset pages.

        Parameters
        ----------
        as_of:
            A position: only commands that were finished when the next event was recorded.
        """
        return self._journal.entries(
            status=status, before=before, after=after, limit=limit, newest_first=newest_first, as_of=as_of
        )

    def retry(self, id: UUID) -> None:
        """Puts a parked or failed command back into the queue. Raises `DomainError` where it is neither."""
        self._hold.check()
        if not self._journal.retry(id):
            entry = self._journal.entry(id)
            state = "not in the journal" if entry is None else entry.status
            raise DomainError(
                f"Command {id} is {state}: it cannot be retried.", "Only parked and failed commands can."
            )
        self._committed()

    def _put(self, command: Command) -> Command:
        self._hold.check()
        self._journal.submit(command)
        self._committed()
        return command

    def _envelope(
        self,
        type: str,
        stream: str,
        data: bytes,
        id: UUID | None,
        actor: str,
        correlation_id: UUID | None,
        causation_id: UUID | None,
    ) -> Command:
        typed = self._registry.parse_command(stream, type, data)
        id = id or clock.new_id()
        return Command(
            id=id,
            type=type,
            stream=stream,
            data=msgspec.json.encode(typed),
            issued_at=self._now(),
            correlation_id=correlation_id or id,
            causation_id=causation_id,
            actor=actor,
            origin=clock.origin(),
        )
