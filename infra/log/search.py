"""The events of a log that pass a filter, streamed in the log's order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from domain.event import Event
from domain.filtering import Expression
from infra.log.filter_routes import best_route
from infra.log.filter_sql import compile, register_functions
from infra.log.log_file import LogFile
from infra.log.rows import SELECT_EVENTS, event_of
from infra.log.sql_text import Sql, sql

_FIRST_PAGE = 100
_PAGE = 2000
_LAST = (1 << 63) - 1


def search(
    log: LogFile,
    expression: Expression,
    *,
    after: int = 0,
    until: int | None = None,
    limit: int | None = None,
    backward: bool = False,
) -> Iterator[Event]:
    """Events with `after` < position <= `until` that pass, in position order or backward.

    Reads in pages, each its own short transaction, so that a slow consumer holds nothing up; events appended
    meanwhile are found too when reading forward. Raises `LogError`.
    """
    low, high = after + 1, _LAST if until is None else until
    left = _LAST if limit is None else limit
    condition = compile(expression)
    with log.database.faults(), closing(log.database.connect()) as connection:
        register_functions(connection)
        found = _by_index(connection, expression, condition, low, high)
        if found is not None:
            positions, seen = found
            for event in _at(connection, positions[::-1] if backward else positions):
                if left <= 0:
                    return
                left -= 1
                yield event
            if backward:
                return
            low = seen + 1
        yield from _by_position(connection, condition, low, high, left, backward)


def _by_index(
    connection: sqlite3.Connection, expression: Expression, condition: Sql, low: int, high: int
) -> tuple[list[int], int] | None:
    """All positions up to the present end of the log, and that end; None where no index leads there."""
    route = best_route(connection, expression)
    if route is None:
        return None
    (last,) = connection.execute("SELECT coalesce(max(position), 0) FROM events").fetchone()
    last = max(low - 1, min(last, high))
    statement = sql(
        "SELECT e.position FROM events e WHERE {} AND +e.position BETWEEN {} AND {} AND {} ORDER BY 1",
        route.condition,
        low,
        last,
        condition,
    )
    return [position for (position,) in connection.execute(*statement)], last


def _at(connection: sqlite3.Connection, positions: list[int]) -> Iterator[Event]:
    statement = f"{SELECT_EVENTS} WHERE e.position = ?"
    for position in positions:
        row = connection.execute(statement, (position,)).fetchone()
        if row is not None:
            yield event_of(row)


def _by_position(
    connection: sqlite3.Connection, condition: Sql, low: int, high: int, left: int, backward: bool
) -> Iterator[Event]:
    size = _FIRST_PAGE
    order = "DESC" if backward else "ASC"
    while left > 0 and low <= high:
        asked = min(left, size)
        statement = sql(
            f"{SELECT_EVENTS} WHERE e.position BETWEEN {{}} AND {{}} AND {{}} "
            f"ORDER BY e.position {order} LIMIT {{}}",
            low,
            high,
            condition,
            asked,
        )
        page = [event_of(row) for row in connection.execute(*statement)]
        yield from page
        if len(page) < asked:
            return
        left -= len(page)
        if backward:
            high = page[-1].position - 1
        else:
            low = page[-1].position + 1
        size = _PAGE
