"""What process managers could not handle and was parked: looked at, tried again, or left out for good."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from domain.decider import ProcessManager
from domain.errors import DomainError
from domain.event import Event, moment
from domain.registry import Registry
from infra.database import Database, rows_of
from infra.errors import LogError
from infra.journal.journal import REFUSAL_ATTEMPTS
from infra.journal.processes import ProcessRunner
from infra.log.event_store import EventStore

_NOT_PARKED = ("This is not parked any more.", "Look at the list again.")


class ParkedReaction(msgspec.Struct, frozen=True, kw_only=True):
    """An event, or the refusal of a follow-up command, that a process manager could not handle.

    `id` is "event:N" or "refusal:N". `event` is None for a refusal; `command` and `reason` say what was
    refused and why, and are empty for an event. `error` is the whole traceback.
    """

    id: str
    manager: str
    stream: str
    error: str
    attempts: int
    parked_at: datetime | None = None
    event: Event | None = None
    position: int = 0
    command: str = ""
    command_id: UUID | None = None
    reason: str = ""


class ParkedReactions:
    """The parked reactions of one log. Thread-safe."""

    def __init__(
        self,
        database: Database,
        store: EventStore,
        registry: Registry,
        runner: ProcessRunner,
        committed: Callable[[], None],
    ) -> None:
        self._database = database
        self._store = store
        self._registry = registry
        self._runner = runner
        self._committed = committed

    def count(self) -> int:
        """How many are parked."""
        with self._database.reading() as connection:
            (count,) = rows_of(
                connection,
                "SELECT (SELECT COUNT(*) FROM parked_reactions)"
                " + (SELECT COUNT(*) FROM refusals WHERE attempts >= ?)",
                (REFUSAL_ATTEMPTS,),
            ).fetchone() or (0,)
        return int(count)

    def all(self, limit: int | None = None) -> list[ParkedReaction]:
        """All that is parked, oldest first: events, then refusals; of each at most `limit`."""
        most = -1 if limit is None else limit
        with self._database.reading() as connection:
            events = rows_of(
                connection,
                "SELECT id, manager, position, error, parked_at FROM parked_reactions ORDER BY id LIMIT ?",
                (most,),
            ).fetchall()
            refusals = rows_of(
                connection,
                "SELECT r.sequence, r.reason, r.attempts, r.error, c.type, c.stream, c.id, c.process "
                "FROM refusals r JOIN commands c ON c.id = r.command_id WHERE r.attempts >= ? "
                "ORDER BY r.sequence LIMIT ?",
                (REFUSAL_ATTEMPTS, most),
            ).fetchall()
        return [*(self._of_event(*row) for row in events), *(_of_refusal(*row) for row in refusals)]

    def retry(self, id: str) -> None:
        """Lets the process manager try again.

        An event is handled here and now; a refusal goes back to those that wait to be heard. Raises
        `DomainError` where it is not parked any more, or fails again: then it stays, with the new error.
        """
        kind, number = _parsed(id)
        if kind == "refusal":
            with self._database.writing() as connection:
                changed = connection.exec_driver_sql(
                    "UPDATE refusals SET attempts = ? WHERE sequence = ? AND attempts >= ?",
                    (REFUSAL_ATTEMPTS - 1, number, REFUSAL_ATTEMPTS),
                ).rowcount
            if changed != 1:
                raise DomainError(*_NOT_PARKED)
        else:
            self._retry_event(number)
        self._committed()

    def skip(self, id: str) -> None:
        """Takes it off the list for good: the process manager never hears of it. Raises `DomainError`."""
        kind, number = _parsed(id)
        statement = (
            f"DELETE FROM refusals WHERE sequence = ? AND attempts >= {REFUSAL_ATTEMPTS}"
            if kind == "refusal"
            else "DELETE FROM parked_reactions WHERE id = ?"
        )
        with self._database.writing() as connection:
            gone = connection.exec_driver_sql(statement, (number,)).rowcount
        if gone != 1:
            raise DomainError(*_NOT_PARKED)
        self._committed()

    def _retry_event(self, number: int) -> None:
        with self._database.reading() as connection:
            row = rows_of(
                connection, "SELECT manager, position FROM parked_reactions WHERE id = ?", (number,)
            ).fetchone()
        if row is None:
            raise DomainError(*_NOT_PARKED)
        manager, event = self._manager(row[0]), self._store.at(row[1])
        if event is None:
            raise DomainError(f"Event {row[1]} is not in the log any more.", "Skip it.")
        try:
            with self._database.writing() as connection:
                _take(connection, number)
                self._runner.hear_again(connection, manager, event)
        except (DomainError, LogError):
            raise
        except Exception as error:
            with self._database.writing() as connection:
                connection.exec_driver_sql(
                    "UPDATE parked_reactions SET error = ? WHERE id = ?",
                    ("".join(traceback.format_exception(error)), number),
                )
            raise DomainError(
                f"{manager.name} fails again on event {event.position}: {error}",
                "Mend its cause, or skip it.",
            ) from error

    def _of_event(self, id: int, manager: str, position: int, error: str, parked_at: int) -> ParkedReaction:
        event = self._store.at(position)
        return ParkedReaction(
            id=f"event:{id}",
            manager=manager,
            stream=event.stream if event else "",
            error=error,
            attempts=REFUSAL_ATTEMPTS,
            parked_at=moment(parked_at),
            event=event,
            position=position,
        )

    def _manager(self, name: str) -> ProcessManager[object]:
        for manager in self._registry.process_managers:
            if manager.name == name:
                return manager
        raise DomainError(
            f"No domain here has a process manager {name!r}.", "Install its domain, or skip the event."
        )


def _take(connection: Connection, number: int) -> None:
    taken = connection.exec_driver_sql("DELETE FROM parked_reactions WHERE id = ?", (number,)).rowcount
    if taken != 1:
        raise DomainError(*_NOT_PARKED)


def _of_refusal(
    sequence: int,
    reason: str,
    attempts: int,
    error: str | None,
    command: str,
    stream: str,
    command_id: bytes,
    process: str,
) -> ParkedReaction:
    return ParkedReaction(
        id=f"refusal:{sequence}",
        manager=msgspec.json.decode(process, type=tuple[str, str, str])[0],
        stream=stream,
        error=error or "",
        attempts=attempts,
        command=command,
        command_id=UUID(bytes=command_id),
        reason=reason,
    )


def _parsed(id: str) -> tuple[str, int]:
    kind, _, number = id.partition(":")
    if kind not in ("event", "refusal") or not number.isdigit():
        raise DomainError(f"{id!r} names nothing that is parked.", 'Ids look like "event:3" or "refusal:7".')
    return kind, int(number)
