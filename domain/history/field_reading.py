"""Reads a field of an event, or of the states around it, as it stands and as a filter sees it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Protocol, TypeAlias

import msgspec

from domain.event import Event
from domain.filtering import payload
from domain.filtering.evaluation import value_of
from domain.filtering.expression import Field, Path
from domain.history.parts import MISSING, items_of, members_of

Plain: TypeAlias = Callable[[Any], Any]  # the JSON value of a part of a state


class Reader(Protocol):
    """Gives what stands in a field; `is_met` once there ever was something."""

    is_met: bool

    def __call__(self, event: Event, before: Any, after: Any) -> Any: ...


class _StateReader:
    __slots__ = ("_is_after", "_segments", "is_met")

    def __init__(self, path: Path) -> None:
        self._is_after = path.source == "after"
        self._segments = path.segments
        self.is_met = False

    def __call__(self, event: Event, before: Any, after: Any) -> Any:
        value = part_at(after if self._is_after else before, self._segments)
        if value is not MISSING:
            self.is_met = True
        return value


class _EventReader:
    __slots__ = ("_field", "is_met")

    def __init__(self, field: Field) -> None:
        self._field = field
        self.is_met = False

    def __call__(self, event: Event, before: Any, after: Any) -> Any:
        value = value_of(self._field, event)
        if value is payload.MISSING:
            return MISSING
        self.is_met = True
        return value


def reader_of(field: Field) -> Reader:
    """How to read that field of any step."""
    if isinstance(field, Path) and field.source in ("before", "after"):
        return _StateReader(field)
    return _EventReader(field)


def part_at(value: Any, segments: tuple[str | int, ...]) -> Any:
    """The part of a state at a path, `MISSING` where it leads nowhere."""
    for segment in segments:
        value = part(value, segment)
        if value is MISSING:
            return MISSING
    return value


def part(value: Any, segment: str | int) -> Any:
    """The member or item of a state's part, `MISSING` where there is none. Digits name items too."""
    if isinstance(value, dict):
        found = value.get(segment, MISSING)
        if found is not MISSING:
            return found
        return (members_of(value) or {}).get(str(segment), MISSING) if value else MISSING
    if isinstance(value, msgspec.Struct):
        names = _names(type(value))
        if names is None:
            return (members_of(value) or {}).get(str(segment), MISSING)
        name = names.get(str(segment))
        return MISSING if name is None else getattr(value, name)
    items = items_of(value)
    if items is None:
        return MISSING
    text = str(segment)
    if not text.isascii() or not text.isdigit() or len(text) > 12 or int(text) >= len(items):
        return MISSING
    return items[int(text)]


def as_filtered(value: Any, plain: Plain) -> Any:
    """A part of a state as filters compare it: numbers as `Decimal`, `payload.MISSING` for `MISSING`."""
    if value is None or isinstance(value, str | bool):
        return value
    if value is MISSING:
        return payload.MISSING
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, list | tuple):
        return [as_filtered(item, plain) for item in value]
    value = plain(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


@cache
def _names(struct: type[msgspec.Struct]) -> dict[str, str] | None:
    """A struct's fields by their names in JSON; None where its JSON is not simply its fields."""
    config = struct.__struct_config__
    if config.tag is not None or config.omit_defaults or config.array_like:
        return None
    return dict(zip(struct.__struct_encode_fields__, struct.__struct_fields__, strict=True))
