"""Runs the process managers: follow-up commands for events, compensation for refusals.

A process's state, its follow-up commands and the manager's place in the log change in one transaction, and
the place moves by compare-and-set: of two runners on one log, one wins and the other does nothing. Commands
that a step issues have ids derived from what caused them, so that a step done again issues nothing new.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from domain.decider import FollowUp, ProcessManager
from domain.event import Event, microseconds, moment
from domain.follow_ups import Cause, follow_up_command
from domain.registry import Registry
from infra import clock
from infra.database import Database, rows_of
from infra.errors import LogError
from infra.journal.journal import REFUSAL_ATTEMPTS, add
from infra.log.event_store import last_position
from infra.log.rows import SELECT_EVENTS, event_of

MAX_ATTEMPTS = 3
_BATCH = 200


class _Overtaken(Exception):
    """Another runner moved the manager's place; what was done here is rolled back."""


class _Refusal(msgspec.Struct, frozen=True):
    sequence: int
    reason: str
    attempts: int
    command: UUID
    stream: str
    issued_at: datetime
    correlation_id: UUID
    process: tuple[str, str, str]


class ProcessRunner:
    """All process managers of a registry on one log."""

    def __init__(
        self,
        database: Database,
        registry: Registry,
        now: Callable[[], datetime],
        committed: Callable[[], None],
    ) -> None:
        self._database = database
        self._registry = registry
        self._now = now
        self._committed = committed

    def step(self) -> bool:
        """Hears some events and refusals; False where every manager is at the end of the log."""
        worked = False
        for manager in self._registry.process_managers:
            try:
                worked |= self._hear_events(manager)
                worked |= self._hear_refusal(manager)
            except _Overtaken:
                worked = True
        if worked:
            self._committed()
        return worked

    def has_heard_all(self, connection: Connection) -> bool:
        """Whether every manager is at the end of the log, as this transaction sees it."""
        last = last_position(connection)
        return all(_place(connection, manager.name)[0] >= last for manager in self._registry.process_managers)

    def _hear_events(self, manager: ProcessManager[Any]) -> bool:
        with self._database.reading() as connection:
            position, silent_until = _place(connection, manager.name)
            end = last_position(connection)
            if position >= end:
                return False
            events = _wanted(connection, manager, position, end)
        reached = events[-1].position if len(events) == _BATCH else end
        done = 0
        try:
            with self._database.writing(durable=False) as connection:
                for event in events:
                    self._hear(connection, manager, event, silent=event.position <= silent_until)
                    done += 1
                _move(connection, manager.name, position, reached)
        except (_Overtaken, LogError):
            raise
        except Exception as error:  # process managers come from plug-ins: their faults are data here
            if done == len(events):
                raise
            return self._stumble(manager, events[:done], events[done], position, silent_until, error)
        return True

    def _stumble(
        self,
        manager: ProcessManager[Any],
        before: list[Event],
        failing: Event,
        position: int,
        silent_until: int,
        error: Exception,
    ) -> bool:
        """Keeps what went well before the failing event; parks the event after some attempts.

        True where the place moved; False leaves the next attempt to the next wake-up.
        """
        with self._database.writing(durable=False) as connection:
            for event in before:
                self._hear(connection, manager, event, silent=event.position <= silent_until)
            reached = failing.position - 1
            _move(connection, manager.name, position, reached)
            row = rows_of(
                connection, "SELECT attempts FROM consumers WHERE name = ?", (manager.name,)
            ).fetchone()
            attempts = row[0] + 1
            if attempts < MAX_ATTEMPTS:
                connection.exec_driver_sql(
                    "UPDATE consumers SET attempts = ?, error = ? WHERE name = ?",
                    (attempts, str(error), manager.name),
                )
                return bool(before)
            connection.exec_driver_sql(
                "INSERT INTO parked_reactions (manager, position, error, parked_at) VALUES (?, ?, ?, ?)",
                (
                    manager.name,
                    failing.position,
                    "".join(traceback.format_exception(error)),
                    microseconds(self._now()),
                ),
            )
            _move(connection, manager.name, reached, failing.position)
        return True

    def _hear(
        self, connection: Connection, manager: ProcessManager[Any], event: Event, *, silent: bool
    ) -> None:
        typed = self._registry.decode(event)
        key = manager.process(event.key, typed)
        if key is None:
            return
        state, follow_ups = manager.react(_state(connection, manager, key), event.key, typed)
        _keep(connection, manager, key, state)
        if not silent:
            metadata = msgspec.json.decode(event.metadata)
            cause = Cause(
                event.id,
                event.recorded_at,
                UUID(metadata.get("correlation_id") or str(event.id)),
                metadata.get("actor", ""),
            )
            self._issue(connection, manager, key, cause, follow_ups)

    def hear_again(self, connection: Connection, manager: ProcessManager[Any], event: Event) -> None:
        """Handles an event that was parked, in the caller's transaction; raises what the manager raises."""
        _, silent_until = _place(connection, manager.name)
        self._hear(connection, manager, event, silent=event.position <= silent_until)

    def _hear_refusal(self, manager: ProcessManager[Any]) -> bool:
        with self._database.reading() as connection:
            refusal = _next_refusal(connection, manager.name)
        if refusal is None:
            return False
        _, key, step = refusal.process
        try:
            with self._database.writing(durable=False) as connection:
                _take(connection, refusal)
                state, follow_ups = manager.refused(
                    _state(connection, manager, key), step, refusal.stream, refusal.reason
                )
                _keep(connection, manager, key, state)
                cause = Cause(refusal.command, refusal.issued_at, refusal.correlation_id, "")
                self._issue(connection, manager, key, cause, follow_ups)
        except (_Overtaken, LogError):
            raise
        except Exception as error:  # noqa: BLE001 - as above
            with self._database.writing() as connection:
                connection.exec_driver_sql(
                    "UPDATE refusals SET attempts = attempts + 1, error = ? WHERE sequence = ?",
                    ("".join(traceback.format_exception(error)), refusal.sequence),
                )
        return True

    def _issue(
        self,
        connection: Connection,
        manager: ProcessManager[Any],
        key: str,
        cause: Cause,
        follow_ups: tuple[FollowUp, ...],
    ) -> None:
        for follow_up in follow_ups:
            command = follow_up_command(
                manager.name, key, cause, follow_up, issued_at=self._now(), origin=clock.origin()
            )
            add(connection, command)


