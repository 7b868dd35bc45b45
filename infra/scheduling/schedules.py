"""The schedules of one log: rows in its file, jobs in APScheduler's memory while it is open."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from domain.errors import DomainError
from domain.event import microseconds, moment
from infra import clock
from infra.database import Database, rows_of
from infra.scheduling.triggers import ScheduleError, Trigger, compiled, decode, encode, in_words, next_fire

_log = logging.getLogger(__name__)
_RUNS_SHOWN = 10


class ScheduleRun(msgspec.Struct, frozen=True):
    """One run. `outcome` is "" while it goes on, then "done", "cancelled" or the error."""

    started_at: datetime
    finished_at: datetime | None
    outcome: str


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """A schedule as it is shown. `problem` says why a broken one never runs; `runs` are newest first."""

    id: str
    projection: str
    trigger: str
    paused: bool
    next_run: datetime | None
    runs: tuple[ScheduleRun, ...]
    problem: str = ""


class _Row(msgspec.Struct, frozen=True):
    id: str
    projection: str
    trigger: str
    paused: int
    created_at: int
    last_run_at: int | None


class Schedules:
    """Adds, lists and runs schedules. Each runs `rebuild(projection)`, in one of APScheduler's threads.

    Runs that were missed while no program had the log open are made up for by a single one. Where several
    programs have it open, a run belongs to the one that moves `last_run_at` first.

    Parameters
    ----------
    rebuild:
        Does the work; False where it was cancelled. Raises `DomainError`.
    """

    def __init__(
        self,
        database: Database,
        projections: tuple[str, ...],
        rebuild: Callable[[str], bool],
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._projections = projections
        self._rebuild = rebuild
        self._now = now
        self._scheduler: BackgroundScheduler | None = None

    def start(self) -> None:
        """Loads the rows and begins to run them."""
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(2)},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            timezone=UTC,
        )
        for row in self._rows():
            self._plan(row)
        self._scheduler.start()

    def close(self) -> None:
        """Ends after the runs that are under way."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
            self._scheduler = None

    def add(self, projection: str, trigger: Trigger) -> str:
        """A new schedule; returns its id. Raises `ScheduleError`."""
        if projection not in self._projections:
            raise ScheduleError(
                f"There is no projection {projection!r}.", f"There are: {', '.join(self._projections)}."
            )
        now = self._now()
        compiled(trigger, now)
        row = _Row(str(clock.new_id()), projection, encode(trigger), 0, microseconds(now), None)
        with self._database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO schedules (id, projection, trigger, paused, created_at) VALUES (?, ?, ?, 0, ?)",
                (row.id, row.projection, row.trigger, row.created_at),
            )
        self._plan(row)
        return row.id

    def pause(self, id: str) -> None:
        """Keeps it, but does not run it."""
        self._update(id, "UPDATE schedules SET paused = 1 WHERE id = ?", (id,))
        self._unplan(id)

    def resume(self, id: str) -> None:
        """Runs it again from now on; what was missed meanwhile is not made up for."""
        now = microseconds(self._now())
        self._update(id, "UPDATE schedules SET paused = 0, last_run_at = ? WHERE id = ?", (now, id))
        self._plan(self._row(id))

    def delete(self, id: str) -> None:
        """Forgets it and its runs."""
        self._update(id, "DELETE FROM schedules WHERE id = ?", (id,))
        with self._database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM schedule_runs WHERE schedule_id = ?", (id,))
        self._unplan(id)

    def run_now(self, id: str) -> None:
        """Runs it at once, whatever its trigger says, in the caller's thread."""
        self._run(self._row(id), manual=True)

    def all(self) -> list[Schedule]:
        """All schedules, oldest first."""
        return [self._shown(row) for row in self._rows()]

    def _plan(self, row: _Row) -> None:
        if self._scheduler is None or row.paused:
            return
        try:
            trigger = compiled(decode(row.trigger), moment(row.created_at))
        except ScheduleError as fault:
            _log.warning("Schedule %s never runs: %s", row.id, fault.reason)
            return
        due = _due(row)
        if due is not None:
            self._scheduler.add_job(
                self._fire, trigger, args=(row.id,), id=row.id, next_run_time=due, replace_existing=True
            )

    def _unplan(self, id: str) -> None:
        if self._scheduler is not None and self._scheduler.get_job(id) is not None:
            self._scheduler.remove_job(id)

    def _fire(self, id: str) -> None:
        try:
            self._run(self._row(id), manual=False)
        except DomainError as fault:
            _log.warning("Schedule %s: %s", id, fault.reason)

    def _run(self, row: _Row, *, manual: bool) -> None:
        now = self._now()
        due = _due(row)
        if not manual and (due is None or due > now):
            return  # another program has run it
        run = self._begin(row, now)
        if run is None:
            return
        outcome = "done"
        try:
            if not self._rebuild(row.projection):
                outcome = "cancelled"
        except DomainError as fault:
            outcome = fault.reason
            raise
        finally:
            with self._database.writing() as connection:
                connection.exec_driver_sql(
                    "UPDATE schedule_runs SET finished_at = ?, outcome = ? WHERE id = ?",
                    (microseconds(self._now()), outcome, run),
                )

    def _begin(self, row: _Row, now: datetime) -> int | None:
        """Claims the run; None where another program was faster."""
        with self._database.writing() as connection:
            claimed = connection.exec_driver_sql(
                "UPDATE schedules SET last_run_at = ? WHERE id = ? AND last_run_at IS ?",
                (microseconds(now), row.id, row.last_run_at),
            ).rowcount
            if claimed != 1:
                return None
            return int(
                connection.exec_driver_sql(
                    "INSERT INTO schedule_runs (schedule_id, started_at) VALUES (?, ?)",
                    (row.id, microseconds(now)),
                ).lastrowid
            )

    def _shown(self, row: _Row) -> Schedule:
        with self._database.reading() as connection:
            runs = rows_of(
                connection,
                "SELECT started_at, finished_at, outcome FROM schedule_runs WHERE schedule_id = ? "
                "ORDER BY id DESC LIMIT ?",
                (row.id, _RUNS_SHOWN),
            ).fetchall()
        words, problem, due = row.trigger, "", None
        try:
            words = in_words(decode(row.trigger))
            due = None if row.paused else _due(row)
        except ScheduleError as fault:
            problem = fault.reason
        return Schedule(
            id=row.id,
            projection=row.projection,
            trigger=words,
            paused=bool(row.paused),
            next_run=due,
            runs=tuple(
                ScheduleRun(moment(begun), None if ended is None else moment(ended), outcome or "")
                for begun, ended, outcome in runs
            ),
            problem=problem,
        )

    def _rows(self) -> list[_Row]:
        with self._database.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT id, projection, trigger, paused, created_at, last_run_at FROM schedules "
                "ORDER BY created_at, id",
            )
            return [_Row(*row) for row in rows]

    def _row(self, id: str) -> _Row:
        for row in self._rows():
            if row.id == id:
                return row
        raise ScheduleError("This schedule is not there any more.", "Look at the list again.")

    def _update(self, id: str, statement: str, parameters: tuple[object, ...]) -> None:
        self._row(id)
        with self._database.writing() as connection:
            connection.exec_driver_sql(statement, parameters)


def _due(row: _Row) -> datetime | None:
    trigger = compiled(decode(row.trigger), moment(row.created_at))
    last = None if row.last_run_at is None else moment(row.last_run_at)
    return next_fire(trigger, last, moment(row.created_at))
