"""A filter as an SQLite condition on `events e`, with exactly the meaning it has in Python.

What SQLite does natively and exactly, it does; what it would do otherwise (numbers of more than 15 digits,
wildcards in texts that are not ASCII, names that JSON may escape) goes to functions that ask
`domain.filtering`. Each condition is 0 or 1, never NULL, so that `not` means the same as in Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from domain.filtering.expression import (
    AllOf,
    AnyOf,
    Comparison,
    Contains,
    Everything,
    Expression,
    FreeText,
    Glob,
    Not,
    OneOf,
)
from infra.log.filter_functions import register_functions
from infra.log.leaf_sql import StreamLookup, leaf_sql, looked_up
from infra.log.sql_text import FALSE, TRUE, Sql, joined, sql

__all__ = ["compile", "register_functions"]


def compile(expression: Expression, streams: StreamLookup = looked_up) -> Sql:
    """A condition for `FROM events e ... WHERE`, and its parameters, to go through a log by position.

    The connection it runs on needs `register_functions`. A filter that must find one type goes through that
    type's positions only; for other short ways see `filter_routes`.

    Parameters
    ----------
    streams:
        How a condition on the name of an event's stream is asked.
    """
    return _expression(expression, streams, leading=True)


def _expression(
    expression: Expression, streams: StreamLookup, *, leading: bool, negated: bool = False
) -> Sql:
    # A leading condition must hold for the whole to hold: only such a one may choose an index. Unary pluses
    # keep SQLite from going by any other.
    match expression:
        case Everything():
            return FALSE if negated else TRUE
        case Not(operand):
            return _expression(operand, streams, leading=False, negated=not negated)
        case AllOf(operands) | AnyOf(operands):
            word = "AND" if isinstance(expression, AllOf) != negated else "OR"
            stays = leading and word == "AND"
            return joined(
                word,
                [
                    _expression(each, streams, leading=stays, negated=negated)
                    for each in _deep_first(operands)
                ],
            )
        case FreeText() | Comparison() | OneOf() | Contains() | Glob():
            condition = leaf_sql(expression, streams, leading=leading and not negated)
            return sql("NOT {}", condition) if negated else condition
        case _:
            assert_never(expression)


def _deep_first(operands: Sequence[Expression]) -> list[Expression]:
    """SQLite's parser gives up at a stack of 100: what is nested deep must not wait behind its neighbours.

    For the same reason `not` goes down to the conditions, where it costs no level.
    """
    return sorted(operands, key=lambda operand: -max(_depth(operand) - 3, 0))


def _depth(expression: Expression) -> int:
    match expression:
        case Not(operand):
            return _depth(operand)
        case AllOf(operands) | AnyOf(operands):
            return 1 + max(map(_depth, operands))
        case _:
            return 0
