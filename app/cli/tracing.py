"""The commands that trace a value back to its cause."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.output import AsJson, Source, faults_shown, refuse, write_json, write_table, write_text
from app.cli.reading import Stream
from app.cli.sources import reading
from domain import json_value
from domain.event import timestamp
from domain.history.diff import pointer
from domain.history.parts import MISSING
from infra.blame import Setter

_SHOWN = 80


def blame(
    source: Source,
    stream: Stream,
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
    as_json: AsJson = False,
) -> None:
    """Says which events set a field of a stream's state, newest first; without PATH each field's last one."""
    with faults_shown(), reading(source) as log:
        found = log.states.blame(stream)
        found.follow()
        if version is not None and not 1 <= version <= found.version:
            refuse(f"{stream} has versions 1 to {found.version}; there is no version {version}.")
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
