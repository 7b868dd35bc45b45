"""JSON values as one line of text, without Qt: as recorded, long ones cut, containers counted."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.figures import grouped
from domain import json_value

_CUT = 300


def preview(value: Any) -> str:
    """A value in one line: texts as they are, numbers as recorded, long ones cut, containers counted."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            line = value[:_CUT].replace("\n", "\u23ce")
            return f"{line}\u2026 ({grouped(len(value))} characters)" if is_cut(value) else line
        case Mapping():
            return f"{{{len(value)}}}"
        case list() | tuple():
            return f"[{len(value)}]"
        case int() | Decimal():
            return json_value.encode(value).decode()
        case _:
            return str(value)


def is_cut(text: str) -> bool:
    """Whether only the beginning of a text is shown."""
    return len(text) > _CUT
