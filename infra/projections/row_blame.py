"""Who set a read model's row: its projection's handlers run again in a scratch copy, and the row watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection
from sqlalchemy.schema import CreateTable

from domain.event import Event
from domain.origin import origin_of
from domain.registry import Registry
from infra.database import Database
from infra.projections.batches import Batches
from infra.projections.handling import Handling
from infra.projections.projection import Projection
from infra.projections.querying import QueryError, ReadModel
from infra.projections.rows import TOUCHED_AT, Key, Row, Rows, RowSql, row_sql
from infra.projections.service import ProjectionService


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """An event that touched a row.

    `changed` has the columns that it gave another value, with that value; it is empty where the event wrote
    the row as it was. `is_gone` where it took the row away: then `changed` is empty too.
    """

    position: int
    event_id: UUID
    stream: str
    version: int
    type: str
    recorded_at: datetime
    actor: str
    command_id: str
    changed: dict[str, Any]
    is_gone: bool = False


class RowHistory(msgspec.Struct, frozen=True, kw_only=True):
    """All events that touched a row, newest first.

    `is_live` says whether they lead to the row as it stands in the live read model. They do not where that is
    behind the log, or where parked events were applied to it behind their turn.
    """

    read_model: str
    key: Key
    columns: tuple[str, ...]
    changes: tuple[RowChange, ...]
    is_live: bool

    def setters(self, column: str) -> tuple[RowChange, ...]:
        """Those that gave a column its values, newest first, and those that took the row away."""
        return tuple(change for change in self.changes if column in change.changed or change.is_gone)

    def newest(self) -> dict[str, RowChange]:
        """Each column of the row with the event that set it last; nothing where the row is gone."""
        found: dict[str, RowChange] = {}
        for change in self.changes:
            if change.is_gone:
                break
            for column in change.changed:
                found.setdefault(column, change)
        return {column: found[column] for column in self.columns if column in found}


class RowBlame:
    """Asks the projections of one log about their rows. Neither log nor live read models are changed."""

    def __init__(self, log: Database, projections: ProjectionService, registry: Registry) -> None:
        self._log = log
        self._projections = projections
        self._handling = Handling(registry)

    def history(
        self,
        read_model: str,
        key: Key,
        progress: Callable[[int, int], object] = lambda done, total: None,
        *,
        as_of: int | None = None,
    ) -> RowHistory:
        """What touched the row with that primary key.

        Parameters
        ----------
        key:
            The values of the key's columns, in their order, as they are or as text.
        progress:
            Called with (position, last position) after each batch; may raise to stop.
        as_of:
            A position: what comes behind it has not happened yet.

        Raises `QueryError` where there is no such read model, or nothing ever touched such a row.
        """
        model = self._projections.queries.read_model(read_model)
        wanted = self._typed(model, key)
        projection = self._projections.release(model.projection)
        live = self._projections.queries.row(read_model, wanted)
        # Nothing that comes behind the event that touched the row last has anything to tell of it.
        until = live[TOUCHED_AT] if live is not None else None
        if as_of is not None:
            until = as_of if until is None else min(as_of, until)
        changes: list[RowChange] = []
        with _scratch(projection) as (scratch, sql):
            row = self._run(projection, scratch, sql, (read_model, wanted), until, changes, progress)
        if not changes:
            raise QueryError(
                f"No event ever touched the row {_told(wanted)} of {read_model}.",
                f"Its key is {', '.join(model.key)}; look it up with `eventscope query`.",
            )
        columns = tuple(column for column in model.columns if column != TOUCHED_AT)
        return RowHistory(
            read_model=read_model,
            key=wanted,
            columns=columns,
            changes=tuple(reversed(changes)),
            is_live=as_of is not None or row == live,
        )

    def _typed(self, model: ReadModel, key: Key) -> Key:
        if len(key) != len(model.key):
            raise QueryError(
                f"A row of {model.name} is told by {len(model.key)} values, not {len(key)}.",
                f"Give {', '.join(model.key)}, in this order.",
            )
        tables = self._projections.release(model.projection).physical(0)
        columns = tables[model.name].primary_key.columns
        return tuple(_as(column.type.python_type, value) for column, value in zip(columns, key, strict=True))

    def _run(
        self,
        projection: Projection,
        scratch: Database,
        sql: dict[str, RowSql],
        place: tuple[str, Key],
        until: int | None,
        changes: list[RowChange],
        progress: Callable[[int, int], object],
    ) -> Row | None:
        """Runs the events up to a position (or all), notes what touches the row, returns its end."""
        batches = Batches(self._log)
        reached, row = 0, None
        while until is None or reached < until:
            events, following = batches.next(projection, reached)
            if following == reached:
                break
            with scratch.writing() as connection:
                rows = _WatchedRows(connection, sql, place)
                for event in events:
                    if until is not None and event.position > until:
                        break
                    if rows.apply(self._handling, projection, event):
                        before, row = row, rows.get(place[0], *place[1])
                        changes.append(_change(event, before, row))
                rows.flush()
            reached = following
            progress(reached, until or reached)
        return row


class _WatchedRows(Rows):
    """Rows that know whether an event touched one of them, and forget what a failing event did."""

    def __init__(self, connection: Connection, tables: dict[str, RowSql], watched: tuple[str, Key]) -> None:
        super().__init__(connection, tables)
        self._watched = watched
        self._before: dict[tuple[str, Key], tuple[Row | None, bool]] = {}

    def apply(self, handling: Handling, projection: Projection, event: Event) -> bool:
        """Whether the event touched the watched row. One that fails changes nothing: it would be parked."""
        self._before = {}
        try:
            handling.handle(projection, event, self)
        except Exception:  # noqa: BLE001 - handlers may come from a plug-in; the live runner parks what fails
            for place, (row, was_changed) in self._before.items():
                self._known[place] = row
                if not was_changed:
                    self._changed.pop(place, None)
            return False
        return self._watched in self._before

    def put(self, table: str, row: Row) -> None:
        self._remember(table, tuple([row[name] for name in self._tables[table].key]))
        super().put(table, row)

    def delete(self, table: str, *key: Any) -> None:
        self._remember(table, key)
        super().delete(table, *key)

    def _remember(self, table: str, key: Key) -> None:
        if (table, key) not in self._before:
            self._before[table, key] = self.get(table, *key), (table, key) in self._changed


@contextmanager
def _scratch(projection: Projection) -> Iterator[tuple[Database, dict[str, RowSql]]]:
    """An empty copy of the projection's tables, in a file of its own that goes away."""
    tables = projection.physical(0)
    with TemporaryDirectory(prefix="eventscope-") as folder:
        scratch = Database(Path(folder) / "rows", "rwc", synchronous="OFF", journal="MEMORY")
        try:
            with scratch.writing() as connection:
                for table in tables.values():
                    connection.execute(CreateTable(table))
            yield scratch, row_sql(tables)
        finally:
            scratch.close()


def _change(event: Event, before: Row | None, after: Row | None) -> RowChange:
    origin = origin_of(event)
    changed = {
        column: value
        for column, value in (after or {}).items()
        if column != TOUCHED_AT and (before is None or before[column] != value)
    }
    return RowChange(
        position=event.position,
        event_id=event.id,
        stream=event.stream,
        version=event.version,
        type=event.type,
        recorded_at=event.recorded_at,
        actor=origin.actor,
        command_id=origin.command_id,
        changed=changed,
        is_gone=after is None,
    )


def _as(kind: type, value: Any) -> Any:
    if kind is int and isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            raise QueryError(f"{value!r} is no whole number.", "Give the key as the row shows it.") from None
    return value


def _told(key: Key) -> str:
    return ", ".join(map(str, key))
