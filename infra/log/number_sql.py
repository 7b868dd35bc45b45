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
_LARGEST = 2**63 - 1
_SMALLEST = -(2**63)


def compared_integer(column: str, operator: Operator, literal: Decimal) -> Sql:
    """A column of 64-bit integers compared with any number."""
    if not _SMALLEST <= literal <= _LARGEST:
        above = literal > 0
        return TRUE if operator == "!=" or operator in (("<", "<=") if above else (">", ">=")) else FALSE
    whole = floor(literal) if literal.adjusted() >= -30 else (-1 if literal < 0 else 0)
    if whole == literal:
        return sql(f"{column} {operator} {{}}", whole)
    match operator:
        case "=":
            return FALSE
        case "!=":
            return TRUE
        case "<" | "<=":
            return sql(f"{column} <= {{}}", whole)
        case ">" | ">=":
            return sql(f"{column} > {{}}", whole)
        case _:
            assert_never(operator)


def compared_json_number(column: str, path: str, operator: Operator, literal: Decimal, leaf: Sql) -> Sql:
    """The JSON value at `path` of a column of valid JSON compared with a number; NULL where it is missing.

    `leaf` asks Python the same question about the same row.
    """
    exact = leaf if not _is_short(literal) else _exact(column, path, operator, literal, leaf)
    if not _is_moderate(literal):
        return exact
    # First a look that lets through all that may fit, and every text (SQLite sorts texts after numbers):
    # most rows fail it and are spared the rest.
    low, high = _around(literal)
    value = sql(f"json_extract({column}, {{}})", path)
    match operator:
        case "=":
            return sql("({} >= {} AND ({} <= {} OR {} >= '') AND {})", value, low, value, high, value, exact)
        case "<" | "<=":
            return sql("({} NOT BETWEEN {} AND '' AND {})", value, nextafter(high, inf), exact)
        case ">" | ">=":
            return sql("({} >= {} AND {})", value, low, exact)
        case "!=":
            return exact
        case _:
            assert_never(operator)


def compared_text_number(column: str, operator: Operator, literal: Decimal) -> Sql:
    """A text column compared with a number: a text that spells one, as JSON would, counts as that number."""
    unequal = TRUE if operator == "!=" else FALSE
    asked = sql(f"filter_number(CAST({column} AS BLOB), {{}}, {{}})", operator, str(literal))
    if _is_short(literal):
        native = sql(
            f"WHEN {column} GLOB '[0-9]*' AND {column} NOT GLOB '*[^0-9.]*' "
            f"AND length({column}) <= {_DIGITS} AND length({column}) = length(CAST({column} AS BLOB)) "
            f"AND {column} NOT GLOB '*.*.*' AND {column} NOT GLOB '*.' AND {column} NOT GLOB '0[0-9]*' "
            "THEN {}",
            _within(f"CAST({column} AS REAL)", operator, literal),
        )
    else:
        native = ("", ())
    return sql(
        f"(CASE WHEN {column} NOT GLOB '[-0-9]*' THEN {{}} {{}} ELSE {{}} END)", unequal, native, asked
    )


def _exact(column: str, path: str, operator: Operator, literal: Decimal, leaf: Sql) -> Sql:
    # Two paths make json_extract give a list: the number as it is written, twice.
    written = sql(f"json_extract({column}, {{}}, {{}})", path, path)
    return sql(
        "(SELECT CASE t "
        "WHEN 'integer' THEN CASE typeof(v) WHEN 'integer' THEN {} ELSE {} END "
        f"WHEN 'real' THEN CASE WHEN length({{}}) <= {2 * (_DIGITS + 1) + 3} "
        "AND (v <> 0 OR {} NOT GLOB '*[eE]*') THEN {} ELSE {} END "
        "WHEN 'text' THEN {} "
        f"ELSE {'t IS NOT NULL' if operator == '!=' else '0'} END "
        f"FROM (SELECT json_extract({column}, {{}}) AS v, json_type({column}, {{}}) AS t LIMIT 1))",
        compared_integer("v", operator, literal),
        leaf,
        written,
        written,
        _within("v", operator, literal),
        leaf,
        compared_text_number("v", operator, literal),
        path,
        path,
    )


def _within(value: str, operator: Operator, literal: Decimal) -> Sql:
    low, high = _around(literal)
    match operator:
        case "=":
            return sql(f"{value} BETWEEN {{}} AND {{}}", low, high)
        case "!=":
            return sql(f"{value} NOT BETWEEN {{}} AND {{}}", low, high)
        case "<":
            return sql(f"{value} < {{}}", low)
        case "<=":
            return sql(f"{value} <= {{}}", high)
        case ">":
            return sql(f"{value} > {{}}", high)
        case ">=":
            return sql(f"{value} >= {{}}", low)
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
