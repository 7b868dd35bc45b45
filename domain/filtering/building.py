"""Makes an expression of what was parsed, and says which value or field does not fit where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, cast
from uuid import UUID

from lark import Token
from lark.visitors import Transformer_NonRecursive

from domain.filtering import literals
from domain.filtering.errors import FilterError
from domain.filtering.expression import (
    AllOf,
    AnyOf,
    Comparison,
    Contains,
    Expression,
    Field,
    FreeText,
    Glob,
    Not,
    OneOf,
    Operator,
    Value,
)
from domain.filtering.fields import FILTERS, Vocabulary, is_field, kind, read_field, write_field

LONGEST_TEXT = 1_000  # characters of one value: SQLite's LIKE takes patterns of up to 50,000 bytes

_WORDS = {"true": True, "false": False, "null": None}


class Builder(Transformer_NonRecursive[Token, Any]):
    """Turns lark's tree into ours; not by recursion, since `not not not ...` may be long."""

    def __init__(self, vocabulary: Vocabulary = FILTERS) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def field(self, name: Token) -> Field:
        """The field of that name."""
        return read_field(name, start_of(name), self.vocabulary)

    def start(self, children: list[Expression]) -> Expression:
        return children[0]

    def any_of(self, children: list[Any]) -> Expression:
        return AnyOf(tuple(child for child in children if not isinstance(child, Token)))

    def all_of(self, children: list[Any]) -> Expression:
        return AllOf(tuple(child for child in children if not isinstance(child, Token)))

    def negated(self, children: list[Any]) -> Expression:
        operand: Expression = children[-1]
        return operand.operand if isinstance(operand, Not) else Not(operand)

    def comparison(self, children: list[Token]) -> Expression:
        name, sign, token = children
        field = self.field(name)
        operator = operator_of(sign)
        value = _value(field, token)
        if operator not in ("=", "!=") and (value is None or isinstance(value, bool)):
            raise FilterError(
                f"{str(token)!r} at {start_of(token) + 1} is neither more nor less than anything.",
                "Compare it with = or !=, or put it in quotes if you mean a text.",
                position=start_of(token),
                expected=("a number", "a text"),
            )
        return Comparison(field, operator, value)

    def one_of(self, children: list[Token]) -> Expression:
        name, values = children[0], children[2:]
        field = self.field(name)
        return OneOf(field, tuple(_value(field, token) for token in values))

    def contains(self, children: list[Token]) -> Expression:
        return self._searched(Contains, children)

    def glob(self, children: list[Token]) -> Expression:
        return self._searched(Glob, children)

    def quoted(self, children: list[Token]) -> Expression:
        return FreeText(_text(children[0]))

    def word(self, children: list[Token]) -> Expression:
        (word,) = children
        if is_field(word, self.vocabulary):
            position = start_of(word) + len(word)
            raise FilterError(
                f"Expected a comparison such as = after {str(word)!r} at {position + 1}.",
                f'Go on with =, <, in, contains or ~, or write "{word}" to search for the word.',
                position=position,
                expected=("a comparison such as =",),
            )
        return FreeText(_text(word))

    def _searched(self, make: Callable[[Field, str], Expression], children: list[Token]) -> Expression:
        name, sign, token = children
        field = self.field(name)
        if kind(field) in ("whole number", "time"):
            raise FilterError(
                f"{str(sign)!r} at {start_of(sign) + 1} searches texts, but {name} is a {kind(field)}.",
                "Compare it with =, !=, <, <=, > or >=.",
                position=start_of(sign),
                expected=("=", "!=", "<", "<=", ">", ">="),
            )
        return make(field, _text(token))


def start_of(token: Token) -> int:
    """Where in the text the token begins."""
    return token.start_pos or 0


def operator_of(sign: str) -> Operator:
    """The operator that a sign stands for."""
    return cast(Operator, "=" if sign == "==" else str(sign))


def _text(token: Token) -> str:
    text = literals.unquoted(token) if token.type == "QUOTED" else str(token)
    if len(text) > LONGEST_TEXT:
        raise FilterError(
            f"The text at {start_of(token) + 1} has {len(text):,} characters, more than {LONGEST_TEXT:,}.",
            "Search for a part of it.",
            position=start_of(token),
        )
    return text


def _value(field: Field, token: Token) -> Value:
    text = _text(token)
    bare = token.type == "WORD"
    match kind(field):
        case "JSON":
            if bare and text.lower() in _WORDS:
                return _WORDS[text.lower()]
            number = literals.number(text) if bare else None
            return text if number is None else number
        case "text":
            number = literals.number(text) if bare else None
            return text if number is None else number
        case "whole number":
            number = literals.number(text)
            return number if number is not None else _unfit(field, token, "a number", "Write digits: 42.")
        case "time":
            span = literals.span(text)
            example = 'Write 2026-11-23, "2026-11-23 14:34" or 2026-11-23T14:34:12.5Z.'
            return span if span is not None else _unfit(field, token, "a time", example)
        case "id":
            try:
                return str(UUID(text))
            except ValueError:
                _unfit(field, token, "an event id", "Write it in full, or search for a part with contains.")


def _unfit(field: Field, token: Token, expected: str, hint: str) -> NoReturn:
    shown = token if len(token) <= 40 else token[:37] + "..."
    raise FilterError(
        f"Expected {expected} to compare {write_field(field)} with, but {str(shown)!r} at "
        f"{start_of(token) + 1} is none.",
        hint,
        position=start_of(token),
        expected=(expected,),
    )
