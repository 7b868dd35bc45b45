"""The commands that open the window."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.output import faults_shown
from app.cli.sources import path_of


def open_window(
    source: Annotated[
        str, typer.Argument(metavar="[SOURCE]", help="A log file; without one, a welcome page.")
    ] = "",
) -> None:
    """Opens the window."""
    with faults_shown():
        path = path_of(source) if source else None
        from app.main import run  # Qt is loaded only where a window is wanted

        raise typer.Exit(run(path))


def demo(
    scenario: Annotated[
        str, typer.Option("--scenario", metavar="NAME", help="A scenario's name or file.")
    ] = "day-at-the-shop",
    log: Annotated[str, typer.Option("--log", metavar="FILE", help="Where to keep the log.")] = "",
    speed: Annotated[float, typer.Option("--speed", min=0, help="1 is real time, 0 instantly.")] = 1.0,
) -> None:
    """Opens the window on a fresh shop log that a scenario fills while one watches."""
    with faults_shown():
        path = path_of(log) if log else None
        from app.main import run_demo

        raise typer.Exit(run_demo(scenario, path, speed))
