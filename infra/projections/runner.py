"""Applies events to one generation: rows and checkpoint change in one transaction."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection
from tenacity import RetryError, Retrying, retry_if_not_exception_type, stop_after_attempt, wait_exponential

from domain.event import Event, microseconds
from domain.registry import Registry
from infra.database import Database, rows_of
from infra.errors import LogError
from infra.log.event_store import last_position
from infra.log.rows import SELECT_EVENTS, event_of
from infra.projections.generations import STOPPED, Generation, Generations, Overtaken
from infra.projections.projection import Projection
from infra.projections.rows import Rows

BATCH = 1000
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
    ) -> None:
        self._log = log
        self._cache = cache
        self._generations = generations
        self._registry = registry
        self._now = now
        self._batch = batch

    def apply_some(self, projection: Projection, generation: Generation, *, strict: bool) -> int:
        """Applies the next batch of events; returns how far the checkpoint moved, 0 at the end of the log.

        A failing event is tried again `ATTEMPTS` times with growing pauses. Then `strict` stops the
        generation with the error, otherwise the event is parked and the generation goes on.
        """
        events, reached = self._next(projection, generation.position)
        if reached == generation.position:
            return 0
        applied = self._apply(projection, generation, events, reached)
        if applied == len(events):
            return reached - generation.position
        failing = events[applied]
        before = failing.position - 1
        moved = before - generation.position
        if moved > 0:
            self._apply(projection, generation, events[:applied], before)
            generation = _at(generation, before)
        return moved + self._apply_alone(projection, generation, failing, strict=strict)

    def apply_parked(self, projection: Projection, generation: Generation, event: Event, id: int) -> None:
        """Applies a parked event now, behind its turn, and takes it off the list. Raises what it raises."""
        with self._cache.writing() as connection:
            rows = Rows(connection, projection.physical(generation.number))
            self._handle(projection, event, rows)
            rows.flush()
            connection.exec_driver_sql("DELETE FROM parked_events WHERE id = ?", (id,))

    def _apply(
        self, projection: Projection, generation: Generation, events: Sequence[Event], reached: int
    ) -> int:
        """Applies all of `events` and moves the checkpoint; or does nothing and says which one fails."""
        done = 0
        try:
            with self._cache.writing() as connection:
                rows = Rows(connection, projection.physical(generation.number))
                for event in events:
                    self._handle(projection, event, rows)
                    done += 1
                rows.flush()
                self._generations.advance(connection, generation, reached)
        except (Overtaken, LogError):
            raise
        except Exception:
            if done == len(events):
                raise
        return done

    def _apply_alone(
        self, projection: Projection, generation: Generation, event: Event, *, strict: bool
    ) -> int:
        def attempt() -> None:
            with self._cache.writing() as connection:
                rows = Rows(connection, projection.physical(generation.number))
                self._handle(projection, event, rows)
                rows.flush()
                self._generations.advance(connection, generation, event.position)

        retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=wait_exponential(multiplier=0.02, max=1),
            retry=retry_if_not_exception_type((Overtaken, LogError)),
        )
        try:
            retrying(attempt)
        except RetryError as gave_up:
            error = gave_up.last_attempt.exception()
            assert error is not None
            if strict:
                message = f"Event {event.position} ({event.type} of {event.stream}): {error}"
                self._generations.set_status(generation, STOPPED, message)
                return 0
            with self._cache.writing() as connection:
                self._park(connection, generation, event, error)
                self._generations.advance(connection, generation, event.position)
        return event.position - generation.position

    def _park(
        self, connection: Connection, generation: Generation, event: Event, error: BaseException
    ) -> None:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO parked_events "
            "(projection, generation, position, error, attempts, parked_at) VALUES (?, ?, ?, ?, ?, ?)",
            (
                generation.projection,
                generation.number,
                event.position,
                "".join(traceback.format_exception(error)).strip(),
                ATTEMPTS,
                microseconds(self._now()),
            ),
        )

    def _handle(self, projection: Projection, event: Event, rows: Rows) -> None:
        rows.position = event.position
        if projection.any_event is not None:
            projection.any_event(event, None, rows)
        handler = projection.handlers.get((event.category, event.type))
        if handler is not None:
            handler(event, self._registry.decode(event), rows)

    def _next(self, projection: Projection, after: int) -> tuple[list[Event], int]:
        """The next events that concern the projection, and the position up to which they are all."""
        with self._log.reading() as connection:
            end = last_position(connection)
            if end <= after:
                return [], after
            where, names = "1", []
            if projection.any_event is None:
                names = sorted({name for _, name in projection.handlers})
                where = (
                    f"e.type_id IN (SELECT id FROM event_types WHERE name IN ({', '.join('?' * len(names))}))"
                )
            rows = rows_of(
                connection,
                f"{SELECT_EVENTS} WHERE e.position > ? AND {where} ORDER BY e.position LIMIT ?",
                (after, *names, self._batch),
            )
            events = [event_of(row) for row in rows]
        return events, events[-1].position if len(events) == self._batch else end


def _at(generation: Generation, position: int) -> Generation:
    return Generation(
        generation.projection,
        generation.number,
        generation.fingerprint,
        generation.role,
        generation.status,
        position,
        generation.error,
        generation.updated_at,
    )
