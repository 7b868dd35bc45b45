"""The list of streams: by category, by name, in keyset pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from domain.event import moment
from infra.database import Database, rows_of

_PAGE = 500


class StreamInfo(msgspec.Struct, frozen=True):
    """A stream as the list shows it."""

    name: str
    category: str
    key: str
    version: int
    events: int
    last_position: int
    last_recorded_at: datetime


class CategoryInfo(msgspec.Struct, frozen=True):
    """A category and how many streams it has."""

    name: str
    streams: int


class Streams:
    """The streams of one log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def categories(self, *, as_of: int | None = None) -> list[CategoryInfo]:
        """All categories, by name; as of a position, only with the streams that had begun by then."""
        where, parameters = _begun(as_of)
        with self._database.reading() as connection:
            rows = rows_of(
                connection,
                f"SELECT s.category, count(*) FROM streams s WHERE {where} "
                "GROUP BY s.category ORDER BY s.category",
                parameters,
            )
            return [CategoryInfo(name, count) for name, count in rows]

    def last_activity(self) -> dict[str, datetime]:
        """When the last event of each category was recorded. Reads every stream's row: slow for very many."""
        with self._database.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT l.category, e.recorded_at FROM (SELECT category, max(last_position) AS position "
                "FROM streams GROUP BY category) l JOIN events e ON e.position = l.position",
            )
            return {category: moment(recorded_at) for category, recorded_at in rows}

    def size(self, category: str, *, as_of: int | None = None) -> tuple[int, int]:
        """How many streams a category has, and the sum of their versions; now or as of a position."""
        statement = "SELECT count(*), coalesce(sum(version), 0) FROM streams WHERE category = ?"
        parameters: tuple[str | int, ...] = (category,)
        if as_of is not None:
            statement = (
                "SELECT count(*), coalesce(sum(version), 0) FROM (SELECT max(e.version) AS version "
                "FROM streams s JOIN events e ON e.stream_id = s.id "
                "WHERE s.category = ? AND e.position <= ? GROUP BY s.id)"
            )
            parameters = (category, as_of)
        with self._database.reading() as connection:
            row = rows_of(connection, statement, parameters).fetchone()
        return (row[0], row[1]) if row else (0, 0)

    def page(
        self,
        category: str | None = None,
        *,
        after: str = "",
        containing: str = "",
        limit: int = _PAGE,
        as_of: int | None = None,
    ) -> list[StreamInfo]:
        """Streams in the order of their names, behind the name `after`.

        Parameters
        ----------
        containing:
            Only keys that contain this text (case of A-Z ignored).
        as_of:
            A position: the streams that had begun by then, as they were.
        """
        begun, moments = _begun(as_of)
        where: list[str] = [begun, "s.name > ?"]
        parameters: list[str | int] = [*moments, after]
        order = "s.name"
        if category is not None:
            # Within a category names are in the order of their keys, and that order has an index.
            where += ["s.category = ?", "s.key >= ?"]
            parameters += [category, after.partition("/")[2]]
            order = "s.key, s.name"
        if containing:
            escaped = containing.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            where.append("s.name LIKE ? ESCAPE '\\'")
            parameters.append(f"%{escaped}%")
        with self._database.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT s.name, s.category, s.key, s.version, s.events, s.last_position, "
                "coalesce((SELECT recorded_at FROM events e WHERE e.position = s.last_position), 0), s.id "
                f"FROM streams s WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?",
                (*parameters, limit),
            )
            if as_of is None:
                return [_info(*row[:-1]) for row in rows]
            return [
                _info(name, category, key, *_until(connection, id, as_of))
                for name, category, key, *_, id in rows.fetchall()
            ]

    def all(self, category: str | None = None, *, as_of: int | None = None) -> Iterator[StreamInfo]:
        """Every stream, or every one of a category, page by page; now or as of a position."""
        after = ""
        while page := self.page(category, after=after, as_of=as_of):
            yield from page
            after = page[-1].name

    def keys(
        self, category: str, prefix: str = "", limit: int = 50, *, as_of: int | None = None
    ) -> list[str]:
        """Keys of a category that begin with `prefix`, for completion; with `as_of` those begun by then."""
        begun, moments = _begun(as_of)
        with self._database.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT s.key FROM streams s WHERE s.category = ? AND s.key >= ? AND s.key < ? "
                f"AND {begun} ORDER BY s.key LIMIT ?",
                (category, prefix, prefix + "\U0010ffff", *moments, limit),
            )
            return [key for (key,) in rows]

    def newest_keys(self, category: str, limit: int = 100) -> list[str]:
        """Keys of the streams of a category that were begun last, newest first."""
        with self._database.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT key FROM streams WHERE category = ? ORDER BY id DESC LIMIT ?",
                (category, limit),
            )
            return [key for (key,) in rows]


def _begun(as_of: int | None) -> tuple[str, tuple[int, ...]]:
    """Which streams had their first event by then: asked of an index, however long they are."""
    if as_of is None:
        return "true", ()
    return (
        "(SELECT e.position FROM events e WHERE e.stream_id = s.id ORDER BY e.version LIMIT 1) <= ?",
        (as_of,),
    )


def _until(connection: Connection, stream_id: int, as_of: int) -> tuple[int, int, int, int]:
    """Version, events, last position and its time, as of a position."""
    version, events = rows_of(
        connection,
        "SELECT max(version), count(*) FROM events WHERE stream_id = ? AND position <= ?",
        (stream_id, as_of),
    ).fetchone()
    position, recorded_at = rows_of(
        connection,
        "SELECT position, recorded_at FROM events WHERE stream_id = ? AND version = ?",
        (stream_id, version),
    ).fetchone()
    return version, events, position, recorded_at


def _info(
    name: str, category: str, key: str, version: int, events: int, last_position: int, last: int
) -> StreamInfo:
    return StreamInfo(name, category, key, version, events, last_position, moment(last))
