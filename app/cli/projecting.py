"""The query side on the command line: projections, rebuilds and queries."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Annotated, Any

import typer

from app.cli.moments import AsOfOption, as_of
from app.cli.output import (
    REFUSED,
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
from infra.errors import LogReadOnly
from infra.open_log import OpenLog
from infra.projections.querying import Condition, Page, parse_condition
from infra.projections.rebuilds import RebuildProgress
from infra.projections.service import ProjectionStatus

_PAGE = 500
_WORTH_TELLING = 20_000


def projections(source: Source, as_json: AsJson = False) -> None:
    """Lists the projections: how far each is, what it parked, its last error."""
    with faults_shown(), reading(source) as log:
        found = log.projections.status()
        if as_json:
            for status in found:
                write_json(_value(status))
            return
        columns = ("name", "version", "status", "position", "lag", "parked", "last_error")
        write_table(columns, ([_value(status).get(column) for column in columns] for status in found))


def rebuild(
    source: Source,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A projection, e.g. order_summary")],
    as_json: AsJson = False,
) -> None:
    """Rebuilds a read model beside the live one and swaps it in; Ctrl+C gives up and changes nothing."""
    with faults_shown(), working(source) as log:
        try:
            done = log.projections.rebuild(name, _show_progress)
        except KeyboardInterrupt:
            log.projections.cancel(name)
            refuse("\nGiven up; the live read model was not touched.")
        if sys.stderr.isatty():
            say("")
        if not done:
            raise typer.Exit(REFUSED)
        status = next(status for status in log.projections.status() if status.name == name)
        if as_json:
            write_json(_value(status))
        else:
            write_text(f"{name} is rebuilt up to position {status.position:,}.")


def query(
    source: Source,
    read_model: Annotated[str, typer.Argument(metavar="READ_MODEL", help="E.g. order_summary")],
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="COND", help="column=value; may be repeated.")
    ] = None,
    as_of_: AsOfOption = "",
    as_json: AsJson = False,
) -> None:
    """Prints a read model's rows: brought up to date first, or as of a moment."""
    with faults_shown():
        conditions = [parse_condition(text) for text in where or ()]
        with reading(source) if as_of_ else up_to_date(source) as log:
            ask = _asked(log, as_of_)
            after: tuple[Any, ...] | None = None
            columns: tuple[str, ...] = ()
            rows = []
            while True:
                page = ask(read_model, conditions, after)
                columns, after = page.columns, page.after
                for row in page.rows:
                    if as_json:
                        write_json(row)
                    else:
                        rows.append([row[column] for column in columns])
                if after is None:
                    break
            if not as_json:
                write_table(columns, rows)


def _asked(log: OpenLog, as_of_: str) -> Callable[[str, Sequence[Condition], tuple[Any, ...] | None], Page]:
    """How a page is asked for: of the live read models, or of those of a moment."""
    moment = as_of(log, as_of_)

    def ask(read_model: str, where: Sequence[Condition], after: tuple[Any, ...] | None) -> Page:
        if moment is None:
            return log.projections.queries.page(read_model, where, after=after, limit=_PAGE)
        return log.past.page(
            read_model, moment.position, where, after=after, limit=_PAGE, progress=_show_building
        )

    return ask


def _show_building(done: int, total: int) -> None:
    if sys.stderr.isatty() and total > _WORTH_TELLING:
        sys.stderr.write(f"\r{100 * done // total} % " if done < total else "\r        \r")
        sys.stderr.flush()


@contextmanager
def up_to_date(source: str) -> Iterator[OpenLog]:
    """The log with its read models caught up; those of a log that cannot be written are kept elsewhere."""
    with ExitStack() as stack:
        try:
            log = stack.enter_context(working(source))
        except LogReadOnly:
            log = stack.enter_context(reading(source))
        _catch_up(log)
        yield log


def _catch_up(log: OpenLog) -> None:
    while log.projections.step():
        pass


def _show_progress(now: RebuildProgress) -> None:
    if sys.stderr.isatty():
        share = 100 * now.done // now.total if now.total else 100
        eta = "" if now.eta is None else f", {now.eta:.0f} s left"
        sys.stderr.write(f"\r{share} % ({now.events_per_second:,.0f} events/s{eta})   ")
        sys.stderr.flush()


def _value(status: ProjectionStatus) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": status.name,
        "version": status.version,
        "status": status.status,
        "position": status.position,
        "lag": status.lag,
        "parked": status.parked,
    }
    if status.last_error:
        shown["last_error"] = status.last_error
    return shown
