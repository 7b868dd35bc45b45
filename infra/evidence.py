"""Evidence from a log: a stream's history as a test for pytest, and the fewest events that show a fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec

from domain.as_test.masking import masked
from domain.as_test.scenario import MOST_EVENTS, Issued, Scenario, scenario_of
from domain.as_test.writing import write_test
from domain.errors import DomainError
from domain.event import Event
from domain.history.minimise import Attempt, minimal_history
from domain.history.predicate import Predicate
from domain.history.state import evolution_for
from domain.origin import origin_of
from domain.registry import Registry
from infra.journal.journal import Journal
from infra.log.event_store import EventStore
from infra.states import NoSuchState

MOST_SHRUNK = 200_000  # events: all of them are in memory meanwhile


class Written(msgspec.Struct, frozen=True):
    """The source of a test, a name for its file, and what a reader should know of it."""

    source: str
    file_name: str
    notes: tuple[str, ...]


class Minimal(msgspec.Struct, frozen=True):
    """The fewest events found, of how many, in how many attempts."""

    events: tuple[Event, ...]
    of_events: int
    attempts: int


class Evidence:
    """Makes tests of the histories of one log."""

    def __init__(self, store: EventStore, journal: Journal, registry: Registry) -> None:
        self._store = store
        self._journal = journal
        self._registry = registry

    def as_test(self, stream: str, version: int | None = None, *, mask: bool = False) -> Written:
        """The stream up to a version, by default its last: given events, when command, then events.

        Raises `NoSuchState` for none, `DomainError` where it cannot be written.
        """
        head = self._store.head(stream)
        if head == 0:
            raise NoSuchState(f"There is no stream {stream}.", "Look it up with `eventscope streams`.")
        wanted = head if version is None else version
        if not 1 <= wanted <= head:
            raise NoSuchState(
                f"{stream} has versions 1 to {head}; there is no version {wanted}.",
                "Choose a version within them.",
            )
        events = list(self._store.stream(stream, until=wanted, limit=MOST_EVENTS + 1))
        issued = self._issued(events[-1]) if events else None
        return self._written(scenario_of(events, issued, self._registry), mask)

    def of_events(self, events: Sequence[Event], about: str = "", *, mask: bool = False) -> Written:
        """Some events of a stream, as a test of the state that they lead to. Raises as `as_test` does.

        `about` says to what they were shrunk; a masked test does not say it, as it may name what is masked.
        """
        return self._written(scenario_of(events, None, self._registry), mask, about)

    def minimise(
        self, stream: str, predicate: Predicate, heard: Callable[[Attempt], object] = lambda _: None
    ) -> Minimal:
        """The fewest events of a stream for which the predicate still comes to hold.

        `heard` is told of each attempt and may raise to stop. Raises `NoSuchState` or `NeverHolds`.
        """
        head = self._store.head(stream)
        if head > MOST_SHRUNK:
            raise DomainError(
                f"{stream} has {head:,} events; a history of at most {MOST_SHRUNK:,} can be minimised.",
                "Export the events that matter to a log of their own, and minimise them there.",
            )
        events = list(self._store.stream(stream))
        if not events:
            raise NoSuchState(f"There is no stream {stream}.", "Look it up with `eventscope streams`.")
        last = Attempt(0, len(events), len(events))

        def hear(attempt: Attempt) -> None:
            nonlocal last
            last = attempt
            heard(attempt)

        evolution = evolution_for(stream, events[0].type, self._registry)
        found = minimal_history(events, evolution, predicate, hear)
        return Minimal(tuple(found), len(events), last.attempts)

    def _issued(self, event: Event) -> Issued | None:
        """The command behind an event, where the journal has it and it was for this stream."""
        try:
            entry = self._journal.entry(UUID(origin_of(event).command_id))
        except ValueError:
            return None
        if entry is None or entry.stream != event.stream:
            return None
        return Issued(str(entry.command_id), entry.command, entry.data)

    def _written(self, scenario: Scenario, mask: bool, about: str = "") -> Written:
        shown = masked(scenario, self._registry.deciders) if mask else scenario
        why = f"Shrunk to what leads to this: {about}" if about and not mask else ""
        return Written(write_test(shown, why), shown.file_name, shown.notes)
