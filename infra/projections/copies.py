"""Copies of read models as they were at some positions, kept in the cache to build other moments from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, Table, Text

from domain.event import microseconds
from infra.database import Database, rows_of
from infra.projections import generations as kept
from infra.projections.generations import LIVE, RUNNING, Generation, Generations
from infra.projections.projection import Projection
from infra.projections.rows import row_sql

COPY = "copy"
KEPT = 8
LEAST_APART = 5000
_AT_ONCE = 2000

metadata = MetaData()
copied_at = Table(  # the last event that a copy knows of: a log may be restored while its cache stays
    "copied_at",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("event_id", LargeBinary(16), nullable=False),
)


class Copy(msgspec.Struct, frozen=True):
    """A copy of a projection's tables with the effects of every event up to `position`."""

    projection: str
    number: int
    position: int


class Copies:
    """At most `KEPT` copies a projection, spread over the log. Any program on the cache may use them.

    Parameters
    ----------
    log:
        Where the events are that the copies were made of.
    """

    def __init__(self, log: Database, cache: Database, now: Callable[[], datetime]) -> None:
        self._log = log
        self._cache = cache
        self._now = now
        with cache.writing() as connection:
            metadata.create_all(connection, checkfirst=True)

    def nearest(self, projection: Projection, position: int, since: int = 0) -> Copy | None:
        """The latest copy up to that position that this version of the projection made of this log.

        With `since` only of copies made after the generation of that number was begun.
        """
        fingerprint = projection.fingerprint()
        with self._cache.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT g.generation, g.position, c.event_id FROM generations g JOIN copied_at c "
                "ON c.projection = g.projection AND c.generation = g.generation "
                "WHERE g.projection = ? AND g.role = ? AND g.fingerprint = ? AND g.position <= ? "
                "AND g.generation > ? ORDER BY g.position DESC",
                (projection.name, COPY, fingerprint, position, since),
            ).fetchall()
        for number, at, event_id in rows:
            if self._last_event(at) == event_id:
                return Copy(projection.name, number, at)
        return None

    def take(
        self,
        projection: Projection,
        copy: Copy | None,
        scratch: Database,
        generations: Generations,
        look: Callable[[], None],
    ) -> Generation:
        """Begins the projection anew in another database, with a copy's rows or with none.

        Parameters
        ----------
        look:
            Called now and then; what it raises ends the work, and the projection is at its beginning.
        """
        before = generations.find(projection.name, LIVE)
        if before is not None:
            generations.drop(before)
        begun = generations.create(projection, LIVE)
        if copy is None:
            return begun
        with self._cache.reading() as source, scratch.writing() as target:
            if not _is_there(source, copy):
                return begun  # another program has dropped it meanwhile
            _copy_rows(projection, (source, copy.number), (target, begun.number), look)
            generations.advance(target, begun, copy.position)
        return msgspec.structs.replace(begun, position=copy.position)

    def keep(
        self, projection: Projection, built: Generation, scratch: Database, look: Callable[[], None]
    ) -> None:
        """Keeps a copy of what was built elsewhere; drops another one where there are too many."""
        event_id = self._last_event(built.position)
        if event_id is None:
            return
        with scratch.reading() as source, self._cache.writing() as target:
            (known,) = rows_of(
                target,
                "SELECT count(*) FROM generations "
                "WHERE projection = ? AND role = ? AND fingerprint = ? AND position = ?",
                (projection.name, COPY, built.fingerprint, built.position),
            ).fetchone()
            if known:
                return
            number = self._add(target, projection, built, event_id)
            _copy_rows(projection, (source, built.number), (target, number), look)
            self._thin(target, built, number)

    def keep_own(self, projection: Projection, built: Generation, most: int) -> bool:
        """Keeps a copy of what is being built in the cache itself, unless that has more than `most` rows.

        None is kept where another runner has moved the generation on, or where an event was left out or
        applied behind its turn. Returns whether one was.
        """
        event_id = self._last_event(built.position)
        if event_id is None:
            return False
        with self._cache.writing() as connection:
            if not _stands_at(connection, built) or not kept.is_plain_run(
                connection, built.projection, built.number
            ):
                return False
            tables = projection.physical(built.number).values()
            if sum(_rows_in(connection, table.name, most) for table in tables) > most:
                return False
            number = self._add(connection, projection, built, event_id)
            _copy_within(connection, projection, built.number, number)
            self._thin(connection, built, number)
        return True

    def forget(self, built: Generation) -> None:
        """Drops the copies from before that generation was begun: it was built to replace what was there."""
        with self._cache.writing() as connection:
            rows = rows_of(
                connection,
                "SELECT generation FROM generations WHERE projection = ? AND role = ? AND generation < ?",
                (built.projection, COPY, built.number),
            ).fetchall()
            for (number,) in rows:
                _drop(connection, built.projection, number)

    def positions(self, projection: str) -> list[int]:
        """Where there are copies."""
        with self._cache.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT position FROM generations WHERE projection = ? AND role = ? ORDER BY position",
                (projection, COPY),
            )
            return [position for (position,) in rows]

    def _add(self, connection: Connection, projection: Projection, built: Generation, event_id: bytes) -> int:
        (last,) = rows_of(
            connection,
            "SELECT coalesce(max(generation), 0) FROM generations WHERE projection = ?",
            (projection.name,),
        ).fetchone()
        number = int(last) + 1
        for table in projection.physical(number).values():
            table.create(connection)
            connection.execute(
                kept.owned_tables.insert().values(
                    name=table.name, projection=projection.name, generation=number
                )
            )
        connection.execute(
            kept.generations.insert().values(
                projection=projection.name,
                generation=number,
                fingerprint=built.fingerprint,
                role=COPY,
                status=RUNNING,
                position=built.position,
                error="",
                updated_at=microseconds(self._now()),
            )
        )
        connection.execute(
            copied_at.insert().values(projection=projection.name, generation=number, event_id=event_id)
        )
        return number

    def _thin(self, connection: Connection, built: Generation, newest: int) -> None:
        """Drops copies that serve nobody, then those from before what is being built was begun, then those
        that leave the smallest holes; never the newest one."""
        projection = built.projection
        rows = []
        for number, position, fingerprint, event_id in rows_of(
            connection,
            "SELECT g.generation, g.position, g.fingerprint, c.event_id FROM generations g "
            "LEFT JOIN copied_at c ON c.projection = g.projection AND c.generation = g.generation "
            "WHERE g.projection = ? AND g.role = ? ORDER BY g.position",
            (projection, COPY),
        ).fetchall():
            if fingerprint == built.fingerprint and self._last_event(position) == event_id:
                rows.append((number, position))
            else:  # of another version of the projection, or of a log that was replaced since
                _drop(connection, projection, number)
        while len(rows) > KEPT:
            places = [0, *(position for _, position in rows), 2 * rows[-1][1]]
            holes = [
                (number > built.number, places[at + 2] - places[at], number)
                for at, (number, _) in enumerate(rows)
                if number != newest
            ]
            *_, number = min(holes)
            _drop(connection, projection, number)
            rows = [row for row in rows if row[0] != number]

    def _last_event(self, position: int) -> bytes | None:
        with self._log.reading() as connection:
            row = rows_of(
                connection,
                "SELECT id FROM events WHERE position <= ? ORDER BY position DESC LIMIT 1",
                (position,),
            ).fetchone()
        return row[0] if row else None


