"""The schedules of one log: rows in its file, jobs in APScheduler's memory while it is open."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.errors import DomainError
from domain.event import microseconds, moment
from infra import clock
from infra.database import Database
from infra.hold import Hold
from infra.scheduling.rows import INTERRUPTED, BrokenRow, ScheduleRow, ScheduleRows
from infra.scheduling.rows import ScheduleRun as ScheduleRun
from infra.scheduling.triggers import Once, ScheduleError, Trigger, compiled, decode, encode, in_words

_log = logging.getLogger(__name__)
_RUNS_SHOWN = 10
_PAUSE = 1.0  # seconds
_LOOK_AGAIN = 5.0  # seconds: then what other programs changed counts here too


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """A schedule as it is shown.

    `trigger` is in words, `fires` the trigger itself, None where it cannot be read. `problem` says why a
    broken one never runs; `runs` are newest first.
    """

    id: str
    projection: str
    trigger: str
    paused: bool
    next_run: datetime | None
    runs: tuple[ScheduleRun, ...]
    problem: str = ""
    fires: Trigger | None = None


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
        *,
        look_again: float = _LOOK_AGAIN,
        hold: Hold | None = None,
    ) -> None:
        self._rows = ScheduleRows(database)
        self._projections = projections
        self._rebuild = rebuild
        self._now = now
        self._look_again = look_again
        self._hold = hold or Hold()
        self._scheduler: BackgroundScheduler | None = None
        self._planned: dict[str, ScheduleRow] = {}
        self._lock = threading.RLock()

    def start(self) -> None:
        """Loads the rows and begins to run them."""
        self._rows.interrupt_runs(self._now())
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(2), "look": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            timezone=UTC,
        )
        for row in self._rows.all():
            if problem := self._problem(row):
                _log.warning("Schedule %s never runs: %s", row.id, problem)
        self._plan_all()
        self._scheduler.add_job(
            self._look, IntervalTrigger(seconds=self._look_again, timezone=UTC), executor="look"
        )
        self._scheduler.start()

    def close(self) -> None:
        """Ends after the runs that are under way."""
        scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            scheduler.shutdown(wait=True)

    def add(self, projection: str, trigger: Trigger) -> str:
        """A new schedule; returns its id. Raises `ScheduleError`, and `WritingHeld` as all acts below do."""
        self._hold.check()
        now = self._now()
        row = ScheduleRow(str(clock.new_id()), projection, encode(trigger), 0, microseconds(now), None)
        self._check(row, trigger, now)
        self._rows.insert(row)
        self._plan(row)
        return row.id

    def change(self, id: str, projection: str, trigger: Trigger) -> None:
        """Gives it another projection or trigger, also where it is broken; its id and its runs stay.

        The next run is counted from now. A paused one stays paused. Raises `ScheduleError` as `add` does,
        and where it is gone.
        """
        self._hold.check()
        self._rows.find(id)
        now = self._now()
        self._check(ScheduleRow(id, projection, encode(trigger), 0, microseconds(now), None), trigger, now)
        self._rows.change(id, projection, encode(trigger), now)
        self._plan(self._rows.find(id))

    def pause(self, id: str) -> None:
        """Keeps it, but does not run it."""
        self._hold.check()
        self._rows.find(id)
        self._rows.pause(id)
        self._unplan(id)

    def resume(self, id: str) -> None:
        """Runs it again from now on; what was missed meanwhile is not made up for."""
        self._hold.check()
        self._rows.find(id)
        self._rows.resume(id, self._now())
        self._plan(self._rows.find(id))

    def delete(self, id: str) -> None:
        """Forgets it and its runs."""
        self._hold.check()
        self._rows.find(id)
        self._rows.delete(id)
        self._unplan(id)

    def run_now(self, id: str) -> None:
        """Runs it at once, whatever its trigger says, in the caller's thread.

        Raises `ScheduleError` where it is broken, or where another program begins a run at this moment; and
        what the rebuild raises.
        """
        self._hold.check()
        row = self._rows.find(id)
        problem = self._problem(row)
        if problem or isinstance(row, BrokenRow):
            raise ScheduleError(problem, "Delete it and add it anew.")
        try:
            if not self._run(row):
                raise ScheduleError("Another program has just begun to run it.", "Look at its runs.")
        finally:
            self._plan_again(id)

    def all(self) -> list[Schedule]:
        """All schedules, oldest first."""
        return [self._shown(row) for row in self._rows.all()]

    def _look(self) -> None:
        try:
            self._plan_all()
        except DomainError as fault:
            _log.warning("Schedules: %s", fault.reason)

    def _plan_all(self) -> None:
        """Plans what is new or was changed by another program, and forgets what is gone."""
        rows = {row.id: row for row in self._rows.all()}
        with self._lock:
            gone = self._planned.keys() - rows.keys()
            changed = [row for id, row in rows.items() if self._planned.get(id) != row]
        for id in gone:
            self._unplan(id)
        for row in changed:
            self._plan(row)

    def _plan(self, row: ScheduleRow | BrokenRow, *, pause: float = 0.0) -> None:
        with self._lock:
            scheduler = self._scheduler
            if scheduler is None:
                return
            due = None if isinstance(row, BrokenRow) or row.paused or self._problem(row) else row.due()
            if due is None or isinstance(row, BrokenRow):
                self._unplan(row.id)
                return
            # APScheduler lists every run that was missed before it coalesces them: give it a single one.
            first = max(due, self._now() + timedelta(seconds=pause))
            trigger = compiled(decode(row.trigger), moment(row.created_at))
            scheduler.add_job(
                self._fire,
                # The one run of this trigger may be a late one, which APScheduler would call over.
                DateTrigger(first, timezone=UTC) if isinstance(trigger, DateTrigger) else trigger,
                args=(row.id,),
                id=row.id,
                next_run_time=first,
                replace_existing=True,
            )
            self._planned[row.id] = row

    def _unplan(self, id: str) -> None:
        with self._lock:
            self._planned.pop(id, None)
            if self._scheduler is not None and self._scheduler.get_job(id) is not None:
                try:
                    self._scheduler.remove_job(id)
                except JobLookupError:
                    _log.debug("Schedule %s has just had its last run", id)

    def _plan_again(self, id: str) -> None:
        """By what its row says now: a run moves the next one."""
        try:
            # A run that cannot even begin (a full disk) stays due: not again in the same instant.
            self._plan(self._rows.find(id), pause=_PAUSE)
        except ScheduleError:
            self._unplan(id)  # deleted meanwhile

    def _fire(self, id: str) -> None:
        try:
            row = self._rows.find(id)
            if isinstance(row, BrokenRow) or row.paused:
                return  # another program changed it since
            due = row.due()
            if due is not None and due <= self._now():
                self._run(row)
        except DomainError as fault:
            _log.warning("Schedule %s: %s", id, fault.reason)
        finally:
            self._plan_again(id)

    def _run(self, row: ScheduleRow) -> bool:
        """False where another program was faster."""
        run = self._rows.begin_run(row, self._now())
        if run is None:
            return False
        outcome = INTERRUPTED
        try:
            outcome = "done" if self._rebuild(row.projection) else "cancelled"
        except DomainError as fault:
            outcome = fault.reason
            raise
        except Exception as error:
            outcome = f"{type(error).__name__}: {error}"
            raise
        finally:
            self._rows.end_run(run, outcome, self._now())
        return True

    def _shown(self, row: ScheduleRow | BrokenRow) -> Schedule:
        trigger, paused, next_run, fires = row.trigger, False, None, None
        problem = self._problem(row)
        if isinstance(row, ScheduleRow):
            fires = decode(row.trigger)
            trigger, paused = in_words(fires), bool(row.paused)
            next_run = None if paused or problem else row.due()
        return Schedule(
            id=row.id,
            projection=row.projection,
            trigger=trigger,
            paused=paused,
            next_run=next_run,
            runs=self._rows.runs(row.id, _RUNS_SHOWN),
            problem=problem,
            fires=fires,
        )

    def _problem(self, row: ScheduleRow | BrokenRow) -> str:
        return row.problem if isinstance(row, BrokenRow) else self._unknown(row.projection)

    def _check(self, row: ScheduleRow, trigger: Trigger, now: datetime) -> None:
        if problem := self._unknown(row.projection):
            raise ScheduleError(problem, f"There are: {', '.join(self._projections)}.")
        compiled(trigger, now)
        due = row.due()
        if due is None or (isinstance(trigger, Once) and due <= now):
            raise ScheduleError(
                "That moment has passed." if isinstance(trigger, Once) else "It would never run.",
                "Choose a time that is still to come.",
            )

    def _unknown(self, projection: str) -> str:
        return "" if projection in self._projections else f"There is no projection {projection!r}."
