"""From the text of a filter to its tree, or to an error that says where and what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn, cast
from uuid import UUID

from lark import Token, UnexpectedCharacters, UnexpectedToken
from lark.exceptions import VisitError
from lark.visitors import Transformer_NonRecursive

from domain.filtering import literals
from domain.filtering.errors import FilterError
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
    Operator,
    Value,
)
from domain.filtering.fields import is_field, kind, read_field, write_field
from domain.filtering.grammar import parser

LONGEST = 20_000  # characters; a pasted list of 500 ids fits
LONGEST_TEXT = 1_000  # characters of one value: SQLite's LIKE takes patterns of up to 50,000 bytes
DEEPEST = 30  # parentheses within each other: whoever walks the tree may do so by recursion
MOST_CONDITIONS = 500  # values to compare with, so that the SQL made of them stays within SQLite's limits

_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
_WORDS = {"true": True, "false": False, "null": None}


def parse(text: str) -> Expression:
    """The filter that the text spells; an empty text is every event. Raises `FilterError`."""
    if len(text) > LONGEST:
        raise FilterError(
            f"The filter has {len(text):,} characters; at most {LONGEST:,} are read.",
            "Search for less at once.",
            position=LONGEST,
        )
    unusable = _UNUSABLE.search(text)
    if unusable:
        raise FilterError(
            f"The filter holds an unusable character at {unusable.start() + 1}.",
            "Type the text anew instead of pasting it.",
            position=unusable.start(),
        )
    if not text.strip():
        return Everything()
    tokens = _tokens(text)
    _check_size(tokens)
    try:
        tree = parser().parse(text)
    except UnexpectedToken as error:
        _refuse(text, tokens, error)
    try:
        expression: Expression = _Builder().transform(tree)
    except VisitError as error:
        if isinstance(error.orig_exc, FilterError):
            raise error.orig_exc from None
        raise
    return expression


def _tokens(text: str) -> list[Token]:
    try:
        return list(parser().lex(text))
    except UnexpectedCharacters as error:
        position = error.pos_in_stream or 0
        character = text[position]
        if character in "\"'":
            raise FilterError(
                f"Expected a closing {character} for the text that begins at {position + 1}.",
                f"Add it, or write \\{character} for the character itself within a quoted text.",
                position=position,
                expected=(character,),
            ) from None
        raise FilterError(
            f"{character!r} at {position + 1} means nothing by itself.",
            "Write != for not equal, or not before a condition.",
            position=position,
        ) from None


def _check_size(tokens: list[Token]) -> None:
    depth = values = 0
    for token in tokens:
        if token.type == "LPAR":
            depth += 1
        elif token.type == "RPAR":
            depth -= 1
        elif token.type in ("WORD", "QUOTED"):
            values += 1
        if depth > DEEPEST:
            raise FilterError(
                f"Parentheses are nested more than {DEEPEST} deep at {_start(token) + 1}.",
                "Write the filter with fewer parentheses.",
                position=_start(token),
            )
        if values > 2 * MOST_CONDITIONS:
            raise FilterError(
                f"The filter has more than {MOST_CONDITIONS} conditions.",
                "Search for less at once.",
                position=_start(token),
            )


def _refuse(text: str, tokens: list[Token], error: UnexpectedToken) -> NoReturn:
    accepts = error.accepts or set()
    at_end = error.token.type == "$END"
    position = len(text) if at_end else _start(error.token)
    before = next((token for token in reversed(tokens) if _start(token) < position), None)
    if {"WORD", "QUOTED", "LPAR"} <= accepts:
        expected: tuple[str, ...] = ("a condition",)
    elif {"WORD", "QUOTED"} <= accepts:
        expected = ("a value",)
    elif accepts == {"LPAR"}:
        expected = ("'(' and a list of values",)
    elif "COMMA" in accepts:
        expected = ("','", "')'")
    elif before is not None and "OPERATOR" in accepts and is_field(before):
        expected = ("a comparison such as =",)
    else:
        expected = ("'and'", "'or'", "')'" if "RPAR" in accepts else "the end")
    reason = "Expected " + " or ".join(filter(None, (", ".join(expected[:-1]), expected[-1])))
    if before is not None:
        shown = before if len(before) <= 40 else before[:37] + "..."
        reason += f" after {str(shown)!r}"
    raise FilterError(
        f"{reason} at {position + 1}.", _hint(expected, error.token), position=position, expected=expected
    ) from None


def _hint(expected: tuple[str, ...], found: Token) -> str:
    match expected[0]:
        case "a value":
            return 'Write a word, a number, or a text in quotes: "a text".'
        case "a condition":
            return 'Write for example type = OrderPlaced, data.total > 100 or "some text".'
        case "'and'" if found.type in ("WORD", "QUOTED"):
            return 'Put words that belong together in quotes: "two words".'
        case "a comparison such as =":
            return "Go on with =, !=, <, <=, >, >=, in, contains or ~."
        case _:
            return "Complete the filter or take the surplus away."


def _start(token: Token) -> int:
    return token.start_pos or 0


class _Builder(Transformer_NonRecursive[Token, Expression]):
    """Turns lark's tree into ours; not by recursion, since `not not not ...` may be long."""

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
        field = read_field(name, _start(name))
        operator = cast(Operator, "=" if sign == "==" else str(sign))
        value = _value(field, token)
        if operator not in ("=", "!=") and (value is None or isinstance(value, bool)):
            raise FilterError(
                f"{str(token)!r} at {_start(token) + 1} is neither more nor less than anything.",
                "Compare it with = or !=, or put it in quotes if you mean a text.",
                position=_start(token),
                expected=("a number", "a text"),
            )
        return Comparison(field, operator, value)

    def one_of(self, children: list[Token]) -> Expression:
        name, values = children[0], children[2:]
        field = read_field(name, _start(name))
        return OneOf(field, tuple(_value(field, token) for token in values))

    def contains(self, children: list[Token]) -> Expression:
        return _searched(Contains, children)

    def glob(self, children: list[Token]) -> Expression:
        return _searched(Glob, children)

    def quoted(self, children: list[Token]) -> Expression:
        return FreeText(_text(children[0]))

    def word(self, children: list[Token]) -> Expression:
        (word,) = children
        if is_field(word):
            position = _start(word) + len(word)
            raise FilterError(
                f"Expected a comparison such as = after {str(word)!r} at {position + 1}.",
                f'Go on with =, <, in, contains or ~, or write "{word}" to search for the word.',
                position=position,
                expected=("a comparison such as =",),
            )
        return FreeText(_text(word))


def _searched(make: Callable[[Field, str], Expression], children: list[Token]) -> Expression:
    name, sign, token = children
    field = read_field(name, _start(name))
    if kind(field) in ("whole number", "time"):
        raise FilterError(
            f"{str(sign)!r} at {_start(sign) + 1} searches texts, but {name} is a {kind(field)}.",
            "Compare it with =, !=, <, <=, > or >=.",
            position=_start(sign),
            expected=("=", "!=", "<", "<=", ">", ">="),
        )
    return make(field, _text(token))


def _text(token: Token) -> str:
    text = literals.unquoted(token) if token.type == "QUOTED" else str(token)
    if len(text) > LONGEST_TEXT:
        raise FilterError(
            f"The text at {_start(token) + 1} has {len(text):,} characters, more than {LONGEST_TEXT:,}.",
            "Search for a part of it.",
            position=_start(token),
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
        f"{_start(token) + 1} is none.",
        hint,
        position=_start(token),
        expected=(expected,),
    )
