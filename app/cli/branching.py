"""What would have been: branches of a log, compared with the log itself, which stays as it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.output import (
    REFUSED,
    WRONG_USE,
    AsJson,
    Source,
    faults_shown,
    refuse,
    say,
    write_json,
    write_table,
    write_text,
)
from app.cli.sources import reading
from domain import json_value
from domain.branch.edits import Branch, Drop, Edit, Then, read_edits
from domain.event import decoded_or_text
from infra.branching.files import SUFFIX, export_branch, load_branch, save_branch
from infra.branching.led_to import without_all
from infra.branching.read_models import BranchReadModels, ReadModelDiff
from infra.branching.rerun import CommandOnBranch
from infra.branching.run import BranchRun, run_branch
from infra.branching.states import StateDiff, state_diff
from infra.open_log import OpenLog
from infra.progress import Progress

_STREAMS_COMPARED = 100
_SHOWN = 60
_THEN: tuple[Then, ...] = ("commands", "events", "nothing")


def branch(
    source: Source,
    at: Annotated[
        int | None, typer.Option("--at", metavar="POSITION", help="Where the branch leaves the log.")
    ] = None,
    edits: Annotated[
        str,
        typer.Option("--edits", metavar="FILE", help="A JSON array of edits, or a saved branch; - is stdin."),
    ] = "",
    drop: Annotated[
        list[int] | None, typer.Option("--drop", metavar="POSITION", help="Without this event; repeatable.")
    ] = None,
    without: Annotated[
        list[int] | None,
        typer.Option(
            "--without",
            metavar="POSITION",
            help="Without this event and all that came of it, by the causes the log names; repeatable.",
        ),
    ] = None,
    then: Annotated[
        str,
        typer.Option("--then", help="What follows: commands (decided anew), events (as recorded), nothing."),
    ] = "",
    read_models: Annotated[
        bool, typer.Option("--read-models/--no-read-models", help="Build and compare the read models too.")
    ] = True,
    save: Annotated[str, typer.Option("--save", metavar="FILE", help="Keep the branch as a file.")] = "",
    export: Annotated[
        str, typer.Option("--export", metavar="FILE", help="Its events: JSON lines, or a NAME.eventlog.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Asks what if: runs a log with some events dropped, changed, inserted or moved, or commands issued."""
    if then and then not in _THEN:
        refuse(f"--then: there is no {then!r}.", f"Choose one of {', '.join(_THEN)}.", WRONG_USE)
    with faults_shown(), reading(source) as log:
        wanted = _branch(log, at, edits, drop or [], without or [], then)
        run = run_branch(log, wanted, progress=_show_progress)
        try:
            diffs = tuple(
                state_diff(run, changed.stream) for changed in run.result.streams[:_STREAMS_COMPARED]
            )
            models = BranchReadModels(run).compare(_show_progress) if read_models else ()
            if as_json:
                write_json(_value(run, diffs, models))
            else:
                _tell(run, diffs, models)
            if save:
                save_branch(wanted, Path(save))
                say(f"Saved as {save}.")
            if export:
                report = export_branch(run, Path(export), _show_progress)
                say(f"{report.events:,} events written to {export}.")
        finally:
            run.close()
        for problem in run.result.problems:
            say(f"Edit {problem.edit + 1} was left out: {problem.reason} {problem.hint}".rstrip())
        if run.result.problems:
            raise typer.Exit(REFUSED)


def _branch(
    log: OpenLog, at: int | None, edits: str, drop: list[int], without: list[int], then: str
) -> Branch:
    """What the options describe; a saved branch brings its own position, unless another is given."""
    saved: Branch | None = None
    made: tuple[Edit, ...] = ()
    if edits.endswith(SUFFIX):
        saved = load_branch(Path(edits), log)
        made = saved.edits
    elif edits:
        try:
            text = sys.stdin.buffer.read() if edits == "-" else Path(edits).read_bytes()
        except OSError as error:
            refuse(f"--edits: {edits} cannot be read: {error.strerror}.", code=WRONG_USE)
        made = read_edits(text)
    dropped: list[Edit] = [Drop(position) for position in drop]
    position = at if at is not None else saved.position if saved else max((*drop, *without), default=-1)
    if position < 0:
        refuse("Where does the branch begin?", "Say so with --at POSITION.", WRONG_USE)
    chosen = next((each for each in _THEN if each == then), saved.then if saved else "commands")
    branch = Branch(log_id=log.log.log_id, position=position, then=chosen, edits=(*made, *dropped))
    for event in without:
        branch = without_all(log, branch, event)
    return branch


