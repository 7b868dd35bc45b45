"""How long work tells where it stands, and hears that it should stop."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec

from domain.errors import DomainError

_INTERVAL = 0.05  # seconds: at most 20 reports a second


class Cancelled(DomainError):
    """The person (or the program's end) stopped the work; nothing was kept of it."""

    def __init__(self, work: str) -> None:
        super().__init__(f"The {work} was cancelled.", "Nothing of it was kept.")


class Progress(msgspec.Struct, frozen=True):
    """Where the work stands.

    `done` of `total` are bytes of the source (import) or positions of the log (export, verify); `total` is 0
    where it is not known.
    """

    done: int
    total: int
    events: int
    problems: int = 0
    step: str = ""

    @property
    def fraction(self) -> float:
        """Between 0 and 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0


def ignore_progress(_: Progress) -> None:
    """For callers that want no reports."""


def never_cancelled() -> bool:
    """For callers that never stop the work."""
    return False


class Ticker:
    """Passes reports on, thinned, and raises `Cancelled` when the work is to stop.

    Parameters
    ----------
    work:
        What a person calls it, for the message: "import", "export".
    """

    def __init__(
        self, work: str, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> None:
        self._work = work
        self._progress = progress
        self._cancelled = cancelled
        self._next = 0.0

    def check(self) -> None:
        """Raises `Cancelled` where asked to stop."""
        if self._cancelled():
            raise Cancelled(self._work)

    def wants_to_stop(self) -> int:
        """The same for SQLite's progress handler: anything but 0 interrupts the statement."""
        return int(self._cancelled())

    def tick(self, done: int, total: int, events: int, problems: int = 0, step: str = "") -> None:
        """Reports unless the last report is too fresh."""
        self.check()
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _INTERVAL
            self._progress(Progress(done, total, events, problems, step))

    def finish(self, done: int, total: int, events: int, problems: int = 0) -> None:
        """The last report, always passed on."""
        self._progress(Progress(done, total, events, problems))
