"""Turns a filter's text into its expression, or says where it is wrong and what was expected."""

from __future__ import annotations

import difflib
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError

from domain.errors import DomainError
from domain.filtering.expression import (
    FIELDS,
    NUMBER_FIELDS,
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
    Or,
    Scalar,
    Text,
)
from domain.filtering.grammar import GRAMMAR, NAMES

MAX_LENGTH = 10_000
_MAX_NESTING = 100
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?")
_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?"
)
_SEGMENT = re.compile(r'\.?(?:"((?:[^"\\]|\\.)*)"|([^."\[\]]+))|\[(\d+)\]')


class FilterError(DomainError):
    """A filter that cannot be understood.

    Parameters
    ----------
    position:
        Where, counted in characters from 0.
    expected:
        What could stand there.
    """

    def __init__(self, reason: str, hint: str, position: int, expected: tuple[str, ...] = ()) -> None:
        super().__init__(reason, hint)
        self.position = position
        self.expected = expected


def parse(text: str) -> Expression:
    """The expression that `text` spells; the empty text is everything. Raises `FilterError`."""
    if len(text) > MAX_LENGTH:
        raise FilterError(
            f"This filter has {len(text):,} characters; at most {MAX_LENGTH:,} can be read.",
            "Paste a shorter text. To find a long text, a distinctive part of it is enough.",
            MAX_LENGTH,
        )
    _check_nesting(text)
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise _explained(error, text) from error
    try:
        expression: Expression = _Build(text).transform(tree)
    except VisitError as error:
        if isinstance(error.orig_exc, FilterError):
            raise error.orig_exc from error
        raise
    return expression


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", propagate_positions=True, maybe_placeholders=True)


def _check_nesting(text: str) -> None:
    depth = 0
    for position, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth > _MAX_NESTING:
            raise FilterError(
                f"More than {_MAX_NESTING} parentheses are open at {position}.",
                "Simplify the filter.",
                position,
            )
    if len(re.findall(r"\bnot\b", text, re.IGNORECASE)) > _MAX_NESTING:
        raise FilterError("There are too many 'not's in this filter.", "Simplify the filter.", 0)


def _explained(error: UnexpectedInput, text: str) -> FilterError:
    position = len(text) if error.pos_in_stream is None else error.pos_in_stream
    expected: set[str] = set()
    if isinstance(error, UnexpectedToken):
        expected = set(error.accepts or error.expected)
        if error.token.type == "$END":
            position = len(text.rstrip())
    elif isinstance(error, UnexpectedCharacters):
        expected = set(error.allowed or ())
    names = tuple(NAMES[name] for name in NAMES if name in expected)
    if names == (NAMES["STRING"], NAMES["WORD"]):
        names = ("a value",)
    found = "the end of the filter" if position >= len(text.rstrip()) else repr(text[position])
    if found in ("'\"'", '"\'"'):
        return FilterError(
            f"The quoted text that begins at {position} does not end.", "Close it.", position, ("a quote",)
        )
    wanted = (
        ", ".join(names[:-1]) + (" or " if len(names) > 1 else "") + names[-1] if names else "a condition"
    )
    return FilterError(
        f"Expected {wanted} at {position}, but there is {found}.",
        'For example: type = OrderPlaced and data.total.amount > 100, or a text in quotes: "Ada".',
        position,
        names,
    )


class _Build(Transformer[Token, Any]):
    def __init__(self, source: str) -> None:
        super().__init__()
        self._source = source

    def start(self, items: list[Any]) -> Expression:
        expression: Expression = Everything() if items[0] is None else items[0]
        return expression

    def either(self, items: list[Any]) -> Expression:
        return Or(tuple(items))

    def both(self, items: list[Any]) -> Expression:
        return And(tuple(items))

    def opposite(self, items: list[Any]) -> Expression:
        return Not(items[0])

    def text(self, items: list[Token]) -> Expression:
        text = _unquoted(items[0])
        if not text:
            raise FilterError("An empty text is in every event.", "Write what to look for.", _at(items[0]))
        return Text(text)

    def value(self, items: list[Token]) -> Token:
        return items[0]

    def compare(self, items: list[Token]) -> Expression:
        name, op, value = items
        field = _field(name)
        return Compare(field, str(op), _value(field, value))  # type: ignore[arg-type]  # the grammar knows the ops

    def one_of(self, items: list[Token]) -> Expression:
        name, *values = items
        field = _field(name)
        return OneOf(field, tuple(_value(field, value) for value in values))

    def contains(self, items: list[Token]) -> Expression:
        name, value = items
        return Contains(_text_field(name, "contains"), _unquoted(value))

    def glob(self, items: list[Token]) -> Expression:
        name, value = items
        return Glob(_text_field(name, "~"), _unquoted(value))


def _at(token: Token) -> int:
    return token.start_pos or 0


