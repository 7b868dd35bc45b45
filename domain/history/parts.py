"""A state taken apart as it stands, typed or JSON: without first making a JSON value of all of it.

The parts are those of the JSON value that `json_value.plain` makes: a struct's fields are members, tuples are
lists. Neighbouring states share what did not change, so their parts can be compared by identity first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import msgspec

from domain import json_value


class _Missing:
    """Stands for a part that is not there; null is a value."""

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING: Final = _Missing()
Members: TypeAlias = Mapping[str, Any]
Items: TypeAlias = list[Any] | tuple[Any, ...]


def members_of(value: Any) -> Members | None:
    """The members of an object, by name; None where the value is no object."""
    if isinstance(value, dict):
        if isinstance(next(iter(value), ""), str):  # a typed dict's keys are all of one type
            return value
        return {str(name): part for name, part in value.items()}
    if isinstance(value, msgspec.Struct):
        config = type(value).__struct_config__
        if config.tag is not None or config.omit_defaults or config.array_like:
            plain = json_value.plain(value)  # what is written is not simply what it holds
            return plain if isinstance(plain, dict) else None
        names = type(value).__struct_encode_fields__
        fields = type(value).__struct_fields__
        return {name: getattr(value, field) for name, field in zip(names, fields, strict=True)}
    return None


def items_of(value: Any) -> Items | None:
    """The items of a list; None where the value is no list."""
    return value if isinstance(value, list | tuple) else None


def at(value: Any, path: Iterable[str]) -> Any:
    """The part at these reference tokens of a JSON Pointer, `MISSING` where there is none."""
    for token in path:
        members = members_of(value)
        if members is not None:
            value = members.get(token, MISSING)
        else:
            items = items_of(value)
            if items is None or not token.isascii() or not token.isdigit() or int(token) >= len(items):
                return MISSING
            value = items[int(token)]
        if value is MISSING:
            return MISSING
    return value


def same(old: Any, new: Any) -> bool:
    """Whether two scalars (or `MISSING`) are the same JSON value: 1 is not 1.0, nor true."""
    if old is new:
        return True
    if old is MISSING or new is MISSING:
        return False
    if type(old) is not type(new):
        return json_value.encode(json_value.plain(old)) == json_value.encode(json_value.plain(new))
    return bool(old == new) and str(old) == str(new)
