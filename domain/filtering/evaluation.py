"""Whether an event passes a filter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import Any, assert_never

from domain.event import Event, microseconds
from domain.filtering import literals
from domain.filtering.expression import (
    AllOf,
    AnyOf,
    Comparison,
    Contains,
    Everything,
    Expression,
    Field,
    FreeText,
    Glob,
    Leaf,
    Not,
    OneOf,
    Operator,
    Path,
    Span,
    Value,
)
from domain.filtering.payload import (
    MISSING,
    folded,
    lookup,
    recorded_text_contains,
    shown,
    spellings,
    text_bytes,
)

COMPARE: Mapping[Operator, Callable[[Any, Any], bool]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


def matches(expression: Expression, event: Event) -> bool:
    """Whether the event passes. Never raises, whatever the event holds."""
    match expression:
        case Everything():
            return True
        case FreeText(text):
            return contains_text(event, text)
        case Comparison(field) | OneOf(field) | Contains(field) | Glob(field):
            return holds(expression, value_of(field, event))
        case Not(operand):
            return not matches(operand, event)
        case AllOf(operands):
            return all(matches(operand, event) for operand in operands)
        case AnyOf(operands):
            return any(matches(operand, event) for operand in operands)
        case _:
            assert_never(expression)


def value_of(field: Field, event: Event) -> Any:
    """What the event has in that field: text, `Decimal`, microseconds, a JSON value, or `MISSING`."""
    if isinstance(field, Path):
        if field.source in ("before", "after"):
            raise TypeError("an event has no states: predicates are evaluated by domain.history.predicate")
        return lookup(event.data if field.source == "data" else event.metadata, field.segments)
    match field.name:
        case "time":
            return microseconds(event.recorded_at)
        case "id":
            return str(event.id)
        case "version" | "position":
            return Decimal(getattr(event, field.name))
        case "type" | "stream" | "category" | "key":
            return getattr(event, field.name)
        case _:
            assert_never(field.name)


def holds(condition: Leaf, value: Any) -> bool:
    """Whether a condition on a field holds for the field's value."""
    if value is MISSING:
        return False
    if isinstance(value, str):
        value = shown(value)
    match condition:
        case Comparison(_, operator, literal):
            return compare(value, operator, literal)
        case OneOf(_, values):
            return any(compare(value, "=", literal) for literal in values)
        case Contains(_, text):
            return _contains(value, text)
        case Glob(_, pattern):
            return isinstance(value, str) and fits(value, pattern)
        case FreeText():
            raise TypeError("free text looks at an event, not at a value")
        case _:
            assert_never(condition)


def compare(value: Any, operator: Operator, literal: Value) -> bool:
    """Whether `value operator literal`; values of different kinds are unequal, neither more nor less."""
    match literal:
        case Span():
            return compare_time(value, operator, literal)
        case Decimal():
            number = literals.number(value) if isinstance(value, str) else value
            if isinstance(number, Decimal):
                return COMPARE[operator](number, literal)
        case str():
            if isinstance(value, str):
                return COMPARE[operator](text_bytes(value), text_bytes(literal))
        case True | False | None:
            return (value is literal) == (operator == "=")
        case _:
            assert_never(literal)
    return operator == "!="


def contains_text(event: Event, text: str) -> bool:
    """Whether free text finds the event."""
    needle = folded(text.encode())
    if needle in folded(event.type.encode()) or needle in folded(event.stream.encode()):
        return True
    ways = spellings(text)
    return recorded_text_contains(event.data, ways) or recorded_text_contains(event.metadata, ways)


def fits(text: str, pattern: str) -> bool:
    """Whether the whole text fits the pattern of * and ?."""
    return _regular(pattern).match(text) is not None


def compare_time(value: int, operator: Operator, span: Span) -> bool:
    """Whether `value operator span`, the value in microseconds since 1970."""
    match operator:
        case "=":
            return span.start <= value < span.end
        case "!=":
            return not span.start <= value < span.end
        case "<":
            return value < span.start
        case "<=":
            return value < span.end
        case ">":
            return value >= span.end
        case ">=":
            return value >= span.start
        case _:
            assert_never(operator)


def _contains(value: Any, text: str) -> bool:
    if isinstance(value, str):
        return folded(text.encode()) in folded(text_bytes(value))
    if isinstance(value, list):
        number = literals.number(text)
        return any(
            _contains(shown(element), text)
            if isinstance(element, str)
            else isinstance(element, Decimal) and element == number
            for element in value
        )
    return False


@lru_cache(maxsize=256)
def _regular(pattern: str) -> re.Pattern[str]:
    # Atomic groups: each run between two stars is taken where it first occurs, which is always right and
    # keeps the time linear. The last run must stand at the end.
    first, *rest = (_run(part) for part in re.split(r"\*+", pattern))
    if not rest:
        return re.compile(rf"(?s:{first}\Z)")
    *between, last = rest
    return re.compile(rf"(?s:{first}{''.join(f'(?>.*?{part})' for part in between if part)}.*{last}\Z)")


def _run(part: str) -> str:
    return "".join("." if character == "?" else re.escape(character) for character in part)
