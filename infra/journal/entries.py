"""What the journal tells: a command's outcome, its row, and what a preview found."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from domain.event import Event, moment
from domain.history.diff import Change

PENDING, RUNNING, FAILED = "pending", "running", "failed"
SUCCEEDED, REJECTED, PARKED = "succeeded", "rejected", "parked"
FINISHED = frozenset({SUCCEEDED, REJECTED, PARKED})
STATUSES = (PENDING, RUNNING, FAILED, SUCCEEDED, REJECTED, PARKED)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a command. `events` are what it recorded, or would record in a dry run."""

    command_id: UUID
    status: str
    reason: str = ""
    hint: str = ""
    events: tuple[Event, ...] = ()
    dry_run: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.status in FINISHED


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What a command would do now. Its events have position 0: they are not recorded."""

    outcome: Outcome
    before: Any
    after: Any
    changes: tuple[Change, ...]


class JournalEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the journal. `data` is the command's fields as JSON; `process` who issued a follow-up."""

    sequence: int
    command_id: UUID
    command: str
    stream: str
    data: bytes
    status: str
    attempts: int
    issued_at: datetime
    finished_at: datetime | None
    actor: str
    reason: str
    hint: str
    error: str
    correlation_id: str
    causation_id: str | None
    undo_of: UUID | None
    undone_by: UUID | None
    process: str | None

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.status in FINISHED


SELECT_ENTRIES = (
    "SELECT c.sequence, c.id, c.type, c.stream, CAST(c.data AS BLOB), c.status, c.attempts, c.issued_at, "
    "c.finished_at, c.actor, c.reason, c.hint, c.error, c.correlation_id, c.causation_id, c.undo_of, "
    "(SELECT u.id FROM commands u WHERE u.undo_of = c.id AND u.undo_of IS NOT NULL "
    "AND u.status = 'succeeded' ORDER BY u.sequence DESC LIMIT 1), c.process FROM commands c"
)


def entry_of(row: tuple[Any, ...]) -> JournalEntry:
    """The entry in a row of `SELECT_ENTRIES`."""
    return JournalEntry(
        sequence=row[0],
        command_id=UUID(bytes=row[1]),
        command=row[2],
        stream=row[3],
        data=row[4],
        status=row[5],
        attempts=row[6],
        issued_at=moment(row[7]),
        finished_at=None if row[8] is None else moment(row[8]),
        actor=row[9],
        reason=row[10] or "",
        hint=row[11] or "",
        error=row[12] or "",
        correlation_id=row[13],
        causation_id=row[14],
        undo_of=None if row[15] is None else UUID(bytes=row[15]),
        undone_by=None if row[16] is None else UUID(bytes=row[16]),
        process=row[17],
    )
