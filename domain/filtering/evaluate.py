"""Evaluates a filter on one event, with the very meaning that its SQL has."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, assert_never

from domain import json_value
from domain.errors import DomainError
from domain.event import Event
from domain.filtering.expression import (
    And,
    Compare,
    Contains,
    Everything,
    Expression,
    Field,
    Glob,
    Interval,
    Literal,
    Not,
    OneOf,
    Op,
    Or,
    Text,
    spellings,
)

_MISSING = object()
_NUMBER_TEXT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)


def matches(expression: Expression, event: Event) -> bool:
    """Whether the event passes the filter."""
    match expression:
        case Everything():
            return True
        case And(items):
            return all(matches(item, event) for item in items)
        case Or(items):
            return any(matches(item, event) for item in items)
        case Not(item):
            return not matches(item, event)
        case Compare(field, op, value):
            return _compare(_value(field, event), op, value, field)
        case OneOf(field, values):
            present = _value(field, event)
            return any(_compare(present, "=", value, field) for value in values)
        case Contains(field, text):
            present = _value(field, event)
            return isinstance(present, str) and _lower(text) in _lower(present)
        case Glob(field, pattern):
            present = _value(field, event)
            return isinstance(present, str) and glob(pattern).fullmatch(present) is not None
        case Text(text):
            return _has_text(event, text)
        case _:
            assert_never(expression)


def glob(pattern: str) -> re.Pattern[str]:
    """The regular expression for a pattern of * (any characters) and ? (one character)."""
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(c, re.escape(c)) for c in pattern), re.DOTALL)


def number_of(text: str) -> Decimal | None:
    """The number that a text spells, None where it spells none."""
    if not _NUMBER_TEXT.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def ordered(left: Any, op: Op, right: Any) -> bool:
    """Two comparable values under a comparison."""
    match op:
        case "=":
            return bool(left == right)
        case "!=":
            return bool(left != right)
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
        case ">":
            return bool(left > right)
        case ">=":
            return bool(left >= right)
        case _:
            assert_never(op)


def _compare(present: Any, op: Op, wanted: Literal | Interval, field: Field) -> bool:
    if present is _MISSING:
        return False
    if isinstance(wanted, Interval):
        return _compare_time(present, op, wanted)
    if field.path:
        return _compare_json(present, op, wanted)
    literal = wanted.value if field.name in ("version", "position") else wanted.text
    return ordered(present, op, literal)


def _compare_time(present: Any, op: Op, wanted: Interval) -> bool:
    match op:
        case "=":
            return bool(wanted.start <= present < wanted.end)
        case "!=":
            return not wanted.start <= present < wanted.end
        case "<":
            return bool(present < wanted.start)
        case "<=":
            return bool(present < wanted.end)
        case ">":
            return bool(present >= wanted.end)
        case ">=":
            return bool(present >= wanted.start)
        case _:
            assert_never(op)


def _compare_json(present: Any, op: Op, wanted: Literal) -> bool:
    literal = wanted.value
    if literal is None or isinstance(literal, bool):
        same = present is literal
        return same if op == "=" else not same if op == "!=" else False
    if isinstance(literal, int | Decimal):
        number = number_of(present) if isinstance(present, str) else present
        if isinstance(number, int | Decimal) and not isinstance(number, bool):
            return ordered(Decimal(number), op, Decimal(literal))
        return op == "!="
    if isinstance(present, str):
        return ordered(present, op, literal)
    return op == "!="


def _value(field: Field, event: Event) -> Any:
    match field.name:
        case "type" | "stream" | "category" | "key" | "version" | "position":
            return getattr(event, field.name)
        case "id":
            return str(event.id)
        case "time":
            return event.recorded_at
        case "data":
            return _at_path(event.data, field.path)
        case "meta":
            return _at_path(event.metadata, field.path)
        case name:
            member = {"actor": "actor", "causation": "causation_id"}.get(name, f"{name}_id")
            found = _at_path(event.metadata, (member,))
            return found if isinstance(found, str) else _MISSING


def _at_path(recorded: bytes, path: tuple[str | int, ...]) -> Any:
    try:
        value = json_value.decode(recorded)
    except DomainError:
        return _MISSING
    for part in path:
        value = _member(value, part)
        if value is _MISSING:
            break
    return value


def _member(value: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return value[part] if isinstance(value, list) and part < len(value) else _MISSING
    return value.get(part, _MISSING) if isinstance(value, dict) else _MISSING


def _has_text(event: Event, text: str) -> bool:
    if _lower(text) in _lower(event.type) or _lower(text) in _lower(event.stream):
        return True
    wanted = [spelling.encode().lower() for spelling in spellings(text)]
    return any(each in event.data.lower() or each in event.metadata.lower() for each in wanted)


def _lower(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass").lower()  # of bytes, lower() knows A-Z only
