"""Blame in a stream of 100,000 events: followed once, asked for any field, and what it takes in memory."""

from __future__ import annotations

import tracemalloc
from contextlib import closing
from pathlib import Path
from statistics import median

from domain.event import NewEvent
from domain.shop import DOMAIN
from infra import clock
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile
from infra.open_log import OpenLog
from tests.benchmarks.pairs import report, seconds
from tests.benchmarks.test_fold import history

COUNT = 100_000
RENAMED_EVERY = 499  # far more than two setters lie between two keyframes
FIELDS = ("/name", "/price/amount", "/price/currency", "/on_hand", "/reserved/O-1", "/status", "")


def filled(path: Path) -> Path:
    log = LogFile.create(path)
    store = EventStore(log, clock.now)
    events = history(COUNT)
    for number in range(RENAMED_EVERY, COUNT, RENAMED_EVERY):
        events[number] = ("ProductRenamed", b'{"name":"Desk %d"}' % number)
    for start in range(0, COUNT, 1000):
        chunk = [NewEvent(clock.new_id(), name, data) for name, data in events[start : start + 1000]]
        store.append("Product/P-1", start, chunk)
    log.close()
    return path


def test_any_field_of_a_long_stream_is_blamed_at_once(tmp_path: Path) -> None:
    with closing(OpenLog.open(filled(tmp_path / "a.eventlog"), domains=[DOMAIN])) as log:
        fold = seconds(lambda: log.repository.fold("Product/P-1"))
        blame = log.states.blame("Product/P-1")
        follow = seconds(blame.follow)

        def ask(path: str, version: int) -> None:
            _, setters = blame.setters(path, version=version, limit=10)
            list(setters)

        asks = {
            (path, version): seconds(lambda p=path, v=version: ask(p, v))  # type: ignore[misc]  # bound early
            for path in FIELDS
            for version in (COUNT, COUNT // 2, 777)
        }
        again = log.states.blame("Product/P-1")
        tracemalloc.start()
        again.follow()
        kept, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    worst = max(asks, key=asks.__getitem__)
    report(
        "blame in 100,000 events",
        f"follow {follow:.2f} s ({follow / fold:.1f}x the fold); "
        f"ask median {1000 * median(asks.values()):.1f} ms, "
        f"worst {1000 * asks[worst]:.0f} ms ({worst[0]} at {worst[1]:,}); "
        f"keeps {kept / 1e6:.1f} MB, peak {peak / 1e6:.1f} MB",
    )
    assert median(asks.values()) < follow / 20
    assert kept < 400 * COUNT