def _is_there(connection: Connection, copy: Copy) -> bool:
    row = rows_of(
        connection,
        "SELECT 1 FROM generations WHERE projection = ? AND generation = ? AND role = ? AND position = ?",
        (copy.projection, copy.number, COPY, copy.position),
    ).fetchone()
    return row is not None


def _drop(connection: Connection, projection: str, number: int) -> None:
    kept.drop_generation(connection, projection, number)
    connection.execute(
        copied_at.delete().where(copied_at.c.projection == projection, copied_at.c.generation == number)
    )


def _stands_at(connection: Connection, built: Generation) -> bool:
    """Whether the generation is where it is said to be, and no copy is there yet."""
    rows = rows_of(
        connection,
        "SELECT role FROM generations WHERE projection = ?1 AND fingerprint = ?2 AND position = ?3 "
        "AND (generation = ?4 OR generation > ?4 AND role = ?5)",
        (built.projection, built.fingerprint, built.position, built.number, COPY),
    ).fetchall()
    return rows == [(built.role,)]


def _rows_in(connection: Connection, table: str, most: int) -> int:
    """How many rows there are; one more than `most` where there are more than that."""
    (count,) = rows_of(
        connection, f'SELECT count(*) FROM (SELECT 1 FROM "{table}" LIMIT ?)', (most + 1,)
    ).fetchone()
    return int(count)


def _copy_within(connection: Connection, projection: Projection, source: int, target: int) -> None:
    tables = projection.physical(target)
    for name, table in projection.physical(source).items():
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        connection.exec_driver_sql(
            f'INSERT INTO "{tables[name].name}" ({names}) SELECT {names} FROM "{table.name}"'
        )


def _copy_rows(
    projection: Projection,
    source: tuple[Connection, int],
    target: tuple[Connection, int],
    look: Callable[[], None],
) -> None:
    wanted = row_sql(projection.physical(target[1]))
    driver = target[0].connection.driver_connection
    assert driver is not None
    for name, table in projection.physical(source[1]).items():
        names = ", ".join(f'"{column}"' for column in wanted[name].columns)
        rows = rows_of(source[0], f'SELECT {names} FROM "{table.name}"')
        while page := rows.fetchmany(_AT_ONCE):
            look()
            driver.executemany(wanted[name].upsert, page)
