"""Where a person wants to go, read from what they typed: a position, a time, or a stream."""

from __future__ import annotations

from app.when import moment_of
from app.words import translate
from domain.errors import DomainError
from infra import clock
from infra.as_of import AsOf, as_of_position, as_of_time
from infra.open_log import OpenLog


def prompt() -> str:
    """What a person is asked for."""
    return translate(
        "GoTo", "A position (1204), a time (yesterday 14:34:12, -2h) or a stream (Order/O-1001):"
    )


def past_prompt() -> str:
    """What a person is asked for who rewinds everything."""
    return translate(
        "GoTo", "A position (1204) or a time (yesterday 14:34:12, 14:34, -2h, 2026-11-23 14:34):"
    )


def is_stream(text: str) -> bool:
    """Whether the text names a stream."""
    return "/" in text


def position_of(log: OpenLog, text: str) -> int:
    """The position that is meant; a time means the first event since, in the zone that times are shown in.

    Raises `DomainError` where the text is neither, or nothing was recorded so late.
    """
    position = _digits(text)
    if position is not None:
        return position
    moment = moment_of(text, clock.now())
    if moment is None:
        raise DomainError(
            translate("GoTo", "“{0}” is no position, time or stream.").format(text),
            translate("GoTo", "Write 1204, yesterday 14:34:12, -2h or Order/O-1001."),
        )
    position = log.store.first_since(moment)
    if position is None:
        raise DomainError(
            translate("GoTo", "No event was recorded at {0} or later.").format(text),
            translate("GoTo", "Choose an earlier time."),
        )
    return position


def past_of(log: OpenLog, text: str) -> AsOf:
    """The moment that is meant: that of the last event at or before a position or a time.

    Raises `DomainError` where the text is neither, or the log begins later.
    """
    position = _digits(text)
    if position is not None:
        return as_of_position(log.store, position)
    moment = moment_of(text, clock.now())
    if moment is None:
        raise DomainError(
            translate("GoTo", "“{0}” is no position and no time.").format(text),
            translate("GoTo", "Write 1204, yesterday 14:34:12, 14:34, -2h or 2026-11-23 14:34."),
        )
    return as_of_time(log.store, moment)


def _digits(text: str) -> int | None:
    digits = text.replace(",", "").replace(" ", "")
    return int(digits) if digits.isascii() and digits.isdigit() else None
