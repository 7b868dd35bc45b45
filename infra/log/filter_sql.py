"""Compiles a filter to SQL over the log's tables, with the very meaning it has in Python.

Every part is 0 or 1, never NULL. Names are looked up once, in sub-selects, so that a scan compares
integers. Numbers of up to 15 digits compare natively, which is exact; longer ones through a function.
"""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import Any, assert_never
from uuid import UUID

from domain.event import microseconds
from domain.filtering.evaluate import number_of, ordered
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

Sql = tuple[str, tuple[Any, ...]]

_NATIVE_DIGITS = 15
_OPS: dict[str, Op] = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def compile_filter(expression: Expression, *, guarded: bool = False) -> Sql:
    """A condition on `events e`, and its parameters.

    Parameters
    ----------
    guarded:
        Also right where a payload is damaged and no JSON any more, at the cost of checking each.
    """
    match expression:
        case Everything():
            return "1", ()
        case And(items):
            return _joined(" AND ", items, guarded)
        case Or(items):
            return _joined(" OR ", items, guarded)
        case Not(item):
            sql, parameters = compile_filter(item, guarded=guarded)
            return f"NOT ({sql})", parameters
        case Compare(field, op, value):
            return _compare(field, op, value, guarded)
        case OneOf(field, values):
            parts = [_compare(field, "=", value, guarded) for value in values]
            return _or(parts)
        case Contains(field, text):
            return _on_text(field, "{} LIKE ? ESCAPE '\\'", (_like(text),), guarded)
        case Glob(field, pattern):
            return _on_text(field, "{} GLOB ?", (pattern.replace("[", "[[]"),), guarded)
        case Text(text):
            return _text(text)
        case _:
            assert_never(expression)


def register_functions(connection: sqlite3.Connection) -> None:
    """Gives the connection the function that compiled filters call."""
    connection.create_function("exact_compare", 3, _exact_compare, deterministic=True)


def _exact_compare(present: Any, op: str, wanted: str) -> int:
    number = number_of(str(present))
    if number is None:
        return int(op == "!=")
    return int(ordered(number, _OPS[op], Decimal(wanted)))


def _joined(word: str, items: tuple[Expression, ...], guarded: bool) -> Sql:
    parts = [compile_filter(item, guarded=guarded) for item in items]
    return word.join(f"({sql})" for sql, _ in parts), tuple(p for _, each in parts for p in each)


def _or(parts: list[Sql]) -> Sql:
    return "(" + " OR ".join(sql for sql, _ in parts) + ")", tuple(p for _, each in parts for p in each)


def _compare(field: Field, op: Op, value: Literal | Interval, guarded: bool) -> Sql:
    if isinstance(value, Interval):
        return _compare_time(op, value)
    match field.name:
        case "data" | "meta":
            return _compare_json(field, op, value, guarded)
        case "version" | "position":
            return f"e.{field.name} {op} ?", (_bound(value.value),)
        case "id":
            return _compare_id(op, value.text)
        case _:
            return _on_text(field, f"{{}} {op} ?", (value.text,), guarded)


def _compare_time(op: Op, value: Interval) -> Sql:
    start, end = microseconds(value.start), microseconds(value.end)
    match op:
        case "=":
            return "e.recorded_at >= ? AND e.recorded_at < ?", (start, end)
        case "!=":
            return "(e.recorded_at < ? OR e.recorded_at >= ?)", (start, end)
        case "<":
            return "e.recorded_at < ?", (start,)
        case "<=":
            return "e.recorded_at < ?", (end,)
        case ">":
            return "e.recorded_at >= ?", (end,)
        case ">=":
            return "e.recorded_at >= ?", (start,)
        case _:
            assert_never(op)


def _compare_id(op: Op, text: str) -> Sql:
    if op == "=":
        try:
            return "e.id = ?", (UUID(text).bytes if text == str(UUID(text)) else b"",)
        except ValueError:
            return "0", ()
    return f"{_ID_TEXT} {op} ?", (text,)


def _compare_json(field: Field, op: Op, wanted: Literal, guarded: bool) -> Sql:
    column, path = _json_column(field), json_path(field.path)
    kind, value, spelled = (f"{call}" for call in _json_calls(column))
    literal = wanted.value
    if literal is None or isinstance(literal, bool):
        if op not in ("=", "!="):
            return "0", ()
        name = "null" if literal is None else str(literal).lower()
        parts: Sql = (f"coalesce({kind} {op} ?, 0)", (path, name))
    elif isinstance(literal, int | Decimal):
        parts = _compare_number(kind, value, spelled, path, op, literal)
    else:
        other = int(op == "!=")
        parts = (
            f"CASE {kind} WHEN 'text' THEN {value} {op} ? ELSE {kind} IS NOT NULL AND {other} END",
            (path, path, literal, path),
        )
    return _guard(column, parts, guarded)


