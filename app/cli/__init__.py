"""The command line: the same engine as the window's, without a window."""

from __future__ import annotations

import sys

from app.cli.program import program

__all__ = ["main"]


def main() -> None:
    """The console script `eventscope`. A first argument that is no command is a log to open."""
    arguments = sys.argv[1:]
    names = {command.name for command in program.registered_commands}
    if not arguments or (not arguments[0].startswith("-") and arguments[0] not in names):
        arguments = ["open", *arguments]
    program(arguments, prog_name="eventscope")
