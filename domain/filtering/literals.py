"""What a word or a quoted text stands for as a value: numbers, times, texts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation

from domain.event import microseconds
from domain.filtering.expression import Span

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_ESCAPED = re.compile(r"\\([\"'\\])")
_TIME = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:[T ](?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,6}))?)?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?",
    re.IGNORECASE,
)


def number(text: str) -> Decimal | None:
    """The number that the text spells, exactly as JSON would spell it; None where it spells none.

    None, too, for the few that are beyond all reckoning: exponents of more than 18 digits.
    """
    if _NUMBER.fullmatch(text) is None:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def unquoted(token: str) -> str:
    """What stands between the quotes; a backslash makes a quote or a backslash plain."""
    return _ESCAPED.sub(r"\1", token[1:-1])


def quoted(text: str) -> str:
    """The text in double quotes, so that it reads back as itself."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def span(text: str) -> Span | None:
    """The stretch of time that a text names, from a year to a microsecond; None where it names none."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    part = found.groupdict()
    try:
        start = datetime(
            int(part["year"]),
            int(part["month"] or 1),
            int(part["day"] or 1),
            int(part["hour"] or 0),
            int(part["minute"] or 0),
            int(part["second"] or 0),
            int((part["fraction"] or "0").ljust(6, "0")),
            UTC,
        )
    except ValueError:
        return None
    first = microseconds(start) - _offset(part["zone"])
    return Span(text, first, first + _length(part, start))


def _length(part: dict[str, str | None], start: datetime) -> int:
    if part["fraction"] is not None:
        return int(10 ** (6 - len(part["fraction"])))
    if part["second"] is not None:
        return 1_000_000
    if part["minute"] is not None:
        return 60_000_000
    if part["hour"] is not None:
        return 3_600_000_000
    if part["day"] is not None:
        return 86_400_000_000
    # The last day of a month or a year is found from any day well inside the next one: year 9999 has none.
    leap = start.year % 4 == 0 and (start.year % 100 != 0 or start.year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    count = days[start.month - 1] if part["month"] is not None else sum(days)
    return count * 86_400_000_000


def _offset(zone: str | None) -> int:
    if zone is None or zone in "Zz":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    offset = timedelta(hours=hours, minutes=minutes) // timedelta(microseconds=1)
    return -offset if zone[0] == "-" else offset
