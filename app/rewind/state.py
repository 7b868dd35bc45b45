"""What the Rewind pane shows, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import msgspec

from app.words import QT_TRANSLATE_NOOP
from domain.history.diff import Change
from domain.history.state import Problem

NO_LOG = QT_TRANSLATE_NOOP("Rewind", "Open a log to rewind its streams.")
NO_STREAM = QT_TRANSLATE_NOOP("Rewind", "Choose a stream, e.g. by double-clicking an event in the timeline.")


class RewindState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. `version` is what the person wants, `shown` what the state belongs to.

    `base` is the version that `changes` start from, `gone` the parts that they take away (see
    `removed_parts`). `unknown_from` is the version from which on the state is not known, 0 where it is: then
    `value` is the state before it, unless the person `skips` such events. `pause` is the time to the next
    event in seconds, None where there is none.
    """

    notice: str = NO_LOG
    stream: str = ""
    streams: tuple[str, ...] = ()
    last: int = 0
    version: int = 0
    shown: int = -1
    value: Any = None
    base: int = 0
    changes: tuple[Change, ...] = ()
    gone: Mapping[str, Sequence[tuple[str, Any]]] = MappingProxyType({})
    event_type: str = ""
    position: int = 0
    recorded_at: datetime | None = None
    pause: float | None = None
    actor: str = ""
    inferred: bool = False
    problems: tuple[Problem, ...] = ()
    unknown_from: int = 0
    skips: bool = False
    pinned: int | None = None
    is_playing: bool = False
