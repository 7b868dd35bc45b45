"""The rows to show for positions: read page by page, without the weight of large payloads."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from domain.event import moment
from infra.database import rows_of
from infra.log.log_file import LogFile
from infra.log.rows import EVENT_TABLES

PREVIEW = 512  # bytes
_AT_ONCE = 500  # positions in one statement

_COLUMNS = "e.position, e.recorded_at, s.name, e.version, t.name, e.schema_version, e.correlation_id"
_BRIEF = f"SELECT {_COLUMNS}, '' FROM {EVENT_TABLES} WHERE e.position"
_FULL = f"SELECT {_COLUMNS}, CAST(e.metadata AS BLOB) FROM {EVENT_TABLES} WHERE e.position"


class EventRow(msgspec.Struct, frozen=True, gc=False):
    """An event as a table shows it.

    `data` is the beginning of the recorded payload (it may end in the middle of a character), `size` the
    length of the whole in bytes. `metadata` is empty unless it was asked for.
    """

    position: int
    recorded_at: datetime
    stream: str
    version: int
    type: str
    schema_version: int
    data: bytes
    size: int
    correlation: str = ""
    metadata: bytes = b""


class EventPages:
    """Reads the rows of one log. May be used from any thread, but not from one that must not wait."""

    def __init__(self, log: LogFile) -> None:
        self._database = log.database

    def rows(
        self, positions: Sequence[int], preview: int = PREVIEW, *, with_metadata: bool = False
    ) -> list[EventRow | None]:
        """The rows at these positions, in this order; None where there is no event (any more).

        Parameters
        ----------
        positions:
            A page of a view: a few hundred, in any order; an array will do.
        preview:
            How many bytes of each payload to read. The rest of it is not touched.
        with_metadata:
            Whether to read the metadata too.

        Raises `LogError`.
        """
        wanted = [int(position) for position in positions]
        found: dict[int, EventRow] = {}
        select = _FULL if with_metadata else _BRIEF
        with self._database.reading() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            with self._database.faults():
                for start in range(0, len(wanted), _AT_ONCE):
                    part = wanted[start : start + _AT_ONCE]
                    where, parameters = _where(part)
                    for row in rows_of(connection, f"{select} {where}", parameters).fetchall():
                        found[row[0]] = _row(driver, row, preview)
        return [found.get(position) for position in wanted]


def _where(positions: list[int]) -> tuple[str, tuple[int, ...]]:
    low, high = min(positions), max(positions)
    if high - low + 1 == len(set(positions)):
        return "BETWEEN ? AND ?", (low, high)
    return f"IN ({', '.join('?' * len(positions))})", tuple(positions)


def _row(driver: sqlite3.Connection, row: tuple[Any, ...], preview: int) -> EventRow:
    position, recorded_at, stream, version, type_, schema_version, correlation, metadata = row
    # substr() would read all of a payload to give its beginning: 2 ms for 10 MB. This reads its first page.
    with driver.blobopen("events", "data", position, readonly=True) as payload:
        size = len(payload)
        data = payload.read(min(preview, size))
    return EventRow(
        position,
        moment(recorded_at),
        stream,
        version,
        type_,
        schema_version,
        data,
        size,
        correlation or "",
        metadata or b"",
    )
