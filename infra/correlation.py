"""All that belongs together with an event: what led to it, what its causes also led to, what followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec

from domain.errors import DomainError
from domain.event import Event, timestamp
from domain.history.correlation import Correlation, Kind, Link, assemble
from domain.origin import Origin, origin_of
from infra.causation import Causation
from infra.database import Database, rows_of
from infra.journal.entries import SELECT_ENTRIES, JournalEntry, entry_of
from infra.log.event_store import EventStore
from infra.log.rows import SELECT_EVENTS, event_of

MOST_EVENTS = 600  # of one correlation: more cannot be looked at, and would only slow the looking
_COUNTED = 100_000
_MOST_PRESENT = 1_200  # events and commands, with the causes further up
_LOOKED_AT = 20_000  # events behind one without a correlation id that are asked whether it caused them

NO_IDS = "This event names neither a correlation nor a cause, as imported events often do."
NO_CORRELATION = (
    "This event has no correlation id. What followed from it was looked for by its causation id, "
    f"in the next {_LOOKED_AT:,} events of the log."
)


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one event's causes and consequences.

    `events` are shown, of `of_events` (or more, where that is `_COUNTED`). `notice` is what a reader must
    know of what is not shown, with `figures` to fill in, "" where all of it is.
    """

    focus: Event
    correlation_id: str
    whole: Correlation
    events: tuple[Event, ...]
    of_events: int
    notice: str = ""

    def as_json(self) -> dict[str, Any]:
        """As `eventscope causes` prints it."""
        return {
            "position": self.focus.position,
            "id": str(self.focus.id),
            "correlation_id": self.correlation_id or None,
            "events": len(self.events),
            "of_events": self.of_events,
            "notice": self.notice or None,
            "streams": list(dict.fromkeys(event.stream for event in self.events)),
            "links": [_link_json(depth, link) for depth, link in self.whole.walk()],
        }


