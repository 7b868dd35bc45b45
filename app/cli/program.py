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
    help="Looks into the logs of event-sourced systems.",
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
program.command("demo")(windows.demo)
program.command("issue")(writing.issue)
program.command("undo")(writing.undo)
program.command("journal")(writing.journal)
program.command("events")(reading.events)
program.command("streams")(reading.streams)
program.command("state")(reading.state)
program.command("diff")(reading.diff)
program.command("blame")(tracing.blame)
program.command("find")(finding.find)
program.command("as-test")(evidencing.as_test)
program.command("minimise")(evidencing.minimise)
program.command("causes")(causing.causes)
program.command("notes")(noting.notes)
program.command("branch")(branching.branch)
program.command("replay")(replaying.replay)
program.command("projections")(projecting.projections)
program.command("rebuild")(projecting.rebuild)
program.command("query")(projecting.query)
program.command("export")(exchanging.export)
program.command("import")(exchanging.import_)
program.command("verify")(exchanging.verify)
program.command("desktop")(desktop.desktop)
