"""Comparing recorded numbers with a literal in SQLite: natively where doubles are exact enough.

Two decimals of at most 15 significant digits that differ are at least four doubles apart, and SQLite reads
each within one double of its value. So a native comparison that allows for two doubles on either side is
exact for them. Longer numbers go to Python.
"""

from __future__ import annotations

from decimal import Decimal
from math import floor, inf, nextafter
from typing import assert_never

from domain.filtering.expression import Operator
from infra.log.sql_text import FALSE, TRUE, Sql, sql

_DIGITS = 15
_FAR, _NEAR = Decimal("1e290"), Decimal("1e-290")
_HUGE = Decimal(9 * 10**18)
_OR_EQUAL: dict[Operator, Operator] = {"<": "<=", ">": ">="}
_LARGEST = 2**63 - 1
_SMALLEST = -(2**63)


def compared_integer(value: Sql, operator: Operator, literal: Decimal) -> Sql:
    """A 64-bit integer compared with any number."""
    if not _SMALLEST <= literal <= _LARGEST:
        above = literal > 0
        return TRUE if operator == "!=" or operator in (("<", "<=") if above else (">", ">=")) else FALSE
    whole = floor(literal) if literal.adjusted() >= -30 else (-1 if literal < 0 else 0)
    if whole == literal:
        return sql(f"{{}} {operator} {{}}", value, whole)
    match operator:
        case "=":
            return FALSE
        case "!=":
            return TRUE
        case "<" | "<=":
            return sql("{} <= {}", value, whole)
        case ">" | ">=":
            return sql("{} > {}", value, whole)
        case _:
            assert_never(operator)


def compared_json_number(column: str, path: str, operator: Operator, literal: Decimal, leaf: Sql) -> Sql:
    """The JSON value at `path` of a column of valid JSON compared with a number; NULL where it is missing.

    `leaf` asks Python the same question about the same row.
    """
    exact = _exact(column, path, operator, literal, leaf) if _is_short(literal) else leaf
    if operator == "!=" or not _is_moderate(literal):
        return exact
    # First a look that lets through all that may fit: most rows fail it and are spared the rest.
    near = sql(f"CAST(json_extract({column}, {{}}) AS REAL)", path)
    return sql("({} AND {})", _within(near, _OR_EQUAL.get(operator, operator), literal), exact)


def compared_text_number(column: str, operator: Operator, literal: Decimal) -> Sql:
    """A text column compared with a number: a text that spells one, as JSON would, counts as that number."""
    unequal = TRUE if operator == "!=" else FALSE
    asked = sql(f"filter_number(CAST({column} AS BLOB), {{}}, {{}})", operator, str(literal))
    if not _is_short(literal):
        return sql(f"CASE WHEN {column} GLOB '[-0-9]*' THEN {{}} ELSE {{}} END", asked, unequal)
    return sql(
        f"CASE WHEN {column} NOT GLOB '[-0-9]*' THEN {{}} "
        f"WHEN {column} NOT GLOB '*[^0-9.]*' AND length({column}) <= {_DIGITS} AND {column} GLOB '*[0-9]' "
        f"AND {column} NOT GLOB '0[0-9]*' AND {column} NOT GLOB '*.*.*' THEN {{}} ELSE {{}} END",
        unequal,
        _within((f"CAST({column} AS REAL)", ()), operator, literal),
        asked,
    )


def _exact(column: str, path: str, operator: Operator, literal: Decimal, leaf: Sql) -> Sql:
    kind = sql(f"json_type({column}, {{}})", path)
    value = sql(f"json_extract({column}, {{}})", path)
    # Two paths make json_extract give a list: the number as it is written, twice.
    written = sql(f"json_extract({column}, {{}}, {{}})", path, path)
    integer = compared_integer(value, operator, literal)
    if literal.copy_abs() >= _HUGE:  # SQLite gives integers of more than 64 bits as doubles
        integer = sql("CASE typeof({}) WHEN 'integer' THEN {} ELSE {} END", value, integer, leaf)
    return sql(
        "CASE {} WHEN 'integer' THEN {} "
        f"WHEN 'real' THEN CASE WHEN length({{}}) <= {2 * (_DIGITS + 1) + 3} "
        "AND ({} <> 0 OR {} NOT GLOB '*[eE]*') THEN {} ELSE {} END "
        "WHEN 'text' THEN (SELECT {} FROM (SELECT {} AS v LIMIT 1)) ELSE {} END",
        kind,
        integer,
        written,
        value,
        written,
        _within(value, operator, literal),
        leaf,
        compared_text_number("v", operator, literal),
        value,
        sql("{} IS NOT NULL", kind) if operator == "!=" else FALSE,
    )


def _within(value: Sql, operator: Operator, literal: Decimal) -> Sql:
    low, high = _around(literal)
    match operator:
        case "=":
            return sql("{} BETWEEN {} AND {}", value, low, high)
        case "!=":
            return sql("{} NOT BETWEEN {} AND {}", value, low, high)
        case "<":
            return sql("{} < {}", value, low)
        case "<=":
            return sql("{} <= {}", value, high)
        case ">":
            return sql("{} > {}", value, high)
        case ">=":
            return sql("{} >= {}", value, low)
        case _:
            assert_never(operator)


def _around(literal: Decimal) -> tuple[float, float]:
    middle = float(literal)
    if middle == 0:
        return 0.0, 0.0
    low, high = nextafter(middle, -inf), nextafter(middle, inf)
    return nextafter(low, -inf), nextafter(high, inf)


def _is_moderate(literal: Decimal) -> bool:
    return literal == 0 or _NEAR <= literal.copy_abs() <= _FAR


def _is_short(literal: Decimal) -> bool:
    digits = literal.as_tuple().digits
    significant = len(digits) - next((n for n, digit in enumerate(reversed(digits)) if digit), 0)
    return significant <= _DIGITS and _is_moderate(literal)
