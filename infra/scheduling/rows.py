"""The rows of a log's schedules and of their runs: read with suspicion, for a file may come from anywhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from domain.event import microseconds, moment
from infra.database import Database, rows_of
from infra.scheduling.triggers import ScheduleError, compiled, decode, next_fire

_FIELDS = ("id", "projection", "trigger", "paused", "created_at", "last_run_at")
INTERRUPTED = "interrupted"


class ScheduleRow(msgspec.Struct, frozen=True):
    """A schedule as it is kept."""

    id: str
    projection: str
    trigger: str
    paused: int
    created_at: int
    last_run_at: int | None

    def due(self) -> datetime | None:
        """When it is to run next; in the past where runs were missed. Raises `ScheduleError`."""
        trigger = decode(self.trigger)
        try:
            created_at = moment(self.created_at)
            last = None if self.last_run_at is None else moment(self.last_run_at)
            return next_fire(compiled(trigger, created_at), last, created_at)
        except (OverflowError, ValueError) as error:
            raise ScheduleError(
                f"This schedule's times cannot be read: {error}.", "Delete it and add it anew."
            ) from error


class BrokenRow(msgspec.Struct, frozen=True):
    """A schedule that this program does not understand."""

    id: str
    projection: str
    trigger: str
    problem: str


class ScheduleRun(msgspec.Struct, frozen=True):
    """One run. `outcome` is "" while it goes on, then "done", "cancelled", "interrupted" or the error."""

    started_at: datetime
    finished_at: datetime | None
    outcome: str


class ScheduleRows:
    """Reads and writes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[ScheduleRow | BrokenRow]:
        """Oldest first."""
        with self._database.reading() as connection:
            found = rows_of(
                connection, f"SELECT {', '.join(_FIELDS)} FROM schedules ORDER BY created_at, id"
            ).fetchall()
        return [_row(values) for values in found]

    def find(self, id: str) -> ScheduleRow | BrokenRow:
        """Raises `ScheduleError` where it is gone."""
        for row in self.all():
            if row.id == id:
                return row
        raise ScheduleError("This schedule is not there any more.", "Look at the list again.")

    def insert(self, row: ScheduleRow) -> None:
        """A new one."""
        with self._database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO schedules (id, projection, trigger, paused, created_at) VALUES (?, ?, ?, 0, ?)",
                (row.id, row.projection, row.trigger, row.created_at),
            )

    def change(self, id: str, projection: str, trigger: str, now: datetime) -> None:
        """Another projection or trigger, as if it had last run now; its runs are kept."""
        with self._database.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE schedules SET projection = ?, trigger = ?, last_run_at = ? WHERE id = ?",
                (projection, trigger, microseconds(now), id),
            )

    def pause(self, id: str) -> None:
        """It stays, and does not run."""
        with self._database.writing() as connection:
            connection.exec_driver_sql("UPDATE schedules SET paused = 1 WHERE id = ?", (id,))

    def resume(self, id: str, now: datetime) -> None:
        """As if it had last run now."""
        with self._database.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE schedules SET paused = 0, last_run_at = ? WHERE id = ?", (microseconds(now), id)
            )

    def delete(self, id: str) -> None:
        """With its runs."""
        with self._database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM schedules WHERE id = ?", (id,))
            connection.exec_driver_sql("DELETE FROM schedule_runs WHERE schedule_id = ?", (id,))

    def begin_run(self, row: ScheduleRow, now: datetime) -> int | None:
        """Claims a run and returns its id; None where another program was faster."""
        with self._database.writing() as connection:
            claimed = connection.exec_driver_sql(
                "UPDATE schedules SET last_run_at = ? WHERE id = ? AND last_run_at IS ?",
                (microseconds(now), row.id, row.last_run_at),
            ).rowcount
            if claimed != 1:
                return None
            return int(
                connection.exec_driver_sql(
                    "INSERT INTO schedule_runs (schedule_id, started_at) VALUES (?, ?)",
                    (row.id, microseconds(now)),
                ).lastrowid
            )

    def end_run(self, run: int, outcome: str, now: datetime) -> None:
        """Says what became of it."""
        with self._database.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE schedule_runs SET finished_at = ?, outcome = ? WHERE id = ?",
                (microseconds(now), outcome, run),
            )

    def interrupt_runs(self, now: datetime) -> None:
        """Ends the runs whose program has died. One that another program is at tells its end itself later."""
        with self._database.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE schedule_runs SET finished_at = ?, outcome = ? WHERE finished_at IS NULL",
                (microseconds(now), INTERRUPTED),
            )

    def runs(self, id: str, limit: int) -> tuple[ScheduleRun, ...]:
        """The last ones, newest first."""
        with self._database.reading() as connection:
            found = rows_of(
                connection,
                "SELECT started_at, finished_at, outcome FROM schedule_runs WHERE schedule_id = ? "
                "ORDER BY id DESC LIMIT ?",
                (id, limit),
            ).fetchall()
        return tuple(run for run in map(_run, found) if run is not None)


def _row(values: tuple[Any, ...]) -> ScheduleRow | BrokenRow:
    id, projection, trigger = (str(value) for value in values[:3])
    try:
        row = msgspec.convert(dict(zip(_FIELDS, values, strict=True)), ScheduleRow)
        row.due()
    except msgspec.ValidationError as error:
        return BrokenRow(id, projection, trigger, f"This schedule cannot be read: {error}.")
    except ScheduleError as fault:
        return BrokenRow(id, projection, trigger, fault.reason)
    return row


def _run(values: tuple[Any, ...]) -> ScheduleRun | None:
    started, finished, outcome = values
    try:
        return ScheduleRun(
            moment(started), None if finished is None else moment(finished), str(outcome or "")
        )
    except (OverflowError, TypeError, ValueError):
        return None  # no times that can be: nothing to show
