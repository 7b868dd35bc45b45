"""The generations of read models in the cache: which one is live, which is being built, how far each is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from sqlalchemy import Column, Connection, Index, Integer, MetaData, Table, Text

from domain.event import microseconds
from infra.database import Database, rows_of
from infra.projections.projection import Projection

LIVE, SHADOW = "live", "shadow"
RUNNING, PAUSED, STOPPED = "running", "paused", "stopped"

metadata = MetaData()
generations = Table(
    "generations",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("updated_at", Integer, nullable=False),
)
parked_events = Table(
    "parked_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("projection", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("parked_at", Integer, nullable=False),
    Index("parked_events_projection", "projection", "generation", "position", unique=True),
)

skipped_events = Table(  # events that a person has left out: a rebuild does not stop at them again
    "skipped_events",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
)

owned_tables = Table(  # so that a generation can be dropped also when its projection has changed since
    "owned_tables",
    metadata,
    Column("name", Text, primary_key=True),
    Column("projection", Text, nullable=False),
    Column("generation", Integer, nullable=False),
)


mended_generations = Table(  # in which a parked event was dealt with behind its turn: no plain run any more
    "mended_generations",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
)


class Generation(msgspec.Struct, frozen=True):
    """One build of a projection's tables. `position` is its checkpoint: every event up to it is applied."""

    projection: str
    number: int
    fingerprint: str
    role: str
    status: str
    position: int
    error: str
    updated_at: int


class Overtaken(Exception):
    """Another runner moved the checkpoint, or ended the generation; what was done here is rolled back."""


