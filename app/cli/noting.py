"""Notes and bookmarks on the command line: listed, searched, added, changed, taken away, in and out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from app.cli.output import WRONG_USE, AsJson, Source, faults_shown, refuse, say, write_json, write_table
from app.cli.sources import path_of, reading, working
from app.person import user_name
from domain.history.diff import pointer
from domain.note import About, Note
from infra.notes.exchange import import_notes, write_notes
from infra.notes.notes import NoteView
from infra.open_log import OpenLog

_SHOWN = 100


def notes(
    source: Source,
    search: Annotated[str, typer.Option("--search", metavar="TEXT", help="Only notes with this text.")] = "",
    add: Annotated[str | None, typer.Option("--add", metavar="TEXT", help="Write a note.")] = None,
    bookmark: Annotated[bool, typer.Option("--bookmark", help="Set a bookmark.")] = False,
    position: Annotated[int | None, typer.Option("--position", metavar="P", help="About this event.")] = None,
    stream: Annotated[str, typer.Option("--stream", metavar="STREAM", help="About this stream.")] = "",
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="About this version of it; else the last.")
    ] = None,
    path: Annotated[
        str, typer.Option("--path", metavar="PATH", help="About this field, e.g. /lines/P-1/quantity")
    ] = "",
    change: Annotated[
        UUID | None, typer.Option("--change", metavar="ID", help="Give this note the text of --add.")
    ] = None,
    remove: Annotated[UUID | None, typer.Option("--remove", metavar="ID", help="Take a note away.")] = None,
    beside: Annotated[
        bool, typer.Option("--beside", help="Leave the log as it is; keep the note beside it.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the notes to a file.")
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--take", metavar="FILE", help="Take a file's notes in.")
    ] = None,
    author: Annotated[str, typer.Option("--author", help="Who writes; by default your user name.")] = "",
    as_json: AsJson = False,
) -> None:
    """Lists the notes and bookmarks of a log, or writes one: --add TEXT or --bookmark, with a place."""
    writes = add is not None or bookmark
    if sum((writes, remove is not None, take is not None, out is not None)) > 1:
        refuse("Give one of --add or --bookmark, --remove, --take and --out.", code=WRONG_USE)
    if writes and change is None and (position is None) == (not stream):
        refuse("Say what the note is about: --position P, or --stream NAME.", code=WRONG_USE)
    with faults_shown():
        if take is not None:
            _take(take, path_of(source))
            return
        if out is not None:
            with reading(source) as log:
                found = log.notes.all(search)
                write_notes((view.note for view in found), out)
                say(f"{len(found):,} notes written to {out}.")
            return
        if remove is not None:
            with _noting(source, beside) as log:
                log.notes.remove(remove)
            say("Removed.")
            return
        if not writes:
            with reading(source) as log:
                _list(log.notes.all(search), as_json)
            return
        who = author or user_name()
        with _noting(source, beside) as log:
            if change is not None:
                note = log.notes.change(change, text=add, bookmark=bookmark or None)
            elif position is not None:
                note = log.notes.add_at(position, text=add or "", bookmark=bookmark, author=who)
            else:
                note = _add_to_stream(log, stream, version, path, add or "", bookmark, who)
            _tell(log.notes.get(note.id), as_json)


def _add_to_stream(
    log: OpenLog, stream: str, version: int | None, path: str, text: str, bookmark: bool, author: str
) -> Note:
    where = pointer(path.split(".")) if path and not path.startswith("/") else path
    return log.notes.add(
        stream,
        log.store.head(stream) if version is None else version,
        about=About.FIELD if where else About.VERSION,
        path=where,
        text=text,
        bookmark=bookmark,
        author=author,
    )


@contextmanager
def _noting(source: str, beside: bool) -> Iterator[OpenLog]:
    """The log, open to be noted in; beside it where it may not or shall not be written."""
    if beside or not os.access(path_of(source), os.W_OK):
        with reading(source) as log:
            yield log
            say(f"Kept in {log.notes.place}.")
    else:
        with working(source) as log:
            yield log


def _take(file: Path, log: Path) -> None:
    taken = import_notes(file, log)
    say(f"{taken.notes:,} notes taken in.")
    for line, reason in taken.problems:
        say(f"Line {line} was left out: {reason}")


def _list(views: list[NoteView], as_json: bool) -> None:
    if as_json:
        for view in views:
            write_json(_value(view))
        return
    write_table(
        ("position", "stream", "version", "path", "", "note", "author", "id"),
        (
            (
                view.position,
                view.note.stream,
                view.note.version,
                view.note.path,
                "bookmark" if view.note.bookmark else "",
                _short(view.note.text),
                view.note.author,
                view.note.id,
            )
            for view in views
        ),
    )


def _tell(view: NoteView, as_json: bool) -> None:
    if as_json:
        write_json(_value(view))
    else:
        _list([view], as_json=False)


def _value(view: NoteView) -> dict[str, Any]:
    return view.note.as_json() | {"position": view.position, "type": view.type}


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
