"""What led to an event: its command, what that command came from, and so on up to who began it."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import msgspec

from domain.event import Event
from domain.origin import origin_of
from infra.journal.entries import JournalEntry
from infra.journal.journal import Journal
from infra.log.event_store import EventStore

_MOST = 64  # links of a chain; also what keeps ids that name each other in a ring from going on for ever


class EventLink(msgspec.Struct, frozen=True, kw_only=True):
    """An event in a chain of causes."""

    position: int
    id: UUID
    stream: str
    version: int
    type: str
    recorded_at: datetime
    actor: str


class CommandLink(msgspec.Struct, frozen=True, kw_only=True):
    """A command in a chain of causes.

    `command` is its type, "" where the log does not keep the command itself (an imported one); `process` is
    the process manager that issued it, "" where a person or another program did.
    """

    id: str
    command: str = ""
    stream: str = ""
    issued_at: datetime | None = None
    actor: str = ""
    process: str = ""
    is_undo: bool = False


class LostLink(msgspec.Struct, frozen=True):
    """The chain goes on to something that is not in this log; `id` is what the last link says of it."""

    id: str


Link: TypeAlias = EventLink | CommandLink | LostLink


class Causation:
    """Looks up the causes of events of one log."""

    def __init__(self, store: EventStore, journal: Journal) -> None:
        self._store = store
        self._journal = journal

    def chain(self, event: Event) -> tuple[Link, ...]:
        """The event, its command, the event or command that led to that one, and so on; the event first."""
        links: list[Link] = []
        seen: set[str] = set()
        following: Event | JournalEntry | None = event
        while following is not None and len(links) < _MOST:
            links.append(link_of(following))
            seen.add(_id(following))
            following = self._cause(following, seen, links)
        return tuple(links)

    def _cause(
        self, one: Event | JournalEntry, seen: set[str], links: list[Link]
    ) -> Event | JournalEntry | None:
        """The nearest cause that is in this log and not in the chain yet; adds those that are not in it."""
        for id, is_command in _cause_ids(one):
            if id in seen:
                continue
            found = self.find(id)
            if found is not None:
                return found
            seen.add(id)
            actor = links[-1].actor if isinstance(links[-1], EventLink) else ""
            links.append(CommandLink(id=id, actor=actor) if is_command else LostLink(id))
        return None

    def find(self, id: str) -> Event | JournalEntry | None:
        """The command or the event with that id; None where this log has neither."""
        try:
            wanted = UUID(id)
        except ValueError:
            return None
        return self._journal.entry(wanted) or self._store.by_id(wanted)


def link_of(one: Event | JournalEntry) -> Link:
    """An event or a command as a link of a chain."""
    if isinstance(one, Event):
        return EventLink(
            position=one.position,
            id=one.id,
            stream=one.stream,
            version=one.version,
            type=one.type,
            recorded_at=one.recorded_at,
            actor=origin_of(one).actor,
        )
    return CommandLink(
        id=str(one.command_id),
        command=one.command,
        stream=one.stream,
        issued_at=one.issued_at,
        actor=one.actor,
        process=_process(one),
        is_undo=one.undo_of is not None,
    )


def _id(one: Event | JournalEntry) -> str:
    return str(one.id if isinstance(one, Event) else one.command_id)


def _cause_ids(one: Event | JournalEntry) -> list[tuple[str, bool]]:
    """The ids to look for and whether it is a command's for sure; an event's command comes first."""
    if isinstance(one, JournalEntry):
        return [(one.causation_id, False)] if one.causation_id else []
    origin = origin_of(one)
    ids = {origin.causation_id: False, origin.command_id: True}
    return [(id, ids[id]) for id in (origin.command_id, *ids) if id]


def _process(entry: JournalEntry) -> str:
    if entry.process is None:
        return ""
    try:
        return str(msgspec.json.decode(entry.process, type=tuple[str, str, str])[0])
    except msgspec.MsgspecError:
        return entry.process
