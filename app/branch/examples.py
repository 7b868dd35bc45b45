"""Payloads to begin with: the last one of its kind, else one made of the fields' own examples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.branch.state import StreamRow
from domain import json_value
from domain.fields import Field, Kind, fields_of
from domain.registry import Registry

_EMPTY: dict[Kind, Any] = {Kind.INTEGER: 1, Kind.BOOLEAN: False, Kind.LIST: [], Kind.DECIMAL: "1.00"}


def event_examples(registry: Registry, category: str, rows: Iterable[StreamRow]) -> dict[str, str]:
    """By event type: those that the domain knows, and those that the stream has."""
    decider = registry.deciders.get(category)
    found = {event.__name__: _example(event) for event in (decider.events if decider is not None else ())}
    for row in rows:
        found[row.type] = row.data.decode("utf-8", "replace")
    return found


def command_examples(registry: Registry, category: str) -> dict[str, str]:
    """By command of that category."""
    decider = registry.deciders.get(category)
    return {command.__name__: _example(command) for command in (decider.commands if decider else ())}


def _example(struct: type) -> str:
    return json_value.encode(_values(fields_of(struct))).decode()


def _values(fields: Iterable[Field]) -> dict[str, Any]:
    return {field.name: _value(field) for field in fields if field.required}


def _value(field: Field) -> Any:
    if field.kind is Kind.GROUP:
        return _values(field.fields)
    if field.examples:
        return field.examples[0]
    if field.choices:
        return field.choices[0]
    return _EMPTY.get(field.kind, "")
