"""The commands that trace a value back to its cause."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli.moments import AsOfOption, as_of
from app.cli.output import (
    WRONG_USE,
    AsJson,
    Source,
    faults_shown,
    refuse,
    say,
    say_left_out,
    write_json,
    write_table,
    write_text,
)
from app.cli.projecting import up_to_date
from app.cli.sources import reading
from domain import json_value
from domain.event import timestamp
from domain.history.diff import pointer
from domain.history.parts import MISSING
from infra.blame import Setter
from infra.projections.row_blame import RowChange

_SHOWN = 80


def blame(
    source: Source,
    stream: Annotated[
        str,
        typer.Argument(
            metavar="STREAM", help="Category/key, e.g. Order/O-1001; with --read-model a column, or nothing."
        ),
    ] = "",
    path: Annotated[
        str,
        typer.Argument(
            metavar="[PATH]", help="A JSON Pointer (/lines/P-1/quantity) or dotted (lines.P-1.quantity)."
        ),
    ] = "",
    version: Annotated[
        int | None,
        typer.Option("--version", metavar="N", help="As seen from this version; else from the last."),
    ] = None,
    read_model: Annotated[
        str, typer.Option("--read-model", metavar="NAME", help="Ask about a row of this read model instead.")
    ] = "",
    row: Annotated[
        list[str] | None,
        typer.Option("--row", metavar="KEY", help="The row's key; once for each column of the key."),
    ] = None,
    as_of_: AsOfOption = "",
    as_json: AsJson = False,
) -> None:
    """Says which events set a field of a stream's state, newest first; without PATH each field's last one.

    With --read-model and --row the same for a row: blame SOURCE [COLUMN] --read-model NAME --row KEY.
    """
    if read_model or row:
        if not (read_model and row) or path or version is not None:
            refuse("Ask with --read-model, --row and at most one column.", code=WRONG_USE)
        _blame_row(source, read_model, tuple(row), stream, as_of_, as_json)
        return
    if not stream:
        refuse("Which stream? Give its name, or --read-model and --row.", code=WRONG_USE)
    if version is not None and as_of_:
        refuse("Give one of --version and --as-of.", code=WRONG_USE)
    with faults_shown(), reading(source) as log:
        found = log.states.blame(stream)
        found.follow()
        if (moment := as_of(log, as_of_)) is not None:
            version = log.states.last_version(stream, moment.position)
            if version == 0:
                refuse(f"{stream} had no events yet at that moment.", "Choose a later moment.")
        if version is not None and not 1 <= version <= found.version:
            refuse(f"{stream} has versions 1 to {found.version}; there is no version {version}.")
        say_left_out(found.problems(version))
        if not path:
            newest = found.newest(version)
            if as_json:
                write_json({leaf: setter.as_json() for leaf, setter in newest.items()})
            else:
                write_table(("path", *_COLUMNS), ((leaf, *_cells(setter)) for leaf, setter in newest.items()))
            return
        where = path if path.startswith("/") else pointer(path.split("."))
        _, setters = found.setters(where, version=version)
        if as_json:
            shown = [setter.as_json() for setter in setters]
            write_json({"stream": stream, "path": where, "setters": shown})
            return
        write_text(f"{stream} {where}")
        write_table(_COLUMNS, map(_cells, setters))


def _blame_row(
    source: str, read_model: str, key: tuple[str, ...], column: str, then: str, as_json: bool
) -> None:
    with faults_shown(), up_to_date(source) as log:
        moment = as_of(log, then)
        found = log.row_blame.history(read_model, key, as_of=None if moment is None else moment.position)
        if not found.is_live:
            say("The row in the read model differs from what its events say; a rebuild puts it right.")
        if column and column not in found.columns:
            refuse(f"{read_model} has no column {column}.", f"Its columns: {', '.join(found.columns)}.")
        if not column:
            newest = found.newest()
            if as_json:
                write_json({name: _row_value(change, name) for name, change in newest.items()})
            else:
                rows = ((name, *_row_cells(change, name)) for name, change in newest.items())
                write_table(("column", *_ROW_COLUMNS), rows)
            return
        setters = found.setters(column)
        if as_json:
            shown = [_row_value(change, column) for change in setters]
            write_json({"read_model": read_model, "row": list(found.key), "column": column, "setters": shown})
            return
        write_text(f"{read_model} {', '.join(key)} {column}")
        write_table(_ROW_COLUMNS, (_row_cells(change, column) for change in setters))


_ROW_COLUMNS = ("position", "stream", "version", "recorded at", "type", "value", "actor", "command")


def _row_value(change: RowChange, column: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "position": change.position,
        "stream": change.stream,
        "version": change.version,
        "type": change.type,
    }
    for name in ("command_id", "actor"):
        if getattr(change, name):
            shown[name] = getattr(change, name)
    if not change.is_gone:
        shown["value"] = change.changed[column]
    return shown


def _row_cells(change: RowChange, column: str) -> tuple[object, ...]:
    return (
        change.position,
        change.stream,
        change.version,
        timestamp(change.recorded_at),
        change.type,
        "(row removed)" if change.is_gone else change.changed[column],
        change.actor,
        change.command_id,
    )


_COLUMNS = ("version", "position", "recorded at", "type", "value", "actor", "command")


def _cells(setter: Setter) -> tuple[object, ...]:
    if setter.value is MISSING:
        value = "(removed)"
    else:
        value = json_value.encode(setter.value).decode("utf-8", "replace")
    return (
        setter.version,
        setter.position,
        timestamp(setter.recorded_at),
        setter.type,
        value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…",
        setter.actor,
        setter.command_id,
    )
