"""Decides commands on a branch: the journal's anew, those issued there, and what process managers add.

Commands come in the order in which they were decided on the trunk. A process manager's command waits for
its recorded turn where it has one, so that on a branch without edits everything happens as it did.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from domain.branch.overlay import log_seed
from domain.branch.processes import Processes
from domain.command import Command
from domain.decision import Decided, decision, payloads, says_the_same
from domain.errors import DomainError
from domain.event import Event, Metadata
from domain.identity import derived_id
from domain.registry import Registry
from infra.branching.continuation import Continuation, Recorded
from infra.repository import Repository

NOT_ISSUED = "not issued"
_MAX_CHAIN = 10_000  # commands that one command may set off: more is a manager that never comes to rest


class CommandOnBranch(msgspec.Struct, frozen=True, kw_only=True):
    """A command's fate on the trunk and on the branch.

    `was` is "" for one that was never issued on the trunk, `now` "not issued" for one that no process
    manager issues on the branch. Events are (type, payload) pairs. `is_same` where it ended as on the trunk,
    with the same events.
    """

    command_id: UUID
    command: str
    stream: str
    actor: str
    was: str
    was_reason: str
    now: str
    now_reason: str
    now_hint: str
    was_events: tuple[tuple[str, bytes], ...]
    now_events: tuple[tuple[str, bytes], ...]
    is_same: bool


class _State(msgspec.Struct):
    version: int
    state: Any
    fault: str = ""


class Rerun:
    """One pass over a continuation.

    Parameters
    ----------
    repository:
        Loads streams as the facts leave them.
    emit:
        Takes each event of the branch with the position that it had on the trunk, 0 where it had none.
    report:
        Hears of each command's fate.
    """

    def __init__(
        self,
        registry: Registry,
        repository: Repository,
        head: Callable[[str], int],
        processes: Processes,
        continuation: Continuation,
        silent_until: int,
        emit: Callable[[Event, int], object],
        report: Callable[[CommandOnBranch], None],
    ) -> None:
        self._registry = registry
        self._repository = repository
        self._head = head
        self._processes = processes
        self._later = continuation.later
        self._silent_until = silent_until
        self._emit = emit
        self._report = report
        self._states: dict[str, _State] = {}
        self._waiting: dict[UUID, Command] = {}  # for their recorded turn
        self._turned: set[UUID] = set()  # whose turn has come
        self._begun: set[UUID] = set()  # that are due or decided
        self._due: list[Command] = []

    def wait(self, commands: list[Command]) -> None:
        """Commands of process managers that are due, or will be at their recorded turn."""
        for command in commands:
            if command.id in self._begun:
                continue
            if command.id in self._later and command.id not in self._turned:
                self._waiting[command.id] = command
            else:
                self._begun.add(command.id)
                self._due.append(command)

    def take(self, unit: Recorded | Event) -> None:
        """The next thing that happened on the trunk."""
        if isinstance(unit, Event):
            self._repeat(unit)
        elif unit.command.process is None:
            self._decide(unit.command, unit)
        else:
            self._turned.add(unit.command.id)
            waiting = self._waiting.pop(unit.command.id, None)
            if waiting is None:
                self._report(_fate(unit.command, unit, Decided("failed"), NOT_ISSUED, (), is_same=False))
            else:
                self._begun.add(unit.command.id)
                turn = msgspec.structs.replace(
                    waiting, issued_at=unit.command.issued_at, origin=unit.command.origin
                )
                self._decide(turn, unit)
        self.settle()

    def issue(self, command: Command) -> None:
        """Decides a command that was never issued on the trunk, and all that it sets off."""
        self._decide(command, None)
        self.settle()

    def settle(self, *, rest: bool = False) -> None:
        """Decides what is due; with `rest` also what still waits for a turn that will not come."""
        if rest:
            self._due += self._waiting.values()
            self._waiting.clear()
        for _ in range(_MAX_CHAIN):
            if not self._due:
                return
            command = self._due.pop(0)
            self._decide(command, self._later.get(command.id))
        raise DomainError(
            f"Process managers issue command after command on this branch, {_MAX_CHAIN:,} in a row.",
            "Take the last edit back.",
        )

    def _decide(self, command: Command, recorded: Recorded | None) -> None:
        known = self._load(command.stream)
        if known.fault:
            decided = Decided("failed", reason=known.fault, hint="Take the edit back that led here.")
        else:
            decided = decision(self._registry, command.stream, command.type, command.data, known.state)
        new = payloads(decided)
        self._report(
            _fate(
                command,
                recorded,
                decided,
                decided.status,
                tuple((payload.type, payload.data) for payload in new),
                is_same=recorded is not None and _is_same(self._registry, recorded, decided),
            )
        )
        twins = {event.id: event for event in recorded.events} if recorded is not None else {}
        moment = recorded.decided_at if recorded is not None else command.issued_at
        heard: list[Command] = []
        for number, payload in enumerate(new):
            id = derived_id(command.id, command.issued_at, number)
            twin = twins.get(id)
            event = Event(
                0,
                id,
                command.stream,
                known.version + 1,
                payload.type,
                payload.schema_version,
                moment if twin is None else twin.recorded_at,
                payload.data,
                _metadata(command) if twin is None else twin.metadata,
            )
            known.version += 1
            self._evolve(known, command.stream, decided.events[number])
            self._emit(event, 0 if twin is None else twin.position)
            heard += self._processes.hear(event)
        if decided.status != "succeeded" and command.process is not None:
            heard += self._processes.refused(command, decided.reason)
        self.wait(heard)

    def _repeat(self, event: Event) -> None:
        """An event that no command of the journal made stays as it was recorded."""
        known = self._load(event.stream)
        known.version += 1
        repeated = msgspec.structs.replace(event, version=known.version)
        self._emit(repeated, event.position)
        if event.category in self._registry.deciders and not known.fault:
            try:
                typed = self._registry.decode(event)
            except DomainError as fault:
                known.fault = fault.reason
            else:
                self._evolve(known, event.stream, typed)
        heard = self._processes.hear(repeated)
        if event.position > self._silent_until:
            self.wait(heard)

    def _load(self, stream: str) -> _State:
        known = self._states.get(stream)
        if known is None:
            try:
                aggregate = self._repository.fold(stream)
                known = _State(aggregate.version, aggregate.state)
            except DomainError as fault:
                known = _State(self._head(stream), None, fault.reason)
            self._states[stream] = known
        return known

    def _evolve(self, known: _State, stream: str, typed: Any) -> None:
        try:
            decider = self._registry.decider(stream.partition("/")[0])
            known.state = decider.evolve(known.state, typed)
        except Exception as error:  # noqa: BLE001 - evolve may come from a plug-in: its faults are shown
            known.fault = f"{type(typed).__name__} cannot be applied to {stream}: {error!r}"


def _fate(
    command: Command,
    recorded: Recorded | None,
    decided: Decided,
    now: str,
    events: tuple[tuple[str, bytes], ...],
    *,
    is_same: bool,
) -> CommandOnBranch:
    return CommandOnBranch(
        command_id=command.id,
        command=command.type,
        stream=command.stream,
        actor=command.actor,
        was="" if recorded is None else _outcome(recorded),
        was_reason="" if recorded is None else recorded.reason,
        now=now,
        now_reason=decided.reason,
        now_hint=decided.hint,
        was_events=() if recorded is None else tuple((event.type, event.data) for event in recorded.events),
        now_events=events,
        is_same=is_same,
    )


def _outcome(recorded: Recorded) -> str:
    return "failed" if recorded.status == "parked" else recorded.status


def _is_same(registry: Registry, recorded: Recorded, decided: Decided) -> bool:
    return (
        _outcome(recorded) == decided.status
        and len(recorded.events) == len(decided.events)
        and all(
            says_the_same(registry, event, typed)
            for event, typed in zip(recorded.events, decided.events, strict=True)
        )
    )


def _metadata(command: Command) -> bytes:
    return msgspec.json.encode(
        Metadata(
            correlation_id=command.correlation_id,
            causation_id=command.id,
            command_id=command.id,
            actor=command.actor,
            origin=command.origin,
        )
    )


def issued_command(
    log_id: str, number: int, command: str, stream: str, data: bytes, moment: datetime, origin: str
) -> Command:
    """A command issued on a branch: the same each time that the branch is run."""
    id = derived_id(log_seed(log_id), moment, "issue", number)
    return Command(
        id=id,
        type=command,
        stream=stream,
        data=data,
        issued_at=moment,
        correlation_id=id,
        actor="what-if",
        origin=origin,
    )
