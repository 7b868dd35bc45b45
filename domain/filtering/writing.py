"""A filter written out as text that parses back to it, and the pieces to build one from."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

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
    Not,
    OneOf,
    Span,
    Value,
)
from domain.filtering.fields import write_field


def literal(value: Value | int) -> str:
    """The value as it is written in a filter: texts in quotes, numbers with all their digits."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(Decimal(value))  # plain str() refuses integers of more than some thousand digits
        case Decimal():
            return str(value)
        case str():
            return literals.quoted(value)
        case Span():
            return literals.quoted(value.text)
        case _:
            assert_never(value)


def condition(field: Field | str, value: Value | int) -> str:
    """`field = value`, for "filter by this value". A field may be given by its name, as it is written."""
    return f"{field if isinstance(field, str) else write_field(field)} = {literal(value)}"


def write(expression: Expression) -> str:
    """The expression as text; parsing that gives the expression again."""
    match expression:
        case Everything():
            return ""
        case Comparison(field, operator, value):
            return f"{write_field(field)} {operator} {literal(value)}"
        case OneOf(field, values):
            return f"{write_field(field)} in ({', '.join(map(literal, values))})"
        case Contains(field, text):
            return f"{write_field(field)} contains {literals.quoted(text)}"
        case Glob(field, pattern):
            return f"{write_field(field)} ~ {literals.quoted(pattern)}"
        case FreeText(text):
            return literals.quoted(text)
        case Not(operand):
            return f"not {_grouped(operand)}"
        case AllOf(operands):
            return " and ".join(map(_grouped, operands))
        case AnyOf(operands):
            return " or ".join(map(_grouped, operands))
        case _:
            assert_never(expression)


def _grouped(expression: Expression) -> str:
    return f"({write(expression)})" if isinstance(expression, AllOf | AnyOf) else write(expression)