def _unquoted(token: Token) -> str:
    text = str(token)
    if token.type != "STRING":
        return text
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)


def _field(token: Token) -> Field:
    name, dot, rest = str(token).partition(".")
    bracket = name.find("[")
    if bracket >= 0:
        name, dot, rest = name[:bracket], ".", str(token)[bracket:]
    name = name.lower()
    if name not in FIELDS:
        near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]!r}?" if near else f"The fields are: {', '.join(FIELDS)}."
        raise FilterError(f"Unknown field {str(token)!r} at {_at(token)}.", hint, _at(token), FIELDS)
    if name in ("data", "meta"):
        if not rest:
            raise FilterError(
                f"{name!r} at {_at(token)} needs a path.", f"For example: {name}.price.amount", _at(token)
            )
        return Field(name, _path(token, rest))
    if dot:
        raise FilterError(
            f"{name!r} at {_at(token)} has no parts.", "Only data and meta have: data.price", _at(token)
        )
    return Field(name)


def _path(token: Token, rest: str) -> tuple[str | int, ...]:
    parts: list[str | int] = []
    at = 0
    while at < len(rest):
        found = _SEGMENT.match(rest, at)
        if not found or found.end() == at:
            raise FilterError(
                f"The path {str(token)!r} at {_at(token)} cannot be read.",
                'Write data.price.amount, data."two words" or data.lines[0].',
                _at(token),
            )
        quoted, plain, index = found.groups()
        part = plain if quoted is None else quoted
        if part and ('"' in part or "\\" in part):
            raise FilterError(
                f"A part of the path at {_at(token)} has a quote or a backslash in it.",
                "Look for its text instead, in quotes.",
                _at(token),
            )
        parts.append(int(index) if part is None else part)
        at = found.end()
    return tuple(parts)


def _text_field(token: Token, op: str) -> Field:
    field = _field(token)
    if field.name in (*NUMBER_FIELDS, "time"):
        raise FilterError(
            f"{field.name!r} at {_at(token)} is no text, so {op!r} does not apply.",
            "Compare it with = < or >.",
            _at(token),
        )
    return field


def _value(field: Field, token: Token) -> Literal | Interval:
    text = _unquoted(token)
    if field.name == "time":
        return _interval(text, token)
    value: Scalar = text
    if token.type != "STRING":
        value = _bare(text)
    if field.name in NUMBER_FIELDS and (not isinstance(value, int | Decimal) or isinstance(value, bool)):
        raise FilterError(
            f"{field.name!r} is a number, but there is {text!r} at {_at(token)}.",
            f"For example: {field.name} > 100",
            _at(token),
            ("a number",),
        )
    return Literal(text, value)


def _bare(text: str) -> Scalar:
    words: dict[str, Scalar] = {"true": True, "false": False, "null": None}
    if text.lower() in words:
        return words[text.lower()]
    if _NUMBER.fullmatch(text):
        number = Decimal(text)
        return int(text) if re.fullmatch(r"[+-]?\d{1,4000}", text) else number
    return text


def _interval(text: str, token: Token) -> Interval:
    try:
        return _read_interval(_TIME.fullmatch(text.strip()))
    except ValueError as error:
        raise FilterError(
            f"{text!r} at {_at(token)} is no time ({error}).",
            'Write 2026-11-23, "2026-11-23 14:34" or 2026-11-23T14:34:12.5Z; without a zone it is UTC.',
            _at(token),
            ("a time",),
        ) from error


def _read_interval(found: re.Match[str] | None) -> Interval:
    if found is None:
        raise ValueError("it looks otherwise")
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    start = datetime(
        int(year),
        int(month),
        int(day),
        int(hour or 0),
        int(minute or 0),
        int(second or 0),
        int((fraction or "").ljust(6, "0")),
        UTC,
    )
    if zone and zone != "Z":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        start = start - offset if zone[0] == "+" else start + offset
    if fraction:
        length = timedelta(microseconds=10 ** (6 - len(fraction)))
    elif second:
        length = timedelta(seconds=1)
    else:
        length = timedelta(minutes=1) if hour else timedelta(days=1)
    try:
        return Interval(start, start + length)
    except OverflowError as error:
        raise ValueError("too late") from error


def quoted(value: str) -> str:
    """A text as a quoted literal of the language."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def condition(field: str, value: Scalar) -> str:
    """A filter that keeps the events whose `field` (as written in a filter) equals `value`."""
    match value:
        case None:
            spelled = "null"
        case bool():
            spelled = str(value).lower()
        case int() | Decimal():
            spelled = str(value)
        case _:
            spelled = quoted(value)
    return f"{field} = {spelled}"


def read_time(text: str) -> datetime:
    """The moment that a time literal begins at. Raises `FilterError`."""
    return _interval(text, Token("WORD", text, start_pos=0)).start
