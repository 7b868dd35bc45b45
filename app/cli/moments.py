"""The option `--as-of`: a position or a time, as of which a command looks at the log."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from app.cli.output import WRONG_USE, refuse
from app.when import moment_of
from infra import clock
from infra.as_of import AsOf, as_of_position, as_of_time
from infra.open_log import OpenLog

AsOfOption = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="P",
        help="A position, or a time (2026-11-23T14:34, 'yesterday 14:34:12', -2h); without a zone UTC.",
    ),
]


def as_of(log: OpenLog, text: str) -> AsOf | None:
    """The moment that is meant, None for an empty text. Raises `NoSuchMoment`; ends on what is neither."""
    if not text:
        return None
    digits = text.replace(",", "")
    if digits.isascii() and digits.isdigit():
        return as_of_position(log.store, int(digits))
    return as_of_time(log.store, time_of(text, "--as-of"))


def time_of(text: str, option: str) -> datetime:
    """The time that is meant, UTC where no zone is told; ends the program on what is none."""
    moment = moment_of(text, clock.now(), _utc)
    if moment is None:
        refuse(
            f"{option}: {text!r} is no time.",
            "Write it like 2026-11-23T14:34:12.5Z, 'yesterday 14:34' or -2h.",
            WRONG_USE,
        )
    return moment


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
