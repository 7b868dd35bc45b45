"""A subscription: first the events that are there, then each new one as it is committed, none left out."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from domain.event import Event
from domain.filtering import Expression, matches
from infra.log.event_store import EventStore
from infra.log.watch import LogWatch

_LOOK_AT_STOP = 0.5


class Subscription:
    """The events of one log behind a position, for ever: iterate over it in a thread of your own.

    Other programs' appends arrive too, as soon as the watch notices them (within 200 ms); waiting costs
    nothing. SQLite has one writer, so positions become visible in their order and none can be skipped.

    Parameters
    ----------
    expression:
        Only events that pass are given; `position` moves on past the others too.
    """

    def __init__(
        self, store: EventStore, watch: LogWatch, *, after: int = 0, expression: Expression | None = None
    ) -> None:
        self._store = store
        self._watch = watch
        self._expression = expression
        self._stopped = threading.Event()
        self.position = after

    def stop(self) -> None:
        """Ends the iteration."""
        self._stopped.set()

    def __iter__(self) -> Iterator[Event]:
        while not self._stopped.is_set():
            for event in self._store.all(after=self.position):
                self.position = event.position
                if self._expression is None or matches(self._expression, event):
                    yield event
                if self._stopped.is_set():
                    return
            self._watch.wait_beyond(self.position, _LOOK_AT_STOP)
