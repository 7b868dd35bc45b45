"""The words that a log is written in: its event types, categories and payload fields, for completion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from domain import json_value
from domain.errors import DomainError
from domain.filtering.expression import Path
from domain.filtering.fields import write_field
from infra.database import rows_of
from infra.log.log_file import LogFile
from infra.views.pages import EventPages

_TYPES = 300
_SAMPLE = 12  # newest events of each type that are looked into
_LOOKED_INTO = 16 * 1024  # bytes of a payload
_DEEPEST = 6
_MOST_FIELDS = 600
_MOST_VALUES = 24
_LONGEST_VALUE = 60  # characters


class FieldWords(msgspec.Struct, frozen=True):
    """A field of payloads or metadata, as a filter names it, and values seen there, commonest first."""

    name: str
    values: tuple[str, ...] = ()


class LogWords(msgspec.Struct, frozen=True):
    """What a log's events are called and made of."""

    types: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    fields: tuple[FieldWords, ...] = ()


def read_log_words(log: LogFile) -> LogWords:
    """Looks into the newest events of every type: some milliseconds, however long the log is.

    A value is written as a filter wants it: texts bare, numbers as recorded. Raises `LogError`.
    """
    with log.database.reading() as connection:
        types = rows_of(connection, "SELECT id, name FROM event_types ORDER BY name LIMIT ?", (_TYPES,))
        names = dict(types.fetchall())
        categories = rows_of(connection, "SELECT DISTINCT category FROM streams ORDER BY category")
        found = tuple(category for (category,) in categories)
        newest = "SELECT position FROM events WHERE type_id = ? ORDER BY position DESC LIMIT ?"
        positions = [
            position for type_id in names for (position,) in rows_of(connection, newest, (type_id, _SAMPLE))
        ]
    seen: dict[str, Counter[str]] = {}
    rows = EventPages(log).rows(positions, _LOOKED_INTO, with_metadata=True) if positions else []
    for row in rows:
        if row is not None and row.size == len(row.data):
            _note(seen, "data", row.data)
            _note(seen, "metadata", row.metadata)
    fields = (
        FieldWords(name, tuple(value for value, _ in counted.most_common(_MOST_VALUES)))
        for name, counted in sorted(seen.items())
    )
    return LogWords(tuple(names.values()), found, tuple(fields))


def _note(seen: dict[str, Counter[str]], source: Any, recorded: bytes) -> None:
    try:
        value = json_value.decode(recorded)
    except DomainError:
        return
    for segments, leaf in _leaves(value, ()):
        name = write_field(Path(source, segments))
        if name not in seen and len(seen) >= _MOST_FIELDS:
            continue
        text = leaf if isinstance(leaf, str) else json_value.encode(leaf).decode()
        counted = seen.setdefault(name, Counter())
        if len(text) <= _LONGEST_VALUE:
            counted[text] += 1


def _leaves(value: Any, above: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The values that are no containers, each with its path; of a list only its first element."""
    if isinstance(value, dict) and len(above) < _DEEPEST:
        for name, member in value.items():
            if name:
                yield from _leaves(member, (*above, name))
    elif isinstance(value, list) and len(above) < _DEEPEST:
        if value:
            yield from _leaves(value[0], (*above, 0))
    elif above and not isinstance(value, dict | list):
        yield above, value
