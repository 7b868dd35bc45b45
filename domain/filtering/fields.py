"""The names of fields: reading them, writing them, and what kind of value each has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Literal, TypeAlias, assert_never

import msgspec

from domain.filtering.errors import FilterError
from domain.filtering.expression import COLUMNS, SHORT_NAMES, Column, Field, Path, Source
from domain.filtering.literals import quoted, unquoted

Kind: TypeAlias = Literal["text", "whole number", "time", "id", "JSON"]


class Vocabulary(msgspec.Struct, frozen=True):
    """Which words are fields.

    Parameters
    ----------
    names:
        What a field may be called; a name that ends in a dot is the beginning of a path.
    sources:
        The words that paths begin with.
    prefix:
        What may stand before the name of an event's field, e.g. "event."
    members:
        Paths known to exist in a state, to suggest them: "price.amount".
    """

    names: tuple[str, ...]
    sources: Mapping[str, Source]
    prefix: str = ""
    members: tuple[str, ...] = ()


SOURCES: Mapping[str, Source] = MappingProxyType({"data": "data", "meta": "metadata", "metadata": "metadata"})
NAMES: tuple[str, ...] = (*COLUMNS, *SHORT_NAMES, "data.", "meta.")
FILTERS = Vocabulary(NAMES, SOURCES)
MOST_SEGMENTS = 32
LARGEST_INDEX = 999_999_999

_SEGMENT = re.compile(r'\.("(?:[^"\\]|\\.)*"|[^.\[\]"]+)|\[([0-9]{1,12})\]', re.DOTALL)
_PLAIN_NAME = re.compile(r"[^\s\"'()=!<>~,.\[\]\\]+")


def kind(field: Field) -> Kind:
    """What a field's values are."""
    if isinstance(field, Path):
        return "JSON"
    match field.name:
        case "type" | "stream" | "category" | "key":
            return "text"
        case "version" | "position":
            return "whole number"
        case "time":
            return "time"
        case "id":
            return "id"
        case _:
            assert_never(field.name)


def read_field(word: str, position: int, vocabulary: Vocabulary = FILTERS) -> Field:
    """The field of that name. Raises `FilterError` (at `position` in the filter) where there is none."""
    name = word.lower()
    skipped = len(vocabulary.prefix)
    if skipped and name.startswith(vocabulary.prefix):
        return read_field(word[skipped:], position + skipped)
    for column in COLUMNS:
        if column == name:
            return Column(column)
    if name in SHORT_NAMES:
        return SHORT_NAMES[name]
    head = re.split(r"[.\[]", name, maxsplit=1)[0]
    if head not in vocabulary.sources:
        raise _unknown(word, position, vocabulary)
    rest = word[len(head) :]
    return Path(vocabulary.sources[head], _segments(word, len(head), rest, position))


def is_field(word: str, vocabulary: Vocabulary = FILTERS) -> bool:
    """Whether the word can only be meant as a field."""
    try:
        read_field(word, 0, vocabulary)
    except FilterError:
        return word.lower() in vocabulary.sources
    return True


def write_field(field: Field) -> str:
    """The name that reads back as this field."""
    match field:
        case Column(name):
            return name
        case Path(source, segments):
            for short, path in SHORT_NAMES.items():
                if path == field:
                    return short
            return ("meta" if source == "metadata" else source) + "".join(map(_written, segments))
        case _:
            assert_never(field)


def _written(segment: str | int) -> str:
    if isinstance(segment, int):
        return f"[{segment}]"
    return "." + (segment if _PLAIN_NAME.fullmatch(segment) else quoted(segment))


def _segments(word: str, start: int, rest: str, position: int) -> tuple[str | int, ...]:
    segments: list[str | int] = []
    at = 0
    while at < len(rest):
        found = _SEGMENT.match(rest, at)
        if found is None:
            raise FilterError(
                f"Expected a name after {word[: start + at + 1]!r} at {position + start + at + 2}.",
                'Write a path such as data.total, data.lines[0].product or data."a name".',
                position=position + start + at + 1,
                expected=("a name",),
            )
        name, index = found.groups()
        if name is None:
            segments.append(min(int(index), LARGEST_INDEX))
        else:
            segments.append(unquoted(name) if name.startswith('"') else name)
        at = found.end()
    if not segments:
        raise FilterError(
            f"{str(word)!r} at {position + 1} needs a path into it.",
            f"Write for example {word}.total, or quote the word to search for it as text.",
            position=position,
            expected=("a path",),
        )
    if len(segments) > MOST_SEGMENTS:
        raise FilterError(
            f"The path at {position + 1} has more than {MOST_SEGMENTS} steps.",
            "Look for a shorter way to what you want to compare.",
            position=position,
        )
    return tuple(segments)


def _unknown(word: str, position: int, vocabulary: Vocabulary) -> FilterError:
    shown = str(word) if len(word) <= 60 else word[:57] + "..."
    reason = f"Unknown field {shown!r} at {position + 1}."
    head, dot, _ = word.lower().partition(".")
    close = get_close_matches(head + dot, vocabulary.names, n=1, cutoff=0.6)
    members = get_close_matches(word, vocabulary.members, n=1, cutoff=0.75)
    if members:
        close = [f"after.{members[0]}"]
    elif close and close[0].endswith(".") and "." in word:
        close = [close[0] + word.partition(".")[2]]
    if close:
        reason += f" Did you mean {close[0]!r}?"
    paths = [f"{name}<path>" for name in vocabulary.names if name.endswith(".")]
    names = [name for name in vocabulary.names if not name.endswith(".")]
    return FilterError(
        reason,
        f"Fields are {', '.join([*names, *paths[:-1]])} and {paths[-1]}.",
        position=position,
        expected=vocabulary.names,
    )
