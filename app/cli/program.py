"""The program with its commands, gathered from their modules."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli import (
    branching,
    causing,
    desktop,
    evidencing,
    exchanging,
    finding,
    noting,
    projecting,
    reading,
    replaying,
    tracing,
    windows,
    writing,
)
from infra.clock import app_version

program = typer.Typer(
    name="eventscope",
    help="Looks into the logs of event-sourced systems; `eventscope LOG` opens the window.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"eventscope {app_version()}")
        raise typer.Exit


@program.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Looks into the logs of event-sourced systems: `eventscope LOG` opens the window."""


program.command("open")(windows.open_window)
program.command("demo", short_help="Plays a day at the shop in the window, on a fresh log.")(windows.demo)
program.command("issue", short_help="Issues a command, or says what it would do.")(writing.issue)
program.command("undo", short_help="Takes a command back by one that compensates it.")(writing.undo)
program.command("journal", short_help="Lists commands and what became of them.")(writing.journal)
program.command("events", short_help="Lists events, all or those that pass a filter.")(reading.events)
program.command("streams", short_help="Lists streams: version, last activity.")(reading.streams)
program.command("state", short_help="Shows a stream's state, now or at any moment.")(reading.state)
program.command("diff", short_help="Says what changed in a state between two versions.")(reading.diff)
program.command("blame", short_help="Says which events set a field of a state.")(tracing.blame)
program.command("find", short_help="Finds where a condition becomes true, and false again.")(finding.find)
program.command("as-test", short_help="Makes a test for pytest of a stream's history.")(evidencing.as_test)
program.command("minimise", short_help="Finds the fewest events that show a fault.")(evidencing.minimise)
program.command("causes", short_help="Says what led to an event, and what followed.")(causing.causes)
program.command("notes", short_help="Lists notes and bookmarks, or writes one.")(noting.notes)
program.command("branch", short_help="Asks what if: with events dropped, changed, added.")(branching.branch)
program.command("replay", short_help="Decides recorded commands again by the code of today.")(
    replaying.replay
)
program.command("projections", short_help="Lists the projections and how they fare.")(projecting.projections)
program.command("rebuild", short_help="Builds a read model anew.")(projecting.rebuild)
program.command("query", short_help="Prints a read model's rows, now or as of a moment.")(projecting.query)
program.command("export", short_help="Writes events as JSON lines or CSV.")(exchanging.export)
program.command("import", short_help="Brings a file of events into a log.")(exchanging.import_)
program.command("verify", short_help="Checks a log, and says what is wrong and where.")(exchanging.verify)
program.command("desktop", short_help="Puts Eventscope into the desktop's menu (Linux).")(desktop.desktop)
