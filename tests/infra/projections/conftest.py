"""A projection that counts, on a real log with its cache."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text

from domain.event import Event, NewEvent
from domain.registry import Registry
from domain.shop import DOMAIN
from infra import clock
from infra.cache import open_cache
from infra.database import Database
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
from infra.projections.copies import Copies
from infra.projections.generations import Generations
from infra.projections.projection import Projection
from infra.projections.rows import Rows
from infra.projections.runner import Runner
from infra.projections.service import ProjectionService

COUNTS = Table("counts", MetaData(), Column("key", Text, primary_key=True), Column("events", Integer))


class Tally:
    """Counts events by stream. Payloads in `poison` fail in the handler, those in `unstorable` at the flush.

    `before` is called with each event first: it may raise, block, or do what another program would.
    """

    def __init__(self) -> None:
        self.poison: set[bytes] = set()
        self.unstorable: set[bytes] = set()
        self.before: Callable[[Event], object] = lambda _event: None

    def __call__(self, event: Event, _payload: Any, rows: Rows) -> None:
        self.before(event)
        if event.data in self.poison:
            raise ValueError(f"cannot bear {event.data.decode()}")
        row = rows.get("counts", event.stream)
        rows.put("counts", {"key": event.stream, "events": (row["events"] if row else 0) + 1})
        if event.data in self.unstorable:
            rows.put("counts", {"key": f"{event.stream} is too large", "events": 10**30})

    def projection(self, *, version: int = 1, **more: Any) -> Projection:
        return Projection(name="counts", version=version, tables=(COUNTS,), any_event=self, **more)


class Bench:
    """A log, its cache, and services on them as several programs would have."""

    def __init__(self, log: LogFile, cache: Database) -> None:
        self.log, self.cache = log, cache
        self.store = EventStore(log, clock.now)
        self.registry = Registry([DOMAIN])
        self.tally = Tally()
        self.opened: list[ProjectionService] = []

    def service(self, *projections: Projection) -> ProjectionService:
        service = ProjectionService(
            self.log.database,
            self.cache,
            self.store,
            self.registry,
            projections or (self.tally.projection(),),
            clock.now,
        )
        self.opened.append(service)
        return service

    def runner(self, batch: int) -> Runner:
        generations = Generations(self.cache, clock.now)
        return Runner(self.log.database, self.cache, generations, self.registry, clock.now, batch=batch)

    def append(self, *payloads: bytes, stream: str = "A/1") -> None:
        self.store.append(stream, ANY, [NewEvent(clock.new_id(), "Happened", data) for data in payloads])

    def copies(self) -> list[int]:
        """Where copies of the counts are kept for moments of the past."""
        return Copies(self.log.database, self.cache, clock.now).positions("counts")

    def tables(self, pattern: str = "counts__*", *, copies: bool = False) -> list[str]:
        """The physical tables, those of copies only where they are asked for."""
        with self.cache.reading() as connection:
            found = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE name GLOB ? AND (? OR name NOT IN ("
                "SELECT o.name FROM owned_tables o JOIN generations g ON g.projection = o.projection "
                "AND g.generation = o.generation WHERE g.role = 'copy'))",
                (pattern, copies),
            )
            return [name for (name,) in found]


def catch_up(service: ProjectionService) -> None:
    while service.step():
        pass


def counts(service: ProjectionService) -> dict[str, int]:
    return {row["key"]: row["events"] for row in service.queries.page("counts", limit=10_000).rows}


def eventually(condition: Callable[[], object], seconds: float = 30.0) -> None:
    """Waits on a condition with a deadline."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.01)):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError(f"it did not happen within {seconds} s")


@pytest.fixture
def bench(log: LogFile) -> Iterator[Bench]:
    cache = open_cache(log)
    bench = Bench(log, cache)
    yield bench
    for service in bench.opened:
        service.stop_rebuilds()
    cache.close()
