"""Folding typed events from the file, against the `eventsourcing` library on the same history."""

from __future__ import annotations

import os
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import pytest

from domain.event import NewEvent
from domain.shop import DOMAIN
from domain.shop.product import PRODUCT
from infra import clock
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile
from infra.open_log import OpenLog
from tests.benchmarks.pairs import report, seconds

COUNT = int(os.environ.get("EVENTSCOPE_BENCH_FOLD", "20000"))


def history(count: int) -> list[tuple[str, bytes]]:
    """One product's life: listed, then stock comes and goes and prices change."""
    events = [("ProductListed", b'{"name":"Desk","price":{"amount":"19.99","currency":"EUR"},"stock":10}')]
    for number in range(1, count):
        match number % 4:
            case 0:
                events.append(("StockReceived", b'{"quantity":%d}' % (number % 9 + 1)))
            case 1:
                events.append(("StockReserved", b'{"order":"O-1","quantity":1}'))
            case 2:
                events.append(("StockReleased", b'{"order":"O-1","quantity":1}'))
            case _:
                events.append(
                    ("PriceChanged", b'{"price":{"amount":"%d.99","currency":"EUR"}}' % (number % 90))
                )
    return events


def filled(path: Path, count: int) -> Path:
    log = LogFile.create(path)
    store = EventStore(log, clock.now)
    events = history(count)
    for start in range(0, count, 1000):
        chunk = [NewEvent(clock.new_id(), name, data) for name, data in events[start : start + 1000]]
        store.append("Product/P-1", start, chunk)
    log.close()
    return path


def peer_application(count: int, folder: Path) -> tuple[Any, UUID]:
    """The same history in the `eventsourcing` library, on its own SQLite recorder."""
    eventsourcing = pytest.importorskip("eventsourcing.domain")
    from eventsourcing.application import Application

    class Desk(eventsourcing.Aggregate):  # type: ignore[misc, name-defined]  # the base is found at run time
        @eventsourcing.event("ProductListed")
        def __init__(self, name: str, price: Decimal, stock: int) -> None:
            self.name, self.price, self.on_hand, self.reserved = name, price, stock, {}

        @eventsourcing.event("StockReceived")
        def receive(self, quantity: int) -> None:
            self.on_hand += quantity

        @eventsourcing.event("StockReserved")
        def reserve(self, order: str, quantity: int) -> None:
            self.reserved[order] = quantity

        @eventsourcing.event("StockReleased")
        def release(self, order: str, quantity: int) -> None:
            self.reserved.pop(order, None)

        @eventsourcing.event("PriceChanged")
        def change_price(self, price: Decimal) -> None:
            self.price = price

    app: Any = Application(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(folder / "peer.sqlite"),
        }
    )
    desk = Desk("Desk", Decimal("19.99"), 10)
    for number in range(1, count):
        match number % 4:
            case 0:
                desk.receive(number % 9 + 1)
            case 1:
                desk.reserve("O-1", 1)
            case 2:
                desk.release("O-1", 1)
            case _:
                desk.change_price(Decimal(f"{number % 90}.99"))
        if number % 1000 == 0:
            app.save(desk)
    app.save(desk)
    return app, desk.id


def test_typed_events_fold_faster_than_the_peer(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.eventlog", COUNT)
    app, id = peer_application(COUNT, tmp_path)
    with closing(OpenLog.open(path, domains=[DOMAIN])) as log:

        def ours() -> Any:
            return log.repository.fold("Product/P-1")

        ours_seconds, peer_seconds = [], []
        for _ in range(5):
            peer_seconds.append(seconds(lambda: app.repository.get(id)))
            ours_seconds.append(seconds(ours))
        assert ours().version == COUNT
        assert ours().state.on_hand == app.repository.get(id).on_hand
        assert ours().decider is PRODUCT
    app.close()
    rate = COUNT / median(ours_seconds)
    times = median(p / o for p, o in zip(peer_seconds, ours_seconds, strict=True))
    report(
        "fold of typed events from the file", f"{rate:,.0f} events/s, {times:.1f}x the eventsourcing library"
    )
    assert times > 3
