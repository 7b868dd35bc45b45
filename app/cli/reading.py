"""The commands that look: events, streams, states and differences."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli.moments import AsOfOption, as_of, time_of
from app.cli.output import (
    DONE,
    REFUSED,
    WRONG_USE,
    AsJson,
    Source,
    faults_shown,
    refuse,
    say,
    say_left_out,
    write_json,
    write_line,
    write_table,
    write_text,
)
from app.cli.sources import reading
from domain import json_value
from domain.event import event_json, timestamp
from domain.filtering import condition, parse
from domain.history.diff import diff as difference
from domain.history.patch import json_patch
from infra.log.search import search

_SHOWN = 160

Stream = Annotated[str, typer.Argument(metavar="STREAM", help="Category/key, e.g. Order/O-1001")]


def events(
    source: Source,
    filter: Annotated[str, typer.Option("--filter", metavar="EXPR", help="E.g. type = OrderPlaced")] = "",
    stream: Annotated[str, typer.Option("--stream", metavar="NAME", help="Only this stream.")] = "",
    after: Annotated[int, typer.Option("--after", metavar="POSITION", help="Only behind this position.")] = 0,
    limit: Annotated[int | None, typer.Option("--limit", min=0, help="At most so many.")] = None,
    as_of_: AsOfOption = "",
    as_json: AsJson = False,
) -> None:
    """Lists events in the log's order, all or up to a moment."""
    with faults_shown():
        parts = [f"({filter})"] if filter.strip() else []
        parse(filter)  # so that an error tells its place in what was typed
        if stream:
            parts.append(condition("stream", stream))
        expression = parse(" and ".join(parts))
        with reading(source) as log:
            moment = as_of(log, as_of_)
            until = None if moment is None else moment.position
            found = search(log.log, expression, after=after, until=until, limit=limit)
            if as_json:
                for event in found:
                    write_line(event_json(event))
                return
            write_table(
                ("position", "recorded at", "stream", "version", "type", "data"),
                (
                    (e.position, timestamp(e.recorded_at), e.stream, e.version, e.type, _short(e.data))
                    for e in found
                ),
            )


def streams(
    source: Source,
    category: Annotated[str, typer.Option("--category", help="Only this category.")] = "",
    as_of_: AsOfOption = "",
    as_json: AsJson = False,
) -> None:
    """Lists streams by name with their version and last activity, now or as of a moment."""
    with faults_shown(), reading(source) as log:
        rows = []
        moment = as_of(log, as_of_)
        position = None if moment is None else moment.position
        for info in log.streams.all(category or None, as_of=position):
            if as_json:
                write_json(
                    {
                        "stream": info.name,
                        "category": info.category,
                        "version": info.version,
                        "events": info.events,
                        "last_position": info.last_position,
                        "last_recorded_at": timestamp(info.last_recorded_at),
                    }
                )
            else:
                rows.append((info.name, info.version, info.last_position, timestamp(info.last_recorded_at)))
        if not as_json:
            write_table(("stream", "version", "last position", "last event at"), rows)


def state(
    source: Source,
    stream: Stream,
    version: Annotated[int | None, typer.Option("--version", metavar="N")] = None,
    position: Annotated[int | None, typer.Option("--position", metavar="P")] = None,
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="RFC 3339; without a zone UTC.")] = "",
    skip: Annotated[
        bool, typer.Option("--skip", help="Leave out events that cannot be read, instead of stopping there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Restores a stream's state: now, at a version, as of a position or as of a time.

    Where an event cannot be read, the state before it is printed and the exit code is 1: what came after is
    not known, unless such events are left out (--skip). JSON then has "problems", and "known" says whether
    the state is the one that was asked for.
    """
    if sum((version is not None, position is not None, bool(at))) > 1:
        refuse("Give one of --version, --position and --at.", code=WRONG_USE)
    with faults_shown(), reading(source) as log:
        moment = time_of(at, "--at") if at else None
        found = log.states.at(stream, version=version, position=position, at=moment, skip=skip)
        for problem in found.problems:
            if found.is_known:
                say(f"Version {problem.version} is left out of the state: {problem.reason}")
            else:
                say(
                    f"Version {problem.version} cannot be read: {problem.reason}\n"
                    "From there on the state is not known; --skip leaves it out. This is the state before it:"
                )
        if as_json:
            shown: dict[str, Any] = {
                "stream": found.stream,
                "version": found.version,
                "position": found.position,
                "recorded_at": timestamp(found.recorded_at),
                "inferred": found.inferred,
                "state": found.state,
            }
            if found.problems:
                shown["known"] = found.is_known
                shown["problems"] = [
                    {"version": problem.version, "reason": problem.reason} for problem in found.problems
                ]
            write_json(shown)
            raise typer.Exit(DONE if found.is_known else REFUSED)
        label = ", inferred: merged payloads" if found.inferred else ""
        write_text(f"{found.stream} at version {found.version} ({timestamp(found.recorded_at)}{label})")
        write_text(json_value.encode_pretty(found.state))
        if not found.is_known:
            raise typer.Exit(REFUSED)


def diff(
    source: Source,
    stream: Stream,
    from_: Annotated[int, typer.Argument(metavar="FROM", help="A version; 0 is before the first.")],
    to: Annotated[int, typer.Argument(metavar="TO")],
    patch: Annotated[
        bool, typer.Option("--patch", help="As a JSON Patch (RFC 6902), for other programs to apply.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Says what changed in a stream's state between two versions."""
    with faults_shown(), reading(source) as log:
        history = log.states.history(stream)
        for version in (from_, to):
            if not 0 <= version <= history.last:
                refuse(f"{stream} has versions 0 to {history.last}; there is no version {version}.")
        changes = difference(history.value_at(from_), history.value_at(to))
        say_left_out(history.problems(max(from_, to)))
        if patch:
            document = json_patch(changes)
            if as_json:
                write_json(document)
            else:
                write_text(json_value.encode_pretty(document))
            return
        if as_json:
            shown = [change.as_json() for change in changes]
            write_json({"stream": stream, "from": from_, "to": to, "changes": shown})
            return
        for change in changes:
            old = "" if change.op == "add" else json_value.encode(change.old).decode()
            new = "" if change.op == "remove" else json_value.encode(change.new).decode()
            write_text(f"{change.op:8}{change.path}  {old}{' -> ' if old and new else ''}{new}")


def _short(data: bytes) -> str:
    text = data[: _SHOWN * 4].decode("utf-8", "replace")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
