"""Filters made by pointing: for a value, against it, and in addition to what is filtered by already."""

from __future__ import annotations

from typing import Any

from domain.filtering import condition, literal, parse
from domain.filtering.expression import AnyOf, Column, Field


def keeping(field: Field | str, value: Any) -> str:
    """The condition that a field has this value."""
    return condition(field, value)


def excluding(field: Field | str, value: Any) -> str:
    """The condition that a field does not have this value; events without the field stay."""
    if isinstance(field, str | Column):
        name = field if isinstance(field, str) else field.name
        return f"{name} != {literal(value)}"
    return f"not {condition(field, value)}"


def narrowed(filter: str, more: str) -> str:
    """The filter (a right one), and `more` as well; a condition that is there already is not repeated."""
    base = filter.strip()
    if not base or base == more:
        return more
    if base.endswith(f" and {more}"):
        return base
    is_loose = isinstance(parse(base), AnyOf)
    return f"({base}) and {more}" if is_loose else f"{base} and {more}"
