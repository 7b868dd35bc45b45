"""From history to test on the command line: `as-test` and `minimise`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.finding import point_at
from app.cli.output import AsJson, Source, faults_shown, say, write_json, write_line, write_table, write_text
from app.cli.reading import Stream
from app.cli.sources import reading
from domain.event import event_json, timestamp
from domain.filtering import FilterError
from domain.history.minimise import Attempt
from infra.evidence import Minimal, Written
from infra.exchange.exporting import replaced

_SHOWN = 100

Mask = Annotated[bool, typer.Option("--mask", help="Put pseudonyms in the place of texts.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="By default stdout.")]


def as_test(
    source: Source,
    stream: Stream,
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="Up to this version; else the last.")
    ] = None,
    mask: Mask = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Writes a stream's history as a test for pytest: given events, when command, then events."""
    with faults_shown(), reading(source) as log:
        written = log.evidence.as_test(stream, version, mask=mask)
        if as_json:
            shown = {"stream": stream, "file": written.file_name, "notes": list(written.notes)}
            write_json(shown | {"source": written.source})
        else:
            _put(written, out)


def minimise(
    source: Source,
    stream: Stream,
    predicate: Annotated[
        str, typer.Argument(metavar="PREDICATE", help="E.g. 'after.on_hand < 0', as for `find`")
    ],
    as_test: Annotated[
        Path | None, typer.Option("--as-test", metavar="FILE", help="Write what is left as a test.")
    ] = None,
    mask: Mask = False,
    as_json: AsJson = False,
) -> None:
    """Shrinks a stream to the fewest events for which a condition still comes to hold."""
    with faults_shown(), reading(source) as log:
        try:
            meant = log.finder.parse(stream, predicate)
        except FilterError as fault:
            point_at(predicate, fault)
            raise
        found = log.evidence.minimise(stream, meant, _show_progress)
        _list(found, as_json)
        attempts = f"{found.attempts:,} attempt{'s' if found.attempts != 1 else ''}"
        say(f"{len(found.events):,} of {found.of_events:,} events are enough ({attempts}).")
        if as_test is not None:
            _put(log.evidence.of_events(found.events, predicate, mask=mask), as_test)


def _put(written: Written, out: Path | None) -> None:
    for note in written.notes:
        say(note)
    if out is None:
        write_text(written.source.rstrip("\n"))
        return
    with replaced(out) as file:
        file.write(written.source.encode("utf-8", "backslashreplace"))
    say(f"Written to {out}. Run it with: pytest {out}")


def _list(found: Minimal, as_json: bool) -> None:
    if as_json:
        for event in found.events:
            write_line(event_json(event))
        return
    write_table(
        ("version", "position", "recorded at", "type", "data"),
        (
            (
                event.version,
                event.position,
                timestamp(event.recorded_at),
                event.type,
                event.data[:_SHOWN].decode("utf-8", "replace") + ("…" if len(event.data) > _SHOWN else ""),
            )
            for event in found.events
        ),
    )


def _show_progress(now: Attempt) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{now.attempts:,} attempts, {now.left:,} of {now.of:,} events left ")
        sys.stderr.flush()
