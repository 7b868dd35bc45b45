"""Loads aggregates for deciding: newest known state plus the events since."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

import msgspec

from domain.decider import Decider
from domain.errors import Unreadable
from domain.event import Event, StreamName
from domain.registry import Registry
from infra.errors import LogError
from infra.log.event_store import EventStore, Payload
from infra.snapshots import Snapshot, Snapshots

SNAPSHOT_EVERY = 100
_KEPT = 1000


class Aggregate(msgspec.Struct, frozen=True):
    """An aggregate's state as of `version`; 0 and the decider's initial state before its first event."""

    decider: Decider[Any]
    stream: str
    version: int
    state: Any
    last_event: bytes | None = None


class Repository:
    """Aggregates by stream name.

    States come from memory, else from a persisted snapshot, else from the first event. Memory is trusted
    while the stream's version is the one it knows; a snapshot only where the log has its last event at its
    version, because a log can be restored from a backup while its cache stays.
    """

    def __init__(self, store: EventStore, registry: Registry, snapshots: Snapshots | None) -> None:
        self._store = store
        self._registry = registry
        self._snapshots = snapshots
        self._kept: OrderedDict[str, Aggregate] = OrderedDict()
        self._lock = threading.Lock()

    def load(self, stream: str) -> Aggregate:
        """The aggregate as it is now.

        Raises `UnknownName` for a category no domain knows, and `Unreadable` naming the version of an
        event that does not decode: nothing can be decided on a state that is not known.
        """
        decider = self._decider(stream)
        known = self._remembered(stream)
        if known is not None and self._store.head(stream) == known.version:
            return known
        known = known or self._snapshot(stream, decider)
        if known is not None:
            aggregate = self._since(known)
            if aggregate is not None:
                return self._remember(aggregate)
        return self._remember(self._from_the_first(stream, decider))

    def at(self, stream: str, version: int) -> Aggregate:
        """The aggregate as it was at that version."""
        return self._from_the_first(stream, self._decider(stream), version)

    def fold(self, stream: str) -> Aggregate:
        """The aggregate as it is now, folded from its first event, whatever is remembered."""
        return self._from_the_first(stream, self._decider(stream))

    def appended(self, aggregate: Aggregate, state: Any, events: tuple[Event, ...]) -> None:
        """Tells of an append, so that the next load need not read it again; takes a snapshot when due."""
        newest = Aggregate(
            aggregate.decider, aggregate.stream, events[-1].version, state, events[-1].id.bytes
        )
        self._remember(newest)
        if self._snapshots and newest.version // SNAPSHOT_EVERY > aggregate.version // SNAPSHOT_EVERY:
            self._keep(newest)

    def _decider(self, stream: str) -> Decider[Any]:
        return self._registry.decider(StreamName.parse(stream).category)

    def _from_the_first(self, stream: str, decider: Decider[Any], until: int | None = None) -> Aggregate:
        with self._store.payloads(stream, until=until) as payloads:
            return self._fold(Aggregate(decider, stream, 0, decider.initial), payloads)

    def _since(self, known: Aggregate) -> Aggregate | None:
        """The aggregate folded on from a known state; None where the log has another past than that state."""
        with self._store.payloads(known.stream, after=known.version - 1) as payloads:
            same = next(payloads, None)
            if same is not None and same.version == known.version and same.id == known.last_event:
                return self._fold(known, payloads)
        with self._lock:
            self._kept.pop(known.stream, None)
        return None

    def _fold(self, start: Aggregate, payloads: Iterable[Payload]) -> Aggregate:
        state, version, last = start.state, start.version, start.last_event
        evolve, read = start.decider.evolve, self._registry.readers_of(start.decider.category)
        kind = ""
        try:
            for number, id, kind, schema_version, data in payloads:
                state = evolve(state, read[kind](schema_version, data))
                version, last = number, id
        except LogError:
            raise
        except Exception as error:
            reason = f"no domain knows {kind}." if isinstance(error, KeyError) and kind not in read else error
            raise Unreadable(
                f"An event of {start.stream} after version {version} cannot be applied: {reason}",
                "No command can be decided here until a domain that knows the event is installed.",
            ) from error
        folded = msgspec.structs.replace(start, version=version, state=state, last_event=last)
        if self._snapshots and version - start.version >= SNAPSHOT_EVERY:
            self._keep(folded)
        return folded

    def _keep(self, aggregate: Aggregate) -> None:
        assert self._snapshots is not None
        assert aggregate.last_event is not None
        snapshot = Snapshot(aggregate.version, aggregate.last_event, aggregate.state)
        self._snapshots.keep(aggregate.stream, aggregate.decider, snapshot)

    def _snapshot(self, stream: str, decider: Decider[Any]) -> Aggregate | None:
        found = self._snapshots.newest(stream, decider) if self._snapshots else None
        if found is None:
            return None
        return Aggregate(decider, stream, found.version, found.state, found.event_id)

    def _remembered(self, stream: str) -> Aggregate | None:
        with self._lock:
            return self._kept.get(stream)

    def _remember(self, aggregate: Aggregate) -> Aggregate:
        if aggregate.version == 0:
            return aggregate
        with self._lock:
            self._kept[aggregate.stream] = aggregate
            self._kept.move_to_end(aggregate.stream)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return aggregate
