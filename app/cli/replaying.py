"""The commands of the journal, decided again by the code of today."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from app.cli.hash_seeds import undetermined
from app.cli.output import DONE, REFUSED, AsJson, Source, faults_shown, write_json, write_table, write_text
from app.cli.sources import reading
from domain import json_value
from domain.event import decoded_or_text, timestamp
from infra.progress import Progress
from infra.replaying.replay import Difference, ReplayReport
from infra.replaying.replay import replay as replay_commands

_SHOWN = 60
_NAMED = ("command", "stream", "version", "command_id")
_WORDS = {
    "events": "other events",
    "payload": "other payload",
    "rejected": "rejected now",
    "accepted": "accepted now",
    "raises": "raises now",
    "undetermined": "not determined",
}


def replay(
    source: Source,
    category: Annotated[str, typer.Argument(metavar="CATEGORY", help="E.g. Order")],
    hash_seeds: Annotated[
        int,
        typer.Option(
            "--hash-seeds",
            metavar="N",
            min=0,
            max=32,
            help="Decide them in N more processes, each with another hash seed: finds what hangs on the "
            "order of sets.",
        ),
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Decides a category's journalled commands again with the code of today; exits 1 where any differs."""
    with faults_shown(), reading(source) as log:
        report = replay_commands(log, category, _show_progress)
        shown = _value(report)
        if hash_seeds:
            shown["hash_seeds"] = hash_seeds
            shown["undetermined"] = undetermined(shown, source, category, hash_seeds)
        if as_json:
            write_json(shown)
        else:
            _tell(report)
            if hash_seeds:
                _tell_undetermined(hash_seeds, shown["undetermined"])
        raise typer.Exit(REFUSED if report.different or shown.get("undetermined") else DONE)


def _value(report: ReplayReport) -> dict[str, Any]:
    return {
        "category": report.category,
        "commands": report.commands,
        "checked": report.checked,
        "different": report.different,
        "counts": report.counts,
        "reworded": report.reworded,
        "undecided": report.undecided,
        "events": report.events,
        "unexplained": report.unexplained,
        "not_checked": [
            {"stream": each.stream, "commands": each.commands, "reason": each.reason}
            for each in report.not_checked
        ],
        "differences": [_difference(each) for each in report.differences],
    }


def _difference(each: Difference) -> dict[str, Any]:
    entry, verdict = each.entry, each.verdict
    shown: dict[str, Any] = {
        "command_id": str(entry.command_id),
        "command": entry.command,
        "stream": entry.stream,
        "version": each.version,
        "position": each.position,
        "issued_at": timestamp(entry.issued_at),
        "kind": verdict.kind,
        "recorded": {"status": entry.status, "events": _events(each.recorded)},
        "now": _events(verdict.now),
        "changes": [
            {"event": change.number, "changes": [one.as_json() for one in change.changes]}
            for change in verdict.changes
        ],
    }
    return shown | ({"reason": verdict.reason, "hint": verdict.hint} if verdict.reason else {})


def _events(pairs: tuple[tuple[str, bytes], ...]) -> list[dict[str, Any]]:
    return [{"type": type, "data": decoded_or_text(data)} for type, data in pairs]


def _tell(report: ReplayReport) -> None:
    write_text(
        f"{report.checked:,} of {report.commands:,} commands of {report.category} decided again, "
        f"each twice: {report.different:,} would end otherwise."
    )
    if report.unexplained:
        write_text(
            f"{report.unexplained:,} of {report.events:,} events were made by no journalled command "
            "(imported, for example): they are not replayed."
        )
    if report.undecided:
        write_text(f"{report.undecided:,} commands still wait in the journal.")
    if report.reworded:
        write_text(f"{report.reworded:,} rejections give another reason today.")
    for each in report.not_checked:
        write_text(f"{each.commands:,} commands of {each.stream} could not be checked: {each.reason}")
    if report.differences:
        write_text("")
        columns = ("command", "stream", "from version", "difference", "what", "command id")
        write_table(columns, map(_cells, report.differences))
    if len(report.differences) < report.different:
        write_text(f"... and {report.different - len(report.differences):,} more.")


def _tell_undetermined(seeds: int, commands: list[dict[str, Any]]) -> None:
    if not commands:
        write_text(f"Under {seeds} other hash seed{'s' if seeds > 1 else ''} every command ended alike.")
        return
    write_text(
        f"{len(commands):,} commands end otherwise under another hash seed: their deciders look at the order "
        "of a set."
    )
    columns = ("command", "stream", "from version", "command id")
    write_table(columns, ([each[name] for name in _NAMED] for each in commands))


def _cells(each: Difference) -> tuple[object, ...]:
    verdict = each.verdict
    what = verdict.reason
    if verdict.changes:
        what = "; ".join(
            f"{one.path}: {_short(one.old)} -> {_short(one.new)}"
            for change in verdict.changes
            for one in change.changes
        )
    elif not what:
        recorded = ", ".join(type for type, _ in each.recorded) or each.entry.status
        what = f"{recorded} -> {', '.join(type for type, _ in verdict.now) or 'nothing'}"
    entry = each.entry
    return entry.command, entry.stream, each.version, _WORDS[verdict.kind], what, entry.command_id


def _short(value: Any) -> str:
    text = json_value.encode(value).decode("utf-8", "replace")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _show_progress(now: Progress) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{100 * now.fraction:.0f} %   ")
        sys.stderr.flush()
