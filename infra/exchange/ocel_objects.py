"""The objects of an OCEL file, kept on disk while its events are read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from domain.errors import Unreadable
from infra.exchange import json_text
from infra.exchange.json_pieces import Piece

_BATCH = 5000


class ObjectSpool:
    """Looks objects up by id. Lives in an unnamed temporary file that the system removes."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # spills to disk beyond its cache
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(
            "CREATE TABLE objects (number INTEGER PRIMARY KEY, key TEXT, type TEXT, record TEXT)"
        )
        self._rows: list[tuple[int, str, str, str]] = []
        self._used = bytearray(1)

    def add(self, piece: Piece) -> None:
        """Keeps an object of either version. Raises `Unreadable` where it is none."""
        record = decoded(piece.raw)
        parts = dict(json_text.members(record))
        id = piece.name if piece.name else json_text.string(parts.get("id", "null"))
        if id is None:
            raise Unreadable("The object has no id.")
        type_ = json_text.string(parts.get("ocel:type") or parts.get("type") or "null") or ""
        self._used.append(0)
        self._rows.append((len(self._used) - 1, json_text.quoted(id), json_text.quoted(type_), record))
        if len(self._rows) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """Call once after the last `add`."""
        self._flush()
        self._database.execute("CREATE INDEX objects_key ON objects (key)")

    def type(self, id: str) -> str | None:
        """The object's type, None where the file does not declare the object, or not its type."""
        row = self._database.execute(
            "SELECT type FROM objects WHERE key = ? ORDER BY number", (json_text.quoted(id),)
        ).fetchone()
        return (json_text.string(row[0]) or None) if row else None

    def first_use(self, id: str) -> list[str]:
        """The object's raw record (more than one where the id is declared again) on the first call for it."""
        rows = self._database.execute(
            "SELECT number, record FROM objects WHERE key = ? ORDER BY number", (json_text.quoted(id),)
        ).fetchall()
        fresh = [record for number, record in rows if not self._used[number]]
        for number, _ in rows:
            self._used[number] = 1
        return fresh

    def unused(self) -> Iterator[tuple[str, str]]:
        """Raw id and raw record of the objects that `first_use` was never asked for."""
        for number, key, record in self._database.execute(
            "SELECT number, key, record FROM objects ORDER BY number"
        ):
            if not self._used[number]:
                yield key, record

    def close(self) -> None:
        """Removes the file."""
        self._database.close()

    def _flush(self) -> None:
        self._database.executemany("INSERT INTO objects VALUES (?, ?, ?, ?)", self._rows)
        self._rows.clear()


def decoded(raw: bytes) -> str:
    """The text of a piece, without the spaces and line ends between its values: it is to fit into one line.

    Raises `Unreadable` where it is not UTF-8.
    """
    try:
        return json_text.compact(raw.decode())
    except UnicodeDecodeError as error:
        raise Unreadable("It is not UTF-8.") from error
