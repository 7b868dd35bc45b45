"""One condition of a filter as SQL: on a column, on a place in the payload, or free text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias, assert_never, cast
from uuid import UUID

from domain.filtering.expression import (
    Column,
    Comparison,
    Contains,
    FreeText,
    Glob,
    Leaf,
    OneOf,
    Operator,
    Path,
    Span,
    Value,
)
from domain.filtering.payload import folded, plain_key, spelled_names, spellings
from domain.filtering.writing import write
from infra.log.number_sql import compared_integer, compared_json_number, compared_text_number
from infra.log.sql_text import Sql, joined, sql

# From a condition on the table `streams` to one on `e`.
StreamLookup: TypeAlias = Callable[[Sql], Sql]

_ID_TEXT = (
    "lower(substr(hex(e.id), 1, 8) || '-' || substr(hex(e.id), 9, 4) || '-' || substr(hex(e.id), 13, 4) "
    "|| '-' || substr(hex(e.id), 17, 4) || '-' || substr(hex(e.id), 21))"
)


def stream_condition(leaf: Leaf) -> Sql | None:
    """A condition on the stream's name as one on the table `streams`; None for any other."""
    match leaf:
        case FreeText():
            return None
        case Comparison(Column(name)) | OneOf(Column(name)) | Contains(Column(name)) | Glob(Column(name)):
            if name in ("stream", "category", "key"):
                return sql("({})", _on_text(leaf, "name" if name == "stream" else name))
    return None


def leaf_sql(leaf: Leaf, streams: StreamLookup, *, leading: bool) -> Sql:
    """The condition in parentheses; `leading` if the whole filter holds only where it does."""
    match leaf:
        case FreeText(text):
            condition = _free_text(text, streams)
        case Comparison(field) | OneOf(field) | Contains(field) | Glob(field) if isinstance(field, Path):
            condition = _on_path(leaf, field)
        case Comparison(field) | OneOf(field) | Contains(field) | Glob(field):
            assert isinstance(field, Column)
            condition = _on_column(leaf, field.name, streams, leading)
        case _:
            assert_never(leaf)
    return sql("({})", condition)


def _on_column(leaf: Leaf, name: str, streams: StreamLookup, leading: bool) -> Sql:
    is_equality = isinstance(leaf, OneOf) or (isinstance(leaf, Comparison) and leaf.operator == "=")
    match name:
        case "type":
            plus = "" if leading and is_equality else "+"
            return sql(f"{plus}e.type_id IN (SELECT id FROM event_types WHERE {{}})", _on_text(leaf, "name"))
        case "stream" if is_equality and _all_texts(leaf):
            return sql("+e.stream_id IN (SELECT id FROM streams WHERE {})", _on_text(leaf, "name"))
        case "stream" | "category" | "key":
            return streams(_on_text(leaf, "name" if name == "stream" else name))
        case "version" | "position":
            return _compared(leaf, lambda operator, value: _integer((f"e.{name}", ()), operator, value))
        case "time":
            return _compared(leaf, _time)
        case "id" if isinstance(leaf, Contains | Glob):
            return _on_text(leaf, _ID_TEXT)
        case "id":
            return _compared(
                leaf,
                lambda operator, value: sql(f"+e.id {operator} {{}}", UUID(cast(str, value)).bytes),
            )
        case _:
            raise ValueError(f"no column {name}")


def looked_up(condition: Sql) -> Sql:
    """The stream of each event is looked up.

    A set of ids made within the statement would be made anew for every chunk of a scan, which in a log of a
    million streams takes longer than the chunk itself.
    """
    return sql("ifnull((SELECT {} FROM streams WHERE id = e.stream_id), 0)", _decided(condition))


def _decided(condition: Sql) -> Sql:
    """0 or 1. SQLite leaves out what decides nothing where it chooses a way, not where it computes."""
    return sql("CASE WHEN {} THEN 1 ELSE 0 END", condition)


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


def _on_path(leaf: Leaf, path: Path) -> Sql:
    column = f"e.{path.source}"
    parts = [sql(f"{column} GLOB {{}}", f"*{_literal_glob(name)}*") for name in spelled_names(path.segments)]
    asked = sql(f"filter_leaf(CAST({column} AS BLOB), {{}})", write(leaf))
    if all(isinstance(segment, int) or plain_key(segment) for segment in path.segments):
        native = _on_json(leaf, column, _json_path(path), asked)
        parts.append(sql(f"CASE WHEN json_valid({column}) THEN {{}} ELSE 0 END", _decided(native)))
    else:
        parts.append(asked)
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
        case Glob(_, pattern) if _is_plain_glob(pattern):
            return sql("({} GLOB {} AND {} = 'text')", value, _sqlite_glob(pattern), kind)
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


def _integer(column: Sql, operator: Operator, value: Value) -> Sql:
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


def _is_plain_glob(pattern: str) -> bool:
    # Where no character must be told from its neighbours, it is all one how SQLite reads damaged UTF-8.
    return pattern.isascii() and "?" not in pattern


def _sqlite_glob(pattern: str) -> str:
    return pattern.replace("[", "[[]")


def _globbed(column: str, pattern: str) -> Sql:
    if _is_plain_glob(pattern):
        return sql(f"{column} GLOB {{}}", _sqlite_glob(pattern))
    # A text with as many bytes as characters is ASCII, and ends where SQLite thinks it ends.
    return sql(
        f"CASE WHEN length({column}) = length(CAST({column} AS BLOB)) THEN {column} GLOB {{}} "
        f"ELSE filter_glob(CAST({column} AS BLOB), {{}}) END",
        _sqlite_glob(pattern),
        pattern,
    )


def _free_text(text: str, streams: StreamLookup) -> Sql:
    needle = _folded(text)
    ways = spellings(text)
    return joined(
        "OR",
        [
            sql("+e.type_id IN (SELECT id FROM event_types WHERE instr(lower(name), {}) > 0)", needle),
            *(_found(f"e.{column}", way) for column in ("data", "metadata") for way in ways),
            streams(sql("instr(lower(name), {}) > 0", needle)),
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
