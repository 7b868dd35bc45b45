"""Notes beside an export: FILE.notes, one note a line, so that the export itself stays what was recorded."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import msgspec

from domain import json_value
from domain.errors import DomainError
from domain.filtering import Expression, parse
from domain.note import Note, read_note
from infra import clock
from infra.errors import LogError
from infra.exchange.exporting import replaced
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile
from infra.log.search import search
from infra.notes.notes import Notes, NoteView

KEPT_PROBLEMS = 100


class TakenNotes(msgspec.Struct, frozen=True):
    """What was taken in, and by line why some were not."""

    notes: int
    problems: tuple[tuple[int, str], ...]


def notes_file(exported: Path) -> Path:
    """Where the notes of an exported file are kept."""
    return exported.with_name(exported.name + ".notes")


def export_notes(log: LogFile, notes: Notes, expression: str, exported: Path) -> int:
    """Writes the notes of the events that pass the filter beside the export; how many they are.

    Where there are none, a file from an earlier export goes. Raises `FilterError` or `LogError`.
    """
    wanted = parse(expression)
    views = [view for view in notes.all() if not expression.strip() or _passes(log, wanted, view)]
    path = notes_file(exported)
    if views:
        write_notes((view.note for view in views), path)
    else:
        path.unlink(missing_ok=True)
    return len(views)


def write_notes(notes: Iterable[Note], path: Path) -> None:
    """Writes notes to a file, whole or not at all. Raises `LogError`."""
    with replaced(path) as file:
        for note in notes:
            file.write(json_value.encode(note.as_json()) + b"\n")


def import_notes(path: Path, log_path: Path) -> TakenNotes:
    """Takes the notes of a file into a log, each to its event; those without one are left out and told.

    Raises `LogError`.
    """
    log = LogFile.open(log_path)
    try:
        store = EventStore(log, clock.now)
        found: list[Note] = []
        problems: list[tuple[int, str]] = []
        for number, line in enumerate(_lines(path), 1):
            if not line.strip():
                continue
            try:
                found.append(_placed(read_note(line), store))
            except DomainError as fault:
                problems.append((number, fault.reason))
        if found:
            Notes(log, store, clock.now).put(found)
        return TakenNotes(len(found), tuple(problems[:KEPT_PROBLEMS]))
    finally:
        log.close()


def _passes(log: LogFile, wanted: Expression, view: NoteView) -> bool:
    if view.position is None:
        return False
    return any(True for _ in search(log, wanted, after=view.position - 1, until=view.position))


def _placed(note: Note, store: EventStore) -> Note:
    """The note with the id of the event that it is about. Raises `DomainError` where that is not here."""
    if note.event_id is not None and store.by_id(note.event_id) is not None:
        return note
    event = next(store.stream(note.stream, after=note.version - 1, until=note.version), None)
    if event is None or note.event_id is not None:
        raise DomainError(f"{note.stream} version {note.version}, which it is about, is not in this log.")
    return msgspec.structs.replace(note, event_id=event.id)


def _lines(path: Path) -> list[bytes]:
    try:
        text = path.read_bytes()
        return (gzip.decompress(text) if text.startswith(b"\x1f\x8b") else text).splitlines()
    except (OSError, EOFError) as error:
        raise LogError(f"{path} cannot be read: {error}.", "Choose another file.") from error
