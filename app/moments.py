"""Moments and durations as panes write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from app.words import QT_TRANSLATE_NOOP, translate


class Zone(StrEnum):
    """In which time zone a person wants to read times."""

    LOCAL = "local"
    UTC = "utc"


class Days(StrEnum):
    """How a person wants to read days."""

    ISO = "iso"
    REGION = "region"


_zone = Zone.LOCAL  # like the theme, one for the whole program; only the GUI thread changes it


_write_day: Callable[[date], str] | None = None  # None is ISO 8601


def write_days_with(writer: Callable[[date], str] | None) -> None:
    """From now on days are written so, in whatever order of day, month and year; None is ISO 8601."""
    global _write_day
    _write_day = writer


def write_times_in(zone: Zone) -> None:
    """From now on times are written in that zone."""
    global _zone
    _zone = zone


def in_zone(moment: datetime) -> datetime:
    """The same moment, in the zone that times are written in."""
    return moment.astimezone(UTC if _zone is Zone.UTC else None)


def time_text(moment: datetime) -> str:
    """To the second: "2026-11-23 14:05:09"."""
    return f"{day_text(moment)} {in_zone(moment):%H:%M:%S}"


def exact_time_text(moment: datetime) -> str:
    """To the recorded microsecond, with its zone: "2026-11-23 14:05:09.123456+01:00"."""
    return in_zone(moment).isoformat(sep=" ", timespec="microseconds")


def day_text(moment: datetime) -> str:
    """The day alone: "2026-11-23"."""
    day = in_zone(moment).date()
    return day.isoformat() if _write_day is None else _write_day(day)


def day_of_year_text(moment: datetime) -> str:
    """The day without its year where that can be left out: "11-23"."""
    return f"{in_zone(moment):%m-%d}" if _write_day is None else day_text(moment)


def clock_text(moment: datetime) -> str:
    """The time of day alone, to the millisecond: "14:05:09.123"."""
    return in_zone(moment).time().isoformat("milliseconds")


def brief_time_text(moment: datetime) -> str:
    """For narrow columns: "14:05:09" today, "2026-11-23" on other days."""
    local = in_zone(moment)
    today = datetime.now(local.tzinfo).date()
    return f"{local:%H:%M:%S}" if local.date() == today else day_text(moment)


def short_time_text(moment: datetime) -> str:
    """For columns, never cut and never without the time: "14:05:09" today, "11-23 14:05:09" this year."""
    local = in_zone(moment)
    now = datetime.now(local.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M:%S}"
    if local.year != now.year:
        return time_text(moment)
    return f"{day_of_year_text(moment)} {local:%H:%M:%S}"


_UNITS = (
    (86_400, 3600, QT_TRANSLATE_NOOP("Moments", "{0} d"), QT_TRANSLATE_NOOP("Moments", "{0} d {1} h")),
    (3600, 60, QT_TRANSLATE_NOOP("Moments", "{0} h"), QT_TRANSLATE_NOOP("Moments", "{0} h {1} min")),
    (60, 1, QT_TRANSLATE_NOOP("Moments", "{0} min"), QT_TRANSLATE_NOOP("Moments", "{0} min {1} s")),
)


def duration_text(seconds: float) -> str:
    """Two units at most: "45 s", "3 min 20 s", "2 h 5 min", "3 d 4 h"."""
    whole = max(round(seconds), 0)
    if whole < 60:
        return translate("Moments", "{0} s").format(whole)
    for length, part, alone, both in _UNITS:
        if whole >= length:
            rest = whole % length // part
            return translate("Moments", both if rest else alone).format(whole // length, rest)
    return translate("Moments", "{0} s").format(whole)


def until_text(moment: datetime, now: datetime) -> str:
    """How far ahead: "in 4 min", "now" where it is due."""
    ahead = moment - now
    if ahead <= timedelta(seconds=1):
        return translate("Moments", "now")
    return translate("Moments", "in {0}").format(duration_text(ahead.total_seconds()))
