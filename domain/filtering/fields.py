"""The names of fields: reading them, writing them, and what kind of value each has."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Literal, TypeAlias, assert_never

from domain.filtering.errors import FilterError
from domain.filtering.expression import COLUMNS, SHORT_NAMES, Column, Field, Path
from domain.filtering.literals import quoted, unquoted

Kind: TypeAlias = Literal["text", "whole number", "time", "id", "JSON"]

SOURCES: dict[str, Literal["data", "metadata"]] = {"data": "data", "meta": "metadata", "metadata": "metadata"}
NAMES: tuple[str, ...] = (*COLUMNS, *SHORT_NAMES, "data.", "meta.")
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


def read_field(word: str, position: int) -> Field:
    """The field of that name. Raises `FilterError` (at `position` in the filter) where there is none."""
    name = word.lower()
    for column in COLUMNS:
        if column == name:
            return Column(column)
    if name in SHORT_NAMES:
        return SHORT_NAMES[name]
    head = re.split(r"[.\[]", name, maxsplit=1)[0]
    if head not in SOURCES:
        raise _unknown(word, position)
    rest = word[len(head) :]
    return Path(SOURCES[head], _segments(word, len(head), rest, position))


def is_field(word: str) -> bool:
    """Whether the word can only be meant as a field."""
    try:
        read_field(word, 0)
    except FilterError:
        return word.lower() in SOURCES
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


def _unknown(word: str, position: int) -> FilterError:
    close = get_close_matches(word.lower(), NAMES, n=1, cutoff=0.6)
    shown = str(word) if len(word) <= 60 else word[:57] + "..."
    reason = f"Unknown field {shown!r} at {position + 1}."
    if close:
        reason += f" Did you mean {close[0]!r}?"
    return FilterError(
        reason,
        "Fields are " + ", ".join(NAMES[:-2]) + ", data.<path> and meta.<path>.",
        position=position,
        expected=NAMES,
    )
