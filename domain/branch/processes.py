"""The process managers on a branch: their processes in memory, hearing events and refusals in turn."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from domain.command import Command
from domain.decider import FollowUp, ProcessManager
from domain.errors import DomainError
from domain.event import Event
from domain.follow_ups import Cause, follow_up_command
from domain.registry import Registry


class _Metadata(msgspec.Struct):
    correlation_id: UUID | None = None
    actor: str = ""


_metadata = msgspec.json.Decoder(_Metadata)


class Processes:
    """All processes of all managers. A fault is kept in `faults`; the manager goes on without that event."""

    def __init__(self, registry: Registry, origin: str) -> None:
        self._registry = registry
        self._origin = origin
        self._managers = {manager.name: manager for manager in registry.process_managers}
        self._wanted: dict[tuple[str, str], list[ProcessManager[Any]]] = {}
        for manager in registry.process_managers:
            for pair in manager.events:
                self._wanted.setdefault(pair, []).append(manager)
        self._states: dict[tuple[str, str], Any] = {}
        self.faults: list[str] = []

    def hear(self, event: Event) -> list[Command]:
        """What the managers want done about the event."""
        issued: list[Command] = []
        for manager in self._wanted.get((event.category, event.type), ()):
            try:
                typed = self._registry.decode(event)
                key = manager.process(event.key, typed)
                if key is None:
                    continue
                state, follow_ups = manager.react(self._state(manager, key), event.key, typed)
                cause = _cause_of(event)
                commands = self._commands(manager, key, cause, follow_ups, event.recorded_at)
            except DomainError as fault:
                self._note(manager, f"{event.type} of {event.stream}", fault.reason)
                continue
            except Exception as error:  # noqa: BLE001 - managers come from plug-ins: their faults are shown
                self._note(manager, f"{event.type} of {event.stream}", repr(error))
                continue
            self._states[manager.name, key] = state
            issued += commands
        return issued

    def refused(self, command: Command, reason: str) -> list[Command]:
        """What the manager that issued the command wants done now that it came to nothing."""
        try:
            name, key, step = msgspec.json.decode(command.process or "", type=tuple[str, str, str])
            manager = self._managers[name]
        except (msgspec.MsgspecError, KeyError):
            return []  # no manager of today issued it
        try:
            state, follow_ups = manager.refused(self._state(manager, key), step, command.stream, reason)
            cause = Cause(command.id, command.issued_at, command.correlation_id, "")
            commands = self._commands(manager, key, cause, follow_ups, command.issued_at)
        except Exception as error:  # noqa: BLE001 - as above
            self._note(manager, f"the refusal of {command.type} on {command.stream}", repr(error))
            return []
        self._states[name, key] = state
        return commands

    def _state(self, manager: ProcessManager[Any], key: str) -> Any:
        return self._states.get((manager.name, key), manager.initial)

    def _commands(
        self,
        manager: ProcessManager[Any],
        key: str,
        cause: Cause,
        follow_ups: tuple[FollowUp, ...],
        moment: datetime,
    ) -> list[Command]:
        return [
            follow_up_command(manager.name, key, cause, each, issued_at=moment, origin=self._origin)
            for each in follow_ups
        ]

    def _note(self, manager: ProcessManager[Any], what: str, why: str) -> None:
        self.faults.append(f"The process manager {manager.name} cannot handle {what}: {why}.")


def _cause_of(event: Event) -> Cause:
    try:
        metadata = _metadata.decode(event.metadata)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        metadata = _Metadata()
    return Cause(event.id, event.recorded_at, metadata.correlation_id or event.id, metadata.actor)
