"""What led to what: the events and commands that belong together, as a forest of causes and consequences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from domain.event import Event
from domain.origin import origin_of


class Kind(StrEnum):
    """What a link of the chain is. `MISSING` is an id that others name as their cause, no more."""

    COMMAND = "command"
    EVENT = "event"
    MISSING = "missing"


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """An event or a command. `cause` is the id of what led to it, None where it began by itself.

    Of an event `position`, `version` and `at` are set; of a command that the journal knows `at`, `status`
    and, where it was refused, `reason`.
    """

    id: str
    kind: Kind
    name: str
    stream: str = ""
    version: int = 0
    position: int = 0
    at: datetime | None = None
    actor: str = ""
    status: str = ""
    reason: str = ""
    cause: str | None = None


class Correlation(msgspec.Struct, frozen=True):
    """Links by id, the roots in order, and of each link what it led to, in order. There are no circles."""

    links: Mapping[str, Link]
    roots: tuple[str, ...]
    consequences: Mapping[str, tuple[str, ...]]

    def walk(self) -> Iterator[tuple[int, Link]]:
        """Every link with its depth: causes before their consequences, as a tree is read."""
        waiting = [(0, root) for root in reversed(self.roots)]
        while waiting:
            depth, id = waiting.pop()
            yield depth, self.links[id]
            waiting.extend((depth + 1, child) for child in reversed(self.consequences.get(id, ())))

    def chain(self, id: str) -> tuple[Link, ...]:
        """What led to that link, the first cause first, itself last; empty where it is not known."""
        found: list[Link] = []
        here = self.links.get(id)
        while here is not None:
            found.append(here)
            here = None if here.cause is None else self.links.get(here.cause)
        return tuple(reversed(found))

    def led_to(self, id: str) -> tuple[Link, ...]:
        """That link and all that came of it, causes first; empty where it is not known."""
        found: list[Link] = []
        waiting = [id] if id in self.links else []
        while waiting:
            here = waiting.pop()
            found.append(self.links[here])
            waiting.extend(reversed(self.consequences.get(here, ())))
        return tuple(found)

    def siblings(self, id: str) -> tuple[Link, ...]:
        """What else the same cause led to."""
        cause = self.links[id].cause if id in self.links else None
        if cause is None:
            return ()
        return tuple(self.links[other] for other in self.consequences.get(cause, ()) if other != id)


def link_of(event: Event) -> Link:
    """The event as a link: caused by its command, or without one by what it origin as its cause."""
    origin = origin_of(event)
    return Link(
        id=str(event.id),
        kind=Kind.EVENT,
        name=event.type,
        stream=event.stream,
        version=event.version,
        position=event.position,
        at=event.recorded_at,
        actor=origin.actor,
        cause=origin.command_id or origin.causation_id or None,
    )


def assemble(events: Iterable[Event], commands: Iterable[Link]) -> Correlation:
    """The forest that they are. A command that the journal lacks is a link all the same, by its id.

    Where causes go round in a circle, as a broken import may say, the earliest of them counts as the first.
    """
    links = {command.id: command for command in commands}
    for event in events:
        origin, link = origin_of(event), link_of(event)
        if origin.command_id and origin.command_id not in links:
            cause = origin.causation_id
            links[origin.command_id] = Link(
                id=origin.command_id,
                kind=Kind.COMMAND,
                name="",
                stream=event.stream,
                actor=origin.actor,
                cause=cause if cause and cause not in (origin.command_id, link.id) else None,
            )
        links[link.id] = link
    for named in [link.cause for link in links.values()]:
        if named is not None and named not in links:
            links[named] = Link(id=named, kind=Kind.MISSING, name="")
    return _forest(links)


def _forest(links: dict[str, Link]) -> Correlation:
    order = {id: number for number, id in enumerate(sorted(links, key=lambda id: _order(links[id])))}
    for id in order:
        links[id] = _without_circle(links[id], links, order)
    consequences: dict[str, list[str]] = {}
    roots = []
    for id in order:
        cause = links[id].cause
        if cause is None:
            roots.append(id)
        else:
            consequences.setdefault(cause, []).append(id)
    first = {id: _first_position(id, links, consequences) for id in roots}
    roots.sort(key=lambda id: (first[id], order[id]))
    return Correlation(links, tuple(roots), {id: tuple(after) for id, after in consequences.items()})


def _without_circle(link: Link, links: Mapping[str, Link], order: Mapping[str, int]) -> Link:
    seen = {link.id}
    earliest = link.id
    here = link
    while here.cause is not None:
        if here.cause == link.id:
            return msgspec.structs.replace(link, cause=None) if earliest == link.id else link
        if here.cause in seen:
            return link  # the circle is further up, and is opened there
        seen.add(here.cause)
        earliest = min(earliest, here.cause, key=order.__getitem__)
        here = links[here.cause]
    return link


def _order(link: Link) -> tuple[int, float, str]:
    """Events as they stand in the log, commands when they were issued, what nothing is known of first."""
    if link.kind is Kind.MISSING:
        return 0, 0.0, link.id
    return 1, link.at.timestamp() if link.at is not None else 0.0, f"{link.position:020}{link.id}"


def _first_position(root: str, links: Mapping[str, Link], consequences: Mapping[str, list[str]]) -> int:
    waiting, first = [root], 2**62
    while waiting:
        id = waiting.pop()
        if links[id].position:
            first = min(first, links[id].position)
        waiting.extend(consequences.get(id, ()))
    return first
