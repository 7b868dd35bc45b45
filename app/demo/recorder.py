"""Keeps a demo as a folder of screenshots: for each caption one, when what it tells has happened."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.demo.player import PlayerState
from app.jobs import Jobs
from domain.errors import DomainError

LIST = "captions.md"
_QUIET_MS = 450  # what panes need to show what their jobs have brought
_PATIENCE = 10.0
_WORDS = 6


class FolderInUse(DomainError):
    """The folder for the screenshots holds something already."""


class Shot(msgspec.Struct, frozen=True):
    """One screenshot: its file's name, and the caption that it shows."""

    name: str
    caption: str


class Recorder(QObject):
    """Takes the screenshots. `finished(count)` when the last one is on the disk, `failed(error)`."""

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, window: QWidget, jobs: Jobs, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._folder = folder
        self._shots: list[Shot] = []
        self._state = PlayerState()
        self._then: Callable[[], None] | None = None
        self._until = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self._look)

    def hold(self, state: PlayerState, go_on: Callable[[], None]) -> None:
        """Takes a screenshot of what the caption told, then calls `go_on`."""
        self._state, self._then = state, go_on
        self._until = time.monotonic() + _PATIENCE
        self._timer.start()

    def finish(self, state: PlayerState) -> None:
        """Takes the last one, and writes the list of captions."""
        self.hold(state, self._write_list)

    def _look(self) -> None:
        if self._jobs.unended and time.monotonic() < self._until:
            return  # a pane is still reading
        self._timer.stop()
        state, image = self._state, self._window.grab().toImage()
        shot = Shot(file_name(len(self._shots) + 1, state.caption), state.caption)
        self._shots.append(shot)
        self._jobs.submit(
            lambda _job: _save(image, self._folder / shot.name),
            on_success=self._saved,
            on_error=self.failed.emit,
            owner=self,
        )

    def _saved(self, _result: object) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _write_list(self) -> None:
        lines = [f"![{shot.caption}]({shot.name})\n\n{shot.caption}\n" for shot in self._shots]
        path, text, count = self._folder / LIST, "\n".join(lines), len(self._shots)
        self._jobs.submit(
            lambda _job: _write(path, text),
            on_success=lambda _result: self.finished.emit(count),
            on_error=self.failed.emit,
            owner=self,
        )


def empty_folder(folder: Path) -> Path:
    """That folder, made where it is not there. Raises `FolderInUse`, and `DomainError` where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FolderInUse(f"{folder} is not empty.", "Name a new folder for the screenshots.")
    except OSError as error:
        raise DomainError(f"{folder} cannot be made: {error.strerror}.", "Name another folder.") from error
    return folder


def file_name(number: int, caption: str) -> str:
    """ "03-three-customers-register.png": the number keeps the order, the words help to find."""
    words = re.findall(r"\w+", caption.lower())[:_WORDS]
    return "-".join([f"{number:02}", *words]) + ".png"


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # the stubs ask for bytes
        raise DomainError(f"{path} cannot be written.", "Look whether the disk is full or read-only.")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise DomainError(f"{path} cannot be written: {error.strerror}.", "Name another folder.") from error