def _value(run: BranchRun, diffs: tuple[StateDiff, ...], models: tuple[ReadModelDiff, ...]) -> dict[str, Any]:
    result = run.result
    changes = {diff.stream: [change.as_json() for change in diff.changes] for diff in diffs}
    return {
        "position": result.branch.position,
        "facts": result.facts,
        "then": result.branch.then,
        "trunk": {"position": result.trunk},
        "events": result.events,
        "streams": [
            {
                "stream": each.stream,
                "trunk": each.trunk,
                "branch": each.branch,
                **({"changes": changes[each.stream]} if each.stream in changes else {}),
            }
            for each in result.streams
        ],
        "decided": result.decided,
        "different": result.different,
        "kept": result.kept,
        "undecided": result.undecided,
        "commands": [_fate(fate) for fate in result.commands],
        "read_models": [_model(diff) for diff in models],
        "problems": [
            {"edit": problem.edit, "reason": problem.reason, "hint": problem.hint}
            for problem in result.problems
        ],
        "faults": list(result.faults),
    }


def _fate(fate: CommandOnBranch) -> dict[str, Any]:
    def events(pairs: tuple[tuple[str, bytes], ...]) -> list[dict[str, Any]]:
        return [{"type": type, "data": decoded_or_text(data)} for type, data in pairs]

    return {
        "command_id": str(fate.command_id),
        "command": fate.command,
        "stream": fate.stream,
        "actor": fate.actor,
        "trunk": {"status": fate.was or "not issued", "events": events(fate.was_events)}
        | ({"reason": fate.was_reason} if fate.was_reason else {}),
        "branch": {"status": fate.now, "events": events(fate.now_events)}
        | ({"reason": fate.now_reason, "hint": fate.now_hint} if fate.now_reason else {}),
    }


def _model(diff: ReadModelDiff) -> dict[str, Any]:
    return {
        "read_model": diff.name,
        "added": diff.added,
        "removed": diff.removed,
        "changed": diff.changed,
        "same": diff.same,
        "parked": diff.parked,
        "rows": [
            {"key": row.key, "trunk": row.trunk, "branch": row.branch, "columns": row.columns}
            for row in diff.rows
        ],
    }


def _tell(run: BranchRun, diffs: tuple[StateDiff, ...], models: tuple[ReadModelDiff, ...]) -> None:
    result = run.result
    write_text(
        f"Branch at position {result.facts:,} of {result.trunk:,}: {result.events:,} events, "
        f"{result.decided:,} commands decided, {result.different:,} of them otherwise than on the trunk."
    )
    if result.kept:
        write_text(f"{result.kept:,} events without a journalled command were kept as recorded.")
    if result.undecided:
        write_text(f"{result.undecided:,} commands that still wait in the journal were left out.")
    for fault in result.faults:
        write_text(fault)
    if result.commands:
        write_text("\nCommands")
        write_table(
            ("command", "stream", "trunk", "branch", "why"),
            map(_cells, result.commands),
        )
    if result.streams:
        write_text("\nStreams")
        for diff in diffs:
            write_text(diff.stream)
            if diff.trunk is None or diff.branch is None:
                side = "branch" if diff.trunk is None else "trunk"
                write_text(f"  exists on the {side} only")
                continue
            for change in diff.changes:
                old = "" if change.op == "add" else _short(change.old)
                new = "" if change.op == "remove" else _short(change.new)
                write_text(f"  {change.op:8}{change.path}  {old}{' -> ' if old and new else ''}{new}")
            if not diff.changes:
                write_text("  other events, the same state")
        if len(result.streams) > len(diffs):
            write_text(f"... and {len(result.streams) - len(diffs):,} streams more; --json names them.")
    if any(diff.differs for diff in models):
        write_text("\nRead models")
        write_table(
            ("read model", "added", "removed", "changed", "same"),
            (
                (diff.name, diff.added, diff.removed, diff.changed, diff.same)
                for diff in models
                if diff.differs
            ),
        )
    if not result.streams and not result.commands:
        write_text("Nothing is different on this branch.")


def _cells(fate: CommandOnBranch) -> tuple[str, ...]:
    return fate.command, fate.stream, _outcome(fate, "trunk"), _outcome(fate, "branch"), fate.now_reason


def _outcome(fate: CommandOnBranch, side: str) -> str:
    status, events = (fate.was, fate.was_events) if side == "trunk" else (fate.now, fate.now_events)
    types = ", ".join(type for type, _ in events)
    return f"{status or 'not issued'}: {types}" if types else status or "not issued"


def _short(value: Any) -> str:
    text = json_value.encode(value).decode("utf-8", "replace")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _show_progress(now: Progress) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{100 * now.fraction:.0f} % {now.step:20}")
        sys.stderr.flush()
