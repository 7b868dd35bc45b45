"""A value in one line, small objects and lists written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.json_texts import preview
from domain import json_value

_LEAST, _MOST = 1, 8  # members that are written out; of more their count says more
_LETTERS = 160


def value_text(value: Any) -> str:
    """As `preview`, but what has few members is written as JSON where that is short."""
    if isinstance(value, Mapping | list | tuple) and _LEAST <= len(value) <= _MOST:
        written = json_value.encode(value).decode("utf-8", "replace")
        if len(written) <= _LETTERS:
            return written
    return preview(value)
