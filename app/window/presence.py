"""Notices when the file of the open log goes away under the window: deleted, moved, unmounted, replaced."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import Jobs
from app.work import Work
from domain.errors import DomainError
from infra.errors import LogError
from infra.open_log import OpenLog

_EVERY_MS = 2000

_Identity = tuple[int, int]


class _Place(Enum):
    """What is where the log was."""

    UNKNOWN = 0
    LOG = 1
    NOTHING = 2
    ANOTHER = 3


_LOST = (_Place.NOTHING, _Place.ANOTHER)


class _Seen(msgspec.Struct, frozen=True):
    """What was found, and for how many of the faults in doubt that is an answer."""

    place: _Place
    identity: _Identity | None
    asked_for: int


class LogGone(DomainError):
    """The open log's file is not where it was."""


class Presence(QObject):
    """`lost(error)` when the file is no longer there, `found(path)` when it is there again.

    The file system is asked off the GUI thread: a disk that is gone may keep one waiting.
    `unexplained(error)` gives back what was brought to `explain` and has another reason.
    """

    lost = Signal(object)
    found = Signal(object)
    unexplained = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._path: Path | None = None
        self._identity: _Identity | None = None
        self._place = _Place.UNKNOWN
        self._is_asking = False
        self._in_doubt: list[BaseException] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def is_lost(self) -> bool:
        """Whether something else, or nothing, is where the log was."""
        return self._place in _LOST

    def watch(self, log: OpenLog | None) -> None:
        """From here on this log is watched; None for none."""
        self._path = log.path if log is not None else None
        self._identity, self._place, self._is_asking = None, _Place.UNKNOWN, False
        self._in_doubt = []
        if log is None:
            self._timer.stop()
        else:
            self._timer.start(_EVERY_MS)
            self.look()

    def explain(self, error: BaseException) -> None:
        """Something could not be read or written: where the file has gone, that is what is to be told."""
        if self._path is None or not isinstance(error, LogError):
            self.unexplained.emit(error)
            return
        self._in_doubt.append(error)
        self.look()

    def look(self) -> None:
        """Asks the file system now."""
        path, identity = self._path, self._identity
        if path is None or self._is_asking:
            return
        self._is_asking = True
        asked_for = len(self._in_doubt)

        def work(_job: Work) -> _Seen:
            now = _identity_of(path)
            if now is None:
                return _Seen(_Place.NOTHING, identity, asked_for)
            place = _Place.LOG if identity in (None, now) else _Place.ANOTHER
            return _Seen(place, identity or now, asked_for)

        self._jobs.submit(work, on_success=self._looked, owner=self, key="presence")

    def _looked(self, seen: _Seen) -> None:
        self._is_asking = False
        before, self._place, self._identity = self._place, seen.place, seen.identity
        self._tell_change(before)
        is_explained = self.is_lost or before in _LOST
        doubts, self._in_doubt = self._in_doubt[: seen.asked_for], self._in_doubt[seen.asked_for :]
        for error in doubts:
            if not is_explained:
                self.unexplained.emit(error)
        if self._in_doubt:  # they came after the file system was asked
            self.look()

    def _tell_change(self, before: _Place) -> None:
        path = self._path
        if path is None or self._place is before:
            return
        if self._place is _Place.LOG:
            if before is not _Place.UNKNOWN:
                self.found.emit(path)
        elif self._place is _Place.NOTHING:
            self.lost.emit(
                LogGone(
                    self.tr("“{0}” is not there any more: moved, deleted, or its disk is gone.").format(
                        path.name
                    ),
                    self.tr(
                        "What is shown can still be read and exported; nothing can be written, it would be "
                        "lost. Put the file back at {0}, or open the log from where it is now."
                    ).format(path),
                )
            )
        else:
            self.lost.emit(
                LogGone(
                    self.tr("Another file has taken the place of “{0}”.").format(path.name),
                    self.tr(
                        "What is shown is the log as it was before. Open {0} again to see the new one."
                    ).format(path),
                )
            )


def _identity_of(path: Path) -> _Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
