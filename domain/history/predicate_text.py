"""Predicates as a person writes them: parsed, and completed while they are typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from lark import Token, UnexpectedCharacters

from domain.filtering.building import Builder, operator_of, start_of
from domain.filtering.completion import completions_of
from domain.filtering.errors import FilterError
from domain.filtering.expression import Everything, Field, Path, Source
from domain.filtering.fields import NAMES, SOURCES, Vocabulary, is_field, read_field, write_field
from domain.filtering.grammar import parser
from domain.filtering.parser import read
from domain.history.predicate import (
    Changed,
    Conjunction,
    Disjunction,
    Exists,
    Negation,
    Predicate,
    Related,
)

CALLS = ("changed", "exists")
MOST_MEMBERS = 2_000

_STATES: Mapping[str, Source] = MappingProxyType({"before": "before", "after": "after"})
_SOURCES: Mapping[str, Source] = MappingProxyType({**SOURCES, **_STATES})
_NAMES = ("after.", "before.", *NAMES)


def parse_predicate(text: str, members: tuple[str, ...] = ()) -> Predicate:
    """The predicate that the text spells. Raises `FilterError` with the place and a suggestion.

    `members` are paths known to exist in the state (see `paths_of`), to suggest them.
    """
    found: Predicate | Everything = read(text, parser(with_calls=True), _Builder(_vocabulary(members)))
    if isinstance(found, Everything):
        raise FilterError(
            "There is no condition yet.",
            "Write for example after.status = paid, or changed(after.total).",
            position=0,
            expected=("a condition",),
        )
    return found


def read_watched(text: str, members: tuple[str, ...] = ()) -> Field | Predicate:
    """A field (`after.on_hand`) whose value is watched, or a predicate. Raises `FilterError`."""
    vocabulary = _vocabulary(members)
    word = _only_word(text)
    if word is not None and is_field(word, vocabulary):
        return read_field(word, start_of(word), vocabulary)
    return parse_predicate(text, members)


def predicate_completions(text: str, cursor: int, members: tuple[str, ...] = ()) -> list[str]:
    """The fields, functions, operators and words that fit at the cursor."""
    paths = [f"{state}.{path}" for state in _STATES for path in members]
    vocabulary = Vocabulary((*_NAMES, *paths), _SOURCES, "event.", members)
    start = text.rfind(" ", 0, cursor) + 1
    choices = completions_of(text, cursor, parser(with_calls=True), vocabulary, tuple(f"{c}(" for c in CALLS))
    typed = max(text.rfind("(", 0, cursor) + 1, start)
    if "." not in text[typed:cursor]:  # the paths come once the state is named
        choices = [choice for choice in choices if choice.endswith(".") or "." not in choice]
    return choices


def paths_of(state: Any, most: int = MOST_MEMBERS) -> tuple[str, ...]:
    """The paths of a state (a JSON value) as predicates write them, without "after."; the first `most`."""
    found: list[str] = []
    for path in _paths(state, ()):
        if len(found) == most:
            break
        found.append(path)
    return tuple(found)


def state_field(pointer: tuple[str, ...]) -> str:
    """How the place at these tokens of a JSON Pointer is written: `after.price.amount`."""
    return write_field(Path("after", pointer))


def nearest(written: str, members: tuple[str, ...]) -> str:
    """The known field of a state that is spelt most like `written` ("after.stauts"), "" where none is."""
    state, _, path = written.partition(".")
    if state not in _STATES:
        return ""
    close = get_close_matches(path, [member for member in members if member != path], n=1, cutoff=0.6)
    return f"{state}.{close[0]}" if close else ""


class _Builder(Builder):
    """Turns lark's tree into a predicate."""

    def any_of(self, children: list[Any]) -> Any:
        return Disjunction(tuple(child for child in children if not isinstance(child, Token)))

    def all_of(self, children: list[Any]) -> Any:
        return Conjunction(tuple(child for child in children if not isinstance(child, Token)))

    def negated(self, children: list[Any]) -> Any:
        operand: Predicate = children[-1]
        return operand.operand if isinstance(operand, Negation) else Negation(operand)

    def comparison(self, children: list[Token]) -> Any:
        name, sign, other = children
        if other.type == "WORD" and self._is_path(other):
            return Related(self.field(name), operator_of(sign), self.field(other))
        return super().comparison(children)

    def word(self, children: list[Token]) -> Any:
        (word,) = children
        if word in self.vocabulary.members:
            raise FilterError(
                f"Unknown field {str(word)!r} at {start_of(word) + 1}. Did you mean 'after.{word}'?",
                f'Say which state is meant, or write "{word}" to search for the word in events.',
                position=start_of(word),
                expected=(f"after.{word}",),
            )
        return super().word(children)

    def called(self, children: list[Token]) -> Any:
        name, argument = children
        match name.lower():
            case "exists":
                return Exists(self.field(argument))
            case "changed":
                return Changed(self._state_path(argument))
            case _:
                close = get_close_matches(name.lower(), CALLS, n=1, cutoff=0.5)
                meant = f" Did you mean {close[0]!r}?" if close else ""
                raise FilterError(
                    f"Unknown function {str(name)!r} at {start_of(name) + 1}.{meant}",
                    "Functions are changed(after.<path>) and exists(<field>).",
                    position=start_of(name),
                    expected=CALLS,
                )

    def _is_path(self, word: str) -> bool:
        """Whether a value is meant as a field: only where it begins like a path; other words are texts."""
        head = word.lower().partition(".")[0].partition("[")[0]
        return head != word.lower() and (head in _SOURCES or head == "event")

    def _state_path(self, word: Token) -> tuple[str | int, ...]:
        head = word.lower().partition(".")[0].partition("[")[0]
        if head not in _SOURCES and head != "event":
            # Only states change, so that their name may be left out.
            word = Token("WORD", f"after.{word}", start_pos=start_of(word) - len("after."))
        field = self.field(word)
        if not isinstance(field, Path) or field.source not in _STATES:
            raise FilterError(
                f"{str(word)!r} at {start_of(word) + 1} is no part of the state: it cannot change.",
                "Write for example changed(after.status).",
                position=start_of(word),
                expected=("after.<path>",),
            )
        return field.segments


def _only_word(text: str) -> Token | None:
    try:
        tokens = list(parser(with_calls=True).lex(text))
    except UnexpectedCharacters:
        return None
    return tokens[0] if len(tokens) == 1 and tokens[0].type == "WORD" else None


def _vocabulary(members: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(_NAMES, _SOURCES, "event.", members)


def _paths(value: Any, above: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, Mapping):
        parts = list(value.items())
    elif isinstance(value, list | tuple):
        parts = [(str(place), item) for place, item in enumerate(value)]
    else:
        return
    for name, part in parts:
        path = (*above, str(name))
        yield write_field(Path("after", path)).removeprefix("after.")
        if len(path) < 8:
            yield from _paths(part, path)
