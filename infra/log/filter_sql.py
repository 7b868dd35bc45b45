"""A filter as an SQLite condition on `events e`, with exactly the meaning it has in Python.

What SQLite does natively and exactly, it does; what it would do otherwise (numbers of more than 15 digits,
wildcards in texts that are not ASCII, names that JSON may escape) goes to functions that ask
`domain.filtering`. Each condition is 0 or 1, never NULL, so that `not` means the same as in Python.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import assert_never, cast
from uuid import UUID

from domain.filtering.evaluation import compare, fits, holds
from domain.filtering.expression import (
    SHORT_NAMES,
    AllOf,
    AnyOf,
    Column,
    Comparison,
    Contains,
    Everything,
    Expression,
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
from domain.filtering.parser import parse
from domain.filtering.payload import folded, lookup, plain_key, shown, spelled_names, spellings
from domain.filtering.writing import write
from infra.log.number_sql import compared_integer, compared_json_number, compared_text_number
from infra.log.sql_text import FALSE, TRUE, Sql, joined, sql

# Path -> the indexed column that repeats it, so that equality leads straight to its events.
_INDEXED = {SHORT_NAMES["correlation"]: "correlation_id", SHORT_NAMES["command"]: "command_id"}
_ID_TEXT = (
    "lower(substr(hex(e.id), 1, 8) || '-' || substr(hex(e.id), 9, 4) || '-' || substr(hex(e.id), 13, 4) "
    "|| '-' || substr(hex(e.id), 17, 4) || '-' || substr(hex(e.id), 21))"
)


def compile(expression: Expression) -> tuple[str, tuple[object, ...]]:
    """A condition for `FROM events e ... WHERE`, and its parameters.

    The connection it runs on needs `register_functions`.
    """
    return _expression(expression, leading=True)


def seeks(expression: Expression) -> bool:
    """Whether an index leads to the few events that can pass: there is no use in splitting such a scan."""
    match expression:
        case AllOf(operands):
            return any(map(seeks, operands))
        case Comparison(field, "=", value) if isinstance(field, Path):
            return field in _INDEXED and isinstance(value, str)
        case Comparison(field, "=", value) if not isinstance(field, Path):
            return field.name in ("position", "id") or (field.name == "stream" and isinstance(value, str))
        case _:
            return False


def register_functions(connection: sqlite3.Connection) -> None:
    """Gives the connection the functions that compiled filters call."""
    connection.create_function("filter_leaf", 2, _filter_leaf, deterministic=True)
    connection.create_function("filter_number", 3, _filter_number, deterministic=True)
    connection.create_function("filter_glob", 2, _filter_glob, deterministic=True)


def _expression(expression: Expression, *, leading: bool, negated: bool = False) -> Sql:
    # A leading condition must hold for the whole to hold: only such a one may choose the index. A unary plus
    # keeps SQLite from scanning by any other index than the position.
    match expression:
        case Everything():
            return FALSE if negated else TRUE
        case Not(operand):
            return _expression(operand, leading=False, negated=not negated)
        case AllOf(operands) | AnyOf(operands):
            word = "AND" if isinstance(expression, AllOf) != negated else "OR"
            stays = leading and word == "AND"
            return joined(
                word,
                [_expression(each, leading=stays, negated=negated) for each in _deep_first(operands)],
            )
        case FreeText() | Comparison() | OneOf() | Contains() | Glob():
            condition = _leaf(expression, leading and not negated)
            return sql("NOT {}", condition) if negated else condition
        case _:
            assert_never(expression)


def _leaf(leaf: Leaf, leading: bool) -> Sql:
    match leaf:
        case FreeText(text):
            condition = _free_text(text)
        case Comparison(field) | OneOf(field) | Contains(field) | Glob(field) if isinstance(field, Path):
            condition = _on_path(leaf, field, leading)
        case Comparison(field) | OneOf(field) | Contains(field) | Glob(field):
            assert isinstance(field, Column)
            condition = _on_column(leaf, field.name, leading)
        case _:
            assert_never(leaf)
    return sql("({})", condition)


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


def _on_column(leaf: Leaf, name: str, leading: bool) -> Sql:
    is_equality = isinstance(leaf, OneOf) or (isinstance(leaf, Comparison) and leaf.operator == "=")
    plus = "" if leading and is_equality else "+"
    match name:
        case "type":
            return sql(f"{plus}e.type_id IN (SELECT id FROM event_types WHERE {{}})", _on_text(leaf, "name"))
        case "stream" if is_equality and _all_texts(leaf):
            return sql(f"{plus}e.stream_id IN (SELECT id FROM streams WHERE {{}})", _on_text(leaf, "name"))
        case "stream" | "category" | "key":
            return _on_stream(_on_text(leaf, "name" if name == "stream" else name))
        case "version" | "position":
            return _compared(leaf, lambda operator, value: _integer(f"e.{name}", operator, value))
        case "time":
            return _compared(leaf, _time)
        case "id" if isinstance(leaf, Contains | Glob):
            return _on_text(leaf, _ID_TEXT)
        case "id":
            return _compared(
                leaf,
                lambda operator, value: sql(f"{plus}e.id {operator} {{}}", UUID(cast(str, value)).bytes),
            )
        case _:
            raise ValueError(f"no column {name}")


def _on_stream(condition: Sql) -> Sql:
    # Looked up event by event: a set of ids would have to be made anew for every chunk of a scan, which in a
    # log of a million streams takes longer than the chunk itself.
    return sql("ifnull((SELECT {} FROM streams WHERE id = e.stream_id), 0)", condition)


def _on_text(leaf: Leaf, column: str) -> Sql:
    match leaf:
        case Contains(_, text):
            return sql(f"instr(lower({column}), {{}}) > 0", _folded(text))
        case Glob(_, pattern):
            return _globbed(column, pattern)
        case OneOf(_, values) if _all_texts(leaf):
            return _is_one_of((column, ()), values)
        case _:
            return _compared(leaf, lambda operator, value: _text(column, operator, value))


def _on_path(leaf: Leaf, path: Path, leading: bool) -> Sql:
    column = f"e.{path.source}"
    parts = [sql(f"{column} GLOB {{}}", f"*{_literal_glob(name)}*") for name in spelled_names(path.segments)]
    asked = sql(f"filter_leaf(CAST({column} AS BLOB), {{}})", write(leaf))
    if all(isinstance(segment, int) or plain_key(segment) for segment in path.segments):
        native = _on_json(leaf, column, _json_path(path), asked)
        parts.append(sql(f"CASE WHEN json_valid({column}) THEN ifnull({{}}, 0) ELSE 0 END", native))
    else:
        parts.append(asked)
    if leading and seeks(leaf) and isinstance(leaf, Comparison):
        parts.insert(0, sql(f"e.{_INDEXED[path]} = {{}}", leaf.value))
    return joined("AND", parts)


def _on_json(leaf: Leaf, column: str, path: str, asked: Sql) -> Sql:
    value, kind = sql(f"json_extract({column}, {{}})", path), sql(f"json_type({column}, {{}})", path)
    both = sql("FROM (SELECT {} AS v, {} AS t LIMIT 1)", value, kind)
    match leaf:
        case Contains(_, text):
            return sql(
                "CASE {} WHEN 'text' THEN instr(lower({}), {}) > 0 WHEN 'array' THEN {} ELSE 0 END",
                kind,
                value,
                _folded(text),
                asked,
            )
        case Glob(_, pattern):
            return sql(
                "(SELECT CASE WHEN t IS NOT 'text' THEN 0 ELSE {} END {})", _globbed("v", pattern), both
            )
        case OneOf(_, values) if _all_texts(leaf):
            return sql("({} AND {} = 'text')", _is_one_of(value, values), kind)
        case Comparison() | OneOf():
            return _compared(
                leaf, lambda operator, literal: _json_value(column, path, operator, literal, asked)
            )
        case FreeText():
            raise ValueError("free text is no condition on a path")
        case _:
            assert_never(leaf)


def _json_value(column: str, path: str, operator: Operator, literal: Value, asked: Sql) -> Sql:
    kind = sql(f"json_type({column}, {{}})", path)
    equality = "=" if operator == "=" else "<>"
    match literal:
        case True | False | None:
            return sql(f"{{}} {equality} {{}}", kind, {True: "true", False: "false", None: "null"}[literal])
        case Decimal():
            return compared_json_number(column, path, operator, literal, asked)
        case str() if operator == "!=":
            return sql(f"({{}} <> 'text' OR json_extract({column}, {{}}) <> {{}})", kind, path, literal)
        case str():
            return sql(
                f"(json_extract({column}, {{}}) {operator} {{}} AND {{}} = 'text')", path, literal, kind
            )
        case Span():
            raise ValueError("a time is compared with the time of an event only")
        case _:
            assert_never(literal)


def _compared(leaf: Leaf, compared: Callable[[Operator, Value], Sql]) -> Sql:
    match leaf:
        case Comparison(_, operator, value):
            return compared(operator, value)
        case OneOf(_, values):
            return joined("OR", [compared("=", value) for value in values])
        case _:
            raise ValueError(f"{leaf} is no comparison")


def _all_texts(leaf: Leaf) -> bool:
    match leaf:
        case OneOf(_, values):
            return all(isinstance(value, str) for value in values)
        case Comparison(_, _, value):
            return isinstance(value, str)
        case _:
            return False


def _is_one_of(value: Sql, values: Sequence[Value]) -> Sql:
    return sql(f"{{}} IN ({', '.join('?' * len(values))})", (value[0], (*value[1], *values)))


def _text(column: str, operator: Operator, value: Value) -> Sql:
    if isinstance(value, Decimal):
        return compared_text_number(column, operator, value)
    return sql(f"{column} {operator} {{}}", value)


def _integer(column: str, operator: Operator, value: Value) -> Sql:
    return compared_integer(column, operator, cast(Decimal, value))


def _time(operator: Operator, value: Value) -> Sql:
    span = cast(Span, value)
    match operator:
        case "=":
            return sql("+e.recorded_at BETWEEN {} AND {}", span.start, span.end - 1)
        case "!=":
            return sql("+e.recorded_at NOT BETWEEN {} AND {}", span.start, span.end - 1)
        case "<" | ">=":
            return sql(f"+e.recorded_at {operator} {{}}", span.start)
        case "<=":
            return sql("+e.recorded_at < {}", span.end)
        case ">":
            return sql("+e.recorded_at >= {}", span.end)
        case _:
            assert_never(operator)


def _globbed(column: str, pattern: str) -> Sql:
    # A text with as many bytes as characters is ASCII, and ends where SQLite thinks it ends.
    return sql(
        f"CASE WHEN length({column}) = length(CAST({column} AS BLOB)) THEN {column} GLOB {{}} "
        f"ELSE filter_glob(CAST({column} AS BLOB), {{}}) END",
        pattern.replace("[", "[[]"),
        pattern,
    )


def _free_text(text: str) -> Sql:
    needle = _folded(text)
    ways = spellings(text)
    return joined(
        "OR",
        [
            sql("+e.type_id IN (SELECT id FROM event_types WHERE instr(lower(name), {}) > 0)", needle),
            *(_found(f"e.{column}", way) for column in ("data", "metadata") for way in ways),
            _on_stream(sql("instr(lower(name), {}) > 0", needle)),
        ],
    )


def _found(column: str, folded_way: str) -> Sql:
    if not folded_way.isascii():
        return sql(f"instr(lower({column}), {{}}) > 0", folded_way)
    # LIKE is four times as fast as instr(lower()), but reads characters that are not ASCII in its own way.
    pattern = folded_way.replace("^", "^^").replace("%", "^%").replace("_", "^_")
    escape = "" if pattern == folded_way else " ESCAPE '^'"
    return sql(f"{column} LIKE {{}}{escape}", f"%{pattern}%")


def _folded(text: str) -> str:
    return folded(text.encode()).decode()


def _literal_glob(text: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in text)


def _json_path(path: Path) -> str:
    return "$" + "".join(
        f"[{segment}]" if isinstance(segment, int) else f'."{segment}"' for segment in path.segments
    )


# What SQLite calls must not raise: the scan would end with "user-defined function raised exception".


def _filter_leaf(payload: bytes, text: str) -> bool:
    leaf = _parsed(text)
    assert isinstance(leaf, Comparison | OneOf | Contains | Glob)
    assert isinstance(leaf.field, Path)
    return holds(leaf, lookup(payload, leaf.field.segments))


def _filter_number(text: bytes, operator: Operator, literal: str) -> bool:
    return compare(_read(text), operator, Decimal(literal))


def _filter_glob(text: bytes, pattern: str) -> bool:
    return fits(_read(text), pattern)


def _read(text: bytes) -> str:
    return shown(text.decode("utf-8", "surrogateescape"))


_parsed = lru_cache(maxsize=1024)(parse)
