"""Times as people write them: "yesterday 14:34:12", "14:34", "-2h", "monday 9:00", "2026-11-23 14:34"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from app.moments import in_zone
from app.words import QT_TRANSLATE_NOOP, translate

Zoned = Callable[[datetime], datetime]

NOW = QT_TRANSLATE_NOOP("When", "now")
TODAY = QT_TRANSLATE_NOOP("When", "today")
YESTERDAY = QT_TRANSLATE_NOOP("When", "yesterday")
_WEEKDAYS = (
    QT_TRANSLATE_NOOP("When", "monday"),
    QT_TRANSLATE_NOOP("When", "tuesday"),
    QT_TRANSLATE_NOOP("When", "wednesday"),
    QT_TRANSLATE_NOOP("When", "thursday"),
    QT_TRANSLATE_NOOP("When", "friday"),
    QT_TRANSLATE_NOOP("When", "saturday"),
    QT_TRANSLATE_NOOP("When", "sunday"),
)
_UNITS = {"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_PART = r"(\d{1,6})\s*(sec|min|[smhdw])"
_AGO = re.compile(rf"[-\u2212]\s*((?:{_PART}\s*)+)|((?:{_PART}\s*)+)ago", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?")


def moment_of(text: str, now: datetime, zoned: Zoned = in_zone) -> datetime | None:
    """The moment that is meant, with its zone; None where the text is no time.

    Parameters
    ----------
    now:
        With a zone. A time without a day is the last one that has passed; a weekday is the last one before
        today.
    zoned:
        Gives a moment (or a naive local time) the zone in which a person writes.
    """
    words = " ".join(text.lower().split())
    if words in (NOW, translate("When", NOW)):
        return now
    ago = _AGO.fullmatch(words)
    if ago is not None:
        spans = re.findall(_PART, words)
        return _back(now, sum(int(count) * _UNITS[unit] for count, unit in spans))
    return _on_a_day(words, now, zoned) or _written_out(text.strip(), zoned)


def _back(now: datetime, seconds: int) -> datetime | None:
    try:
        return now - timedelta(seconds=seconds)
    except OverflowError:
        return None


def _on_a_day(words: str, now: datetime, zoned: Zoned) -> datetime | None:
    """A named day, a time of day, or both in this order."""
    first, _, rest = words.partition(" ")
    today = zoned(now).date()
    day = _days(today).get(first)
    clock = _clock(first if day is None else rest or "0:00")
    if clock is None or (day is None and rest):
        return None
    if day is not None:
        return _local(day, clock, zoned)
    meant = _local(today, clock, zoned)
    return meant if meant <= now else _local(today - timedelta(days=1), clock, zoned)


def _days(today: date) -> Mapping[str, date]:
    days = {}
    for word, ahead in ((TODAY, 0), (YESTERDAY, 1)):
        days[word] = days[translate("When", word)] = today - timedelta(days=ahead)
    for number, word in enumerate(_WEEKDAYS):
        back = (today.weekday() - number - 1) % 7 + 1
        days[word] = days[translate("When", word)] = today - timedelta(days=back)
    return days


def _clock(text: str) -> time | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    try:
        return time(hour, minute, second, int((found[4] or "").ljust(6, "0")))
    except ValueError:
        return None


def _local(day: date, clock: time, zoned: Zoned) -> datetime:
    return _with_zone(datetime.combine(day, clock), zoned)


def _with_zone(naive: datetime, zoned: Zoned) -> datetime:
    return naive.replace(tzinfo=zoned(naive.astimezone()).tzinfo)


def _written_out(text: str, zoned: Zoned) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo is not None else _with_zone(moment, zoned)
    except (ValueError, OverflowError):
        return None
