"""The commands that open the window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.output import faults_shown
from app.cli.sources import path_of
from app.demo.scenario import DEFAULT
from app.demo.showing import Showing

_PRESENTATION = typer.Option(
    "--presentation", help="Larger type; pressed keys and clicks are shown: for a projector."
)


def open_window(
    source: Annotated[
        str, typer.Argument(metavar="[SOURCE]", help="A log file; without one, a welcome page.")
    ] = "",
    presentation: Annotated[bool, _PRESENTATION] = False,
) -> None:
    """Opens the window."""
    with faults_shown():
        path = path_of(source) if source else None
        from app.main import run  # Qt is loaded only where a window is wanted

        raise typer.Exit(run(path, presentation=presentation))


def demo(
    scenario: Annotated[
        str, typer.Option("--scenario", metavar="NAME", help="A scenario's name or file.")
    ] = DEFAULT,
    log: Annotated[str, typer.Option("--log", metavar="FILE", help="Where to keep the log.")] = "",
    speed: Annotated[float, typer.Option("--speed", min=0, help="1 is real time, 0 instantly.")] = 1.0,
    presentation: Annotated[bool, _PRESENTATION] = False,
    loop: Annotated[
        bool,
        typer.Option("--loop", help="Begins again whenever the story is over, each time on a fresh log."),
    ] = False,
    screenshots: Annotated[
        Path | None,
        typer.Option(
            "--screenshots",
            metavar="FOLDER",
            help="Plays once, keeps a picture of the window for each caption in a new folder, and closes.",
        ),
    ] = None,
) -> None:
    """Opens the window on a fresh shop log that a scenario fills while one watches."""
    if loop and (log or screenshots):
        raise typer.BadParameter(
            "it begins on fresh logs again and again: leave out --log and --screenshots.", param_hint="--loop"
        )
    with faults_shown():
        path = path_of(log) if log else None
        from app.main import run_demo

        showing = Showing(scenario=scenario, path=path, speed=speed, loops=loop, screenshots=screenshots)
        raise typer.Exit(run_demo(showing, presentation=presentation))
