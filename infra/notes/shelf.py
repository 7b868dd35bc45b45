"""One table of notes in one database: the log's own, or the file beside a log that is only read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, inspect, select
from sqlalchemy.dialects.sqlite import insert

from domain.event import microseconds, moment
from domain.note import About, Note
from infra.database import Database
from infra.log import tables


def has_notes(database: Database) -> bool:
    """Whether there is a table of notes: a log of schema version 1 has none."""
    with database.reading() as connection:
        return bool(inspect(connection).has_table(tables.notes.name))


def read_notes(database: Database) -> list[Note]:
    """All notes, oldest first."""
    with database.reading() as connection:
        rows = connection.execute(select(tables.notes).order_by(tables.notes.c.created_at, tables.notes.c.id))
        return [_note(row._mapping) for row in rows]


def put_note(connection: Connection, note: Note) -> None:
    """Keeps a note, in the place of the one with its id."""
    values = {
        "id": note.id.bytes,
        "about": note.about.value,
        "stream": note.stream,
        "version": note.version,
        "event_id": None if note.event_id is None else note.event_id.bytes,
        "path": note.path,
        "text": note.text,
        "bookmark": int(note.bookmark),
        "author": note.author,
        "created_at": microseconds(note.created_at),
        "changed_at": microseconds(note.changed_at),
    }
    statement = insert(tables.notes).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def drop_note(connection: Connection, id: UUID) -> bool:
    """Takes a note away; False where there is none with that id."""
    found = connection.execute(tables.notes.delete().where(tables.notes.c.id == id.bytes))
    return bool(found.rowcount)


def make_shelf(database: Database) -> None:
    """Makes the table where it is not there yet."""
    with database.writing() as connection:
        tables.notes.create(connection, checkfirst=True)


def _note(row: Any) -> Note:
    return Note(
        id=UUID(bytes=row["id"]),
        about=About(row["about"]),
        stream=row["stream"],
        version=row["version"],
        event_id=None if row["event_id"] is None else UUID(bytes=row["event_id"]),
        path=row["path"],
        text=row["text"],
        bookmark=bool(row["bookmark"]),
        author=row["author"],
        created_at=moment(row["created_at"]),
        changed_at=moment(row["changed_at"]),
    )
