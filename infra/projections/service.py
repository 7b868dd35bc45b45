"""The projections of one log, as the window and the command line use them."""

from __future__ import annotations

import time
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec

from domain.errors import DomainError
from domain.event import Event, moment
from domain.registry import Registry
from infra.database import Database, rows_of
from infra.errors import LogError
from infra.hold import Hold
from infra.log.event_store import EventStore
from infra.projections.generations import (
    LIVE,
    PAUSED,
    SHADOW,
    STOPPED,
    Generations,
    Overtaken,
    find,
    mark_mended,
)
from infra.projections.live_copies import LiveCopies
from infra.projections.projection import Projection
from infra.projections.querying import Queries
from infra.projections.rebuilds import RebuildProgress, Rebuilds
from infra.projections.runner import Runner

_RATE_SECONDS = 5.0
_RATE_BATCHES = 2000
_STALLED = timedelta(seconds=5)
_NOT_PARKED = ("This event is not parked any more.", "Look at the list again.")


class ProjectionStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a projection stands.

    `status` is "live" (at the end of the log), "catching up", "behind" (nothing has moved it for some
    seconds), "rebuilding", "paused" (its rebuild is, or nobody works on it any more) or "stopped" (its
    rebuild failed). `lag` counts positions; `events_per_second` is what it applied lately.
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
    """Keeps the read models of one log up to date; rebuilds, questions and parked events.

    Parameters
    ----------
    until:
        A position behind which the log is not looked at: the read models are then those of that moment.
    """

    def __init__(
        self,
        log: Database,
        cache: Database,
        store: EventStore,
        registry: Registry,
        projections: Sequence[Projection],
        now: Callable[[], datetime],
        *,
        until: int | None = None,
        hold: Hold | None = None,
    ) -> None:
        self._store = store
        self._cache = cache
        self._now = now
        self._hold = hold or Hold()
        self._projections = {projection.name: projection for projection in projections}
        self._generations = Generations(cache, now)
        self._runner = Runner(log, cache, self._generations, registry, now, until=until)
        self._copies = LiveCopies(log, cache, now)
        self._rebuilds = Rebuilds(cache, self._generations, self._runner, store, now, self._copies)
        self._applied = {name: deque[tuple[float, int]](maxlen=_RATE_BATCHES) for name in self._projections}
        self.queries = Queries(cache, projections, self._generations)

    @property
    def names(self) -> tuple[str, ...]:
        """The projections, in their order."""
        return tuple(self._projections)

    def release(self, name: str) -> Projection:
        """The release of a projection that is in use. Raises `DomainError` where the name is unknown."""
        return self._named(name)

    def use(self, release: Projection) -> None:
        """Puts another release of a projection into use, from the next event on.

        What the one before has written stays as it is: a release of another version is built anew by itself,
        for one of the same version parked events can be retried.
        """
        before = self._named(release.name)
        assert {t.name for t in release.tables} == {t.name for t in before.tables}, "they are known by name"
        self._projections = {**self._projections, release.name: release}  # others go through it

    def step(self) -> bool:
        """Moves every live read model on by a batch; False where all are at the end of the log."""
        moved = [self._catch_up(projection) for projection in self._projections.values()]
        return any(moved)

    def is_caught_up(self, position: int) -> bool:
        """Whether every live read model contains the effects of all events up to `position`."""
        for projection in self._projections.values():
            live = self._generations.find(projection.name, LIVE)
            if live is None or live.position < position:
                return False
            if not self._generations.is_current(live, projection):
                return False
        return True

    def resume_unfinished(self) -> None:
        """Goes on with the rebuilds that were running when the program ended."""
        for projection in self._projections.values():
            shadow = self._generations.find(projection.name, SHADOW)
            live = self._generations.find(projection.name, LIVE)
            if shadow is None or shadow.status in (PAUSED, STOPPED):
                continue
            if live is None or self._generations.is_current(live, projection):  # otherwise `step` goes on
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
        """Rebuilds in the background. Raises `WritingHeld`, as `pause` and all acts below do."""
        self._hold.check()
        self._rebuilds.start(self._named(name))

    def pause(self, name: str) -> None:
        """Pauses the rebuild."""
        self._hold.check()
        self._rebuilds.pause(self._named(name))

    def resume(self, name: str) -> None:
        """Goes on with the rebuild."""
        self._hold.check()
        self._rebuilds.resume(self._named(name))

    def cancel(self, name: str) -> None:
        """Gives the rebuild up; the live read model was never touched."""
        self._hold.check()
        self._rebuilds.cancel(self._named(name))

    def parked(
        self, name: str | None = None, *, limit: int | None = None, id: int | None = None
    ) -> list[ParkedEvent]:
        """The parked events of the live read models, oldest first: of one, one by its id, at most `limit`."""
        with self._cache.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT p.id, p.projection, p.position, p.error, p.attempts, p.parked_at "
                "FROM parked_events p "
                "JOIN generations g ON g.projection = p.projection AND g.generation = p.generation "
                "WHERE g.role = 'live' AND (?1 IS NULL OR p.projection = ?1) AND (?2 IS NULL OR p.id = ?2) "
                "ORDER BY p.position LIMIT ?3",
                (name, id, -1 if limit is None else limit),
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

    def retry(self, id: int) -> bool:
        """Applies a parked event now. Raises `DomainError` where it fails again, with its new error kept.

        Later events were applied before it. False where they had touched the same rows: what the event would
        have done in its turn may differ, and only a rebuild puts everything in its order.
        """
        self._hold.check()
        parked = self._parked(id)
        projection = self._named(parked.projection)
        live = self._generations.find(projection.name, LIVE)
        if live is None or not self._generations.is_current(live, projection):
            raise DomainError(f"{projection.name} is being built anew.", "Wait until it is.")
        if parked.event is None:
            raise DomainError(f"Event {parked.position} is not in the log any more.", "Skip it.")
        try:
            return self._runner.apply_parked(projection, live, parked.event, id)
        except Overtaken:
            raise DomainError(*_NOT_PARKED) from None
        except LogError:
            raise
        except Exception as error:
            self._keep_error(id, error)
            raise DomainError(
                f"Event {parked.position} fails again: {error}", "Mend its cause, or skip it."
            ) from error

    def skip(self, id: int) -> None:
        """Takes a parked event off the list for good: a rebuild leaves it out too, if it fails again."""
        self._hold.check()
        parked = self._parked(id)
        with self._cache.writing() as connection:
            connection.exec_driver_sql("DELETE FROM parked_events WHERE id = ?", (parked.id,))
            live = find(connection, parked.projection, LIVE)
            if live is not None:
                mark_mended(connection, live.projection, live.number)
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO skipped_events (projection, position) VALUES (?, ?)",
                (parked.projection, parked.position),
            )

    def stop_rebuilds(self) -> None:
        """Ends what rebuilds in the background or on schedule; it goes on from its checkpoint next time."""
        self._rebuilds.close()

    def _catch_up(self, projection: Projection) -> bool:
        live = self._generations.find(projection.name, LIVE)
        if live is not None and live.position > self._store.last_position():
            self._generations.drop(live)  # the log was restored: it tells of events that are not there
            live = None
        if live is None:
            live = self._generations.create(projection, LIVE)
        if not self._generations.is_current(live, projection):
            return self._rebuilds.renew(projection)
        try:
            moved = self._runner.apply_some(projection, live, strict=False)
        except Overtaken:
            return True
        if moved:
            self._copies.advanced(projection, live, moved)
            self._applied[projection.name].append((time.monotonic(), moved))
        return moved > 0

    def _keep_error(self, id: int, error: Exception) -> None:
        with self._cache.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE parked_events SET error = ?, attempts = attempts + 1 WHERE id = ?",
                ("".join(traceback.format_exception(error)).strip(), id),
            )

    def _status(self, projection: Projection) -> ProjectionStatus:
        live = self._generations.find(projection.name, LIVE)
        last = self._store.last_position()
        position = live.position if live else 0
        rebuild = self._rebuilds.progress(projection.name)
        with self._cache.reading() as connection:
            row = rows_of(
                connection,
                "SELECT count(*), max(position), error FROM parked_events "  # the error at that position
                "WHERE projection = ? AND generation = ?",
                (projection.name, live.number if live else 0),
            ).fetchone()
        parked, error = row[0], (row[2] or "")
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
        return sum(count for at, count in tuple(self._applied[name]) if at > since) / _RATE_SECONDS

    def _parked(self, id: int) -> ParkedEvent:
        for parked in self.parked(id=id):
            return parked
        raise DomainError(*_NOT_PARKED)

    def _named(self, name: str) -> Projection:
        try:
            return self._projections[name]
        except KeyError:
            raise DomainError(
                f"There is no projection {name!r}.", f"There are: {', '.join(self._projections)}."
            ) from None
