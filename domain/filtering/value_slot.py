"""Where in a filter that is being typed a value belongs, for values that only the log knows."""

from __future__ import annotations

import msgspec
from lark import Token, UnexpectedCharacters, UnexpectedToken

from domain.filtering.completion import word_start
from domain.filtering.errors import FilterError
from domain.filtering.expression import Field
from domain.filtering.fields import read_field
from domain.filtering.grammar import parser
from domain.filtering.parser import LONGEST

_SIGNS = ("OPERATOR", "GLOB", "IN", "CONTAINS")


class ValueSlot(msgspec.Struct, frozen=True):
    """A place for a value: what it is compared with, where it begins, and what is there of it."""

    field: Field
    start: int
    begun: str


def value_slot(text: str, cursor: int) -> ValueSlot | None:
    """The value that stands, or is about to stand, at the cursor; None where no value belongs.

    A text in quotes may be unfinished: it is what one types.
    """
    if len(text) > LONGEST:
        return None
    start, begun = _begun(text, cursor)
    try:
        tokens = list(parser().lex(text[:start]))
        state = parser().parse_interactive("")
        for token in tokens:
            state.feed_token(token)
    except (UnexpectedCharacters, UnexpectedToken):
        return None
    accepted: set[str] = set(state.choices())  # type: ignore[no-untyped-call]  # lark leaves it untyped
    if "WORD" not in accepted or "LPAR" in accepted:
        return None
    field = _compared(tokens)
    return None if field is None else ValueSlot(field, start, begun)


def _begun(text: str, cursor: int) -> tuple[int, str]:
    try:
        list(parser().lex(text[:cursor]))
    except UnexpectedCharacters as error:
        start = error.pos_in_stream or 0
        if text[start] in "\"'":
            return start, text[start + 1 : cursor]
    start = word_start(text, cursor)
    return start, text[start:cursor]


def _compared(tokens: list[Token]) -> Field | None:
    """The field before the last comparison."""
    sign = next((number for number in range(len(tokens))[::-1] if tokens[number].type in _SIGNS), 0)
    if not sign:
        return None
    try:
        return read_field(tokens[sign - 1], 0)
    except FilterError:
        return None
