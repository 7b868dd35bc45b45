"""The events of a log that pass a filter, streamed in the log's order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from domain.event import Event
from domain.filtering import Expression
from infra.log.filter_sql import compile, register_functions
from infra.log.log_file import LogFile
from infra.log.rows import SELECT_EVENTS, event_of

_FIRST_PAGE = 100
_PAGE = 2000


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
    condition, parameters = compile(expression)
    statement = (
        f"{SELECT_EVENTS} WHERE e.position BETWEEN ? AND ? AND ({condition}) "
        f"ORDER BY e.position {'DESC' if backward else 'ASC'} LIMIT ?"
    )
    low, high = after + 1, 2**62 if until is None else until
    left = 2**62 if limit is None else limit
    size = _FIRST_PAGE
    with log.database.faults(), closing(log.database.connect()) as connection:
        register_functions(connection)
        while left > 0 and low <= high:
            asked = min(left, size)
            page = [event_of(row) for row in connection.execute(statement, (low, high, *parameters, asked))]
            yield from page
            if len(page) < asked:
                return
            left -= len(page)
            if backward:
                high = page[-1].position - 1
            else:
                low = page[-1].position + 1
            size = _PAGE
