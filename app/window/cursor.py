"""The one moment that the whole window shows: now, or as of an event of the past."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app import go_to
from app.figures import grouped
from app.jobs import Jobs
from app.words import translate
from infra.as_of import AsOf, as_of_next, as_of_position
from infra.open_log import OpenLog

_HOLDER = "past"


class Cursor(QObject):
    """Knows the log and the moment. `changed(moment)` with an `AsOf`, or None for now.

    While it is in the past it keeps everybody from writing to the log, whoever asks.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._log: OpenLog | None = None
        self._now: AsOf | None = None

    @property
    def moment(self) -> AsOf | None:
        """What the window shows; None is now."""
        return self._now

    @property
    def is_past(self) -> bool:
        """Whether it is not now."""
        return self._now is not None

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none: it is shown as it is now."""
        self.return_to_now()
        self._log = log

    def rewind_to(self, position: object) -> None:
        """Everything as of that position, or of the nearest event before it."""
        log = self._log
        if log is not None and isinstance(position, int):
            self._find(lambda: as_of_position(log.store, position))

    def rewind_to_text(self, text: str) -> None:
        """Everything as of a position or a time, as a person writes it."""
        log = self._log
        if log is not None:
            self._find(lambda: go_to.past_of(log, text))

    def step_earlier(self) -> None:
        """One event back; from now, to the moment before the newest event."""
        log, moment = self._log, self._now
        if log is not None:
            self._find(lambda: _earlier(log, moment))

    def step_later(self) -> None:
        """One event on; behind the newest one it is now."""
        log, moment = self._log, self._now
        if log is not None and moment is not None:
            self._find(lambda: as_of_next(log.store, moment.position))

    def return_to_now(self) -> None:
        """Leaves the past."""
        self._jobs.submit(lambda _job: None, on_success=_nothing, key="cursor", owner=self)  # drops a search
        self._be(None)

    def _find(self, moment: Callable[[], AsOf | None]) -> None:
        self._jobs.submit(
            lambda _job: moment(),
            on_success=self._be,
            on_error=self.failed.emit,
            key="cursor",
            owner=self,
        )

    def _be(self, moment: AsOf | None) -> None:
        if moment == self._now:
            return
        self._now = moment
        log = self._log
        if log is not None and moment is not None:
            log.hold.keep(_HOLDER, *why_not(moment))
        elif log is not None:
            log.hold.release(_HOLDER)
        self.changed.emit(moment)


def why_not(moment: AsOf) -> tuple[str, str]:
    """Why nothing can be written in the past, and what to do."""
    return (
        translate("Past", "The window shows the past, as of position {0}: nothing can be written.").format(
            grouped(moment.position)
        ),
        translate("Past", "Return to now first (Esc)."),
    )


def _earlier(log: OpenLog, moment: AsOf | None) -> AsOf:
    position = log.store.last_position() if moment is None else moment.position
    return as_of_position(log.store, position - 1)


def _nothing(_result: object) -> None:
    return None
