"""What may come next while a filter is being typed."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Lark, Token, UnexpectedCharacters, UnexpectedToken

from domain.filtering.errors import FilterError
from domain.filtering.expression import Field
from domain.filtering.fields import FILTERS, Vocabulary, is_field, kind, read_field
from domain.filtering.grammar import parser
from domain.filtering.parser import LONGEST

_COMPARISONS = ["=", "!=", "<", "<=", ">", ">=", "in"]
_JOINTS = ["and", "or"]


def word_start(text: str, cursor: int) -> int:
    """Where the word begins that the cursor stands in: a completion takes its place."""
    tokens = _tokens_before(text, cursor, parser())
    if tokens and tokens[-1].type not in ("QUOTED", "LPAR", "RPAR", "COMMA", "OPERATOR", "GLOB"):
        last = tokens[-1]
        if last.end_pos == cursor:
            return last.start_pos or 0
    return cursor


def completions(text: str, cursor: int, fields: Iterable[str] = ()) -> list[str]:
    """The fields, operators and words that fit at the cursor, and begin with what stands before it.

    Values are not among them, but for true, false and null: they come from the log. Empty within quotes.

    Parameters
    ----------
    fields:
        Further names of fields to offer, as they are written: "data.total.amount".
    """
    return completions_of(text, cursor, parser(), FILTERS, tuple(fields))


def completions_of(
    text: str, cursor: int, grammar: Lark, vocabulary: Vocabulary, more: tuple[str, ...] = ()
) -> list[str]:
    """The same for a language with other fields, and with more that a condition may begin with."""
    if len(text) > LONGEST:
        return []
    start = word_start(text, cursor)
    prefix = text[start:cursor].lower()
    tokens = _tokens_before(text, start, grammar)
    state = grammar.parse_interactive("")
    try:
        for token in tokens:
            state.feed_token(token)
    except UnexpectedToken:
        return []
    accepted: set[str] = set(state.choices())  # type: ignore[no-untyped-call]  # lark leaves it untyped
    choices: list[str] = []
    if {"WORD", "LPAR"} <= accepted:
        choices = [*vocabulary.names, *more, "not"]
    elif accepted == {"WORD"}:
        choices = list(vocabulary.names)
    elif "WORD" in accepted:
        choices = ["true", "false", "null"] if _compares_json(tokens, vocabulary) else []
    elif "OPERATOR" in accepted and is_field(tokens[-1], vocabulary):
        choices = _operators(tokens[-1], vocabulary)
    elif "AND" in accepted:
        choices = _JOINTS
    return [choice for choice in choices if choice.lower().startswith(prefix) and choice.lower() != prefix]


def _tokens_before(text: str, cursor: int, grammar: Lark) -> list[Token]:
    try:
        return list(grammar.lex(text[:cursor]))
    except UnexpectedCharacters:
        return [Token("UNFINISHED", "")]


def _operators(word: str, vocabulary: Vocabulary) -> list[str]:
    field = _field(word, vocabulary)
    searches = field is not None and kind(field) not in ("whole number", "time")
    return [*_COMPARISONS, "contains", "~"] if searches else list(_COMPARISONS)


def _compares_json(tokens: list[Token], vocabulary: Vocabulary) -> bool:
    words = [token for token in tokens if token.type == "WORD"]
    field = _field(words[-1], vocabulary) if words else None
    return field is not None and kind(field) == "JSON"


def _field(word: str, vocabulary: Vocabulary) -> Field | None:
    try:
        return read_field(word, 0, vocabulary)
    except FilterError:
        return None
