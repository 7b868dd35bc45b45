"""The words of the embedded domain that forms show: titles and explanations of commands and their fields."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import getdoc

from domain.fields import Field, fields_of
from domain.shop import DOMAIN


def shown_names() -> list[str]:
    """All of them, sorted."""
    names = set()
    for decider in DOMAIN.deciders:
        for command in decider.commands:
            names.add(getdoc(command) or "")
            for field in fields_of(command):
                names.update(_words(field))
    return sorted(names - {""})


def _words(field: Field) -> Iterator[str]:
    yield field.title
    yield field.help
    for member in (*field.fields, *((field.item,) if field.item else ())):
        yield from _words(member)
