"""Queries to read models: named ones, and free ones by conditions, in keyset pages."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec
from sqlalchemy import REAL, Connection, Integer, Table, cast, literal, select, tuple_
from sqlalchemy.sql import ColumnElement

from domain.errors import DomainError
from infra.database import Database, rows_of
from infra.projections.generations import LIVE, Generation, Generations, find
from infra.projections.projection import Amount, Projection, Query

_CONDITION = re.compile(r"\s*(\w+)\s*(!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
_BITS = 63  # besides the sign: what SQLite keeps of an integer


class QueryError(DomainError):
    """A question that a read model cannot answer."""


class Condition(msgspec.Struct, frozen=True):
    """A column against a value; `~` means: contains, case of A-Z ignored."""

    column: str
    op: str
    value: str


class ReadModel(msgspec.Struct, frozen=True):
    """A read model as it can be asked: its name, its columns in order, its key."""

    name: str
    projection: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


class Page(msgspec.Struct, frozen=True):
    """Some rows of a read model. `after` is where the next page begins, None after the last."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    after: tuple[Any, ...] | None


def parse_condition(text: str) -> Condition:
    """`column=value` with one of = != < <= > >= ~. Raises `QueryError`."""
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise QueryError(f"{text!r} is no condition.", "Write column=value, e.g. status=open or total>100.")
    column, op, value = found.groups()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return Condition(column, op, value)


