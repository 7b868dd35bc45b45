"""What a check of a log finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something wrong in a log; `kind` is one word for programs, `message` says it to a person."""

    kind: str
    message: str
    position: int | None = None
    stream: str | None = None


Report: TypeAlias = Callable[[Problem], None]
