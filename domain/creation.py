"""Which commands begin a stream, and a free key for the stream to begin: what forms suggest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from domain.decider import Decider
from domain.fields import Field, Kind, field_of, fields_of

_NUMBERED = re.compile(r"(.*?)(\d+)", re.DOTALL)
_PLAIN: dict[Kind, Any] = {Kind.TEXT: "example", Kind.INTEGER: 1, Kind.DECIMAL: "1", Kind.BOOLEAN: False}


def creates(decider: Decider[Any], command: type) -> bool:
    """Whether the command, filled with the examples of its fields, is accepted where nothing is there yet."""
    try:
        example: Any = msgspec.convert(_example_of(fields_of(command)), command)
        events = decider.decide(example, decider.initial)
    except Exception:  # noqa: BLE001 - a decider that fails on an example only means that there is no suggestion
        return False
    return isinstance(events, tuple) and bool(events)


def fresh_key(decider: Decider[Any], latest: Iterable[str], taken: Collection[str] = ()) -> str:
    """A free key that goes on where the latest ones are: "O-1006" after "O-1005"; "" where none can be made.

    Parameters
    ----------
    latest:
        The newest keys of the category, newest first.
    taken:
        More keys that are not free.
    """
    known = list(latest)
    if not known:
        examples = field_of(decider.key, "key").examples
        return str(examples[0]) if examples and str(examples[0]) not in taken else ""
    numbered = [found for key in known if (found := _NUMBERED.fullmatch(key))]
    if not numbered:
        return ""
    prefix = numbered[0][1]
    digits = max((found[2] for found in numbered if found[1] == prefix), key=int)
    number, width, used = int(digits) + 1, len(digits), {*known, *taken}
    while (key := f"{prefix}{number:0{width}d}") in used:
        number += 1
    return key


def _example_of(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {field.name: _value(field) for field in fields if field.required}


def _value(field: Field) -> Any:
    if field.examples:
        return field.examples[0]
    match field.kind:
        case Kind.GROUP:
            return _example_of(field.fields)
        case Kind.LIST:
            return [_value(field.item)] if field.item is not None and field.min_length else []
        case Kind.CHOICE:
            return field.choices[0]
        case Kind.INTEGER:
            return max(1, int(field.minimum or 1))
        case _:
            return _PLAIN.get(field.kind, {})
