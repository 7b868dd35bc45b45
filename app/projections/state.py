"""What the Projections pane shows, as plain values, and the pure functions that make them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from app.engine_words import in_own_words
from app.moments import duration_text, time_text, until_text
from app.parked_row import ParkedRow
from app.words import QT_TRANSLATE_NOOP, translate
from domain import json_value
from domain.event import event_value
from infra.projections.service import ParkedEvent, ProjectionStatus
from infra.scheduling.schedules import Schedule
from infra.scheduling.triggers import Trigger

_MODULE = re.compile(r"^(?:\w+\.)+(?=[A-Z]\w*:)")
NO_LOG = QT_TRANSLATE_NOOP("Projections", "Open a log to see its projections.")
LIVE = QT_TRANSLATE_NOOP("Status", "live")
CATCHING_UP = QT_TRANSLATE_NOOP("Status", "catching up")
BEHIND = QT_TRANSLATE_NOOP("Status", "behind")
REBUILDING = QT_TRANSLATE_NOOP("Status", "rebuilding")
PAUSED = QT_TRANSLATE_NOOP("Status", "paused")
STOPPED = QT_TRANSLATE_NOOP("Status", "stopped")


class ProjectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One projection. `trend` are its last lags, oldest first; `done` is a rebuild's share, 0 to 1."""

    name: str
    status: str
    position: int
    lag: int
    trend: tuple[int, ...]
    rate: float
    done: float | None
    eta: float | None
    parked: int
    error: str

    @property
    def progress_text(self) -> str:
        """The rebuild in words: "42 %, 12 s left"."""
        if self.done is None:
            return ""
        percent = int(self.done * 100)
        if self.eta is None or self.status != REBUILDING:
            return f"{percent} %"
        return translate("Projections", "{0} %, {1} left").format(percent, duration_text(self.eta))

    @property
    def rate_text(self) -> str:
        """Events a second, without noise."""
        return f"{self.rate:,.0f}" if self.rate >= 10 or self.rate == 0 else f"{self.rate:,.1f}"

    @property
    def error_line(self) -> str:
        """The error in one line."""
        return error_line(self.error)


class ScheduleRow(msgspec.Struct, frozen=True, kw_only=True):
    """One schedule in words. `history` has a line for each of its last runs, newest first.

    `fires` is the trigger itself, None where it cannot be read.
    """

    id: str
    projection: str
    trigger: str
    next_run: str
    last_run: str
    paused: bool
    failed: bool
    history: tuple[str, ...]
    fires: Trigger | None = None


class Acts(msgspec.Struct, frozen=True):
    """Which acts make sense on what is selected."""

    rebuild: bool = False
    pause: bool = False
    resume: bool = False
    cancel: bool = False


class ProjectionsState(msgspec.Struct, frozen=True):
    """The whole pane. `message` stands in place of an empty table."""

    rows: tuple[ProjectionRow, ...] = ()
    selected: str = ""
    acts: Acts = Acts()
    schedules: tuple[ScheduleRow, ...] = ()
    schedule: str = ""
    parked: tuple[ParkedRow, ...] = ()
    parked_count: int = 0
    is_writable: bool = False
    is_past: bool = False
    message: str = NO_LOG

    @property
    def chosen_schedule(self) -> ScheduleRow | None:
        """The selected schedule, if it is still there."""
        return next((row for row in self.schedules if row.id == self.schedule), None)


def error_line(error: str) -> str:
    """The line that says what it is: a traceback's last, without the module's name."""
    lines = error.strip().splitlines()
    return _MODULE.sub("", lines[-1]) if lines else ""


def row_of(status: ProjectionStatus, trend: tuple[int, ...]) -> ProjectionRow:
    """A projection's row."""
    rebuild = status.rebuild
    return ProjectionRow(
        name=status.name,
        status=status.status,
        position=status.position,
        lag=status.lag,
        trend=trend,
        rate=status.events_per_second if rebuild is None else rebuild.events_per_second,
        done=None if rebuild is None else _share(rebuild.done, rebuild.total),
        eta=None if rebuild is None else rebuild.eta,
        parked=status.parked,
        error=status.last_error,
    )


def parked_row(parked: ParkedEvent) -> ParkedRow:
    """A parked event's row."""
    event = parked.event
    return ParkedRow(
        id=parked.id,
        position=parked.position,
        title=event.type if event else "?",
        stream=event.stream if event else "?",
        owner=parked.projection,
        parked_at=parked.parked_at,
        attempts=parked.attempts,
        error=parked.error,
        error_line=error_line(parked.error),
        what=json_value.encode_pretty(event_value(event)) if event else "",
    )


def acts_on(row: ProjectionRow | None, is_writable: bool) -> Acts:
    """What can be done with that projection now."""
    if row is None or not is_writable:
        return Acts()
    return Acts(
        rebuild=row.done is None,
        pause=row.status == REBUILDING,
        resume=row.status in (PAUSED, STOPPED),
        cancel=row.done is not None,
    )


def trends(
    known: Mapping[str, tuple[int, ...]], statuses: Sequence[ProjectionStatus], length: int
) -> dict[str, tuple[int, ...]]:
    """The last `length` lags of each projection, the present one included."""
    return {status.name: (*known.get(status.name, ()), status.lag)[-length:] for status in statuses}


def schedule_row(schedule: Schedule, now: datetime) -> ScheduleRow:
    """A schedule in words."""
    if schedule.problem:
        next_run = translate("Projections", "never: {0}").format(in_own_words(schedule.problem))
    elif schedule.paused:
        next_run = translate("Projections", "paused")
    elif schedule.next_run is None:
        next_run = translate("Projections", "never again")
    else:
        next_run = f"{until_text(schedule.next_run, now)}  ({time_text(schedule.next_run)})"
    runs = tuple(
        f"{time_text(run.started_at)}  {_outcome(run.outcome, run.started_at, run.finished_at)}"
        for run in schedule.runs
    )
    last = schedule.runs[0] if schedule.runs else None
    return ScheduleRow(
        id=schedule.id,
        projection=schedule.projection,
        trigger=schedule.trigger,
        next_run=next_run,
        last_run=runs[0] if runs else translate("Projections", "not yet"),
        paused=schedule.paused,
        failed=bool(schedule.problem) or (last is not None and last.outcome not in ("", "done", "cancelled")),
        history=runs,
        fires=schedule.fires,
    )


def _outcome(outcome: str, started: datetime, finished: datetime | None) -> str:
    if finished is None:
        return translate("Projections", "running …")
    if outcome != "done":
        return outcome
    return translate("Projections", "done in {0}").format(_short_time((finished - started).total_seconds()))


def _short_time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else duration_text(seconds)


def _share(done: int, total: int) -> float:
    return min(done / total, 1.0) if total else 1.0
