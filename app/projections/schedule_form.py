"""What a person fills in for a schedule, and the trigger it means: pure functions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

import msgspec
from apscheduler.triggers.base import BaseTrigger

from app.engine_words import told
from app.moments import time_text
from app.words import QT_TRANSLATE_NOOP, translate
from infra.scheduling.triggers import (
    Cron,
    Daily,
    Every,
    Once,
    ScheduleError,
    Trigger,
    compiled,
    in_words,
)

Kind: TypeAlias = Literal["every", "daily", "cron", "once"]
KINDS: tuple[tuple[Kind, str], ...] = (
    ("every", QT_TRANSLATE_NOOP("Projections", "Every so often")),
    ("daily", QT_TRANSLATE_NOOP("Projections", "Daily at a time")),
    ("cron", QT_TRANSLATE_NOOP("Projections", "Cron expression")),
    ("once", QT_TRANSLATE_NOOP("Projections", "Once")),
)
UNITS = {
    QT_TRANSLATE_NOOP("Projections", "seconds"): 1,
    QT_TRANSLATE_NOOP("Projections", "minutes"): 60,
    QT_TRANSLATE_NOOP("Projections", "hours"): 3600,
    QT_TRANSLATE_NOOP("Projections", "days"): 86_400,
}
_CRON_FIELDS = (
    (QT_TRANSLATE_NOOP("Projections", "minute"), QT_TRANSLATE_NOOP("Projections", "0 to 59")),
    (QT_TRANSLATE_NOOP("Projections", "hour"), QT_TRANSLATE_NOOP("Projections", "0 to 23")),
    (QT_TRANSLATE_NOOP("Projections", "day of the month"), QT_TRANSLATE_NOOP("Projections", "1 to 31")),
    (QT_TRANSLATE_NOOP("Projections", "month"), QT_TRANSLATE_NOOP("Projections", "1 to 12, or jan to dec")),
    (QT_TRANSLATE_NOOP("Projections", "weekday"), QT_TRANSLATE_NOOP("Projections", "mon to sun, or 0 to 7")),
)
_RUNS_SHOWN = 3


class ScheduleForm(msgspec.Struct, frozen=True, kw_only=True):
    """The fields as they stand. `time` is "HH:MM" UTC; `moment` is aware."""

    kind: Kind = "every"
    count: int = 10
    unit: str = "minutes"
    time: str = "03:00"
    expression: str = "0 3 * * mon-fri"
    moment: datetime = datetime(2000, 1, 1, tzinfo=UTC)


class Reading(msgspec.Struct, frozen=True):
    """What the form means: a trigger with its words and next runs, or the problem with it."""

    trigger: Trigger | None
    words: str
    next_runs: tuple[str, ...] = ()
    problem: str = ""


def read(form: ScheduleForm, now: datetime) -> Reading:
    """What the form means. Never raises: a problem is a part of the answer."""
    trigger = _trigger(form)
    problem = _cron_problem(form.expression, now) if isinstance(trigger, Cron) else ""
    if isinstance(trigger, Once) and trigger.at <= now:
        problem = translate("Projections", "That moment has passed.")
    if problem:
        return Reading(None, "", problem=problem)
    try:
        fires = compiled(trigger, now)
    except ScheduleError as error:
        return Reading(None, "", problem=told(error))
    runs = _first_runs(fires, now)
    if not runs:
        return Reading(None, "", problem=translate("Projections", "It would never run."))
    return Reading(trigger, in_words(trigger), tuple(time_text(run) for run in runs))


def form_of(trigger: Trigger, now: datetime) -> ScheduleForm:
    """The fields that mean this trigger; the other kinds' fields as they stand at first."""
    form = ScheduleForm(moment=now + timedelta(hours=1))
    match trigger:
        case Every(seconds):
            unit = max(
                (unit for unit, length in UNITS.items() if seconds % length == 0), key=UNITS.__getitem__
            )
            return msgspec.structs.replace(form, count=seconds // UNITS[unit], unit=unit)
        case Daily(at):
            return msgspec.structs.replace(form, kind="daily", time=at)
        case Cron(expression):
            return msgspec.structs.replace(form, kind="cron", expression=expression)
        case Once(at):
            return msgspec.structs.replace(form, kind="once", moment=at)


def _first_runs(fires: BaseTrigger, now: datetime) -> list[datetime]:
    runs: list[datetime] = []
    after = now + timedelta(microseconds=1)
    while len(runs) < _RUNS_SHOWN:
        due = fires.get_next_fire_time(runs[-1] if runs else None, after)
        if due is None or (runs and due <= runs[-1]):
            break
        runs.append(due)
        after = due
    return runs


def _trigger(form: ScheduleForm) -> Trigger:
    match form.kind:
        case "every":
            return Every(form.count * UNITS[form.unit])
        case "daily":
            return Daily(form.time)
        case "once":
            return Once(form.moment)
        case _:
            return Cron(" ".join(form.expression.split()))


def _cron_problem(expression: str, now: datetime) -> str:
    """What is wrong with a cron expression, field by field; "" where nothing is."""
    parts = expression.split()
    names = [translate("Projections", name) for name, _ in _CRON_FIELDS]
    if len(parts) < len(names):
        missing = ", ".join(names[len(parts) :])
        return translate(
            "Projections", "A cron expression has five fields; still missing: {0}. * means any."
        ).format(missing)
    if len(parts) > len(names):
        return translate("Projections", "A cron expression has five fields, this one has {0}: {1}.").format(
            len(parts), ", ".join(names)
        )
    for number, part in enumerate(parts):
        alone = " ".join(part if place == number else "*" for place in range(len(parts)))
        try:
            compiled(Cron(alone), now)
        except ScheduleError:
            return translate(
                "Projections",
                "“{0}” is no {1}: write {2}, a list 1,3, a range 1-5, steps */2, or * for any.",
            ).format(part, names[number], translate("Projections", _CRON_FIELDS[number][1]))
    return ""
