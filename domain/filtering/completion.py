"""What may come next while a filter is being typed."""

from __future__ import annotations

from lark import Token, UnexpectedCharacters, UnexpectedToken

from domain.filtering.errors import FilterError
from domain.filtering.expression import Field
from domain.filtering.fields import NAMES, is_field, kind, read_field
from domain.filtering.grammar import parser
from domain.filtering.parser import LONGEST

_COMPARISONS = ["=", "!=", "<", "<=", ">", ">=", "in"]
_JOINTS = ["and", "or"]


def word_start(text: str, cursor: int) -> int:
    """Where the word begins that the cursor stands in: a completion takes its place."""
    tokens = _tokens_before(text, cursor)
    if tokens and tokens[-1].type not in ("QUOTED", "LPAR", "RPAR", "COMMA", "OPERATOR", "GLOB"):
        last = tokens[-1]
        if last.end_pos == cursor:
            return last.start_pos or 0
    return cursor


def completions(text: str, cursor: int) -> list[str]:
    """The fields, operators and words that fit at the cursor, and begin with what stands before it.

    Values are not among them, but for true, false and null: they come from the log. Empty within quotes.
    """
    if len(text) > LONGEST:
        return []
    start = word_start(text, cursor)
    prefix = text[start:cursor].lower()
    tokens = _tokens_before(text, start)
    state = parser().parse_interactive("")
    try:
        for token in tokens:
            state.feed_token(token)
    except UnexpectedToken:
        return []
    accepted: set[str] = set(state.choices())  # type: ignore[no-untyped-call]  # lark leaves it untyped
    choices: list[str] = []
    if {"WORD", "LPAR"} <= accepted:
        choices = [*NAMES, "not"]
    elif "WORD" in accepted:
        choices = ["true", "false", "null"] if _compares_json(tokens) else []
    elif "OPERATOR" in accepted and is_field(tokens[-1]):
        choices = _operators(tokens[-1])
    elif "AND" in accepted:
        choices = _JOINTS
    return [choice for choice in choices if choice.startswith(prefix) and choice != prefix]


def _tokens_before(text: str, cursor: int) -> list[Token]:
    try:
        return list(parser().lex(text[:cursor]))
    except UnexpectedCharacters:
        return [Token("UNFINISHED", "")]


def _operators(word: str) -> list[str]:
    field = _field(word)
    searches = field is not None and kind(field) not in ("whole number", "time")
    return [*_COMPARISONS, "contains", "~"] if searches else list(_COMPARISONS)


def _compares_json(tokens: list[Token]) -> bool:
    words = [token for token in tokens if token.type == "WORD"]
    field = _field(words[-1]) if words else None
    return field is not None and kind(field) == "JSON"


def _field(word: str) -> Field | None:
    try:
        return read_field(word, 0)
    except FilterError:
        return None
