"""Who set a field: the setters of a path with what their events say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from domain.event import Event
from domain.history.blame import Blame
from domain.history.keyframes import History
from domain.history.parts import MISSING
from domain.history.state import Problem
from domain.origin import origin_of
from infra.log.event_store import EventStore

_SINGLY = 64


class Setter(msgspec.Struct, frozen=True, kw_only=True):
    """An event that set a path. `value` is a JSON value, `MISSING` where the event removed it.

    `command_id`, `actor`, `causation_id` and `correlation_id` are "" where the event does not say.
    """

    version: int
    position: int
    event_id: UUID
    recorded_at: datetime
    type: str
    value: Any
    command_id: str = ""
    actor: str = ""
    causation_id: str = ""
    correlation_id: str = ""

    def as_json(self) -> dict[str, Any]:
        """As `eventscope blame` prints it: no value where it was removed, no member that is not known."""
        shown: dict[str, Any] = {"version": self.version, "position": self.position, "type": self.type}
        for name in ("command_id", "actor"):
            if getattr(self, name):
                shown[name] = getattr(self, name)
        if self.value is not MISSING:
            shown["value"] = self.value
        return shown


class StreamBlame:
    """The blame of one stream of a log. Call `follow` before the first question, and when it has grown."""

    def __init__(self, store: EventStore, stream: str, history: History) -> None:
        self._store = store
        self._stream = stream
        self._history = history
        self._blame = Blame(history)

    @property
    def version(self) -> int:
        """The last version taken in."""
        return self._blame.version

    def problems(self, version: int | None = None) -> tuple[Problem, ...]:
        """The events up to `version` (the last) that could not be applied: they set nothing."""
        return self._history.problems(self._blame.version if version is None else version)

    def follow(self, check: Callable[[int], object] | None = None) -> None:
        """Takes in what is new; `check(version)` may raise to stop it."""
        self._history.grow(self._store.head(self._stream))
        self._blame.follow(check=check)

    def setters(
        self, path: str, *, version: int | None = None, limit: int | None = None, skip: int = 0
    ) -> tuple[Sequence[int], Iterator[Setter]]:
        """The versions that set the path (newest first), and `limit` of them in full, lazily.

        Those in full are the newest, or what comes behind the first `skip`. `path` is a JSON Pointer into
        the state at `version` (the last). Raises `NeverSet`.
        """
        seen_from = self._blame.version if version is None else version
        versions = self._blame.setters(path, seen_from)
        return versions, self._in_full(path, versions[skip:][:limit], seen_from)

    def gone(self, version: int | None = None) -> list[str]:
        """The JSON Pointers of parts that were there once and are not at `version` (the last)."""
        return self._blame.gone(version)

    def newest(self, version: int | None = None) -> dict[str, Setter]:
        """Each leaf of the state at `version` with its newest setter."""
        seen_from = self._blame.version if version is None else version
        leaves = self._blame.newest(seen_from)
        events = {event.version: event for event in self._events(sorted(set(leaves.values()), reverse=True))}
        return {
            path: _setter(events[at], self._value(path, at, seen_from))
            for path, at in leaves.items()
            if at in events
        }

    def _in_full(self, path: str, versions: Sequence[int], seen_from: int) -> Iterator[Setter]:
        for event in self._events(versions):
            yield _setter(event, self._value(path, event.version, seen_from))

    def _value(self, path: str, version: int, seen_from: int) -> Any:
        value = self._blame.value_at(path, version, seen_from)
        return MISSING if value is MISSING else self._history.value_of(value)

    def _events(self, versions: Sequence[int]) -> Iterator[Event]:
        """The events of these versions, which come newest first, as they do."""
        if len(versions) <= _SINGLY:
            for version in versions:
                yield from self._store.stream(self._stream, after=version - 1, until=version)
            return
        for start in range(0, len(versions), 1024):
            wanted = set(versions[start : start + 1024])
            first, last = min(wanted), max(wanted)
            found = self._store.stream(self._stream, after=first - 1, until=last)
            yield from reversed([event for event in found if event.version in wanted])


def _setter(event: Event, value: Any) -> Setter:
    origin = origin_of(event)
    return Setter(
        version=event.version,
        position=event.position,
        event_id=event.id,
        recorded_at=event.recorded_at,
        type=event.type,
        value=value,
        command_id=origin.command_id,
        actor=origin.actor,
        causation_id=origin.causation_id,
        correlation_id=origin.correlation_id,
    )
