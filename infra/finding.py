"""Run until: where a predicate comes to hold and ceases to, along a stream or all streams of a category."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from domain.event import Event
from domain.filtering import FilterError
from domain.history.keyframes import History
from domain.history.predicate import Predicate
from domain.history.predicate_text import nearest, parse_predicate, paths_of
from domain.history.state import evolution_for
from domain.history.transitions import Search
from domain.registry import Registry
from infra.log.event_store import EventStore
from infra.log.streams import StreamInfo, Streams
from infra.states import NoSuchState, States

_ALL = "/*"
_READ_WHOLE = 2_000  # events: a stream of no more is read in one go


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A transition in a stream: from `version` on the predicate holds (`becomes`), or does not any more."""

    stream: str
    version: int
    position: int
    type: str
    becomes: bool

    def as_json(self, *, with_stream: bool) -> dict[str, Any]:
        """As `eventscope find` prints it."""
        shown: dict[str, Any] = {"stream": self.stream} if with_stream else {}
        shown |= {"version": self.version, "position": self.position, "type": self.type}
        return shown | {"becomes": self.becomes}


class Coverage(msgspec.Struct, frozen=True):
    """How much was looked at; versions that are holes in the log count too.

    `undecodable` events were left out of the states; `unmet` are fields that nothing was ever found in.
    """

    versions: int
    of_versions: int
    streams: int
    of_streams: int
    undecodable: int = 0
    unmet: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether all of it was looked at."""
        return self.versions >= self.of_versions and self.streams >= self.of_streams


class Leg(msgspec.Struct, frozen=True):
    """A stretch of a stream to be searched, versions `first` to `last`."""

    stream: str
    history: History
    first: int
    last: int


class Run:
    """One run of a predicate over some legs, one after the other. `coverage` says how far it came."""

    def __init__(
        self,
        predicate: Predicate,
        legs: Iterable[Leg],
        *,
        versions: int,
        streams: int = 1,
        backward: bool = False,
    ) -> None:
        self._predicate = predicate
        self._legs = legs
        self._backward = backward
        self.coverage = Coverage(0, versions, 0, streams)

    def hits(self, check: Callable[[], object] | None = None) -> Generator[Hit, None, None]:
        """Every transition, as it is found; oldest first, or newest first where it runs backward.

        `check` is called now and then, also where nothing is found, and may raise to stop.
        """
        searches: dict[str, Search] = {}
        for leg in self._legs:
            search = searches.get(leg.stream)
            if search is None:
                searches = {leg.stream: Search(leg.history, self._predicate)}  # the stream's before is done
                search = searches[leg.stream]
            yield from self._leg(leg, search, check)

    def _leg(self, leg: Leg, search: Search, check: Callable[[], object] | None) -> Iterator[Hit]:
        before = self.coverage

        def reached(done: int) -> None:
            self._cover(versions=before.versions + done)
            if check is not None:
                check()

        walk = search.backward if self._backward else search.forward
        done = 0
        try:
            for found in walk(leg.first, leg.last, reached):
                done = leg.last - found.version + 1 if self._backward else found.version - leg.first + 1
                self._cover(versions=before.versions + done)
                yield Hit(leg.stream, found.version, found.position, found.type, found.becomes)
            self._cover(versions=before.versions + max(leg.last - leg.first + 1, 0))
            self._cover(streams=min(before.streams + 1, before.of_streams))
        finally:
            bad = sum(leg.first <= problem.version for problem in leg.history.problems(leg.last))
            unmet = search.unmet
            if before.streams:
                unmet = tuple(name for name in unmet if name in before.unmet)
            self._cover(undecodable=before.undecodable + bad, unmet=unmet)
        if check is not None:
            check()

    def _cover(self, **changes: Any) -> None:
        self.coverage = msgspec.structs.replace(self.coverage, **changes)


class Finder:
    """Runs predicates over the streams of one log."""

    def __init__(self, store: EventStore, streams: Streams, states: States, registry: Registry) -> None:
        self._store = store
        self._streams = streams
        self._states = states
        self._registry = registry

    def parse(self, scope: str, text: str) -> Predicate:
        """The predicate that the text spells; what is wrong is told with the names that the state has.

        Raises `FilterError`, and `NoSuchState` where there is nothing by the name of the scope.
        """
        try:
            return parse_predicate(text)
        except FilterError:
            return parse_predicate(text, self.members(scope))

    def members(self, scope: str) -> tuple[str, ...]:
        """The paths of the newest state of a stream (of a category: of its first stream).

        Raises `NoSuchState`.
        """
        if is_category(scope):
            first = next(iter(self._streams.page(category_of(scope), limit=1)), None)
            if first is None:
                raise _no_streams(scope)
            scope = first.name
        history = self._states.history(scope)
        return paths_of(history.value_at(history.last))

    def meant(self, scope: str, coverage: Coverage) -> tuple[tuple[str, str], ...]:
        """The fields that nothing was ever found in, each with the one that may be meant, or ""."""
        members = self.members(scope) if coverage.unmet else ()
        return tuple((name, nearest(name, members)) for name in coverage.unmet)

    def along(
        self,
        stream: str,
        predicate: Predicate,
        *,
        start: int | None = None,
        backward: bool = False,
        as_of: int | None = None,
    ) -> Run:
        """A run over a stream from version `start` on (by default from its first, backward from its last).

        What was recorded behind the position `as_of` is not looked at. Raises `NoSuchState`.
        """
        history = self._states.history(stream, as_of=as_of)
        if start is not None and not 1 <= start <= history.last:
            raise NoSuchState(
                f"{stream} has versions 1 to {history.last}; there is no version {start}.",
                "Start at a version within them.",
            )
        first, last = (1, start or history.last) if backward else (start or 1, history.last)
        return Run(
            predicate, [Leg(stream, history, first, last)], versions=last - first + 1, backward=backward
        )

    def around(
        self, stream: str, predicate: Predicate, here: int, *, backward: bool, as_of: int | None = None
    ) -> Run:
        """A run over all of a stream: first from `here` to its end in that direction, then the rest.

        A transition at `here` itself is not ahead: it is found with the rest. What was recorded behind the
        position `as_of` is not looked at. Raises `NoSuchState`.
        """
        history = self._states.history(stream, as_of=as_of)
        here = min(here, history.last)
        ahead = (
            Leg(stream, history, 1, here - 1) if backward else Leg(stream, history, here + 1, history.last)
        )
        rest = Leg(stream, history, max(here, 1), history.last) if backward else Leg(stream, history, 1, here)
        legs = [leg for leg in (ahead, rest) if leg.first <= leg.last]
        return Run(predicate, legs, versions=history.last, backward=backward)

    def across(
        self, scope: str, predicate: Predicate, *, backward: bool = False, as_of: int | None = None
    ) -> Run:
        """A run over all streams of a category ("Order/*"), by name. Raises `NoSuchState`.

        What was recorded behind the position `as_of` is not looked at.
        """
        category = category_of(scope)
        streams, versions = self._streams.size(category, as_of=as_of)
        if not streams:
            raise _no_streams(scope)
        return Run(
            predicate, self._legs(category, as_of), versions=versions, streams=streams, backward=backward
        )

    def _legs(self, category: str, as_of: int | None) -> Iterator[Leg]:
        for info in self._streams.all(category, as_of=as_of):
            history = self._history(info)
            if history is not None:
                yield Leg(info.name, history, 1, info.version)

    def _history(self, info: StreamInfo) -> History | None:
        if info.events > _READ_WHOLE:
            return self._states.history(info.name)
        events = list(self._store.stream(info.name, until=info.version))
        if not events:
            return None
        evolution = evolution_for(info.name, events[0].type, self._registry)
        return History(evolution, _slices(events), info.version)


def is_category(scope: str) -> bool:
    """Whether it names a category's streams, as "Order/*" does, and not one stream."""
    return scope.endswith(_ALL) and len(scope) > len(_ALL)


def category_of(scope: str) -> str:
    """The category of "Order/*"."""
    return scope.removesuffix(_ALL)


def _slices(events: list[Event]) -> Callable[[int, int], Sequence[Event]]:
    def read(first: int, last: int) -> Sequence[Event]:
        start = bisect_left(events, first, key=_version)
        return events[start : bisect_right(events, last, key=_version)]

    return read


def _version(event: Event) -> int:
    return event.version


def _no_streams(scope: str) -> NoSuchState:
    return NoSuchState(
        f"There are no streams of the category {category_of(scope)!r}.",
        "Look them up with `eventscope streams`.",
    )
