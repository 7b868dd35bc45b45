"""Copies laid along the log while read models are kept up to date or rebuilt, for the moments asked later."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

import msgspec

from infra.database import Database
from infra.errors import LogError
from infra.projections.copies import KEPT, LEAST_APART, Copies
from infra.projections.generations import Generation
from infra.projections.projection import Projection

_log = logging.getLogger(__name__)

MOST_ROWS = 250_000  # copied in one transaction, for the whole of which others wait that write to the cache


class LiveCopies:
    """Decides when a copy is due. Thread-safe: two threads that decide the same keep one copy.

    They come an eighth of the log apart, so that a log that grows makes ever fewer of them, and never have
    more rows than events were applied since the last one: copying costs a small part of projecting.
    """

    def __init__(self, log: Database, cache: Database, now: Callable[[], datetime]) -> None:
        self._log = log
        self._cache = cache
        self._now = now
        self._copies: Copies | None = None  # most logs never need one
        self._last: dict[tuple[str, int], int] = {}

    def advanced(self, projection: Projection, built: Generation, moved: int) -> None:
        """A generation was moved on by so many positions: keeps a copy of it if one is due."""
        now = msgspec.structs.replace(built, position=built.position + moved)
        apart = max(LEAST_APART, now.position // KEPT)
        if now.position < apart:
            return
        place = now.projection, now.number
        try:
            copies = self._opened()
            last = self._last.get(place)
            if last is None or last > built.position:  # numbers are given again
                copy = copies.nearest(projection, built.position, since=built.number)
                last = self._last[place] = 0 if copy is None else copy.position
            if now.position - last < apart:
                return
            self._last[place] = now.position
            copies.keep_own(projection, now, min(now.position - last, MOST_ROWS))
        except LogError as fault:  # a full disk, a locked cache: read models do without copies
            _log.warning("No copy of %s was kept: %s", projection.name, fault.reason)

    def replaced(self, built: Generation) -> None:
        """A rebuild was brought to use: copies from before it may have what it was to mend."""
        try:
            self._opened().forget(built)
        except LogError as fault:
            _log.warning("Older copies of %s are still there: %s", built.projection, fault.reason)

    def _opened(self) -> Copies:
        if self._copies is None:
            self._copies = Copies(self._log, self._cache, self._now)
        return self._copies
