"""What the command line prints: JSON on stdout for scripts, tables for people, messages on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain import json_value
from domain.errors import DomainError
from domain.history.state import Problem

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Source = Annotated[str, typer.Argument(metavar="SOURCE", help="A log file (NAME.eventlog) or its URL.")]

DONE, REFUSED, WRONG_USE = 0, 1, 2
_TOLD = 5


@contextmanager
def faults_shown() -> Iterator[None]:
    """Expected faults end the program with their message and exit code 1, not with a traceback."""
    try:
        yield
    except DomainError as fault:
        refuse(fault.reason, fault.hint)
    except BrokenPipeError:
        # The reader of our output has had enough (`| head`): that is its good right.
        sys.stderr.close()
        raise typer.Exit(DONE) from None


def say(text: str) -> None:
    """A message to the person, on stderr."""
    print(text, file=sys.stderr)  # noqa: T201 - this is the one place that talks


def refuse(reason: str, hint: str = "", code: int = REFUSED) -> NoReturn:
    """Says why not and what to do, and ends the program."""
    say(f"{reason}\n{hint}" if hint else reason)
    raise typer.Exit(code)


def say_left_out(problems: Sequence[Problem]) -> None:
    """Which events could not be applied, on stderr: what is printed is known only without them."""
    for problem in problems[:_TOLD]:
        say(f"Version {problem.version} cannot be read and is left out: {problem.reason}")
    if len(problems) > _TOLD:
        say(f"... and {len(problems) - _TOLD:,} more.")


def write_json(value: Any) -> None:
    """One JSON document, or one line of JSON lines, on stdout; numbers exactly as they are."""
    write_line(json_value.encode(value))


def write_line(line: bytes) -> None:
    """One line of bytes on stdout."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def write_text(text: str) -> None:
    """Some text on stdout, whatever the terminal's encoding can show of it."""
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for people, on stdout."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    console.print(table)
