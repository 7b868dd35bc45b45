"""Where a person wants to go, read from what they typed: a position, a time, or a stream."""

from __future__ import annotations

from datetime import datetime

from app.moments import in_zone
from app.words import translate
from domain.errors import DomainError
from infra.open_log import OpenLog


def prompt() -> str:
    """What a person is asked for."""
    return translate("GoTo", "A position (1204), a time (2026-11-23 14:34:12) or a stream (Order/O-1001):")


def is_stream(text: str) -> bool:
    """Whether the text names a stream."""
    return "/" in text


def position_of(log: OpenLog, text: str) -> int:
    """The position that is meant; a time means the first event since, in the zone that times are shown in.

    Raises `DomainError` where the text is neither, or nothing was recorded so late.
    """
    digits = text.replace(",", "").replace(" ", "")
    if digits.isascii() and digits.isdigit():
        return int(digits)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise DomainError(
            translate("GoTo", "“{0}” is no position, time or stream.").format(text),
            translate("GoTo", "Write 1204, 2026-11-23 14:34:12 or Order/O-1001."),
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=in_zone(moment.astimezone()).tzinfo)
    position = log.store.first_since(moment)
    if position is None:
        raise DomainError(
            translate("GoTo", "No event was recorded at {0} or later.").format(text),
            translate("GoTo", "Choose an earlier time."),
        )
    return position
