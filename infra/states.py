"""States of streams as a person asks for them: at a version, a position or a time, of any log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from domain.errors import DomainError
from domain.event import Event
from domain.history.keyframes import History
from domain.history.state import Problem, evolution_for
from domain.registry import Registry
from infra.blame import StreamBlame
from infra.log.event_store import EventStore


class NoSuchState(DomainError):
    """There is no such stream, or it had no events yet at the moment asked for."""


class StateView(msgspec.Struct, frozen=True, kw_only=True):
    """A stream's state as a JSON value, as of its event at `version`.

    `inferred` is true where no domain knows the stream and payloads were merged. `problems` are events that
    could not be applied: those left out of the state, or, where `is_known` is false, the one before which the
    state stops although a later one was asked for.
    """

    stream: str
    version: int
    position: int
    recorded_at: datetime
    inferred: bool
    state: Any
    problems: tuple[Problem, ...] = ()
    is_known: bool = True


class States:
    """Restores the state of any stream of one log at any moment."""

    def __init__(self, store: EventStore, registry: Registry) -> None:
        self._store = store
        self._registry = registry

    def history(self, stream: str, *, as_of: int | None = None) -> History:
        """The stream's history, to be asked for many versions. Raises `NoSuchState`.

        Parameters
        ----------
        as_of:
            A position: the history ends with the stream's last event up to there.
        """
        first = next(self._store.stream(stream, limit=1), None)
        if first is None:
            raise NoSuchState(f"There is no stream {stream}.", "Look it up with `eventscope streams`.")

        def read(first_version: int, last_version: int) -> Sequence[Event]:
            return list(self._store.stream(stream, after=first_version - 1, until=last_version))

        last = self.last_version(stream, as_of)
        if last < first.version:
            raise NoSuchState(f"{stream} had no events yet at that moment.", "Choose a later moment.")
        return History(evolution_for(stream, first.type, self._registry), read, last)

    def last_version(self, stream: str, as_of: int | None = None) -> int:
        """The stream's version, now or as of a position; 0 where it has no events."""
        if as_of is None:
            return self._store.head(stream)
        return self._store.version_at(stream, position=as_of)

    def blame(self, stream: str) -> StreamBlame:
        """Who set what in the stream, not yet followed. Raises `NoSuchState`."""
        return StreamBlame(self._store, stream, self.history(stream))

    def at(
        self,
        stream: str,
        *,
        version: int | None = None,
        position: int | None = None,
        at: datetime | None = None,
        skip: bool = True,
    ) -> StateView:
        """The state at a version, as of a position, as of a time, or (none of them) now.

        Parameters
        ----------
        skip:
            Whether events that cannot be applied are left out; else the state stops before the first one.

        Raises `NoSuchState`, also where the very first event cannot be applied and is not to be left out.
        """
        head = self._store.head(stream)
        if head == 0:
            raise NoSuchState(f"There is no stream {stream}.", "Look it up with `eventscope streams`.")
        if position is not None or at is not None:
            wanted = self._store.version_at(stream, position=position, at=at)
        else:
            wanted = head if version is None else version
        if not 1 <= wanted <= head:
            raise NoSuchState(
                f"{stream} has versions 1 to {head}; there is no version {wanted}."
                if version is not None
                else f"{stream} had no events yet at that moment.",
                "Ask for a version within them." if version is not None else "Ask for a later moment.",
            )
        return self._fold(stream, wanted, skip)

    def _fold(self, stream: str, version: int, skip: bool) -> StateView:
        evolution = None
        state: Any = None
        problems = []
        last: Event | None = None
        is_known = True
        for event in self._store.stream(stream, until=version):
            if evolution is None:
                evolution = evolution_for(stream, event.type, self._registry)
                state = evolution.initial
            state, problem = evolution.apply(state, event)
            if problem is not None:
                problems.append(problem)
                if not skip:
                    is_known = False
                    break
            last = event
        if problems and last is None:
            raise NoSuchState(
                f"The first event of {stream} cannot be applied: {problems[0].reason}",
                "Ask for the state without it.",
            )
        if evolution is None or last is None:
            raise NoSuchState(f"{stream} has no events up to version {version}.", "Ask for a later one.")
        return StateView(
            stream=stream,
            version=last.version,
            position=last.position,
            recorded_at=last.recorded_at,
            inferred=evolution.inferred,
            state=evolution.value(state),
            problems=tuple(problems),
            is_known=is_known,
        )
