"""Large logs for measurements: the shop's events, generated fast, the same for the same numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from uuid import UUID

from domain.event import content_hash
from infra.log.log_file import LogFile

START = 1_790_000_000_000_000  # 2026-09-21 in microseconds: one event every 40 ms from then on
STEP = 40_000
TYPES = (
    "OrderPlaced",
    "LineAdded",
    "LineAdded",
    "QuantityChanged",
    "OrderConfirmed",
    "OrderPaid",
    "OrderShipped",
    "StockReserved",
)
FOREIGN = tuple(
    f"Case{number}" for number in range(1, len(TYPES) + 1)
)  # no read model of the shop hears these
_CITIES = ("Berlin", "Zürich", "Kraków", "Lyon", "Tōkyō", "Porto")
_INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events' AND sql IS NOT NULL"
)


def filled_log(path: Path, events: int, streams: int, types: Sequence[str] = TYPES) -> Path:
    """A log of so many events, dealt in turn to so many streams ("Order/O-1" ...); returns `path`.

    Event n (its position, from 1) has `data.number` = n, `data.amount` a text like "19.99" below 1000,
    `data.quantity` 1 to 9 and `data.city`; its type goes through `types` version by version.
    The shop cannot read them: what follows a log parks each event of its own types.
    """
    LogFile.create(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        indexes = connection.execute(_INDEXES).fetchall()
        connection.execute("BEGIN")
        for name, _ in indexes:  # built at the end in one go, which is several times faster
            connection.execute(f"DROP INDEX {name}")
        connection.executemany(
            "INSERT INTO event_types (id, name) VALUES (?, ?)",
            enumerate(dict.fromkeys(types), start=1),
        )
        connection.executemany(
            "INSERT INTO streams (id, name, category, key, version, events, last_position) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            _streams(events, streams),
        )
        connection.executemany(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _events(events, streams, types)
        )
        for _, statement in indexes:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def _streams(events: int, streams: int) -> Iterator[tuple[object, ...]]:
    for number in range(1, min(streams, events) + 1):
        version = (events - number) // streams + 1
        key = f"O-{number}"
        last = number + (version - 1) * streams
        yield number, f"Order/{key}", "Order", key, version, version, last


def _events(events: int, streams: int, types: Sequence[str]) -> Iterator[tuple[object, ...]]:
    ids = {name: number for number, name in enumerate(dict.fromkeys(types), start=1)}
    for position in range(1, events + 1):
        stream = (position - 1) % streams + 1
        version = (position - 1) // streams + 1
        type_ = types[(version - 1) % len(types)]
        recorded_at = START + position * STEP
        id = (position * 0x9E3779B97F4A7C15 % 2**64).to_bytes(8, "big") + position.to_bytes(8, "big")
        cents = position * 7919 % 100_000
        data = (
            f'{{"number":{position},"product":"P-{position % 977}","quantity":{position % 9 + 1},'
            f'"amount":"{cents // 100}.{cents % 100:02}","currency":"EUR",'
            f'"city":"{_CITIES[position % len(_CITIES)]}"}}'
        )
        correlation = str(UUID(int=stream << 64 | version // len(types)))
        metadata = (
            f'{{"correlation_id":"{correlation}","actor":"user{position % 50}","origin":"bench/1/0.1"}}'
        )
        hash = content_hash(
            id, f"Order/O-{stream}", version, type_, 1, recorded_at, data.encode(), metadata.encode()
        )
        yield (
            position,
            id,
            stream,
            version,
            ids[type_],
            1,
            recorded_at,
            correlation,
            None,
            data,
            metadata,
            hash,
        )
