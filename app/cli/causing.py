"""Causes and consequences of an event, as a tree in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

import typer

from app.cli.output import WRONG_USE, AsJson, Source, faults_shown, refuse, say, write_json, write_text
from app.cli.sources import reading
from domain.history.correlation import Correlation, Kind, Link
from infra.correlation import Trace


def causes(
    source: Source,
    event: Annotated[
        str, typer.Argument(metavar="POSITION|EVENT_ID", help="The event: its position or its id.")
    ],
    as_json: AsJson = False,
) -> None:
    """Says what led to an event and what followed: its command, its siblings, its consequences."""
    wanted = _wanted(event)
    with faults_shown(), reading(source) as log:
        trace = log.correlations.of(wanted) if isinstance(wanted, int) else log.correlations.of_id(wanted)
        if as_json:
            write_json(trace.as_json())
            return
        for line in _tree(trace):
            write_text(line)
        if trace.notice:
            say(trace.notice)


def _wanted(text: str) -> int | UUID:
    try:
        return int(text.replace(",", "")) if len(text) < 20 else UUID(text)
    except ValueError:
        refuse(f"{text!r} is neither a position nor an event id.", "For example: 42", WRONG_USE)


def _tree(trace: Trace) -> Iterator[str]:
    found = trace.whole
    focus = str(trace.focus.id)
    waiting = [(root, "", "") for root in reversed(found.roots)]
    while waiting:
        id, before, branch = waiting.pop()
        yield f"{before}{branch}{_line(found.links[id])}{'   <<<' if id == focus else ''}"
        if branch:
            before += "│  " if branch.startswith("├") else "   "
        waiting += reversed(list(_below(found, id, before)))


def _below(found: Correlation, id: str, before: str) -> Iterator[tuple[str, str, str]]:
    children = found.consequences.get(id, ())
    for number, child in enumerate(children, 1):
        yield child, before, "└─ " if number == len(children) else "├─ "


def _line(link: Link) -> str:
    match link.kind:
        case Kind.EVENT:
            return f"{link.name}  {link.stream} v{link.version}  position {link.position:,}"
        case Kind.COMMAND:
            by = f"  by {link.actor}" if link.actor else ""
            name = link.name or f"a command that is not in this journal, {link.id},"
            status = f"  {link.status}" if link.status and link.status != "succeeded" else ""
            return f"[{name}]  {link.stream}{by}{status}{f': {link.reason}' if link.reason else ''}"
        case Kind.MISSING:
            return f"(something that is not in this log: {link.id})"
