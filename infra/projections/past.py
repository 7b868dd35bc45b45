"""Read models as of a position: built in a scratch file from the nearest copy, the live ones untouched."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from domain.registry import Registry
from infra.branching.scratch import is_in_use
from infra.database import Database, rows_of
from infra.errors import LogError
from infra.log.event_store import last_position
from infra.projections.copies import KEPT, LEAST_APART, Copies
from infra.projections.generations import LIVE, Generation, Generations
from infra.projections.projection import Projection
from infra.projections.querying import Condition, Page, Queries
from infra.projections.runner import Runner
from infra.projections.service import ProjectionService

_log = logging.getLogger(__name__)

NEAR = 1000  # so far before a moment a copy is kept, for those who go back event by event

_PREFIX = "eventscope-past-"

Progress: TypeAlias = Callable[[int, int], None]


class PastReadModels:
    """The read models of one log at any position. Thread-safe; one question is answered after the other.

    What was built stays in a scratch file of its own until `close`: later moments go on from there, earlier
    ones from the nearest copy in the cache, of which some are kept along the way.
    """

    def __init__(
        self,
        log: Database,
        cache: Database,
        projections: ProjectionService,
        registry: Registry,
        now: Callable[[], datetime],
    ) -> None:
        self._log = log
        self._cache = cache
        self._projections = projections
        self._registry = registry
        self._now = now
        self._scratch: _Scratch | None = None
        self._lock = threading.Lock()

    def page(
        self,
        read_model: str,
        position: int,
        where: Sequence[Condition] = (),
        *,
        order_by: str | None = None,
        descending: bool = False,
        after: tuple[Any, ...] | None = None,
        limit: int = 200,
        progress: Progress | None = None,
    ) -> Page:
        """Rows as they were right after the event at that position; otherwise as `Queries.page`.

        Parameters
        ----------
        progress:
            Called with positions (done, in all) while the read model is built. What it raises ends the work;
            what was built by then is the start of the next time.
        """
        name = self._projections.queries.projection_of(read_model)
        with self._lock:
            projection = self._projections.release(name)
            scratch = self._open()
            self._build(scratch, projection, position, progress or _unseen)
            queries = Queries(scratch.database, (projection,), scratch.generations)
            return queries.page(
                read_model, where, order_by=order_by, descending=descending, after=after, limit=limit
            )

    def close(self) -> None:
        """Removes the scratch file. The copies stay."""
        with self._lock:
            scratch, self._scratch = self._scratch, None
        if scratch is not None:
            scratch.close()

    def _open(self) -> _Scratch:
        if self._scratch is None:
            self._scratch = _Scratch(self._log, self._cache, self._now)
        return self._scratch

    def _build(self, scratch: _Scratch, projection: Projection, position: int, progress: Progress) -> None:
        with self._log.reading() as connection:
            last = last_position(connection)
        target = min(position, last)
        progress(0, max(target, 1))
        present = scratch.begin(projection, target, lambda: progress(0, max(target, 1)))
        start = present.position
        for stop in (*stops(start, target, last), target):
            runner = Runner(
                self._log, scratch.database, scratch.generations, self._registry, self._now, until=stop
            )
            while present.position < stop:
                if not runner.apply_some(projection, present, strict=False):
                    break
                present = scratch.find(projection)
                progress(present.position - start, max(target - start, 1))
            if stop < target:
                scratch.keep(projection, present, lambda: progress(0, 0))


def stops(start: int, target: int, last: int) -> tuple[int, ...]:
    """Where copies are made on the way: spread over the log, and one a little before the moment itself."""
    apart = max(LEAST_APART, -(-last // KEPT))
    places = set(range((start // apart + 1) * apart, target, apart))
    if target - start > 2 * NEAR:
        places.add(target - NEAR)
    return tuple(sorted(places))


class _Scratch:
    """The scratch file with its bookkeeping, and the copies in the cache."""

    def __init__(self, log: Database, cache: Database, now: Callable[[], datetime]) -> None:
        self._cache = cache
        for old in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):  # of programs that were killed
            if not is_in_use(old.name.removeprefix(_PREFIX)):
                shutil.rmtree(old, ignore_errors=True)
        self._folder = tempfile.TemporaryDirectory(
            prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True
        )
        path = Path(self._folder.name) / "read-models"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        self.database = Database(path, synchronous="OFF")
        self.generations = Generations(self.database, now)
        self.copies = Copies(log, cache, now)
        self._built_by: dict[str, Projection] = {}

    def find(self, projection: Projection) -> Generation:
        found = self.generations.find(projection.name, LIVE)
        assert found is not None, "it was begun"
        return found

    def begin(self, projection: Projection, target: int, look: Callable[[], None]) -> Generation:
        """Where building can go on from: what is here, if it is not too far; or a copy; or nothing."""
        present = self.generations.find(projection.name, LIVE)
        if present is not None and (
            present.position > target or self._built_by.get(projection.name) is not projection
        ):
            present = None
        copy = self.copies.nearest(projection, target)
        if present is not None and (copy is None or copy.position <= present.position):
            return present
        self._built_by.pop(projection.name, None)
        self._take_over_skipped()
        begun = self.copies.take(projection, copy, self.database, self.generations, look)
        self._built_by[projection.name] = projection
        return begun

    def keep(self, projection: Projection, built: Generation, look: Callable[[], None]) -> None:
        """Keeps a copy, unless an event was left out: it may be mended, and then belongs in."""
        with self.database.reading() as connection:
            (parked,) = rows_of(
                connection, "SELECT count(*) FROM parked_events WHERE projection = ?", (projection.name,)
            ).fetchone()
        if parked:
            return
        try:
            self.copies.keep(projection, built, self.database, look)
        except LogError as fault:  # a full disk, a locked cache: the moment can be shown all the same
            _log.warning("No copy of %s was kept: %s", projection.name, fault.reason)

    def close(self) -> None:
        self.database.close()
        self._folder.cleanup()

    def _take_over_skipped(self) -> None:
        """Events that a person has left out of the live read model are left out here as well."""
        with self._cache.reading() as source, self.database.writing() as target:
            for skipped in rows_of(source, "SELECT projection, position FROM skipped_events"):
                rows_of(target, "INSERT OR IGNORE INTO skipped_events VALUES (?, ?)", skipped)


def _unseen(_done: int, _total: int) -> None:
    return None
