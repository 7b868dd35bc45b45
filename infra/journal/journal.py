"""The journal: every command is made durable here before it runs, and its outcome is kept here after.

It is queue and transaction log in one. A worker holds a command under a lease; where the worker dies, the
lease runs out and another worker takes the command over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from domain.command import Command
from domain.event import microseconds, moment
from infra.database import Database, rows_of
from infra.errors import CommandIdReused
from infra.journal.entries import SELECT_ENTRIES, JournalEntry, entry_of
from infra.log.tables import OPEN_STATUSES

LEASE = timedelta(seconds=5)
MAX_ATTEMPTS = 5
REFUSAL_ATTEMPTS = 3  # a process manager that fails on a refusal so often is not asked again: it is parked

_INSERT = (
    "INSERT INTO commands (id, type, stream, data, content_hash, actor, origin, correlation_id, "
    "causation_id, undo_of, process, issued_at, status) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')"
)
# Commands of one stream run in the order they were submitted: a later one waits for an earlier one.
_CLAIM = f"""
UPDATE commands SET status = 'running', attempts = attempts + 1, lease_owner = ?1, lease_until = ?2
WHERE sequence = (
    SELECT c.sequence FROM commands c
    WHERE c.status IN {OPEN_STATUSES}
        AND (c.status = 'pending' OR (c.status = 'failed' AND c.available_at <= ?3)
            OR (c.status = 'running' AND c.lease_until < ?3))
        AND NOT EXISTS (
            SELECT 1 FROM commands earlier
            WHERE earlier.stream = c.stream AND earlier.sequence < c.sequence
                AND earlier.status IN {OPEN_STATUSES})
    ORDER BY c.sequence LIMIT 1)
RETURNING id, type, stream, CAST(data AS BLOB), issued_at, correlation_id, actor, causation_id, undo_of,
    process, origin, attempts
"""


class LeaseLost(Exception):
    """Another worker has taken the command over; what was done for it is to be rolled back."""


class Claimed(msgspec.Struct, frozen=True):
    """A command that one worker holds. `owner` is the token of its lease."""

    command: Command
    owner: str
    attempts: int


class Journal:
    """The journal of one log file."""

    def __init__(self, database: Database, now: Callable[[], datetime], *, lease: timedelta = LEASE) -> None:
        self._database = database
        self._now = now
        self._lease = lease

    def submit(self, command: Command) -> bool:
        """Makes the command durable; False where it already was. Raises `CommandIdReused`."""
        with self._database.writing() as connection:
            return add(connection, command)

    def claim(self, owner: str) -> Claimed | None:
        """The next command that may run, under a lease for `owner`; None where there is none."""
        now = self._now()
        if not self._has_open():
            return None
        with self._database.writing(durable=False) as connection:
            row = rows_of(
                connection, _CLAIM, (owner, microseconds(now + self._lease), microseconds(now))
            ).fetchone()
        if row is None:
            return None
        command = Command(
            id=UUID(bytes=row[0]),
            type=row[1],
            stream=row[2],
            data=row[3],
            issued_at=moment(row[4]),
            correlation_id=UUID(row[5]),
            actor=row[6],
            causation_id=UUID(row[7]) if row[7] else None,
            undo_of=UUID(bytes=row[8]) if row[8] else None,
            process=row[9],
            origin=row[10],
        )
        return Claimed(command, owner, row[11])

    def finish(
        self,
        connection: Connection,
        claimed: Claimed,
        status: str,
        reason: str = "",
        hint: str = "",
        error: str = "",
    ) -> None:
        """Records the outcome in the caller's transaction. Raises `LeaseLost`."""
        self._settle(connection, claimed, status, reason, hint, error, finished_at=microseconds(self._now()))
        if status != "succeeded" and claimed.command.process is not None:
            connection.exec_driver_sql(
                "INSERT INTO refusals (command_id, reason) VALUES (?, ?)", (claimed.command.id.bytes, reason)
            )

    def postpone(self, claimed: Claimed, reason: str, error: str, delay: timedelta) -> None:
        """The attempt failed: another one after `delay`. Raises `LeaseLost`."""
        with self._database.writing() as connection:
            self._settle(connection, claimed, "failed", reason, "", error, available_at=self._now() + delay)

    def give_back(self, claimed: Claimed) -> None:
        """The attempt could not be made (no disk, no lock) and does not count. Raises `LeaseLost`."""
        with self._database.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE commands SET status = 'pending', attempts = attempts - 1, lease_owner = NULL "
                "WHERE id = ? AND status = 'running' AND lease_owner = ?",
                (claimed.command.id.bytes, claimed.owner),
            )

    def retry(self, id: UUID) -> bool:
        """Puts a parked or failed command back into the queue; False where it is neither."""
        with self._database.writing() as connection:
            changed = connection.exec_driver_sql(
                "UPDATE commands SET status = 'pending', attempts = 0, reason = NULL, hint = NULL, "
                "finished_at = NULL WHERE id = ? AND status IN ('parked', 'failed')",
                (id.bytes,),
            ).rowcount
        return changed == 1

    def entry(self, id: UUID) -> JournalEntry | None:
        """The row of that command."""
        with self._database.reading() as connection:
            row = rows_of(connection, f"{SELECT_ENTRIES} WHERE c.id = ?", (id.bytes,)).fetchone()
        return entry_of(row) if row else None

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
        """Rows with `after` < sequence < `before`, newest first or oldest first.

        With a position `as_of`, only those that were finished when the event after it was recorded; what
        became of them later (an undo) is told nevertheless.
        """
        where, parameters = "c.sequence > ? AND c.sequence < ?", [after, 2**62 if before is None else before]
        if as_of is not None:
            where += (
                " AND c.finished_at <= coalesce((SELECT e.recorded_at FROM events e WHERE e.position > ? "
                "ORDER BY e.position LIMIT 1), c.finished_at)"
            )
            parameters.append(as_of)
        if status is not None:
            where += " AND c.status = ?"
        statement = (
            f"{SELECT_ENTRIES} WHERE {where} ORDER BY c.sequence {'DESC' if newest_first else 'ASC'} LIMIT ?"
        )
        extra: tuple[str | int, ...] = (limit,) if status is None else (status, limit)
        with self._database.reading() as connection:
            return [entry_of(row) for row in rows_of(connection, statement, (*parameters, *extra))]

    def undos_of(self, id: UUID) -> list[JournalEntry]:
        """The commands submitted to take that command back, oldest first."""
        with self._database.reading() as connection:
            rows = rows_of(
                connection, f"{SELECT_ENTRIES} WHERE c.undo_of = ? ORDER BY c.sequence", (id.bytes,)
            )
            return [entry_of(row) for row in rows]

    def _has_open(self) -> bool:
        # Asked first, without the write lock: an idle worker must not keep others from writing.
        with self._database.reading() as connection:
            row = rows_of(
                connection, f"SELECT EXISTS (SELECT 1 FROM commands WHERE status IN {OPEN_STATUSES})"
            ).fetchone()
        return bool(row[0])

    def _settle(
        self,
        connection: Connection,
        claimed: Claimed,
        status: str,
        reason: str,
        hint: str,
        error: str,
        *,
        finished_at: int | None = None,
        available_at: datetime | None = None,
    ) -> None:
        changed = rows_of(
            connection,
            "UPDATE commands SET status = ?, reason = ?, hint = ?, error = ?, finished_at = ?, "
            "available_at = ?, lease_owner = NULL, lease_until = NULL "
            "WHERE id = ? AND status = 'running' AND lease_owner = ?",
            (
                status,
                reason or None,
                hint or None,
                error or None,
                finished_at,
                0 if available_at is None else microseconds(available_at),
                claimed.command.id.bytes,
                claimed.owner,
            ),
        ).rowcount
        if changed != 1:
            raise LeaseLost(str(claimed.command.id))


