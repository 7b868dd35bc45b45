"""Read models of a branch against those of the trunk: both built in scratch copies, by the same code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from infra import clock
from infra.branching.run import BranchRun
from infra.database import Database
from infra.progress import Progress, Ticker, ignore_progress, never_cancelled
from infra.projections.projection import Projection
from infra.projections.querying import Queries
from infra.projections.rows import TOUCHED_AT
from infra.projections.service import ProjectionService

KEPT_ROWS = 500
_PAGE = 1000


class RowChange(msgspec.Struct, frozen=True):
    """A row that differs; `trunk` or `branch` is None where it is not there. `columns` name what differs."""

    key: tuple[Any, ...]
    trunk: dict[str, Any] | None
    branch: dict[str, Any] | None
    columns: tuple[str, ...]


class ReadModelDiff(msgspec.Struct, frozen=True, kw_only=True):
    """How one read model differs: counts of all rows, and the first 500 that do. `parked` counts events that
    the projection could not apply on the branch."""

    name: str
    columns: tuple[str, ...]
    added: int
    removed: int
    changed: int
    same: int
    rows: tuple[RowChange, ...]
    parked: int

    @property
    def differs(self) -> bool:
        """Whether any row does."""
        return bool(self.added or self.removed or self.changed)


class BranchReadModels:
    """Builds and compares. The trunk's copy is kept beside the scratch log, for as long as that lives."""

    def __init__(self, run: BranchRun) -> None:
        self._run = run

    def compare(
        self,
        progress: Callable[[Progress], None] = ignore_progress,
        cancelled: Callable[[], bool] = never_cancelled,
    ) -> tuple[ReadModelDiff, ...]:
        """Every read model, those that differ first. Raises `Cancelled` or `LogError`."""
        run, log = self._run, self._run.trunk
        ticker = Ticker("comparing of read models", progress, cancelled)
        releases = [log.projections.release(name) for name in log.projections.names]
        cache = Database(run.folder / "trunk-cache", "rwc", synchronous="OFF")
        try:
            with cache.writing() as connection:
                connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS trunk (position INTEGER)")
            trunk = ProjectionService(
                log.log.database, cache, log.store, log.registry, releases, clock.now, until=run.result.trunk
            )
            _build(trunk, run.result.trunk, ticker, "Trunk")
            _build(run.log.projections, run.log.store.last_position(), ticker, "Branch")
            parked = {status.name: status.parked for status in run.log.projections.status()}
            found = [
                _compare(table.name, projection, trunk.queries, run.log.projections.queries, parked, ticker)
                for projection in releases
                for table in projection.tables
            ]
        finally:
            cache.close()
        return tuple(sorted(found, key=_agrees))


def _build(service: ProjectionService, end: int, ticker: Ticker, step: str) -> None:
    while service.step():
        done = min((status.position for status in service.status()), default=end)
        ticker.tick(done, end, done, step=step)


def _compare(
    name: str, projection: Projection, trunk: Queries, branch: Queries, parked: dict[str, int], ticker: Ticker
) -> ReadModelDiff:
    model = next(model for model in trunk.read_models() if model.name == name)
    columns = tuple(str(column) for column in model.columns if column != TOUCHED_AT)
    counts = {"added": 0, "removed": 0, "changed": 0, "same": 0}
    kept: list[RowChange] = []
    for key, old, new in _side_by_side(_rows(trunk, name), _rows(branch, name), model.key):
        ticker.check()
        differing = tuple(c for c in columns if old is None or new is None or old[c] != new[c])
        kind = "added" if old is None else "removed" if new is None else "changed" if differing else "same"
        counts[kind] += 1
        if kind != "same" and len(kept) < KEPT_ROWS:
            kept.append(RowChange(key, old, new, differing))
    return ReadModelDiff(
        name=str(name), columns=columns, rows=tuple(kept), parked=parked[projection.name], **counts
    )


Row = dict[str, Any]


def _side_by_side(
    trunk: Iterator[Row], branch: Iterator[Row], key: tuple[str, ...]
) -> Iterator[tuple[tuple[Any, ...], Row | None, Row | None]]:
    """Rows of both sides by their key; both come in its order."""
    old, new = next(trunk, None), next(branch, None)
    while old is not None or new is not None:
        old_key = None if old is None else tuple(old[name] for name in key)
        new_key = None if new is None else tuple(new[name] for name in key)
        if new_key is None or (old_key is not None and old_key < new_key):
            assert old_key is not None
            yield old_key, old, None
            old = next(trunk, None)
        elif old_key is None or new_key < old_key:
            yield new_key, None, new
            new = next(branch, None)
        else:
            yield old_key, old, new
            old, new = next(trunk, None), next(branch, None)


def _rows(queries: Queries, name: str) -> Iterator[Row]:
    after: tuple[Any, ...] | None = None
    while True:
        page = queries.page(name, after=after, limit=_PAGE)
        yield from page.rows
        after = page.after
        if after is None:
            return


def _agrees(diff: ReadModelDiff) -> bool:
    return not diff.differs
