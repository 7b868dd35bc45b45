"""Taking evidence away and bringing it in: export, import, verify."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from app.cli.output import (
    DONE,
    REFUSED,
    AsJson,
    Source,
    faults_shown,
    say,
    write_json,
    write_text,
)
from app.cli.sources import path_of, reading
from infra.exchange.exporting import ExportFormat
from infra.exchange.exporting import export as export_events
from infra.exchange.importing import ImportReport, import_file
from infra.log.verify import verify as verify_log
from infra.notes.exchange import TakenNotes, export_notes, import_notes, notes_file
from infra.progress import Progress

_PROBLEMS_SHOWN = 20


def export(
    source: Source,
    format: Annotated[ExportFormat, typer.Option("--format", help="jsonl or csv.")] = ExportFormat.JSONL,
    filter: Annotated[str, typer.Option("--filter", metavar="EXPR", help="Only events that pass.")] = "",
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="By default stdout.")] = "",
    with_notes: Annotated[
        bool, typer.Option("--notes/--no-notes", help="With --out: notes go to FILE.notes beside it.")
    ] = True,
) -> None:
    """Writes events as JSON lines or CSV; JSON lines can be imported back to the same log."""
    with faults_shown(), reading(source) as log:
        target = Path(out) if out and out != "-" else None
        report = export_events(
            log.log,
            filter,
            format,
            target or sys.stdout.buffer,
            progress=_show_progress if target else _be_quiet,
        )
        sys.stdout.buffer.flush()
        if target:
            say(f"{report.events:,} events written to {target}.")
            count = export_notes(log.log, log.notes, filter, target) if with_notes else 0
            if count:
                say(f"{count:,} notes written to {notes_file(target)}.")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, OCEL JSON or XES.")],
    into: Annotated[str, typer.Option("--into", metavar="LOG", help="The log to import into.")],
    append: Annotated[bool, typer.Option("--append", help="Also into a log that holds events.")] = False,
    with_notes: Annotated[
        bool, typer.Option("--notes/--no-notes", help="Take in FILE.notes too, where it is there.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Imports a file into a log, whole or not at all; broken lines are reported and left out."""
    with faults_shown():
        report = import_file(file, path_of(into), append=append, progress=_show_progress)
        if with_notes and notes_file(file).exists():
            _tell_notes(import_notes(notes_file(file), path_of(into)))
        if as_json:
            write_json(msgspec.to_builtins(report))
        else:
            _tell(report)
        raise typer.Exit(DONE)


def verify(source: Source, as_json: AsJson = False) -> None:
    """Checks a log: versions, order, ids, hashes; says what is wrong and where."""
    with faults_shown():
        report = verify_log(path_of(source), _show_progress)
        if as_json:
            problems: list[dict[str, Any]] = [msgspec.to_builtins(problem) for problem in report.problems]
            write_json({"ok": report.ok, "events": report.events, "problems": problems})
        elif report.ok:
            write_text(f"{report.events:,} events, nothing wrong.")
        else:
            write_text(f"{report.events:,} events, {report.problem_count:,} problems:")
            for problem in report.problems:
                at = f" at position {problem.position:,}" if problem.position is not None else ""
                of = f" of {problem.stream}" if problem.stream is not None else ""
                write_text(f"  {problem.kind}{at}{of}: {problem.message}")
        raise typer.Exit(DONE if report.ok else REFUSED)


def _tell(report: ImportReport) -> None:
    write_text(f"{report.events:,} events in {report.streams:,} streams imported ({report.format.value}).")
    for note in report.notes:
        say(note)
    for problem in report.problems[:_PROBLEMS_SHOWN]:
        say(f"Line {problem.line} was left out: {problem.reason}")
    if report.problem_count > _PROBLEMS_SHOWN:
        say(f"... and {report.problem_count - _PROBLEMS_SHOWN:,} more; --json lists up to 1,000.")


def _tell_notes(taken: TakenNotes) -> None:
    say(f"{taken.notes:,} notes taken in.")
    for line, reason in taken.problems[:_PROBLEMS_SHOWN]:
        say(f"The note in line {line} was left out: {reason}")


def _show_progress(now: Progress) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{100 * now.fraction:.0f} % ({now.events:,} events) {now.step:20}")
        sys.stderr.flush()


def _be_quiet(_now: Progress) -> None:
    pass