class Queries:
    """Answers from the live generations of some projections."""

    def __init__(self, cache: Database, projections: Sequence[Projection], generations: Generations) -> None:
        self._cache = cache
        self._generations = generations
        self._owners = {table.name: p for p in projections for table in p.tables}
        self._named = {query.name: (p, query) for p in projections for query in p.queries}

    def read_models(self) -> tuple[ReadModel, ...]:
        """All read models that can be asked."""
        return tuple(self._model(name) for name in self._owners)

    def read_model(self, name: str) -> ReadModel:
        """The read model of that name. Raises `QueryError`."""
        self._owner(name)
        return self._model(name)

    def row(self, read_model: str, key: tuple[Any, ...]) -> dict[str, Any] | None:
        """The row with that primary key, with its `touched_at`; None where there is none."""
        projection = self._owner(read_model)
        with self._cache.reading() as connection:
            live = self._live(connection, projection)
            table = projection.physical(live.number)[read_model]
            statement = select(table).where(
                *(column == value for column, value in zip(table.primary_key.columns, key, strict=True))
            )
            found = connection.execute(statement).mappings().first()
        return dict(found) if found else None

    def page(
        self,
        read_model: str,
        where: Sequence[Condition] = (),
        *,
        order_by: str | None = None,
        descending: bool = False,
        after: tuple[Any, ...] | None = None,
        limit: int = 200,
    ) -> Page:
        """Rows that meet every condition, ordered by a column (by the key where none is given).

        Parameters
        ----------
        after:
            The `after` of the page before.
        """
        projection = self._owner(read_model)
        with self._cache.reading() as connection:
            live = self._live(connection, projection)
            table = projection.physical(live.number)[read_model]
            order = [*([order_by] if order_by else []), *(c.name for c in table.primary_key.columns)]
            columns = [self._column(table, read_model, name) for name in dict.fromkeys(order)]
            statement = select(table).limit(limit)
            for condition in where:
                statement = statement.where(
                    _compiled(self._column(table, read_model, condition.column), condition)
                )
            if after is not None:
                statement = statement.where(_behind(columns, after, descending))
            ranks = [_rank(column) for column in columns]
            statement = statement.order_by(*(rank.desc() if descending else rank for rank in ranks))
            rows = tuple(dict(row) for row in connection.execute(statement).mappings())
        last = tuple(rows[-1][c.name] for c in columns) if len(rows) == limit else None
        return Page(tuple(c.name for c in table.columns), rows, last)

    def projection_of(self, read_model: str) -> str:
        """Which projection keeps that read model. Raises `QueryError` where there is none of that name."""
        return self._owner(read_model).name

    def named(self, name: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows that answer a named query."""
        with self._cache.reading() as connection:
            sql, _ = self._named_sql(connection, name)
            cursor = rows_of(connection, sql, parameters)  # type: ignore[arg-type]  # sqlite3 takes names too
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def plan(self, name: str, parameters: Mapping[str, Any]) -> list[str]:
        """How SQLite answers a named query: the details of EXPLAIN QUERY PLAN."""
        with self._cache.reading() as connection:
            sql, _ = self._named_sql(connection, name)
            cursor = rows_of(connection, f"EXPLAIN QUERY PLAN {sql}", parameters)  # type: ignore[arg-type]  # as above
            return [row[3] for row in cursor]

    def names(self) -> tuple[str, ...]:
        """The named queries."""
        return tuple(self._named)

    def _live(self, connection: Connection, projection: Projection) -> Generation:
        live = find(connection, projection.name, LIVE)
        if live is None:
            raise QueryError(f"{projection.name} is not built yet.", "Wait until it is.")
        if not self._generations.is_current(live, projection):
            # One of another version serves until it is replaced, if its tables have the columns of today.
            for table in projection.physical(live.number).values():
                columns = [row[1] for row in rows_of(connection, f'PRAGMA table_info("{table.name}")')]
                if columns != table.columns.keys():
                    raise QueryError(
                        f"{projection.name} is being built anew, with other columns.", "Wait until it is."
                    )
        return live

    def _named_sql(self, connection: Connection, name: str) -> tuple[str, Query]:
        try:
            projection, query = self._named[name]
        except KeyError:
            raise QueryError(
                f"There is no query {name!r}.", f"There are: {', '.join(self._named)}."
            ) from None
        live = self._live(connection, projection)
        return query.sql.format(table=f'"{query.table}__{live.number}"'), query

    def _model(self, name: str) -> ReadModel:
        table = self._owners[name].physical(0)[name]
        key = tuple(column.name for column in table.primary_key.columns)
        return ReadModel(name, self._owners[name].name, tuple(c.name for c in table.columns), key)

    def _owner(self, read_model: str) -> Projection:
        try:
            return self._owners[read_model]
        except KeyError:
            near = difflib.get_close_matches(read_model, self._owners, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(self._owners)}."
            raise QueryError(f"There is no read model {read_model!r}.", hint) from None

    def _column(self, table: Table, read_model: str, name: str) -> ColumnElement[Any]:
        if name not in table.columns:
            raise QueryError(
                f"{read_model} has no column {name!r}.", f"Its columns: {', '.join(table.columns.keys())}."
            )
        return table.columns[name]


def _compiled(column: ColumnElement[Any], condition: Condition) -> ColumnElement[bool]:
    if condition.op == "~":
        return column.icontains(condition.value, autoescape=True)
    value: Any = condition.value
    if isinstance(column.type, Amount):
        column, value = _rank(column), _rank(literal(_number(condition), Amount))
    if isinstance(column.type, Integer):
        try:
            value = int(condition.value)
        except ValueError:
            raise QueryError(
                f"{condition.column} is a whole number, {condition.value!r} is not.", "Give a whole number."
            ) from None
        if value.bit_length() > _BITS:
            raise QueryError(f"No {condition.column} is as large as {value}.", "Give a smaller number.")
    op = "==" if condition.op == "=" else condition.op
    compiled: ColumnElement[bool] = {
        "==": column == value,
        "!=": column != value,
        "<": column < value,
        "<=": column <= value,
        ">": column > value,
        ">=": column >= value,
    }[op]
    return compiled


def _rank(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """What a value is sorted and compared by. SQLite reads both sides' numbers, so they agree."""
    return cast(value, REAL) if isinstance(value.type, Amount) else value


def _number(condition: Condition) -> str:
    try:
        number = Decimal(condition.value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise QueryError(
            f"{condition.column} is a number, {condition.value!r} is not.", "Give a number, e.g. 19.99."
        )
    return str(number)


def _behind(
    columns: Sequence[ColumnElement[Any]], after: tuple[Any, ...], descending: bool
) -> ColumnElement[bool]:
    # Compared as a row, so that SQLite goes to the place in the index; and by rank in every column, so that
    # rows which rank the same (1.0 and 1.00) are not taken for different ones.
    here = tuple_(*(_rank(column) for column in columns))
    last = tuple_(*(_rank(literal(v, c.type)) for v, c in zip(after, columns, strict=True)))
    return here < last if descending else here > last