def add(connection: Connection, command: Command) -> bool:
    """Adds the command to the journal in the caller's transaction; False where it already is there.

    Raises `CommandIdReused` where its id stands for something else.
    """
    content = _content_hash(command)
    found = rows_of(
        connection, "SELECT content_hash, type, stream FROM commands WHERE id = ?", (command.id.bytes,)
    ).fetchone()
    if found:
        if found[0] != content:
            raise CommandIdReused(
                f"The command id {command.id} already stands for {found[1]} on {found[2]} "
                "with other content.",
                "Give the new command an id of its own; to repeat the old one, submit the same content.",
            )
        return False
    rows_of(
        connection,
        _INSERT,
        (
            command.id.bytes,
            command.type,
            command.stream,
            command.data.decode(),
            content,
            command.actor,
            command.origin,
            str(command.correlation_id),
            None if command.causation_id is None else str(command.causation_id),
            None if command.undo_of is None else command.undo_of.bytes,
            command.process,
            microseconds(command.issued_at),
        ),
    )
    return True


def is_settled(connection: Connection, correlation_id: UUID) -> bool:
    """Whether no command of that correlation is open and no refusal of one waits to be heard."""
    row = rows_of(
        connection,
        f"SELECT EXISTS (SELECT 1 FROM commands WHERE status IN {OPEN_STATUSES} AND correlation_id = ?1) "
        "OR EXISTS (SELECT 1 FROM refusals r JOIN commands c ON c.id = r.command_id "
        f"WHERE c.correlation_id = ?1 AND r.attempts < {REFUSAL_ATTEMPTS})",
        (str(correlation_id),),
    ).fetchone()
    return not row[0]


def _content_hash(command: Command) -> bytes:
    content = msgspec.json.encode([command.type, command.stream, msgspec.Raw(command.data)])
    return hashlib.blake2b(content, digest_size=16).digest()
