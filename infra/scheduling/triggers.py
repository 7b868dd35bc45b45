"""When a schedule fires: every so often, by cron, daily, or once. Kept as JSON, never as pickled objects."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias, assert_never

import msgspec
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.errors import DomainError

_DAY = 86_400
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")  # as cron counts them


class ScheduleError(DomainError):
    """A schedule that cannot be: its trigger makes no sense, or there is no such projection or schedule."""


class Every(msgspec.Struct, frozen=True, tag="every", tag_field="kind"):
    """Every so many seconds."""

    seconds: int


class Daily(msgspec.Struct, frozen=True, tag="daily", tag_field="kind"):
    """Each day at "HH:MM", UTC."""

    at: str


class Cron(msgspec.Struct, frozen=True, tag="cron", tag_field="kind"):
    """By a cron expression of five fields (minute hour day month weekday), UTC."""

    expression: str


class Once(msgspec.Struct, frozen=True, tag="once", tag_field="kind"):
    """At one moment."""

    at: datetime


Trigger: TypeAlias = Every | Daily | Cron | Once


def encode(trigger: Trigger) -> str:
    """The trigger as it is kept."""
    return msgspec.json.encode(trigger).decode()


def decode(text: str) -> Trigger:
    """The trigger that was kept. Raises `ScheduleError` for what this program does not know."""
    try:
        trigger: Trigger = msgspec.json.decode(text, type=Every | Daily | Cron | Once)
    except msgspec.MsgspecError as error:
        raise ScheduleError(
            f"This schedule's trigger cannot be read: {error}.", "Delete it and add it anew."
        ) from error
    return trigger


def compiled(trigger: Trigger, created_at: datetime) -> BaseTrigger:
    """The trigger for APScheduler. Raises `ScheduleError` where it makes no sense."""
    match trigger:
        case Every(seconds):
            if not 1 <= seconds <= 366 * _DAY:
                raise ScheduleError("The interval must be between one second and a year.", "Change it.")
            return IntervalTrigger(seconds=seconds, start_date=created_at, timezone=UTC)
        case Daily(at):
            found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", at)
            if found is None:
                raise ScheduleError(f"{at!r} is no time of day.", "Write it like 03:30.")
            return CronTrigger(hour=int(found[1]), minute=int(found[2]), timezone=UTC)
        case Cron(expression):
            return _cron(expression)
        case Once(at):
            try:
                return DateTrigger(run_date=_utc(at), timezone=UTC)
            except OverflowError:
                raise ScheduleError("That moment is out of reach.", "Choose a nearer one.") from None
        case _:
            assert_never(trigger)


def _cron(expression: str) -> BaseTrigger:
    fields = expression.split()
    ways = [fields]
    if len(fields) == 5:
        fields[4] = ",".join(map(_weekdays, fields[4].split(",")))
        if not fields[2].startswith("*") and not fields[4].startswith("*"):
            # Cron: where both a day of the month and a weekday are given, either of them will do.
            ways = [[*fields[:4], "*"], [*fields[:2], "*", *fields[3:]]]
    try:
        triggers = [CronTrigger.from_crontab(" ".join(way), timezone=UTC) for way in ways]
    except ValueError as error:
        raise ScheduleError(
            f"{expression!r} is no cron expression: {error}.",
            'Write five fields: minute hour day month weekday, e.g. "0 3 * * mon-fri".',
        ) from error
    return triggers[0] if len(triggers) == 1 else OrTrigger(triggers)


def _weekdays(part: str) -> str:
    """Cron's weekday numbers as names: cron's 0 and 7 are Sunday, while APScheduler's 0 is Monday."""
    found = re.fullmatch(r"(?:([0-7])(?:-([0-7]))?|\*(?=/))(?:/([1-7]))?", part)
    if found is None:
        return part
    first, last = (int(found[1]), int(found[2] or found[1])) if found[1] else (0, 6)
    days = range(first, last + 1, int(found[3] or 1))
    return ",".join(_DAYS[day] for day in days) or part


def in_words(trigger: Trigger) -> str:
    """The trigger as a person says it."""
    match trigger:
        case Every(seconds):
            for unit, length in (("day", _DAY), ("hour", 3600), ("minute", 60)):
                if seconds % length == 0:
                    count = seconds // length
                    return f"every {unit}" if count == 1 else f"every {count} {unit}s"
            return "every second" if seconds == 1 else f"every {seconds} seconds"
        case Daily(at):
            return f"daily at {at} UTC"
        case Cron(expression):
            return f"cron {expression} (UTC)"
        case Once(at):
            return f"once at {_utc(at):%Y-%m-%d %H:%M:%S} UTC"
        case _:
            assert_never(trigger)


def next_fire(trigger: BaseTrigger, last: datetime | None, created_at: datetime) -> datetime | None:
    """When a schedule that last ran at `last` was due next, which may lie in the past: runs were missed."""
    if isinstance(trigger, DateTrigger) and last is not None and last < trigger.run_date:
        last = None  # a run by hand, before its time, does not use up the one that was asked for
    start = last or created_at
    due: Any = trigger.get_next_fire_time(last, start + timedelta(microseconds=1))
    return due if isinstance(due, datetime) else None


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
