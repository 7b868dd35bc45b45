"""What a log tells of the time after a branch point: the commands in the order of their decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import msgspec

from domain.command import Command
from domain.event import Event
from infra.database import rows_of
from infra.journal.entries import JournalEntry
from infra.log.bulk import indexed_columns
from infra.open_log import OpenLog

_PAGE = 1000


class Recorded(msgspec.Struct, frozen=True):
    """A journalled command with its outcome: `events` are empty where it was rejected or changed nothing."""

    command: Command
    status: str
    reason: str
    decided_at: datetime
    events: tuple[Event, ...] = ()


Unit: TypeAlias = Recorded | Event


class Continuation:
    """The trunk of one log, cut at a branch point.

    `position` is where the facts end: a command's events are facts together or not at all, so that a point
    in the middle of them counts as after the last one. `done` are the process managers' commands that were
    decided by then, `refused` those of them that came to nothing, oldest first. `undecided` counts commands
    that the journal holds and nobody has decided yet.
    """

    def __init__(self, log: OpenLog, position: int, until: int) -> None:
        self._store = log.store
        self._until = until
        self._first = _first_positions(log, until)
        self.position = _whole(log, position)
        fact = next(log.store.all(until=self.position, backward=True, limit=1), None)
        self.moment = fact.recorded_at if fact is not None else None
        self.done: set[UUID] = set()
        self.refused: list[Recorded] = []
        self.undecided = 0
        self._later: dict[str, Recorded] = {}
        self._eventless: list[Recorded] = []
        for entry in _entries(log):
            self._sort_in(entry)
        self._eventless.sort(key=_when)
        self.refused.sort(key=_when)

    @property
    def later(self) -> dict[UUID, Recorded]:
        """The commands decided after the branch point, without their events."""
        every = (*self._later.values(), *self._eventless)
        return {recorded.command.id: recorded for recorded in every}

    def units(self) -> Iterator[Unit]:
        """All that was decided after the point in its order, and events that no journalled command made."""
        waiting = iter(self._eventless)
        due = next(waiting, None)
        gathered: list[Event] = []
        name = ""
        for event in self._store.all(after=self.position, until=self._until):
            by = indexed_columns(event.metadata)[1] or ""
            if gathered and by != name:
                yield self._with(name, gathered)
                gathered = []
            while due is not None and due.decided_at < event.recorded_at:
                yield due
                due = next(waiting, None)
            if by in self._later:
                name = by
                gathered.append(event)
            else:
                yield event
        if gathered:
            yield self._with(name, gathered)
        while due is not None:
            yield due
            due = next(waiting, None)

    def _with(self, command: str, events: list[Event]) -> Recorded:
        return msgspec.structs.replace(self._later[command], events=tuple(events))

    def _sort_in(self, entry: JournalEntry) -> None:
        if entry.finished_at is None or not entry.is_finished:
            self.undecided += 1
            return
        recorded = Recorded(command_of(entry), entry.status, entry.reason, entry.finished_at)
        name = str(entry.command_id)
        first = self._first.get(name)
        if first is not None:
            is_later = first > self.position
        else:
            is_later = self.moment is None or entry.finished_at > self.moment
        if is_later and first is not None:
            self._later[name] = recorded
        elif is_later:
            self._eventless.append(recorded)
        elif entry.process is not None:
            self.done.add(entry.command_id)
            if entry.status != "succeeded":
                self.refused.append(recorded)


def command_of(entry: JournalEntry) -> Command:
    """The command in a row of the journal."""
    return Command(
        id=entry.command_id,
        type=entry.command,
        stream=entry.stream,
        data=entry.data,
        issued_at=entry.issued_at,
        correlation_id=UUID(entry.correlation_id),
        actor=entry.actor,
        causation_id=UUID(entry.causation_id) if entry.causation_id else None,
        undo_of=entry.undo_of,
        process=entry.process,
    )


def _when(recorded: Recorded) -> datetime:
    return recorded.decided_at


def _entries(log: OpenLog) -> Iterator[JournalEntry]:
    after = 0
    while page := log.commands.entries(after=after, limit=_PAGE, newest_first=False):
        yield from page
        after = page[-1].sequence


def _first_positions(log: OpenLog, until: int) -> dict[str, int]:
    with log.log.database.reading() as connection:
        return dict(
            rows_of(
                connection,
                "SELECT command_id, min(position) FROM events "
                "WHERE command_id IS NOT NULL AND position <= ? GROUP BY command_id",
                (until,),
            ).fetchall()
        )


def _whole(log: OpenLog, position: int) -> int:
    """The position, or the last one of the command whose events it stands among."""
    with log.log.database.reading() as connection:
        row = rows_of(
            connection,
            "SELECT max(o.position) FROM events e JOIN events o ON o.command_id = e.command_id "
            "WHERE e.position = (SELECT max(position) FROM events WHERE position <= ?) "
            "AND e.command_id IS NOT NULL AND EXISTS (SELECT 1 FROM commands c WHERE c.id = ?)",
            (position, _command_at(log, position)),
        ).fetchone()
    return max(position, row[0] or 0)


def _command_at(log: OpenLog, position: int) -> bytes:
    event = next(log.store.all(until=position, backward=True, limit=1), None)
    name = indexed_columns(event.metadata)[1] if event is not None else None
    try:
        return UUID(name or "").bytes
    except ValueError:
        return b""