class Correlations:
    """Looks up causes and consequences in one log."""

    def __init__(self, database: Database, store: EventStore, causation: Causation) -> None:
        self._database = database
        self._store = store
        self._causation = causation

    def of(
        self, position: int, check: Callable[[], object] | None = None, *, until: int | None = None
    ) -> Trace:
        """All that belongs together with the event at a position. Raises `DomainError` for none.

        Parameters
        ----------
        check:
            Called now and then; may raise to stop.
        until:
            As of this position: what came later is left out.
        """
        event = self._store.at(position)
        if event is None:
            raise DomainError(f"There is no event at position {position:,}.", "Choose another one.")
        return self.trace(event, check, until)

    def of_id(self, id: UUID, check: Callable[[], object] | None = None) -> Trace:
        """The same for the event with that id. Raises `DomainError`."""
        event = self._store.by_id(id)
        if event is None:
            raise DomainError(
                f"There is no event with the id {id}.", "Give an event's position, or its whole id."
            )
        return self.trace(event, check)

    def led_to(self, position: int, check: Callable[[], object] | None = None) -> tuple[int, ...]:
        """The positions of an event and of all events that came of it, in order. Raises `DomainError`.

        Refuses where the correlation is too large to be looked at whole: a part would pass for all of it.
        """
        trace = self.of(position, check)
        if len(trace.events) < trace.of_events:
            raise DomainError(
                f"Too many events belong together here ({trace.of_events:,}) to tell all that came of one.",
                "Drop events one by one.",
            )
        behind = trace.whole.led_to(str(trace.focus.id))
        return tuple(sorted(link.position for link in behind if link.kind is Kind.EVENT))

    def trace(
        self, focus: Event, check: Callable[[], object] | None = None, until: int | None = None
    ) -> Trace:
        """All that belongs together with an event; parameters as of `of`."""
        origin = origin_of(focus)
        if origin.correlation_id:
            events, of_events = self._around(focus, origin.correlation_id)
            notice = ""
            if len(events) < of_events:
                have, shown = f"{of_events:,}", f"{len(events):,}"
                notice = (
                    f"This correlation has {have} events; the {shown} around this one are shown."
                    if of_events < _COUNTED
                    else f"This correlation has {have} or more events; the {shown} around this one are shown."
                )
            commands = self._commands(origin.correlation_id, {origin_of(e).command_id for e in events})
        else:
            events = self._by_command(origin) or [focus]
            events += self._following(events, check)
            of_events, commands = len(events), []
            is_known = origin.causation_id or origin.command_id or len(events) > 1
            notice = NO_CORRELATION if is_known else NO_IDS
        if all(event.id != focus.id for event in events):
            events.append(focus)
        more_events, more_commands = self._upwards(events, commands)
        events = sorted(events + more_events, key=lambda event: event.position)
        commands += more_commands
        if until is not None:
            then = [event for event in events if event.position <= until or event.id == focus.id]
            if len(then) < len(events):
                notice = f"As of position {until:,}: {len(events) - len(then):,} later events are left out."
            causes = {cause for event in then for cause in _causes(origin_of(event))}
            last = max(event.recorded_at for event in then)
            commands = [e for e in commands if str(e.command_id) in causes or e.issued_at <= last]
            events = then
        return Trace(
            focus=focus,
            correlation_id=origin.correlation_id,
            whole=assemble(events, map(_command_link, commands)),
            events=tuple(events),
            of_events=max(of_events, len(events)),
            notice=notice,
        )

    def _around(self, focus: Event, correlation: str) -> tuple[list[Event], int]:
        """The correlation's events before and behind the one, and how many there are."""
        with self._database.reading() as connection:
            (count,) = rows_of(
                connection,
                "SELECT count(*) FROM (SELECT 1 FROM events WHERE correlation_id = ? LIMIT ?)",
                (correlation, _COUNTED),
            ).fetchone()
            if count <= MOST_EVENTS:
                rows = rows_of(
                    connection,
                    f"{SELECT_EVENTS} WHERE e.correlation_id = ? ORDER BY e.position LIMIT ?",
                    (correlation, MOST_EVENTS),
                )
                return [event_of(row) for row in rows], count
            found = []
            for comparison, order in (("<=", "DESC"), (">", "ASC")):
                rows = rows_of(
                    connection,
                    f"{SELECT_EVENTS} WHERE e.correlation_id = ? AND e.position {comparison} ? "
                    f"ORDER BY e.position {order} LIMIT ?",
                    (correlation, focus.position, MOST_EVENTS // 2),
                )
                found += [event_of(row) for row in rows]
        return sorted(found, key=lambda event: event.position), count

    def _commands(self, correlation: str, ids: set[str]) -> list[JournalEntry]:
        """The commands behind the events, and others of the correlation: refused ones have no events."""
        known = [uuid.bytes for id in ids if (uuid := _uuid(id)) is not None]
        found: dict[UUID, JournalEntry] = {}
        with self._database.reading() as connection:
            for start in range(0, len(known), 400):
                some = known[start : start + 400]
                marks = ", ".join("?" * len(some))
                rows = rows_of(connection, f"{SELECT_ENTRIES} WHERE c.id IN ({marks})", tuple(some))
                found |= {entry.command_id: entry for entry in map(entry_of, rows)}
            rows = rows_of(
                connection,
                f"{SELECT_ENTRIES} WHERE c.correlation_id = ? ORDER BY c.sequence LIMIT ?",
                (correlation, MOST_EVENTS),
            )
            found |= {entry.command_id: entry for entry in map(entry_of, rows)}
        return list(found.values())

    def _by_command(self, origin: Origin) -> list[Event]:
        if not origin.command_id:
            return []
        with self._database.reading() as connection:
            rows = rows_of(
                connection,
                f"{SELECT_EVENTS} WHERE e.command_id = ? ORDER BY e.position LIMIT ?",
                (origin.command_id, MOST_EVENTS),
            )
            return [event_of(row) for row in rows]

    def _following(self, events: list[Event], check: Callable[[], object] | None) -> list[Event]:
        """The events right behind these that name one of them, or one another, as their cause."""
        known = {str(event.id) for event in events}
        present = set(known)
        known |= {origin.command_id for event in events if (origin := origin_of(event)).command_id}
        after = min(event.position for event in events)
        found: list[Event] = []
        for number, event in enumerate(self._store.all(after=after, limit=_LOOKED_AT)):
            if check is not None and number % 512 == 0:
                check()
            if b"causation_id" not in event.metadata or str(event.id) in present:
                continue
            if origin_of(event).causation_id in known:
                known.add(str(event.id))
                found.append(event)
                if len(found) == MOST_EVENTS:
                    break
        return found

    def _upwards(
        self, events: list[Event], commands: list[JournalEntry]
    ) -> tuple[list[Event], list[JournalEntry]]:
        """Causes that are not among them, and theirs in turn, as far as the log and its journal know them."""
        present = {str(event.id) for event in events} | {str(entry.command_id) for entry in commands}
        wanted = [cause for event in events for cause in _causes(origin_of(event)) if cause not in present]
        wanted += [e.causation_id for e in commands if e.causation_id and e.causation_id not in present]
        more_events: list[Event] = []
        more_commands: list[JournalEntry] = []
        while wanted and len(present) < _MOST_PRESENT:
            cause = wanted.pop()
            found = None if cause in present else self._causation.find(cause)
            present.add(cause)
            if isinstance(found, Event):
                more_events.append(found)
                wanted += _causes(origin_of(found))
            elif found is not None:
                more_commands.append(found)
                wanted += [found.causation_id] if found.causation_id else []
        return more_events, more_commands


def _causes(origin: Origin) -> list[str]:
    return [id for id in (origin.command_id, origin.causation_id) if id]


def _command_link(entry: JournalEntry) -> Link:
    return Link(
        id=str(entry.command_id),
        kind=Kind.COMMAND,
        name=entry.command,
        stream=entry.stream,
        at=entry.issued_at,
        actor=entry.actor,
        status=entry.status,
        reason=entry.reason,
        cause=entry.causation_id,
    )


def _link_json(depth: int, link: Link) -> dict[str, Any]:
    shown = {
        "id": link.id,
        "kind": link.kind.value,
        "depth": depth,
        "cause": link.cause,
        "type": link.name or None,
        "stream": link.stream or None,
        "version": link.version or None,
        "position": link.position or None,
        "at": None if link.at is None else timestamp(link.at),
        "actor": link.actor or None,
        "status": link.status or None,
        "reason": link.reason or None,
    }
    always = ("id", "kind", "depth", "cause")
    return {name: value for name, value in shown.items() if value is not None or name in always}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
