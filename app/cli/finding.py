"""Run until, on the command line: where along a stream a condition comes to hold and ceases to."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from app.cli.moments import AsOfOption, as_of
from app.cli.output import (
    REFUSED,
    WRONG_USE,
    AsJson,
    Source,
    faults_shown,
    refuse,
    say,
    write_json,
    write_text,
)
from app.cli.sources import reading
from domain.filtering import FilterError
from infra.finding import Coverage, Finder, Hit, Run, is_category

_SHOWN = 200


def find(
    source: Source,
    stream: Annotated[
        str, typer.Argument(metavar="STREAM", help='Category/key, or "Category/*" for all of a category.')
    ],
    predicate: Annotated[
        str, typer.Argument(metavar="PREDICATE", help="E.g. 'after.on_hand < 3 and type = StockReserved'")
    ],
    start: Annotated[
        int | None,
        typer.Option("--from", metavar="N", help="Start at this version; else at the first (or last)."),
    ] = None,
    backward: Annotated[bool, typer.Option("--backward", help="Newest first.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Every transition, not only the first.")] = False,
    as_of_: AsOfOption = "",
    as_json: AsJson = False,
) -> None:
    """Finds where a condition becomes true and where it becomes false again, as JSON lines."""
    if "/" not in stream.removesuffix("/"):
        category = stream.removesuffix("/") or "Order"
        refuse(
            f"{stream!r} is no stream.",
            f'Write "{category}/*" for all streams of the category, or Category/key for one.',
        )
    if start is not None and is_category(stream):
        refuse("--from counts the versions of one stream.", "Name one, or leave --from out.", WRONG_USE)
    with faults_shown(), reading(source) as log:
        finder, moment = log.finder, as_of(log, as_of_)
        position = None if moment is None else moment.position
        try:
            meant = finder.parse(stream, predicate)
        except FilterError as fault:
            point_at(predicate, fault)
            raise
        if is_category(stream):
            run = finder.across(stream, meant, backward=backward, as_of=position)
        else:
            run = finder.along(stream, meant, start=start, backward=backward, as_of=position)
        found = _print(run, all_, is_category(stream), as_json or not sys.stdout.isatty())
        _tell(finder, stream, run.coverage, found)
        if not found:
            raise typer.Exit(REFUSED)


def _print(run: Run, all_: bool, with_stream: bool, as_json: bool) -> int:
    """Prints the hits as they come; how many there were."""
    count = 0
    hits = run.hits()
    try:
        for count, hit in enumerate(hits, 1):  # noqa: B007 - the last one is the answer
            if as_json:
                write_json(hit.as_json(with_stream=with_stream))
            else:
                write_text(_line(hit, with_stream))
            if not all_:
                break
    except KeyboardInterrupt:
        say("Stopped.")
    hits.close()  # what was looked at is known once the run has ended
    return count


def _line(hit: Hit, with_stream: bool) -> str:
    of = f"{hit.stream}  " if with_stream else ""
    becomes = "becomes true" if hit.becomes else "becomes false"
    return f"{of}version {hit.version}  position {hit.position}  {hit.type}  {becomes}"


def _tell(finder: Finder, scope: str, coverage: Coverage, found: int) -> None:
    if not found:
        say("Nothing found.")
    streams = f" in {coverage.streams:,} of {coverage.of_streams:,} streams" if is_category(scope) else ""
    say(f"Looked at {coverage.versions:,} of {coverage.of_versions:,} versions{streams}.")
    if coverage.undecodable:
        many = coverage.undecodable != 1
        said = "events do not decode; they were" if many else "event does not decode; it was"
        say(f"{coverage.undecodable:,} {said} left out of the states.")
    if coverage.is_complete:
        for name, near in finder.meant(scope, coverage):
            say(f"There never was anything in {name}." + (f" Did you mean {near}?" if near else ""))


def point_at(text: str, fault: FilterError) -> None:
    """The text with a mark under the place of the fault, where one line can show it."""
    if len(text) <= _SHOWN and text.isprintable():
        say(f"  {text}\n  {' ' * fault.position}^")
