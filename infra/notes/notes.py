"""The notes of one log: kept in it, or beside it where the log is only read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
import platformdirs

from domain.errors import DomainError
from domain.event import Event
from domain.note import About, Note, checked
from infra import clock
from infra.database import Database, rows_of
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile
from infra.notes.shelf import drop_note, has_notes, make_shelf, put_note, read_notes

_AT_ONCE = 400
_SIDE_FILES = ("", "-wal", "-shm")


class NoSuchNote(DomainError):
    """There is no note with that id, or nothing at the place that one should be about."""


class NoteView(msgspec.Struct, frozen=True):
    """A note and its event's place in the log; `position` and `type` are None where that event is missing."""

    note: Note
    position: int | None
    type: str | None


class NoteMark(msgspec.Struct, frozen=True):
    """What an event carries: a bookmark, and how many notes with a text."""

    bookmark: bool
    notes: int


class Notes:
    """Notes and bookmarks of one log. Thread-safe.

    A log that is only read is left as it is: its notes are in NAME.eventlog-notes beside it. The next write
    to a log that is open for writing takes them in.
    """

    def __init__(self, log: LogFile, store: EventStore, now: Callable[[], datetime]) -> None:
        self._log = log
        self._store = store
        self._now = now
        self._beside = beside_path(log)

    @property
    def place(self) -> Path:
        """The file in which new notes are kept."""
        return self._beside if self._log.read_only else self._log.path

    def all(self, containing: str = "") -> list[NoteView]:
        """All notes in the log's order, or those with a text in what they say or are about."""
        found = {note.id: note for note in self._kept_beside()}
        if has_notes(self._log.database):
            found |= {note.id: note for note in read_notes(self._log.database)}
        views = self._located(found.values())
        return [view for view in views if matches(view, containing)]

    def get(self, id: UUID) -> NoteView:
        """The note with that id. Raises `NoSuchNote`."""
        found = next((view for view in self.all() if view.note.id == id), None)
        if found is None:
            raise NoSuchNote(f"There is no note {id}.", "List them with `eventscope notes`.")
        return found

    def marks(self) -> dict[int, NoteMark]:
        """What there is to be seen at positions of the log."""
        return marks_of(self.all())

    def add(
        self,
        stream: str,
        version: int,
        *,
        about: About = About.EVENT,
        path: str = "",
        text: str = "",
        bookmark: bool = False,
        author: str = "",
    ) -> Note:
        """A new note about a version of a stream, its event, or a field (JSON Pointer) of its state.

        Raises `NoSuchNote` where there is no such version, `DomainError` where the note is empty.
        """
        head = self._store.head(stream)
        if not 1 <= version <= head:
            raise NoSuchNote(
                f"{stream} has versions 1 to {head}; there is no version {version}."
                if head
                else f"There is no stream {stream}.",
                "Note a version within them." if head else "Look it up with `eventscope streams`.",
            )
        event = next(self._store.stream(stream, after=version - 1, until=version), None)
        now = self._now()
        note = Note(
            id=clock.new_id(),
            about=about,
            stream=stream,
            version=version,
            event_id=None if event is None else event.id,
            path=path,
            text=text.strip(),
            bookmark=bookmark,
            author=author,
            created_at=now,
            changed_at=now,
        )
        self.put([note])
        return note

    def add_at(self, position: int, *, text: str = "", bookmark: bool = False, author: str = "") -> Note:
        """A new note about the event at a position. Raises as `add` does."""
        event = self._event(position)
        return self.add(event.stream, event.version, text=text, bookmark=bookmark, author=author)

    def change(self, id: UUID, *, text: str | None = None, bookmark: bool | None = None) -> Note:
        """Another text, or the bookmark set or taken away. Raises `NoSuchNote`, `DomainError`."""
        note = self.get(id).note
        changed = msgspec.structs.replace(
            note,
            text=note.text if text is None else text.strip(),
            bookmark=note.bookmark if bookmark is None else bookmark,
            changed_at=self._now(),
        )
        self.put([changed])
        return changed

    def remove(self, id: UUID) -> Note:
        """Takes a note away; what is returned can be `put` again. Raises `NoSuchNote`."""
        note = self.get(id).note
        database = self._writable()
        try:
            with database.writing() as connection:
                if not drop_note(connection, id):
                    raise NoSuchNote(
                        f"The note {id} is kept in the log, which is open for reading only.",
                        "Open the log with write permission to remove it.",
                    )
        finally:
            self._let_go(database)
        return note

    def put(self, notes: Iterable[Note]) -> None:
        """Keeps notes, in the place of those with their ids. Raises `DomainError` where one is none."""
        sound = [checked(note) for note in notes]
        database = self._writable()
        try:
            with database.writing() as connection:
                for note in sound:
                    put_note(connection, note)
        finally:
            self._let_go(database)

    def toggle_bookmark(self, position: int, *, author: str = "") -> bool:
        """Sets a bookmark at the event, or takes it away; whether there is one now. Raises `NoSuchNote`."""
        event = self._event(position)
        here = [v.note for v in self.all() if v.note.event_id == event.id and v.note.about is About.EVENT]
        marked = [note for note in here if note.bookmark]
        for note in marked:
            if note.text:
                self.change(note.id, bookmark=False)
            else:
                self.remove(note.id)
        if not marked and here:
            self.change(here[0].id, bookmark=True)
        elif not marked:
            self.add(event.stream, event.version, bookmark=True, author=author)
        return not marked

    def _event(self, position: int) -> Event:
        event = self._store.at(position)
        if event is None:
            raise NoSuchNote(f"There is no event at position {position:,}.", "Choose another one.")
        return event

    def _located(self, notes: Iterable[Note]) -> list[NoteView]:
        listed = list(notes)
        places: dict[bytes, tuple[int, str]] = {}
        with self._log.database.reading() as connection:
            ids = [note.event_id.bytes for note in listed if note.event_id is not None]
            for some in _batches(ids):
                marks = ", ".join("?" * len(some))
                rows = rows_of(
                    connection,
                    "SELECT e.id, e.position, t.name FROM events e JOIN event_types t ON t.id = e.type_id "
                    f"WHERE e.id IN ({marks})",
                    tuple(some),
                )
                places |= {id: (position, type) for id, position, type in rows}
        views = []
        for note in listed:
            place = None if note.event_id is None else places.get(note.event_id.bytes)
            views.append(NoteView(note, *(place or (None, None))))
        return sorted(views, key=_in_order)

    def _kept_beside(self) -> list[Note]:
        if not self._beside.exists():
            return []
        database = Database(self._beside, "rw" if os.access(self._beside, os.W_OK) else "immutable")
        try:
            return read_notes(database) if has_notes(database) else []
        finally:
            database.close()

    def _writable(self) -> Database:
        """The database that takes notes. The log's own takes in those that are beside it."""
        if self._log.read_only:
            self._beside.parent.mkdir(parents=True, exist_ok=True)
            database = Database(self._beside, "rwc")
            make_shelf(database)
            return database
        beside = self._kept_beside()
        if beside:
            present = {note.id for note in read_notes(self._log.database)}
            with self._log.database.writing() as connection:
                for note in beside:
                    if note.id not in present:
                        put_note(connection, note)
            for suffix in _SIDE_FILES:
                self._beside.with_name(self._beside.name + suffix).unlink(missing_ok=True)
        return self._log.database

    def _let_go(self, database: Database) -> None:
        if database is not self._log.database:
            database.close()