def _place(connection: Connection, name: str) -> tuple[int, int]:
    """How far the manager has heard, and up to where it only listens (imported history)."""
    row = rows_of(
        connection, "SELECT position, silent_until FROM consumers WHERE name = ?", (name,)
    ).fetchone()
    if row:
        return row[0], row[1]
    imported = rows_of(connection, "SELECT value FROM log WHERE name = 'silent_until'").fetchone()
    return 0, int(imported[0]) if imported else 0


def _move(connection: Connection, name: str, old: int, new: int) -> None:
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO consumers (name, position, silent_until) VALUES (?, 0, "
        "coalesce((SELECT CAST(value AS INTEGER) FROM log WHERE name = 'silent_until'), 0))",
        (name,),
    )
    moved = connection.exec_driver_sql(
        "UPDATE consumers SET position = ?, "
        "attempts = CASE WHEN ?1 > position THEN 0 ELSE attempts END, "
        "error = CASE WHEN ?1 > position THEN NULL ELSE error END "
        "WHERE name = ? AND position = ?",
        (new, name, old),
    ).rowcount
    if moved != 1:
        raise _Overtaken


def _wanted(connection: Connection, manager: ProcessManager[Any], after: int, until: int) -> list[Event]:
    pairs = " OR ".join(
        "(e.type_id = (SELECT id FROM event_types WHERE name = ?) AND s.category = ?)" for _ in manager.events
    )
    parameters = [text for category, name in manager.events for text in (name, category)]
    rows = rows_of(
        connection,
        f"{SELECT_EVENTS} WHERE e.position > ? AND e.position <= ? AND ({pairs}) ORDER BY e.position LIMIT ?",
        (after, until, *parameters, _BATCH),
    )
    return [event_of(row) for row in rows]


def _state(connection: Connection, manager: ProcessManager[Any], key: str) -> Any:
    row = rows_of(
        connection,
        "SELECT CAST(state AS BLOB) FROM processes WHERE manager = ? AND key = ?",
        (manager.name, key),
    ).fetchone()
    return msgspec.json.decode(row[0], type=manager.state) if row else manager.initial


def _keep(connection: Connection, manager: ProcessManager[Any], key: str, state: Any) -> None:
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO processes (manager, key, state) VALUES (?, ?, ?)",
        (manager.name, key, msgspec.json.encode(state).decode()),
    )


def _next_refusal(connection: Connection, name: str) -> _Refusal | None:
    rows = rows_of(
        connection,
        "SELECT r.sequence, r.reason, r.attempts, c.id, c.stream, c.issued_at, c.correlation_id, c.process "
        "FROM refusals r JOIN commands c ON c.id = r.command_id WHERE r.attempts < ? ORDER BY r.sequence",
        (REFUSAL_ATTEMPTS,),
    )
    for sequence, reason, attempts, command, stream, issued_at, correlation_id, process in rows:
        named = msgspec.json.decode(process, type=tuple[str, str, str])
        if named[0] == name:
            return _Refusal(
                sequence,
                reason,
                attempts,
                UUID(bytes=command),
                stream,
                moment(issued_at),
                UUID(correlation_id),
                named,
            )
    return None


def _take(connection: Connection, refusal: _Refusal) -> None:
    taken = connection.exec_driver_sql(
        "DELETE FROM refusals WHERE sequence = ?", (refusal.sequence,)
    ).rowcount
    if taken != 1:
        raise _Overtaken
