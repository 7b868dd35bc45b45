"""Times as other tools write them, brought to whole microseconds in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from domain.event import EPOCH, microseconds

_FIRST = microseconds(datetime.min.replace(tzinfo=UTC))
_LAST = microseconds(datetime.max.replace(tzinfo=UTC))
_LOST_DIGITS = re.compile(r"[.,]\d{6}\d*[1-9]")
_ZERO_ZONE = re.compile(r"(?:[zZ]|[+-]00:?00(?::?00)?)$")


def stored_microseconds(text: str) -> int | None:
    """The moment that an ISO 8601 text names; without a zone it is taken as UTC. None where it is no time.

    Digits beyond the microsecond are cut off.
    """
    text = text.strip()
    if text.endswith("z"):
        text = text[:-1] + "Z"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    duration = moment - EPOCH
    value = (duration.days * 86_400 + duration.seconds) * 1_000_000 + duration.microseconds
    return value if _FIRST <= value <= _LAST else None


def says_more(text: str) -> bool:
    """Whether the text holds what `stored_microseconds` leaves out: a zone, or finer digits."""
    stripped = text.strip()
    return _ZERO_ZONE.search(stripped) is None or _LOST_DIGITS.search(stripped) is not None
