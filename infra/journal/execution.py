"""Runs one command: load, decide, append its events and its outcome in one transaction."""

from __future__ import annotations

import traceback
from datetime import timedelta
from typing import Any

import msgspec

from domain import json_value
from domain.command import Command
from domain.decider import Rejected
from domain.errors import InvalidCommand, UnknownName, Unreadable
from domain.event import Event, Metadata, NewEvent
from domain.history.diff import diff
from domain.identity import derived_id
from domain.registry import Registry, schema_version
from infra import clock
from infra.database import Database
from infra.errors import LogError, WrongExpectedVersion
from infra.journal.entries import PARKED, REJECTED, SUCCEEDED, Outcome, Preview
from infra.journal.journal import MAX_ATTEMPTS, Claimed, Journal, LeaseLost
from infra.log.event_store import EventStore
from infra.repository import Aggregate, Repository

_CONFLICTS = 20
_FIRST_DELAY = timedelta(milliseconds=100)


class Execution:
    """Executes claimed commands against one log."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        store: EventStore,
        repository: Repository,
        registry: Registry,
    ) -> None:
        self._database = database
        self._journal = journal
        self._store = store
        self._repository = repository
        self._registry = registry

    def run(self, claimed: Claimed) -> None:
        """Brings the command to an outcome, or to its next attempt.

        A rejection is an outcome. A fault of the decider or of the stream is a failed attempt: tried again
        later, parked after `MAX_ATTEMPTS`. A fault of the disk is raised and does not count as an attempt.
        """
        if claimed.attempts > MAX_ATTEMPTS:
            self._park(claimed, f"It was begun {MAX_ATTEMPTS} times and never finished.", "")
            return
        try:
            self._decide_and_append(claimed)
        except LeaseLost:
            return
        except WrongExpectedVersion as conflict:
            self._attempt_failed(claimed, conflict.reason, "")
        except LogError:
            self._journal.give_back(claimed)
            raise
        except (InvalidCommand, UnknownName) as refusal:
            self._reject(claimed, refusal.reason, refusal.hint)
        except Unreadable as fault:
            self._park(claimed, fault.reason, fault.hint)
        except Exception as error:  # noqa: BLE001 - deciders come from plug-ins: their faults are data here
            reason = f"{claimed.command.type} could not be decided: {type(error).__name__}: {error}"
            self._attempt_failed(claimed, reason, traceback.format_exc())

    def preview(self, command: Command, version: int | None = None) -> Preview:
        """What the command would do now, or on the stream as it was at a version. Nothing is written."""
        if version is None:
            aggregate = self._repository.load(command.stream)
        else:
            aggregate = self._repository.at(command.stream, version)
        before = json_value.plain(aggregate.state)
        decided = self._decide(command, aggregate)
        if isinstance(decided, Rejected):
            outcome = Outcome(
                command_id=command.id,
                status=REJECTED,
                reason=decided.reason,
                hint=decided.hint,
                dry_run=True,
            )
            return Preview(outcome=outcome, before=before, after=before, changes=())
        state = aggregate.state
        events = []
        for number, (payload, event) in enumerate(
            zip(decided, self._new_events(command, decided), strict=True)
        ):
            state = aggregate.decider.evolve(state, payload)
            events.append(
                Event(
                    0,
                    event.id,
                    command.stream,
                    aggregate.version + number + 1,
                    event.type,
                    event.schema_version,
                    command.issued_at,
                    event.data,
                    event.metadata,
                )
            )
        outcome = Outcome(command_id=command.id, status=SUCCEEDED, events=tuple(events), dry_run=True)
        after = json_value.plain(state)
        return Preview(outcome=outcome, before=before, after=after, changes=diff(before, after))

    def _decide_and_append(self, claimed: Claimed) -> None:
        command = claimed.command
        for attempt in range(_CONFLICTS):
            aggregate = self._repository.load(command.stream)
            decided = self._decide(command, aggregate)
            if isinstance(decided, Rejected):
                self._reject(claimed, decided.reason, decided.hint)
                return
            try:
                with self._database.writing() as connection:
                    events = self._store.append(
                        command.stream,
                        aggregate.version,
                        self._new_events(command, decided),
                        connection=connection,
                    )
                    self._journal.finish(connection, claimed, SUCCEEDED)
            except WrongExpectedVersion:
                if attempt == _CONFLICTS - 1:
                    raise
                continue
            if events:
                state = aggregate.state
                for payload in decided:
                    state = aggregate.decider.evolve(state, payload)
                self._repository.appended(aggregate, state, events)
            return

    def _decide(self, command: Command, aggregate: Aggregate) -> tuple[Any, ...] | Rejected:
        typed = self._registry.read_command(command.stream, command.type, command.data)
        return aggregate.decider.decide(typed, aggregate.state)

    def _new_events(self, command: Command, payloads: tuple[Any, ...]) -> list[NewEvent]:
        metadata = msgspec.json.encode(
            Metadata(
                correlation_id=command.correlation_id,
                causation_id=command.id,
                command_id=command.id,
                actor=command.actor,
                origin=clock.origin(),
            )
        )
        return [
            NewEvent(
                derived_id(command.id, command.issued_at, number),
                type(payload).__name__,
                msgspec.json.encode(payload),
                metadata,
                schema_version(type(payload)),
            )
            for number, payload in enumerate(payloads)
        ]

    def _reject(self, claimed: Claimed, reason: str, hint: str) -> None:
        self._finish(claimed, REJECTED, reason, hint, "")

    def _park(self, claimed: Claimed, reason: str, hint: str, error: str = "") -> None:
        self._finish(claimed, PARKED, reason, hint, error)

    def _finish(self, claimed: Claimed, status: str, reason: str, hint: str, error: str) -> None:
        try:
            with self._database.writing() as connection:
                self._journal.finish(connection, claimed, status, reason, hint, error)
        except LeaseLost:
            return

    def _attempt_failed(self, claimed: Claimed, reason: str, error: str) -> None:
        if claimed.attempts >= MAX_ATTEMPTS:
            self._park(claimed, reason, "Mend the cause, then retry it from the journal.", error)
            return
        try:
            self._journal.postpone(claimed, reason, error, _FIRST_DELAY * 2 ** (claimed.attempts - 1))
        except LeaseLost:
            return
