"""Notes and bookmarks: what a person found out, and the event, version or field that it is about."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from domain import json_value
from domain.errors import DomainError, Unreadable
from domain.event import StreamName, timestamp

LONGEST = 20_000  # characters of a note


class About(StrEnum):
    """What a note can be about."""

    EVENT = "event"
    VERSION = "version"
    FIELD = "field"


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note, or with an empty text only a bookmark.

    `path` is the JSON Pointer of the field in the stream's state at `version`, "" where it is about no field.
    `event_id` is None where the log lacks that version. `author` is "" where it is not known who wrote it.
    """

    id: UUID
    about: About
    stream: str
    version: int
    event_id: UUID | None = None
    path: str = ""
    text: str = ""
    bookmark: bool = False
    author: str = ""
    created_at: datetime
    changed_at: datetime

    def as_json(self) -> dict[str, Any]:
        """As it is printed and exported."""
        return {
            "id": str(self.id),
            "about": self.about.value,
            "stream": self.stream,
            "version": self.version,
            "event_id": None if self.event_id is None else str(self.event_id),
            "path": self.path,
            "text": self.text,
            "bookmark": self.bookmark,
            "author": self.author,
            "created_at": timestamp(self.created_at),
            "changed_at": timestamp(self.changed_at),
        }


def checked(note: Note) -> Note:
    """The note, where it is one. Raises `DomainError` saying what is wrong with it."""
    StreamName.parse(note.stream)
    if note.version < 1:
        raise DomainError(f"There is no version {note.version}.", "Versions count from 1.")
    if (note.about is About.FIELD) != bool(note.path):
        raise DomainError("A note about a field needs the field's path, and no other note has one.")
    if note.path and not note.path.startswith("/"):
        raise DomainError(
            f"{note.path!r} is no JSON Pointer.", "Write it like /lines/P-1/quantity, with a leading slash."
        )
    if not note.text.strip() and not note.bookmark:
        raise DomainError("The note is empty.", "Write something, or set a bookmark.")
    if len(note.text) > LONGEST:
        raise DomainError(f"The note is longer than {LONGEST:,} characters.", "Shorten it.")
    return note


def read_note(line: bytes) -> Note:
    """The note that a line of an exported file spells. Raises `DomainError`."""
    value = json_value.decode(line)
    if isinstance(value, dict):
        value = {name: value[name] for name in value if name in Note.__struct_fields__}
    try:
        note: Note = msgspec.convert(value, Note, strict=False)
    except msgspec.ValidationError as error:
        raise Unreadable(f"This is no note: {error}.") from error
    aware = {
        name: moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        for name, moment in (("created_at", note.created_at), ("changed_at", note.changed_at))
    }
    return checked(msgspec.structs.replace(note, **aware))
