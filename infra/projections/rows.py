"""The rows that one batch of events reads and writes: each is read once and written once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table

from infra.database import rows_of

Row: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[Any, ...]


class Rows:
    """An identity map with write-behind over the tables of one generation, within one transaction.

    Handlers see their own changes at once; the database sees them at `flush`, table by table, so that a
    rebuild costs one statement per changed row and batch, not one per event.
    """

    def __init__(self, connection: Connection, tables: Mapping[str, Table]) -> None:
        self._connection = connection
        self._tables = {name: _Sql(table) for name, table in tables.items()}
        self._known: dict[tuple[str, Key], Row | None] = {}
        self._changed: dict[tuple[str, Key], None] = {}
        self.position = 0

    def get(self, table: str, *key: Any) -> Row | None:
        """The row with that primary key, None where there is none. Change it through `put` only."""
        place = (table, key)
        if place not in self._known:
            sql = self._tables[table]
            found = rows_of(self._connection, sql.select, key).fetchone()
            self._known[place] = dict(zip(sql.columns, found, strict=True)) if found else None
        return self._known[place]

    def put(self, table: str, row: Row) -> None:
        """Adds the row, or replaces the one with its primary key."""
        place = (table, tuple(row[name] for name in self._tables[table].key))
        self._known[place] = {**row, "touched_at": self.position}
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
                upserts.setdefault(name, []).append(tuple(row[c] for c in self._tables[name].columns))
        driver = self._connection.connection.driver_connection
        assert driver is not None
        for name, keys in deletes.items():
            driver.executemany(self._tables[name].delete, keys)
        for name, rows in upserts.items():
            driver.executemany(self._tables[name].upsert, rows)
        self._changed.clear()


class _Sql:
    def __init__(self, table: Table) -> None:
        self.columns = [column.name for column in table.columns]
        self.key = [column.name for column in table.primary_key.columns]
        where = " AND ".join(f'"{name}" = ?' for name in self.key)
        names = ", ".join(f'"{name}"' for name in self.columns)
        self.select = f'SELECT {names} FROM "{table.name}" WHERE {where}'
        self.upsert = (
            f'INSERT OR REPLACE INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(self.columns))})'
        )
        self.delete = f'DELETE FROM "{table.name}" WHERE {where}'
