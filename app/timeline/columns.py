"""The timeline's columns: those of every event, and fields of the payload that a person adds."""

from __future__ import annotations

from typing import Any

from app.words import QT_TRANSLATE_NOOP
from domain.errors import DomainError
from domain.filtering.expression import Path
from domain.filtering.fields import read_field

COLUMNS = (
    QT_TRANSLATE_NOOP("Timeline", "Position"),
    QT_TRANSLATE_NOOP("Timeline", "Time"),
    QT_TRANSLATE_NOOP("Timeline", "Stream"),
    QT_TRANSLATE_NOOP("Timeline", "Version"),
    QT_TRANSLATE_NOOP("Timeline", "Type"),
    QT_TRANSLATE_NOOP("Timeline", "Summary"),
)
POSITION, TIME, STREAM, VERSION, TYPE, SUMMARY = range(6)
RIGHT = (POSITION, TIME, VERSION)  # those that stand at the right of their column, titles too
MOST_ADDED = 12


def path_named(text: str) -> Path | None:
    """The field of payload or metadata that a person names; None where it is none.

    A name without "data." or "meta." in front is looked for in the payload: "total.amount".
    """
    name = text.strip()
    if " " in name and '"' not in name:
        return None
    for candidate in (name, f"data.{name}"):
        try:
            field = read_field(candidate, 0)
        except DomainError:
            continue
        return field if isinstance(field, Path) else None
    return None


def value_at(value: Any, segments: tuple[str | int, ...]) -> tuple[bool, Any]:
    """Whether the path leads anywhere in a JSON value, and to what."""
    for segment in segments:
        if isinstance(value, dict):
            if segment not in value:
                return False, None
            value = value[segment]
        elif isinstance(value, list) and isinstance(segment, int) and segment < len(value):
            value = value[segment]
        else:
            return False, None
    return True, value
