"""Searches a log: the events that pass a filter, streamed in the log's order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from domain.event import Event
from domain.filtering.expression import Expression
from infra.database import Database
from infra.log.filter_sql import compile_filter, register_functions
from infra.log.rows import SELECT_EVENTS, event_of

_PAGE = 500


def search(
    database: Database,
    expression: Expression,
    *,
    after: int = 0,
    until: int | None = None,
    limit: int | None = None,
    stream: str | None = None,
) -> Iterator[Event]:
    """The events with `after` < position <= `until` that pass, at most `limit` of them.

    A damaged payload somewhere does not end the search: fields of it are missing, its text is searched.
    """
    with database.faults(), closing(database.connect()) as connection:
        register_functions(connection)
        left = 2**62 if limit is None else limit
        guarded = False
        while left > 0:
            where, parameters = compile_filter(expression, guarded=guarded)
            if stream is not None:
                where = f"e.stream_id = (SELECT id FROM streams WHERE name = ?) AND ({where})"
                parameters = (stream, *parameters)

            try:
                rows = connection.execute(
                    f"{SELECT_EVENTS} WHERE e.position > ? AND e.position <= ? AND ({where}) "
                    f"ORDER BY e.position LIMIT ?",
                    (after, 2**62 if until is None else until, *parameters, min(left, _PAGE)),
                ).fetchall()
            except sqlite3.OperationalError as error:
                if guarded or "malformed JSON" not in str(error):
                    raise
                guarded = True
                continue
            yield from map(event_of, rows)
            if len(rows) < min(left, _PAGE):
                return
            left -= len(rows)
            after = rows[-1][0]
