"""One thing that was parked, as the lists of parked events show it."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime

import msgspec

MOST_LISTED = 200  # a list is filled within a frame or two, however many are parked


class ParkedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One parked thing. `owner` could not handle it; `what` is shown whole beside the whole `error`."""

    id: Hashable
    position: int
    title: str
    stream: str
    owner: str
    parked_at: datetime | None
    attempts: int
    error: str
    error_line: str
    what: str
