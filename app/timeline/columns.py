"""The timeline's columns: those of every event, and fields of the payload that a person adds."""

from __future__ import annotations

from typing import Any

from app.words import QT_TRANSLATE_NOOP
from domain.errors import DomainError
from domain.filtering import condition, literal
from domain.filtering.expression import Column, Field, Path
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
MOST_ADDED = 12


def path_named(text: str) -> Path | None:
    """The field of payload or metadata that a person names; None where it is none.

    A name without "data." or "meta." in front is looked for in the payload: "total.amount".
    """
    name = text.strip()
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


def narrowed(filter: str, more: str) -> str:
    """The filter, and `more` as well; a condition that is there already is not repeated."""
    base = filter.strip()
    if not base or base == more:
        return more
    if base.endswith(f" and {more}"):
        return base
    is_joined = any(word in f" {base.lower()} " for word in (" or ", "\n"))
    return f"({base}) and {more}" if is_joined else f"{base} and {more}"


def keeping(field: Field | str, value: Any) -> str:
    """The condition that a field has this value."""
    return condition(field, value)


def excluding(field: Field | str, value: Any) -> str:
    """The condition that a field does not have this value; events without the field stay."""
    if isinstance(field, str | Column):
        name = field if isinstance(field, str) else field.name
        return f"{name} != {literal(value)}"
    return f"not {condition(field, value)}"
