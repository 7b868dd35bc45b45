"""The words of the embedded domain that the window shows: commands, their fields, read models, summaries."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from inspect import getdoc, getsource

from app.read_models.state import TOUCHED, title_of
from domain.fields import Field, fields_of
from domain.shop import DOMAIN, summaries
from infra.read_models import PROJECTIONS

_ORDER_STATES = (  # as sentences name them
    *("open", "confirmed", "paid", "shipped", "cancelled", "rejected", "changed"),
)


def shown_names() -> list[str]:
    """All of them, sorted."""
    names = set()
    for decider in DOMAIN.deciders:
        for command in decider.commands:
            names.add(getdoc(command) or "")
            for field in fields_of(command):
                names.update(_words(field))
    for projection in PROJECTIONS:
        for table in projection.tables:
            names.update(map(title_of, (table.name, *table.columns.keys())))
    names.add(title_of(TOUCHED))
    names.update(_ORDER_STATES)
    names.update(_phrases())
    return sorted(names - {""})


def _phrases() -> Iterator[str]:
    """The templates of the summaries."""
    for node in ast.walk(ast.parse(getsource(summaries))):
        match node:
            case ast.Call(func=ast.Name("Phrase"), args=[ast.Constant(str(template)), *_]):
                yield template


def _words(field: Field) -> Iterator[str]:
    yield field.title
    yield field.help
    for member in (*field.fields, *((field.item,) if field.item else ())):
        yield from _words(member)