def beside_path(log: LogFile) -> Path:
    """NAME.eventlog-notes beside the log; in the user's data folder where nothing can be written there."""
    beside = log.path.with_name(log.path.name + "-notes")
    if beside.exists() or os.access(log.path.parent, os.W_OK):
        return beside
    folder = Path(platformdirs.user_data_dir("eventscope", appauthor=False)) / "notes"
    return folder / f"{log.path.name}-{log.log_id}-notes"


def matches(view: NoteView, containing: str) -> bool:
    """Whether the note's text, place or author has that text in it, whatever its case."""
    note, wanted = view.note, containing.strip().casefold()
    where = "\n".join((note.text, note.stream, note.path, note.author, view.type or ""))
    return wanted in where.casefold()


def marks_of(views: Iterable[NoteView]) -> dict[int, NoteMark]:
    """By position, what the events carry that the notes are about."""
    marks: dict[int, NoteMark] = {}
    for view in views:
        if view.position is not None:
            before = marks.get(view.position, NoteMark(False, 0))
            notes = before.notes + bool(view.note.text)
            marks[view.position] = NoteMark(before.bookmark or view.note.bookmark, notes)
    return marks


def _in_order(view: NoteView) -> tuple[bool, int, datetime]:
    return view.position is None, view.position or 0, view.note.created_at


def _batches(ids: list[bytes]) -> Iterable[list[bytes]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
