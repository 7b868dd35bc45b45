"""Replays the journalled commands of a category, each from the state that it was decided on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec

from domain.decider import Decider
from domain.decision import decision
from domain.errors import DomainError
from domain.event import Event
from domain.replay import KINDS, Verdict, judged
from infra.database import rows_of
from infra.journal.entries import SELECT_ENTRIES, SUCCEEDED, JournalEntry, entry_of
from infra.log.bulk import indexed_columns
from infra.open_log import OpenLog
from infra.progress import Progress, Ticker, ignore_progress, never_cancelled

KEPT = 10_000
_PAGE = 1000


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A command that would end otherwise today.

    `version` is that of the state it was decided on, `position` that of its first recorded event (0 where it
    recorded none).
    """

    entry: JournalEntry
    version: int
    position: int
    recorded: tuple[tuple[str, bytes], ...]
    verdict: Verdict


class NotChecked(msgspec.Struct, frozen=True):
    """Commands of a stream whose starting state is not known, and why."""

    stream: str
    commands: int
    reason: str


class ReplayReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a replay found.

    `checked` commands of `commands` were decided again; `different` of them would end otherwise, the first
    10,000 of which are listed, and `counts` says how. `undecided` commands still wait in the journal.
    `events` counts the category's events, `unexplained` those that no journalled command made: imported
    ones are not replayed. `reworded` rejections only give another reason today.
    """

    category: str
    commands: int
    checked: int
    different: int
    differences: tuple[Difference, ...]
    counts: dict[str, int]
    reworded: int
    undecided: int
    not_checked: tuple[NotChecked, ...]
    events: int
    unexplained: int


def replay(
    log: OpenLog,
    category: str,
    progress: Callable[[Progress], None] = ignore_progress,
    cancelled: Callable[[], bool] = never_cancelled,
) -> ReplayReport:
    """Decides every journalled command of the category again, twice; nothing is written.

    Raises `UnknownName` where no domain has the category, `Cancelled`, and `LogError`.
    """
    run = _Replay(log, category, Ticker("replay", progress, cancelled))
    for stream, entries in groupby(_entries(log, category), _stream_of):
        run.stream(stream, list(entries))
    return run.report()


class _Replay:
    def __init__(self, log: OpenLog, category: str, ticker: Ticker) -> None:
        self._log = log
        self._category = category
        self._ticker = ticker
        self._decider: Decider[Any] = log.registry.decider(category)
        self._total = _count(log, category)
        self._events = _events(log, category)
        self._differences: list[Difference] = []
        self._counts = dict.fromkeys(KINDS, 0)
        self._not_checked: list[NotChecked] = []
        self._commands = self._checked = self._reworded = self._undecided = self._explained = 0

    def stream(self, name: str, entries: list[JournalEntry]) -> None:
        """Folds one stream and decides its commands where they were decided."""
        finished = [entry for entry in entries if entry.is_finished and entry.finished_at is not None]
        self._commands += len(entries)
        self._undecided += len(entries) - len(finished)
        own = {str(entry.command_id): entry for entry in finished}
        recorded = self._recorded(name, own)
        eventless = sorted((e for e in finished if e.command_id not in recorded), key=_when)
        state, version, unchecked = self._decider.initial, 0, 0
        fault = ""
        seen: set[UUID] = set()
        for event in self._log.store.stream(name):
            due: list[JournalEntry] = []
            while eventless and _when(eventless[0]) < event.recorded_at:
                due.append(eventless.pop(0))
            by = own.get(indexed_columns(event.metadata)[1] or "")
            if by is not None and by.command_id not in seen:
                seen.add(by.command_id)
                due.append(by)
            for entry in due:
                unchecked += self._decide(entry, state, version, recorded.get(entry.command_id, []), fault)
            if not fault:
                try:
                    state = self._decider.evolve(state, self._log.registry.decode(event))
                except DomainError as error:
                    fault = f"Version {event.version} cannot be read: {error.reason}"
                except Exception as error:  # noqa: BLE001 - evolve may come from a plug-in: its faults are shown
                    fault = f"Version {event.version} cannot be applied: {error!r}"
            version = event.version
        for entry in eventless:
            unchecked += self._decide(entry, state, version, [], fault)
        if unchecked:
            self._not_checked.append(NotChecked(name, unchecked, fault))

    def report(self) -> ReplayReport:
        self._ticker.finish(self._total, self._total, self._checked, sum(self._counts.values()))
        return ReplayReport(
            category=self._category,
            commands=self._commands,
            checked=self._checked,
            different=sum(self._counts.values()),
            differences=tuple(self._differences),
            counts={kind: count for kind, count in self._counts.items() if count},
            reworded=self._reworded,
            undecided=self._undecided,
            not_checked=tuple(self._not_checked),
            events=self._events,
            unexplained=self._events - self._explained,
        )

    def _recorded(self, stream: str, own: dict[str, JournalEntry]) -> dict[UUID, list[Event]]:
        found: dict[UUID, list[Event]] = {}
        for event in self._log.store.stream(stream):
            entry = own.get(indexed_columns(event.metadata)[1] or "")
            if entry is not None:
                found.setdefault(entry.command_id, []).append(event)
                self._explained += 1
        return found

    def _decide(
        self, entry: JournalEntry, state: Any, version: int, recorded: list[Event], fault: str
    ) -> int:
        """Decides it twice; returns 1 where it cannot be checked."""
        self._ticker.tick(self._checked, self._total, self._checked, sum(self._counts.values()))
        if fault:
            return 1
        self._checked += 1
        registry = self._log.registry
        decided = decision(registry, entry.stream, entry.command, entry.data, state)
        again = decision(registry, entry.stream, entry.command, entry.data, state)
        verdict = judged(registry, entry.status, recorded, decided, again)
        if verdict is None:
            self._reworded += entry.status != SUCCEEDED and decided.reason != entry.reason
            return 0
        self._counts[verdict.kind] += 1
        if len(self._differences) < KEPT:
            self._differences.append(
                Difference(
                    entry=entry,
                    version=version,
                    position=recorded[0].position if recorded else 0,
                    recorded=tuple((event.type, event.data) for event in recorded),
                    verdict=verdict,
                )
            )
        return 0


def _entries(log: OpenLog, category: str) -> Iterator[JournalEntry]:
    """The category's commands, stream by stream, in the order of their submission."""
    low, high = _bounds(category)
    stream, sequence = low, 0
    while True:
        with log.log.database.reading() as connection:
            rows = rows_of(
                connection,
                f"{SELECT_ENTRIES} WHERE (c.stream, c.sequence) > (?, ?) AND c.stream < ? "
                "ORDER BY c.stream, c.sequence LIMIT ?",
                (stream, sequence, high, _PAGE),
            ).fetchall()
        for row in rows:
            yield entry_of(row)
        if len(rows) < _PAGE:
            return
        stream, sequence = rows[-1][3], rows[-1][0]


def _bounds(category: str) -> tuple[str, str]:
    """What a category's streams lie between: "0" comes right after "/"."""
    return f"{category}/", f"{category}0"


def _count(log: OpenLog, category: str) -> int:
    with log.log.database.reading() as connection:
        (count,) = rows_of(
            connection, "SELECT count(*) FROM commands WHERE stream > ? AND stream < ?", _bounds(category)
        ).fetchone()
    return int(count)


def _events(log: OpenLog, category: str) -> int:
    with log.log.database.reading() as connection:
        (count,) = rows_of(
            connection, "SELECT coalesce(sum(events), 0) FROM streams WHERE category = ?", (category,)
        ).fetchone()
    return int(count)


def _stream_of(entry: JournalEntry) -> str:
    return entry.stream


def _when(entry: JournalEntry) -> Any:
    return entry.finished_at
