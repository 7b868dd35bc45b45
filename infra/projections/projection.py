"""What a projection is: tables, and handlers that turn events into rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.schema import CreateIndex, CreateTable

from domain.event import Event
from infra.projections.rows import TOUCHED_AT, Rows

Handler = Callable[[Event, Any, Rows], None]


class Amount(Text):
    """An exact decimal number, kept as the text it was recorded as; sorted and compared as a number."""

    cache_ok = True


class Query(msgspec.Struct, frozen=True):
    """A named question to a read model, answered by an index.

    `sql` has `{table}` for the physical table and named parameters (`:customer`).
    """

    name: str
    table: str
    sql: str


class Check(msgspec.Struct, frozen=True):
    """What must hold of a read model before a rebuild may bring it to use.

    `sql` finds the rows that break it, with `{table name}` for each physical table; `broken` says what is
    wrong then.
    """

    broken: str
    sql: str


class Projection(msgspec.Struct, frozen=True, kw_only=True):
    """Turns events into the rows of its tables.

    Parameters
    ----------
    version:
        Raised when the handlers' meaning changes: the read model is then built anew.
    tables:
        Their names are the read models' names. Every column is NOT NULL. Each physical table also has
        `touched_at`, the position of the event that last touched the row.
    handlers:
        By (category, event type): `(event, typed payload, rows)`.
    any_event:
        Called for every event, whatever its domain; with no typed payload.
    """

    name: str
    version: int
    tables: tuple[Table, ...]
    handlers: Mapping[tuple[str, str], Handler] = {}
    any_event: Handler | None = None
    queries: tuple[Query, ...] = ()
    checks: tuple[Check, ...] = ()

    def physical(self, generation: int) -> dict[str, Table]:
        """The tables of one generation, by the read model's name."""
        metadata = MetaData()
        return {table.name: _physical(table, generation, metadata) for table in self.tables}

    def fingerprint(self) -> str:
        """Changes when the version or the shape of a table does."""
        shape = [str(self.version)]
        for table in self.physical(0).values():
            shape.append(str(CreateTable(table)))
            shape += [str(CreateIndex(index)) for index in sorted(table.indexes, key=lambda i: str(i.name))]
        return hashlib.blake2b("\n".join(shape).encode(), digest_size=16).hexdigest()


def _physical(template: Table, generation: int, metadata: MetaData) -> Table:
    name = f"{template.name}__{generation}"
    columns = [Column(c.name, c.type, primary_key=c.primary_key, nullable=False) for c in template.columns]
    table = Table(name, metadata, *columns, Column(TOUCHED_AT, Integer, nullable=False))
    for index in template.indexes:
        Index(f"{index.name}__{generation}", *(table.c[c.name] for c in index.columns), unique=index.unique)
    for constraint in template.constraints:
        assert not isinstance(constraint, UniqueConstraint), "use a unique Index: it gets a generation's name"
    return table
