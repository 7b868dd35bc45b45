"""Rebuilds of read models: events a second, against one upsert for each event, and along long logs.

The naive side reads the same log into the same table, a thousand events a transaction, with one upsert of
SQLite's own for each event. It has no checkpoint, no shadow and no swap. Events a second count all that the
log holds, also those that do not concern the projection.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from domain.registry import Registry
from domain.shop import DOMAIN
from infra import clock
from infra.cache import open_cache
from infra.exchange.importing import import_file
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile
from infra.projections.live_copies import LiveCopies
from infra.projections.service import ProjectionService
from infra.read_models import PROJECTIONS
from tests.benchmarks.logs import filled_log
from tests.benchmarks.pairs import ratio, report, seconds

COUNT = int(os.environ.get("EVENTSCOPE_BENCH_REBUILD", "100000"))
BATCH = 1000
ROUNDS = 5


@contextmanager
def projections(path: Path) -> Iterator[ProjectionService]:
    with closing(LogFile.open(path)) as log, closing(open_cache(log)) as cache:
        store, registry = EventStore(log, clock.now), Registry([DOMAIN])
        service = ProjectionService(log.database, cache, store, registry, PROJECTIONS, clock.now)
        yield service
        service.stop_rebuilds()


def one_by_one(path: Path, target: Path) -> None:
    """Event statistics, an upsert at a time."""
    with (
        closing(LogFile.open(path, read_only=True)) as log,
        closing(sqlite3.connect(target, isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("DROP TABLE IF EXISTS statistics")
        connection.execute(
            "CREATE TABLE statistics (hour TEXT NOT NULL, category TEXT NOT NULL, type TEXT NOT NULL, "
            "events INTEGER NOT NULL, touched_at INTEGER NOT NULL, PRIMARY KEY (hour, category, type))"
        )
        connection.execute("CREATE INDEX by_type ON statistics (type, hour)")
        connection.execute("CREATE INDEX by_category ON statistics (category, hour)")
        connection.execute("BEGIN")
        for number, event in enumerate(EventStore(log, clock.now).all(), start=1):
            connection.execute(
                "INSERT INTO statistics VALUES (?, ?, ?, 1, ?) ON CONFLICT DO UPDATE "
                "SET events = events + 1, touched_at = excluded.touched_at",
                (
                    f"{event.recorded_at.isoformat()[:13]}:00Z",
                    event.category,
                    event.type,
                    event.position,
                ),
            )
            if number % BATCH == 0:
                connection.execute("COMMIT")
                connection.execute("BEGIN")
        connection.execute("COMMIT")


def shop_log(folder: Path, orders: int) -> Path:
    """Orders of eight events each, as a shop records them."""

    def lines() -> Iterator[bytes]:
        for order in range(orders):
            price = {"amount": f"{order % 90}.99", "currency": "EUR"}
            events: list[tuple[str, dict[str, object]]] = [
                ("OrderPlaced", {"customer": f"C-{order % 500}", "currency": "EUR"}),
                *(
                    ("LineAdded", {"product": f"P-{order + n}", "quantity": n + 1, "unit_price": price})
                    for n in range(4)
                ),
                ("OrderConfirmed", {}),
                ("OrderPaid", {"amount": price}),
                ("OrderShipped", {"carrier": "DHL", "tracking": "J"}),
            ]
            for kind, data in events:
                yield msgspec.json.encode({"stream": f"Order/O-{order}", "type": kind, "data": data}) + b"\n"

    source = folder / f"{orders}.jsonl"
    with source.open("wb") as file:
        file.writelines(lines())
    import_file(source, folder / f"{orders}.eventlog")
    return folder / f"{orders}.eventlog"


def test_a_rebuild_keeps_up_with_an_upsert_for_each_event(tmp_path: Path) -> None:
    path = filled_log(tmp_path / "made.eventlog", COUNT, COUNT // 100)
    with projections(path) as service:
        figure = ratio(
            lambda: service.rebuild("event_statistics"),
            lambda: one_by_one(path, tmp_path / "naive.db"),
            rounds=ROUNDS,
        )
        rate = COUNT / seconds(lambda: service.rebuild("event_statistics"))
    report(f"rebuild of event_statistics over {COUNT:,} events", f"{rate:,.0f} events/s")
    report("the same against one upsert an event", f"{figure:.2f}x")
    assert figure >= 0.8  # about even, as measured: reading the events is most of the work on both sides


@pytest.mark.parametrize("name", ["event_statistics", "order_summary"])
def test_copies_for_the_past_cost_a_rebuild_little(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with projections(shop_log(tmp_path, COUNT // 8)) as service:

        def bare() -> None:
            with monkeypatch.context() as patched:
                patched.setattr(LiveCopies, "advanced", lambda *_: None)
                service.rebuild(name)

        figure = ratio(lambda: service.rebuild(name), bare, rounds=ROUNDS)
    report(f"rebuild of {name} over {COUNT:,} events, with copies against without", f"{figure:.2f}x")
    assert figure > 0.6


@pytest.mark.parametrize("name", ["order_summary", "customer_card"])
def test_a_rebuild_is_as_fast_along_a_long_log_as_along_a_short_one(tmp_path: Path, name: str) -> None:
    rates = []
    for orders in (COUNT // 64, COUNT // 8):
        with projections(shop_log(tmp_path, orders)) as service:
            rates.append(8 * orders / seconds(lambda: service.rebuild(name)))
    short, long = rates
    report(
        f"rebuild of {name} over {COUNT // 8:,} and {COUNT:,} events",
        f"{short:,.0f} and {long:,.0f} events/s",
    )
    assert long > short / 2
