"""Which field of an event a place in its tree is, to filter by it or to show it as a column."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from app.conditions import excluding, keeping
from domain.errors import DomainError
from domain.filtering.building import LONGEST_TEXT
from domain.filtering.expression import Column, Field, Path
from domain.filtering.fields import MOST_SEGMENTS, write_field


class Place(msgspec.Struct, frozen=True):
    """What can be done with a place in the tree: "" for what cannot."""

    keeping: str = ""
    excluding: str = ""
    column: str = ""


def place_of(segments: tuple[str | int, ...], value: Any) -> Place | None:
    """What the place is for filters; None where it is none of theirs.

    Parameters
    ----------
    segments:
        The way to it from the top of the Event pane's tree, e.g. ("data", "lines", 0, "product").
    value:
        What stands there.
    """
    field: Field
    match segments:
        case ("id",):
            field = Column("id")
        case ("data" | "metadata" as source, *rest) if rest and len(rest) <= MOST_SEGMENTS:
            field = Path(source, tuple(rest))
        case _:
            return None
    column = write_field(field) if isinstance(field, Path) else ""
    is_single = value is None or isinstance(value, bool | int | Decimal | str)
    if not is_single or (isinstance(value, str) and len(value) > LONGEST_TEXT):
        return Place(column=column)
    try:
        return Place(keeping(field, value), excluding(field, value), column)
    except DomainError:
        return Place(column=column)