def _compare_number(kind: str, value: str, spelled: str, path: str, op: Op, literal: int | Decimal) -> Sql:
    exact = str(literal)
    other = int(op == "!=")
    text = f"WHEN 'text' THEN exact_compare({value}, '{op}', ?)"
    if _is_native(exact):
        number = (
            f"CASE WHEN length({spelled}) <= {_NATIVE_DIGITS} AND instr({spelled}, 'e') = 0 "
            f"AND instr({spelled}, 'E') = 0 THEN {value} {op} ? "
            f"ELSE exact_compare({spelled}, '{op}', ?) END"
        )
        bound = float(literal) if isinstance(literal, Decimal) else literal
        parameters: tuple[Any, ...] = (path, path, path, path, bound, path, exact)
    else:
        number = f"exact_compare({spelled}, '{op}', ?)"
        parameters = (path, exact)
    return (
        f"CASE {kind} WHEN 'integer' THEN {number} WHEN 'real' THEN {number} {text} "
        f"ELSE {kind} IS NOT NULL AND {other} END",
        (path, *parameters, *parameters, path, exact, path),
    )


def _is_native(text: str) -> bool:
    return len(text) <= _NATIVE_DIGITS and "e" not in text.lower()


def _on_text(field: Field, condition: str, parameters: tuple[Any, ...], guarded: bool) -> Sql:
    match field.name:
        case "type":
            inner = condition.format("name")
            return f"e.type_id IN (SELECT id FROM event_types WHERE {inner})", parameters
        case "stream" | "category" | "key":
            inner = condition.format("name" if field.name == "stream" else field.name)
            return f"e.stream_id IN (SELECT id FROM streams WHERE {inner})", parameters
        case "correlation" | "command":
            column = f"e.{field.name}_id"
            return f"({column} IS NOT NULL AND {condition.format(column)})", parameters
        case "id":
            return condition.format(_ID_TEXT), parameters
        case "data" | "meta":
            column, path = _json_column(field), json_path(field.path)
        case name:
            column, path = "e.metadata", json_path(("actor" if name == "actor" else f"{name}_id",))
    kind, value, _ = _json_calls(column)
    sql = f"CASE {kind} WHEN 'text' THEN {condition.format(value)} ELSE 0 END"
    return _guard(column, (sql, (path, path, *parameters)), guarded)


def _text(text: str) -> Sql:
    parts: list[Sql] = [
        ("e.type_id IN (SELECT id FROM event_types WHERE name LIKE ? ESCAPE '\\')", (_like(text),)),
        ("e.stream_id IN (SELECT id FROM streams WHERE name LIKE ? ESCAPE '\\')", (_like(text),)),
    ]
    for spelling in spellings(text):
        for column in ("e.data", "e.metadata"):
            parts.append((f"{column} LIKE ? ESCAPE '\\'", (_like(spelling),)))
    return _or(parts)


def _guard(column: str, parts: Sql, guarded: bool) -> Sql:
    sql, parameters = parts
    return (f"CASE WHEN json_valid({column}) THEN {sql} ELSE 0 END" if guarded else sql), parameters


def _json_column(field: Field) -> str:
    return "e.data" if field.name == "data" else "e.metadata"


def _json_calls(column: str) -> tuple[str, str, str]:
    """Calls, each with the path as its parameter, for a member's type, its value and its JSON text."""
    return f"json_type({column}, ?)", f"json_extract({column}, ?)", f"({column} -> ?)"


def json_path(path: tuple[str | int, ...]) -> str:
    """The path as SQLite writes it: $."price"."amount", $."lines"[0]."""
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f'."{part}"' for part in path)


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _bound(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value if -(2**62) < value < 2**62 else float(value)


_ID_TEXT = (
    "(lower(substr(hex(e.id), 1, 8) || '-' || substr(hex(e.id), 9, 4) || '-' || substr(hex(e.id), 13, 4) "
    "|| '-' || substr(hex(e.id), 17, 4) || '-' || substr(hex(e.id), 21)))"
)
