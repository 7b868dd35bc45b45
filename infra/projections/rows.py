"""The rows that one batch of events reads and writes: each is read once and written once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import Connection, Table

from infra.database import rows_of

Row: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[Any, ...]

TOUCHED_AT = "touched_at"


class RowSql(msgspec.Struct, frozen=True):
    """The statements on one physical table."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    select: str
    upsert: str
    delete: str


def row_sql(tables: Mapping[str, Table]) -> dict[str, RowSql]:
    """The statements on the tables of one generation, by the read model's name."""
    return {name: _row_sql(table) for name, table in tables.items()}


class Rows:
    """An identity map with write-behind over the tables of one generation, within one transaction.

    Handlers see their own changes at once; the database sees them at `flush`, table by table, so that a
    rebuild costs one statement per changed row and batch, not one per event.

    `position` is that of the event being handled.
    """

    def __init__(self, connection: Connection, tables: Mapping[str, RowSql]) -> None:
        self._connection = connection
        self._tables = tables
        self._known: dict[tuple[str, Key], Row | None] = {}
        self._touched: dict[tuple[str, Key], int] = {}
        self._changed: dict[tuple[str, Key], None] = {}
        self.position = 0

    def latest_before(self) -> int:
        """The latest event that had touched one of the changed rows; to be asked before `flush`."""
        for name, key in self._changed:
            if (name, key) not in self._touched:
                sql = self._tables[name]
                found = rows_of(self._connection, sql.select, key).fetchone()
                if found:
                    self._touched[name, key] = found[sql.columns.index(TOUCHED_AT)]
        return max((self._touched.get(place, 0) for place in self._changed), default=0)

    def get(self, table: str, *key: Any) -> Row | None:
        """The row with that primary key, None where there is none. Change it through `put` only."""
        place = (table, key)
        if place not in self._known:
            sql = self._tables[table]
            found = rows_of(self._connection, sql.select, key).fetchone()
            self._known[place] = row = dict(zip(sql.columns, found, strict=True)) if found else None
            if row is not None:
                self._touched[place] = row[TOUCHED_AT]
        return self._known[place]

    def put(self, table: str, row: Row) -> None:
        """Adds the row, or replaces the one with its primary key."""
        place = (table, tuple([row[name] for name in self._tables[table].key]))
        # An event that is applied behind its turn does not make a row look older than it is.
        touched = max(self.position, self._touched.get(place, 0))
        self._known[place] = {**row, TOUCHED_AT: touched}
        self._changed[place] = None

    def delete(self, table: str, *key: Any) -> None:
        """Removes the row with that primary key, if there is one."""
        self._known[table, key] = None
        self._changed[table, key] = None

    def flush(self) -> None:
        """Writes all changes."""
        upserts: dict[str, list[Key]] = {}
        deletes: dict[str, list[Key]] = {}
        for name, key in self._changed:
            row = self._known[name, key]
            if row is None:
                deletes.setdefault(name, []).append(key)
            else:
                upserts.setdefault(name, []).append(tuple([row[c] for c in self._tables[name].columns]))
        driver = self._connection.connection.driver_connection
        assert driver is not None
        for name, keys in deletes.items():
            driver.executemany(self._tables[name].delete, keys)
        for name, rows in upserts.items():
            driver.executemany(self._tables[name].upsert, rows)
        self._changed.clear()


def _row_sql(table: Table) -> RowSql:
    columns = tuple(column.name for column in table.columns)
    key = tuple(column.name for column in table.primary_key.columns)
    where = " AND ".join(f'"{name}" = ?' for name in key)
    names = ", ".join(f'"{name}"' for name in columns)
    return RowSql(
        columns,
        key,
        f'SELECT {names} FROM "{table.name}" WHERE {where}',
        f'INSERT OR REPLACE INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(columns))})',
        f'DELETE FROM "{table.name}" WHERE {where}',
    )
