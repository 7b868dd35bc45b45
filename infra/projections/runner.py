"""Applies events to one generation: rows and checkpoint change in one transaction."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection
from tenacity import RetryError, Retrying, retry_if_exception, stop_after_attempt, wait_exponential

from domain.errors import Unreadable
from domain.event import Event, microseconds
from domain.registry import Registry
from infra.database import Database
from infra.errors import LogError
from infra.projections.batches import BATCH, Batches
from infra.projections.generations import STOPPED, Generation, Generations, Overtaken, mark_mended
from infra.projections.handling import Handling
from infra.projections.projection import Projection
from infra.projections.rows import Rows, RowSql, row_sql

ATTEMPTS = 3


class Runner:
    """Moves generations along one log."""

    def __init__(
        self,
        log: Database,
        cache: Database,
        generations: Generations,
        registry: Registry,
        now: Callable[[], datetime],
        *,
        batch: int = BATCH,
        until: int | None = None,
    ) -> None:
        self._cache = cache
        self._generations = generations
        self._handling = Handling(registry)
        self._now = now
        self._batches = Batches(log, batch, until)
        self._sql: dict[tuple[str, int], dict[str, RowSql]] = {}

    def apply_some(self, projection: Projection, generation: Generation, *, strict: bool) -> int:
        """Applies the next batch of events; returns how far the checkpoint moved, 0 at the end of the log.

        A failing event is tried again `ATTEMPTS` times with growing pauses. Then `strict` stops the
        generation with the error, otherwise the event is parked and the generation goes on. A payload that
        does not decode will not by itself either: it is parked at once. An event that a person has skipped
        before is left out if it fails again.
        """
        events, reached = self._batches.next(projection, generation.position)
        if reached == generation.position:
            return 0
        while True:
            good = self._apply(projection, generation, events, reached, strict=strict)
            if good == len(events):
                return reached - generation.position
            if good == 0:
                return self._apply_alone(projection, generation, events[0], strict=strict)
            reached = events[good].position - 1
            events = events[:good]

    def apply_parked(self, projection: Projection, generation: Generation, event: Event, id: int) -> bool:
        """Applies a parked event now, behind its turn, and takes it off the list. Raises what it raises.

        False where a row that it changes was touched by later events already. Raises `Overtaken` where it is
        not parked in this generation any more: somebody else dealt with it, or a rebuild did.
        """
        with self._cache.writing() as connection:
            taken = connection.exec_driver_sql(
                "DELETE FROM parked_events WHERE id = ? AND projection = ? AND generation = ?",
                (id, generation.projection, generation.number),
            ).rowcount
            if taken != 1:
                raise Overtaken
            mark_mended(connection, generation.projection, generation.number)
            rows = self._rows(connection, projection, generation)
            self._handling.handle(projection, event, rows)
            in_turn = rows.latest_before() <= event.position
            rows.flush()
            return in_turn

    def _apply(
        self,
        projection: Projection,
        generation: Generation,
        events: Sequence[Event],
        reached: int,
        *,
        strict: bool,
    ) -> int:
        """Applies all of `events` and moves the checkpoint to `reached`; or changes nothing.

        Returns how many of them are worth another try as a batch: all where they are applied, else those
        before the one that fails. Where only the writing of their rows fails it is not known which one it
        was: half of them.
        """
        handled = 0
        try:
            with self._cache.writing() as connection:
                # First of all: of two runners the second one must not even look at the first one's rows.
                self._generations.advance(connection, generation, reached)
                rows = self._rows(connection, projection, generation)
                for event in events:
                    try:
                        self._handling.handle(projection, event, rows)
                    except Unreadable as fault:
                        if strict or projection.any_event is not None:
                            raise
                        self._park(connection, generation, event, fault)
                    handled += 1
                rows.flush()
        except (Overtaken, LogError):
            raise
        except Exception:
            if not events:
                raise
            return handled if handled < len(events) else len(events) // 2
        return len(events)

    def _apply_alone(
        self, projection: Projection, generation: Generation, event: Event, *, strict: bool
    ) -> int:
        def attempt() -> None:
            with self._cache.writing() as connection:
                self._generations.advance(connection, generation, event.position)
                rows = self._rows(connection, projection, generation)
                self._handling.handle(projection, event, rows)
                rows.flush()

        retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=wait_exponential(multiplier=0.02, max=1),
            retry=retry_if_exception(_is_the_events_fault),
        )
        try:
            retrying(attempt)
        except (RetryError, Unreadable) as gave_up:
            error = gave_up.last_attempt.exception() if isinstance(gave_up, RetryError) else gave_up
            assert error is not None
            is_skipped = self._generations.is_skipped(projection.name, event.position)
            if strict and not is_skipped:
                message = f"Event {event.position} ({event.type} of {event.stream}): {error}"
                self._generations.set_status(generation, STOPPED, message)
                return 0
            with self._cache.writing() as connection:
                self._generations.advance(connection, generation, event.position)
                self._park(connection, generation, event, error)
        return event.position - generation.position

    def _park(
        self, connection: Connection, generation: Generation, event: Event, error: BaseException
    ) -> None:
        if self._generations.is_skipped(generation.projection, event.position):
            return
        is_read = not isinstance(error, Unreadable)
        told = "".join(traceback.format_exception(error)).strip() if is_read else str(error)
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO parked_events "
            "(projection, generation, position, error, attempts, parked_at) VALUES (?, ?, ?, ?, ?, ?)",
            (
                generation.projection,
                generation.number,
                event.position,
                told,
                ATTEMPTS if is_read else 1,
                microseconds(self._now()),
            ),
        )

    def _rows(self, connection: Connection, projection: Projection, generation: Generation) -> Rows:
        place = generation.projection, generation.number
        sql = self._sql.get(place)
        if sql is None:
            sql = self._sql[place] = row_sql(projection.physical(generation.number))
        return Rows(connection, sql)


def _is_the_events_fault(error: BaseException) -> bool:
    return isinstance(error, Exception) and not isinstance(error, Overtaken | LogError | Unreadable)
