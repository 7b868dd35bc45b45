"""The commands that change something: issue and undo; and the journal that remembers them."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

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
    write_table,
    write_text,
)
from app.cli.sources import reading, working
from app.person import user_name
from domain import json_value
from domain.errors import DomainError
from domain.event import event_value, timestamp
from infra import clock
from infra.errors import LogError
from infra.journal.entries import PARKED, REJECTED, STATUSES, JournalEntry, Outcome
from infra.open_log import OpenLog

_SETTLE_SECONDS = 60.0

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Return once the command is durable.")]
Actor = Annotated[str, typer.Option("--actor", help="Who issues it; by default your user name.")]


def issue(
    source: Source,
    command: Annotated[str, typer.Argument(metavar="COMMAND", help="E.g. PlaceOrder")],
    stream: Annotated[str, typer.Argument(metavar="STREAM", help="Category/key, e.g. Order/O-1001")],
    data: Annotated[str, typer.Option("--data", metavar="JSON", help="The command's fields.")] = "{}",
    id: Annotated[UUID | None, typer.Option("--id", help="The idempotency key.")] = None,
    actor: Actor = "",
    dry_run: DryRun = False,
    as_of_: AsOfOption = "",
    no_wait: NoWait = False,
    as_json: AsJson = False,
) -> None:
    """Issues a command and waits until all it sets off has settled; or says what it would have done then."""
    if as_of_ and not dry_run:
        refuse("--as-of needs --dry-run: nothing can be written into the past.", code=WRONG_USE)
    with faults_shown():
        _check_json(data)
        with reading(source) if as_of_ else working(source, create=not dry_run) as log:
            moment = as_of(log, as_of_)
            who = actor or user_name()
            try:
                if dry_run:
                    position = None if moment is None else moment.position
                    outcome = log.commands.preview(
                        command, stream, data.encode(), actor=who, as_of=position
                    ).outcome
                else:
                    submitted = log.commands.submit(command, stream, data.encode(), id=id, actor=who)
                    outcome = _finish(log, submitted.id, submitted.correlation_id, no_wait)
            except LogError:
                raise
            except DomainError as refusal:
                outcome = _refused(id or clock.new_id(), refusal, dry_run)
            _show(outcome, as_json)


def undo(
    source: Source,
    command_id: Annotated[UUID, typer.Argument(metavar="COMMAND_ID")],
    actor: Actor = "",
    dry_run: DryRun = False,
    no_wait: NoWait = False,
    as_json: AsJson = False,
) -> None:
    """Takes a command back by the command that compensates it; history is not rewritten."""
    with faults_shown(), working(source) as log:
        who = actor or user_name()
        try:
            if dry_run:
                outcome = log.commands.preview_undo(command_id, actor=who).outcome
            else:
                submitted = log.commands.undo(command_id, actor=who)
                outcome = _finish(log, submitted.id, submitted.correlation_id, no_wait)
        except LogError:
            raise
        except DomainError as refusal:
            outcome = _refused(command_id, refusal, dry_run)
        _show(outcome, as_json)


def journal(
    source: Source,
    status: Annotated[str, typer.Option("--status", help=f"One of {', '.join(STATUSES)}.")] = "",
    as_of_: AsOfOption = "",
    as_json: AsJson = False,
) -> None:
    """Lists the commands that were submitted, or were finished at a moment, oldest first."""
    if status and status not in STATUSES:
        refuse(f"There is no status {status!r}.", f"The statuses are {', '.join(STATUSES)}.", WRONG_USE)
    with faults_shown(), reading(source) as log:
        rows = []
        after = 0
        moment = as_of(log, as_of_)
        position = None if moment is None else moment.position
        while page := log.commands.entries(
            status=status or None, after=after, limit=500, newest_first=False, as_of=position
        ):
            after = page[-1].sequence
            for entry in page:
                if as_json:
                    write_json(_entry_value(entry))
                else:
                    rows.append(entry)
        if not as_json:
            columns = ("issued_at", "command", "stream", "status", "attempts", "reason", "command_id")
            values = (_entry_value(entry) for entry in rows)
            write_table(columns, ([value.get(column) for column in columns] for value in values))


def _check_json(data: str) -> None:
    try:
        json_value.decode(data)
    except DomainError as fault:
        refuse(f"--data: {fault.reason}", 'Write an object in quotes: --data \'{"name": "Ada"}\'', WRONG_USE)


def _finish(log: OpenLog, id: UUID, correlation_id: UUID, no_wait: bool) -> Outcome:
    settled = no_wait or log.settle(correlation_id, _SETTLE_SECONDS)
    outcome = log.commands.outcome(id)
    assert outcome is not None
    if not settled:
        say(
            f"Not everything it set off is done after {_SETTLE_SECONDS:.0f} s; `eventscope journal` shows it."
        )
    return outcome


def _refused(id: UUID, refusal: DomainError, dry_run: bool) -> Outcome:
    return Outcome(command_id=id, status=REJECTED, reason=refusal.reason, hint=refusal.hint, dry_run=dry_run)


def _show(outcome: Outcome, as_json: bool) -> None:
    status = "failed" if outcome.status == PARKED else outcome.status
    if as_json:
        shown: dict[str, Any] = {"command_id": str(outcome.command_id), "status": status}
        if outcome.reason:
            shown |= {"reason": outcome.reason, "hint": outcome.hint}
        shown["events"] = [event_value(event) for event in outcome.events]
        shown["dry_run"] = outcome.dry_run
        write_json(shown)
    else:
        would = " (dry run: nothing was written)" if outcome.dry_run else ""
        write_text(f"{status} {outcome.command_id}{would}")
        for event in outcome.events:
            write_text(f"  {event.stream} v{event.version} {event.type} {event.data.decode()}")
    if status in (REJECTED, "failed"):
        if not as_json:
            refuse(outcome.reason, outcome.hint)
        raise typer.Exit(REFUSED)


def _entry_value(entry: JournalEntry) -> dict[str, Any]:
    optional = {
        "reason": entry.reason or None,
        "undo_of": None if entry.undo_of is None else str(entry.undo_of),
        "causation_id": entry.causation_id,
    }
    return {
        "command_id": str(entry.command_id),
        "command": entry.command,
        "stream": entry.stream,
        "status": entry.status,
        "attempts": entry.attempts,
        "issued_at": timestamp(entry.issued_at),
        "finished_at": None if entry.finished_at is None else timestamp(entry.finished_at),
        **{name: value for name, value in optional.items() if value is not None},
    }
