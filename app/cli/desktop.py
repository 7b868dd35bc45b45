"""The command that puts the program into the desktop's menu."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.output import faults_shown, say
from app.desktop.entry import data_folder, install
from app.desktop.entry import remove as remove_entry


def desktop(
    remove: Annotated[bool, typer.Option("--remove", help="Take it out of the menu again.")] = False,
) -> None:
    """Puts Eventscope into the desktop's menu and lets it open .eventlog files (Linux)."""
    with faults_shown():
        folder = data_folder()
        done = remove_entry(folder) if remove else install(folder, _command())
        for file in done.files:
            say(f"{'Removed' if remove else 'Wrote'} {file}")
        if not done.files:
            say("There was nothing to remove.")
        if done.untold:
            say(f"Not found, so the menu may take until the next login: {', '.join(done.untold)}.")


def _command() -> Path:
    """This program as it was started, or as it is found by its name."""
    started = Path(sys.argv[0])
    found = started if started.name == "eventscope" and started.exists() else shutil.which("eventscope")
    return Path(found or started).absolute()
