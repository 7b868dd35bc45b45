"""The events that a projection has still to hear of, in bounded steps along the log."""

from __future__ import annotations

from domain.event import Event
from infra.database import Database, rows_of
from infra.log.event_store import last_position
from infra.log.rows import SELECT_EVENTS, event_of
from infra.projections.projection import Projection

BATCH = 1000
_WINDOW = 32  # batches of positions that are looked through at most for one batch of events that concern


class Batches:
    """Reads a log batch by batch. However few events concern a projection, a step stays short.

    Parameters
    ----------
    size:
        Of a batch, in events.
    until:
        A position behind which nothing is read; by default all is.
    """

    def __init__(self, log: Database, size: int = BATCH, until: int | None = None) -> None:
        self._log = log
        self._size = size
        self._until = until

    def next(self, projection: Projection, after: int) -> tuple[list[Event], int]:
        """The next events that concern the projection, and the position up to which they are all.

        That position is `after` itself at the end of the log.
        """
        with self._log.reading() as connection:
            end = last_position(connection)
            if self._until is not None:
                end = min(end, self._until)
            if end <= after:
                return [], after
            if projection.any_event is not None:
                rows = rows_of(
                    connection,
                    f"{SELECT_EVENTS} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?",
                    (after, end, self._size),
                ).fetchall()
                reached = rows[-1][0] if len(rows) == self._size else end
                return [event_of(row) for row in rows], reached
            names = sorted({name for _, name in projection.handlers})
            until = min(end, after + self._size * _WINDOW)
            # The plus keeps SQLite from walking the index by type: it would have to sort by position all
            # that is left of the log, for every batch.
            rows = rows_of(
                connection,
                f"{SELECT_EVENTS} WHERE e.position > ? AND e.position <= ? AND +e.type_id IN "
                f"(SELECT id FROM event_types WHERE name IN ({', '.join('?' * len(names))})) "
                "ORDER BY e.position LIMIT ?",
                (after, until, *names, self._size),
            ).fetchall()
            if len(rows) == self._size:
                return [event_of(row) for row in rows], rows[-1][0]
            # Positions may have wide gaps in a log that was brought in: step over them at once.
            (following,) = rows_of(
                connection, "SELECT min(position) FROM events WHERE position > ?", (until,)
            ).fetchone()
            if following is None or following > end:
                return [event_of(row) for row in rows], end
            return [event_of(row) for row in rows], following - 1
