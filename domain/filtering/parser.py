"""From the text of a filter to its tree, or to an error that says where and what was expected."""

from __future__ import annotations

import re
from typing import Any, NoReturn

from lark import Lark, Token, UnexpectedCharacters, UnexpectedToken
from lark.exceptions import VisitError

from domain.filtering.building import Builder, start_of
from domain.filtering.errors import FilterError
from domain.filtering.expression import Everything, Expression
from domain.filtering.fields import Vocabulary, is_field
from domain.filtering.grammar import parser

LONGEST = 20_000  # characters; a pasted list of 500 ids fits
DEEPEST = 30  # parentheses within each other: whoever walks the tree may do so by recursion
MOST_CONDITIONS = 500  # values to compare with, so that the SQL made of them stays within SQLite's limits

_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


def parse(text: str) -> Expression:
    """The filter that the text spells; an empty text is every event. Raises `FilterError`."""
    expression: Expression = read(text, parser(), Builder())
    return expression


def read(text: str, grammar: Lark, builder: Builder) -> Any:
    """What the builder makes of the text, `Everything` of an empty one. Raises `FilterError`."""
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
    tokens = _tokens(text, grammar)
    _check_size(tokens)
    try:
        tree = grammar.parse(text)
    except UnexpectedToken as error:
        _refuse(text, tokens, error, builder.vocabulary)
    try:
        return builder.transform(tree)
    except VisitError as error:
        if isinstance(error.orig_exc, FilterError):
            raise error.orig_exc from None
        raise


def _tokens(text: str, grammar: Lark) -> list[Token]:
    try:
        return list(grammar.lex(text))
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
                f"Parentheses are nested more than {DEEPEST} deep at {start_of(token) + 1}.",
                "Write the filter with fewer parentheses.",
                position=start_of(token),
            )
        if values > 2 * MOST_CONDITIONS:
            raise FilterError(
                f"The filter has more than {MOST_CONDITIONS} conditions.",
                "Search for less at once.",
                position=start_of(token),
            )


def _refuse(text: str, tokens: list[Token], error: UnexpectedToken, vocabulary: Vocabulary) -> NoReturn:
    accepts = error.accepts or set()
    at_end = error.token.type == "$END"
    position = len(text) if at_end else start_of(error.token)
    before = next((token for token in reversed(tokens) if start_of(token) < position), None)
    if {"WORD", "QUOTED", "LPAR"} <= accepts:
        expected: tuple[str, ...] = ("a condition",)
    elif {"WORD", "QUOTED"} <= accepts:
        expected = ("a value",)
    elif accepts == {"WORD"}:
        expected = ("a field",)
    elif accepts == {"RPAR"} and [token.type for token in tokens[-3:]] == ["WORD", "LPAR", "WORD"]:
        expected = ("')'",)
    elif accepts == {"LPAR"}:
        expected = ("'(' and a list of values",)
    elif "COMMA" in accepts:
        expected = ("','", "')'")
    elif before is not None and "OPERATOR" in accepts and is_field(before, vocabulary):
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
