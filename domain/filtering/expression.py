"""A filter as a tree: conditions on fields of an event, joined by and, or, not.

Meaning, the same wherever a filter is applied:

* A condition is true or false, never unknown. On a field that an event does not have every comparison is
  false, `!=` too; `not` turns it round, so `not data.a = 1` holds for events without `a`.
* A number literal is compared with JSON numbers, and with texts that spell a number as JSON does ("19.99"),
  exactly. A text literal is compared with texts only, by code points; true, false and null with themselves.
* `contains` and free text take a-z and A-Z for the same, `~` and comparisons do not. A list contains what
  one of its texts contains, and the numbers that are its elements.
* Free text looks into the type, the stream's name, and data and metadata as they were recorded; what JSON
  writes with an escape is found by its plain spelling too.
* A time literal stands for its whole span: `time = 2026-11-23` is any moment of that day, in UTC unless it
  names an offset; `<` is before its start, `>` at or after its end.
* A payload that is no JSON has no fields. Where an object names a member twice, the first counts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

import msgspec

Source: TypeAlias = Literal["data", "metadata", "before", "after"]
ColumnName: TypeAlias = Literal["type", "stream", "category", "key", "version", "position", "time", "id"]
Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]

COLUMNS: tuple[ColumnName, ...] = (
    "type",
    "stream",
    "category",
    "key",
    "version",
    "position",
    "time",
    "id",
)


class Column(msgspec.Struct, frozen=True):
    """Something that every event has."""

    name: ColumnName


class Path(msgspec.Struct, frozen=True):
    """A place in an event's data or metadata: names of members, and indexes (from 0) into lists.

    Predicates over a stream's history have places in the states before and after the event too; filters
    have none.
    """

    source: Source
    segments: tuple[str | int, ...]


Field: TypeAlias = Column | Path

# Metadata that our own events carry has short names of its own.
SHORT_NAMES: dict[str, Path] = {
    "actor": Path("metadata", ("actor",)),
    "correlation": Path("metadata", ("correlation_id",)),
    "causation": Path("metadata", ("causation_id",)),
    "command": Path("metadata", ("command_id",)),
}


class Span(msgspec.Struct, frozen=True):
    """A time literal: from `start` up to, not including, `end`, in microseconds since 1970 UTC."""

    text: str
    start: int
    end: int


Value: TypeAlias = Decimal | str | bool | Span | None


class Everything(msgspec.Struct, frozen=True):
    """The empty filter."""


class Comparison(msgspec.Struct, frozen=True):
    """`field operator value`."""

    field: Field
    operator: Operator
    value: Value


class OneOf(msgspec.Struct, frozen=True):
    """`field in (value, ...)`: equal to one of them."""

    field: Field
    values: tuple[Value, ...]


class Contains(msgspec.Struct, frozen=True):
    """`field contains text`."""

    field: Field
    text: str


class Glob(msgspec.Struct, frozen=True):
    """`field ~ pattern`: the whole text fits, where * is any run of characters and ? any one."""

    field: Field
    pattern: str


class FreeText(msgspec.Struct, frozen=True):
    """The text occurs somewhere in the event."""

    text: str


class Not(msgspec.Struct, frozen=True):
    """The operand does not hold."""

    operand: Expression


class AllOf(msgspec.Struct, frozen=True):
    """Every operand holds."""

    operands: tuple[Expression, ...]


class AnyOf(msgspec.Struct, frozen=True):
    """At least one operand holds."""

    operands: tuple[Expression, ...]


Leaf: TypeAlias = Comparison | OneOf | Contains | Glob | FreeText
Expression: TypeAlias = Everything | Leaf | Not | AllOf | AnyOf