class Generations:
    """The bookkeeping of one cache."""

    def __init__(self, cache: Database, now: Callable[[], datetime]) -> None:
        self._cache = cache
        self._now = now
        self._fingerprints: dict[str, str] = {}
        with cache.writing() as connection:
            metadata.create_all(connection, checkfirst=True)

    def is_current(self, generation: Generation, projection: Projection) -> bool:
        """Whether it was built by this version of the projection, into tables of this shape."""
        known = self._fingerprints.get(projection.name)
        if known is None:
            known = self._fingerprints[projection.name] = projection.fingerprint()
        return generation.fingerprint == known

    def find(self, projection: str, role: str) -> Generation | None:
        """The projection's live or shadow generation."""
        with self._cache.reading() as connection:
            return find(connection, projection, role)

    def create(self, projection: Projection, role: str) -> Generation:
        """A new, empty generation; the existing one where somebody was faster."""
        with self._cache.writing() as connection:
            present = find(connection, projection.name, role)
            if present is not None:
                return present
            (last,) = rows_of(
                connection,
                "SELECT coalesce(max(generation), 0) FROM generations WHERE projection = ?",
                (projection.name,),
            ).fetchone()
            number = last + 1
            for table in projection.physical(number).values():
                table.create(connection)
                connection.execute(
                    owned_tables.insert().values(
                        name=table.name, projection=projection.name, generation=number
                    )
                )
            fingerprint = projection.fingerprint()
            moment = microseconds(self._now())
            connection.execute(
                generations.insert().values(
                    projection=projection.name,
                    generation=number,
                    fingerprint=fingerprint,
                    role=role,
                    status=RUNNING,
                    position=0,
                    error="",
                    updated_at=moment,
                )
            )
            return Generation(projection.name, number, fingerprint, role, RUNNING, 0, "", moment)

    def problem(self, projection: Projection, built: Generation) -> str:
        """What is wrong with what was built: a table that is missing, a check that fails; "" for nothing."""
        tables = {name: table.name for name, table in projection.physical(built.number).items()}
        with self._cache.reading() as connection:
            present = {row[0] for row in rows_of(connection, "SELECT name FROM sqlite_master")}
            for name, physical in tables.items():
                if physical not in present:
                    return f"The table of {name} is gone from the cache."
            quoted = {name: f'"{physical}"' for name, physical in tables.items()}
            for check in projection.checks:
                row = rows_of(connection, f"{check.sql.format(**quoted)} LIMIT 1").fetchone()
                if row is not None:
                    return f"{check.broken}: {', '.join(map(str, row))}."
        return ""

    def set_status(self, generation: Generation, status: str, error: str = "") -> None:
        """Marks a generation as running, paused or stopped (with the reason)."""
        with self._cache.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE generations SET status = ?, error = ?, updated_at = ? "
                "WHERE projection = ? AND generation = ?",
                (
                    status,
                    error,
                    microseconds(self._now()),
                    generation.projection,
                    generation.number,
                ),
            )

    def drop(self, generation: Generation) -> None:
        """Removes a generation with its tables."""
        with self._cache.writing() as connection:
            drop_generation(connection, generation.projection, generation.number)

    def swap(self, projection: Projection, shadow: Generation) -> bool:
        """Makes the shadow the live one and drops the old one, in one transaction.

        False where the live one is further: the shadow must catch up first.
        """
        with self._cache.writing() as connection:
            built = find(connection, projection.name, SHADOW)
            if built is None or built.number != shadow.number:
                raise Overtaken
            live = find(connection, projection.name, LIVE)
            if live is not None and live.position > built.position:
                return False
            if live is not None:
                drop_generation(connection, live.projection, live.number)
            connection.exec_driver_sql(
                "UPDATE generations SET role = 'live', status = 'running', error = '', updated_at = ? "
                "WHERE projection = ? AND generation = ?",
                (microseconds(self._now()), projection.name, built.number),
            )
            return True

    def is_skipped(self, projection: str, position: int) -> bool:
        """Whether a person has left the event out."""
        with self._cache.reading() as connection:
            return (
                rows_of(
                    connection,
                    "SELECT 1 FROM skipped_events WHERE projection = ? AND position = ?",
                    (projection, position),
                ).fetchone()
                is not None
            )

    def advance(self, connection: Connection, generation: Generation, position: int) -> None:
        """Moves the checkpoint in the caller's transaction, if nobody else did. Raises `Overtaken`."""
        moved = connection.exec_driver_sql(
            "UPDATE generations SET position = ?, updated_at = ?, error = '' "
            "WHERE projection = ? AND generation = ? AND fingerprint = ? AND position = ?",
            (
                position,
                microseconds(self._now()),
                generation.projection,
                generation.number,
                generation.fingerprint,  # a dropped generation's number is given again
                generation.position,
            ),
        ).rowcount
        if moved != 1:
            raise Overtaken


def mark_mended(connection: Connection, projection: str, number: int) -> None:
    """Notes, in the caller's transaction, that a parked event of that generation was dealt with."""
    connection.exec_driver_sql("INSERT OR IGNORE INTO mended_generations VALUES (?, ?)", (projection, number))


def is_plain_run(connection: Connection, projection: str, number: int) -> bool:
    """Whether every event was applied in its turn, so that the first events make the same rows again."""
    parameters = (projection, number)
    return all(
        rows_of(
            connection, f"SELECT 1 FROM {table} WHERE projection = ? AND generation = ? LIMIT 1", parameters
        ).fetchone()
        is None
        for table in ("parked_events", "mended_generations")
    )


def find(connection: Connection, projection: str, role: str) -> Generation | None:
    """The same inside a transaction."""
    row = rows_of(
        connection,
        "SELECT projection, generation, fingerprint, role, status, position, error, updated_at "
        "FROM generations WHERE projection = ? AND role = ?",
        (projection, role),
    ).fetchone()
    return Generation(*row) if row else None


def drop_generation(connection: Connection, projection: str, number: int) -> None:
    """Removes a generation with its tables, in the caller's transaction."""
    parameters = (projection, number)
    owned = rows_of(
        connection, "SELECT name FROM owned_tables WHERE projection = ? AND generation = ?", parameters
    ).fetchall()
    for (name,) in owned:
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
    for table in ("generations", "parked_events", "owned_tables", "mended_generations"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE projection = ? AND generation = ?", parameters)
