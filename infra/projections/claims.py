"""Who builds a shadow: of several programs one at a time, and another one where that one has died."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Column, Integer, MetaData, Table, Text

from domain.event import microseconds
from infra.database import Database, rows_of
from infra.projections.generations import Generation

LEASE = timedelta(seconds=10)
_RENEW = LEASE.total_seconds() / 4

metadata = MetaData()
claims = Table(
    "rebuild_claims",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("builder", Text, nullable=False),
    Column("until", Integer, nullable=False),
)


class Claims:
    """The claims in one cache. A claim only spares work: right results rest on the checkpoint alone."""

    def __init__(self, cache: Database, now: Callable[[], datetime]) -> None:
        self._cache = cache
        self._now = now
        self._renewed: dict[tuple[str, int, str], float] = {}
        with cache.writing() as connection:
            metadata.create_all(connection, checkfirst=True)

    def take(self, generation: Generation, builder: str) -> bool:
        """Takes or renews the claim; False where another builder holds it."""
        place = generation.projection, generation.number, builder
        if time.monotonic() - self._renewed.get(place, float("-inf")) < _RENEW:
            return True
        now = self._now()
        with self._cache.writing() as connection:
            taken = connection.exec_driver_sql(
                "INSERT INTO rebuild_claims VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE "
                "SET builder = excluded.builder, until = excluded.until "
                "WHERE builder = excluded.builder OR until < ?",
                (*place, microseconds(now + LEASE), microseconds(now)),
            ).rowcount
        if taken == 1:
            self._renewed[place] = time.monotonic()
        return taken == 1

    def release(self, builder: str) -> None:
        """Lets go of all that the builder holds."""
        for place in [place for place in self._renewed if place[2] == builder]:
            del self._renewed[place]
        with self._cache.writing() as connection:
            connection.exec_driver_sql("DELETE FROM rebuild_claims WHERE builder = ?", (builder,))

    def is_held(self, generation: Generation) -> bool:
        """Whether somebody builds this generation now."""
        with self._cache.reading() as connection:
            row = rows_of(
                connection,
                "SELECT until FROM rebuild_claims WHERE projection = ? AND generation = ?",
                (generation.projection, generation.number),
            ).fetchone()
        return row is not None and row[0] >= microseconds(self._now())
