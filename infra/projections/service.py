"""The projections of one log, as the window and the command line use them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec

from domain.errors import DomainError
from domain.event import Event, moment
from domain.registry import Registry
from infra.database import Database, rows_of
from infra.log.event_store import EventStore
from infra.projections.generations import LIVE, PAUSED, SHADOW, STOPPED, Generation, Generations, Overtaken
from infra.projections.projection import Projection
from infra.projections.querying import Queries
from infra.projections.rebuilds import RebuildProgress, Rebuilds
from infra.projections.runner import Runner

_RATE_SECONDS = 5.0
_STALLED = timedelta(seconds=5)


class ProjectionStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a projection stands.

    `status` is "live" (at the end of the log), "catching up", "behind" (nothing has moved it for some
    seconds), "rebuilding", "paused" (its rebuild is) or "stopped" (its rebuild failed). `lag` counts
    positions; `events_per_second` is what it applied lately.
    """

    name: str
    version: int
    status: str
    position: int
    lag: int
    parked: int
    last_error: str
    events_per_second: float
    updated_at: datetime
    rebuild: RebuildProgress | None


class ParkedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a projection could not apply; `error` is the whole traceback."""

    id: int
    projection: str
    position: int
    error: str
    attempts: int
    parked_at: datetime
    event: Event | None


class ProjectionService:
    """Keeps the read models of one log up to date; rebuilds, questions and parked events."""

    def __init__(
        self,
        log: Database,
        cache: Database,
        store: EventStore,
        registry: Registry,
        projections: Sequence[Projection],
        now: Callable[[], datetime],
        *,
        writes: bool = True,
    ) -> None:
        self._store = store
        self._cache = cache
        self._now = now
        self._projections = {projection.name: projection for projection in projections}
        self._generations = Generations(cache, now)
        self._runner = Runner(log, cache, self._generations, registry, now)
        self._rebuilds = Rebuilds(self._generations, self._runner, store)
        self._applied: dict[str, list[tuple[float, int]]] = {name: [] for name in self._projections}
        self.queries = Queries(cache, projections)

    @property
    def names(self) -> tuple[str, ...]:
        """The projections, in their order."""
        return tuple(self._projections)

    def step(self) -> bool:
        """Moves every live read model on by a batch; False where all are at the end of the log."""
        moved = [self._catch_up(projection) for projection in self._projections.values()]
        return any(moved)

    def is_caught_up(self, position: int) -> bool:
        """Whether every live read model contains the effects of all events up to `position`."""
        live = [self._generations.find(name, LIVE) for name in self._projections]
        return all(generation is not None and generation.position >= position for generation in live)

    def resume_unfinished(self) -> None:
        """Goes on with the rebuilds that were running when the program ended."""
        for projection in self._projections.values():
            shadow = self._generations.find(projection.name, SHADOW)
            if shadow is not None and shadow.status not in (PAUSED, STOPPED):
                self._rebuilds.start(projection)

    def status(self) -> list[ProjectionStatus]:
        """How each projection stands now."""
        return [self._status(projection) for projection in self._projections.values()]

    def rebuild(
        self,
        name: str,
        progress: Callable[[RebuildProgress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Rebuilds in the caller's thread; False where it was cancelled. Raises `RebuildFailed`."""
        return self._rebuilds.run(self._named(name), progress, cancelled)

    def start_rebuild(self, name: str) -> None:
        """Rebuilds in the background."""
        self._rebuilds.start(self._named(name))

    def pause(self, name: str) -> None:
        """Pauses the rebuild."""
        self._rebuilds.pause(self._named(name))

    def resume(self, name: str) -> None:
        """Goes on with the rebuild."""
        self._rebuilds.resume(self._named(name))

    def cancel(self, name: str) -> None:
        """Gives the rebuild up; the live read model was never touched."""
        self._rebuilds.cancel(self._named(name))

    def parked(self, name: str | None = None) -> list[ParkedEvent]:
        """The parked events of the live read models, oldest first."""
        with self._cache.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT p.id, p.projection, p.position, p.error, p.attempts, p.parked_at "
                "FROM parked_events p "
                "JOIN generations g ON g.projection = p.projection AND g.generation = p.generation "
                "WHERE g.role = 'live' AND (?1 IS NULL OR p.projection = ?1) ORDER BY p.position",
                (name,),
            ).fetchall()
        return [
            ParkedEvent(
                id=row[0],
                projection=row[1],
                position=row[2],
                error=row[3],
                attempts=row[4],
                parked_at=moment(row[5]),
                event=self._store.at(row[2]),
            )
            for row in rows
        ]

    def retry(self, id: int) -> None:
        """Applies a parked event now. Later events were applied before it: where they touched the same rows,
        a rebuild puts everything in its order. Raises `DomainError` where it fails again.
        """
        parked = self._parked(id)
        projection = self._named(parked.projection)
        live = self._generations.find(projection.name, LIVE)
        if live is None or parked.event is None:
            raise DomainError(f"Event {parked.position} is not in the log any more.", "Skip it.")
        try:
            self._runner.apply_parked(projection, live, parked.event, id)
        except DomainError:
            raise
        except Exception as error:
            raise DomainError(
                f"Event {parked.position} fails again: {error}", "Mend its cause, or skip it."
            ) from error

    def skip(self, id: int) -> None:
        """Takes a parked event off the list for good."""
        parked = self._parked(id)
        with self._cache.writing() as connection:
            connection.exec_driver_sql("DELETE FROM parked_events WHERE id = ?", (parked.id,))

    def stop_rebuilds(self) -> None:
        """Ends what rebuilds in the background or on schedule; it goes on from its checkpoint next time."""
        self._rebuilds.close()

    def _catch_up(self, projection: Projection) -> bool:
        live = self._live(projection)
        try:
            moved = self._runner.apply_some(projection, live, strict=False)
        except Overtaken:
            return True
        if moved:
            self._applied[projection.name].append((time.monotonic(), moved))
        return moved > 0

    def _live(self, projection: Projection) -> Generation:
        """The live generation: made where it is missing, of another shape, or ahead of the log."""
        live = self._generations.find(projection.name, LIVE)
        if live is not None and (
            live.fingerprint != projection.fingerprint() or live.position > self._store.last_position()
        ):
            self._generations.drop(live)
            live = None
        return live or self._generations.create(projection, LIVE)

    def _status(self, projection: Projection) -> ProjectionStatus:
        live = self._generations.find(projection.name, LIVE)
        last = self._store.last_position()
        position = live.position if live else 0
        rebuild = self._rebuilds.progress(projection.name)
        with self._cache.reading() as connection:
            row = rows_of(
                connection,
                "SELECT count(*), max(error) FROM parked_events WHERE projection = ? AND generation = ?",
                (projection.name, live.number if live else 0),
            ).fetchone()
        parked, error = row[0], (row[1] or "")
        updated_at = moment(live.updated_at if live else 0)
        word = "live"
        if position < last:
            word = "catching up" if self._now() - updated_at < _STALLED else "behind"
        if rebuild is not None:
            word = {PAUSED: "paused", STOPPED: "stopped"}.get(rebuild.status, "rebuilding")
            error = rebuild.error or error
        return ProjectionStatus(
            name=projection.name,
            version=projection.version,
            status=word,
            position=position,
            lag=max(last - position, 0),
            parked=parked,
            last_error=error,
            events_per_second=self._rate(projection.name),
            updated_at=updated_at,
            rebuild=rebuild,
        )

    def _rate(self, name: str) -> float:
        since = time.monotonic() - _RATE_SECONDS
        applied = self._applied[name] = [entry for entry in self._applied[name] if entry[0] > since]
        return sum(count for _, count in applied) / _RATE_SECONDS

    def _parked(self, id: int) -> ParkedEvent:
        for parked in self.parked():
            if parked.id == id:
                return parked
        raise DomainError("This event is not parked any more.", "Look at the list again.")

    def _named(self, name: str) -> Projection:
        try:
            return self._projections[name]
        except KeyError:
            raise DomainError(
                f"There is no projection {name!r}.", f"There are: {', '.join(self._projections)}."
            ) from None
