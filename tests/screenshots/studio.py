"""Where screenshots are taken: the running program without a screen, on a log that is the same every time."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
import platformdirs
import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QSize, QTimer
from PySide6.QtGui import QAction, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.demo.scenario import DEFAULT, find_scenario
from app.demo.stage import play_instantly
from app.language import Language
from app.main import create_window
from app.moments import Zone
from app.theme import Scheme, Theme
from app.window import MainWindow
from app.window.settings import Settings
from infra.open_log import OpenLog

W = TypeVar("W", bound=QObject)
_LOOK_AGAIN_MS = 20
_PATIENCE_MS = 30_000
_SLOWEST_LOOKS = 55  # the strip of events over time looks once a second
_QUIET_LOOKS = 12  # so many looks in a row without a job under way
_BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class TooSlow(Exception):
    """What a scene waits for did not come."""


class Look(msgspec.Struct, frozen=True):
    """One way of looking at the program."""

    scheme: Scheme = Scheme.LIGHT
    language: Language = Language.ENGLISH
    size: tuple[int, int] = (1440, 900)

    @property
    def name(self) -> str:
        """A folder's name: "light-en-1440x900"."""
        return f"{self.scheme}-{self.language}-{self.size[0]}x{self.size[1]}"


class Studio:
    """One window in one look, and what a person can do with it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def find(self, kind: type[W], name: str) -> W:
        """A widget or an action by its object name."""
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def act(self, name: str) -> None:
        """Triggers an action by its name."""
        action = self.window.findChild(QAction, f"action.{name}")
        assert action is not None, name
        action.trigger()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Lets the program run until the condition holds. Raises `TooSlow`."""
        loop, timer = QEventLoop(), QTimer()
        left = [_PATIENCE_MS // _LOOK_AGAIN_MS]

        def look() -> None:
            left[0] -= 1
            if condition() or left[0] <= 0:
                loop.quit()

        timer.timeout.connect(look)
        timer.start(_LOOK_AGAIN_MS)
        loop.exec()
        timer.stop()
        if left[0] <= 0:
            raise TooSlow(str(condition))

    def settle(self) -> None:
        """Lets the program run until nothing is under way any more."""
        passed, quiet = [0], [0]

        def is_over() -> bool:
            passed[0] += 1
            return passed[0] >= _SLOWEST_LOOKS

        def is_quiet() -> bool:
            quiet[0] = 0 if self.window.jobs.unended else quiet[0] + 1
            return quiet[0] >= _QUIET_LOOKS

        self.wait_until(is_over)
        self.wait_until(is_quiet)

    def take(self, path: Path, part: QWidget | None = None) -> None:
        """Keeps a picture of the window with what stands over it, or of a part of it, in few colours."""
        self.settle()
        image = self._whole() if part is None else part.grab().toImage()
        path.parent.mkdir(parents=True, exist_ok=True)
        assert in_few_colours(image).save(str(path), "PNG", 0), path  # type: ignore[call-overload]  # the stubs ask for bytes

    def dialogs(self) -> list[QWidget]:
        """What stands over the window: dialogs, the palette, menus."""
        return [
            each
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and each is not self.window and each.parent() is not None
        ]

    def _whole(self) -> QImage:
        picture = self.window.grab()
        painter = QPainter(picture)
        for dialog in self.dialogs():
            painter.drawPixmap(dialog.pos() - self.window.pos(), dialog.grab())
        painter.end()
        return picture.toImage()


@contextmanager
def studio(look: Look, log: Path | None) -> Iterator[Studio]:
    """A window with this look on a copy of the log, with settings of its own."""
    with tempfile.TemporaryDirectory() as folder:
        _keep_apart(Path(folder))
        settings = Settings(theme=look.scheme, times=Zone.UTC, language=look.language)
        settings.save()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme = app.findChild(Theme)
        if theme is not None:
            theme.choose(look.scheme)
        source = None
        if log is not None:
            source = shutil.copytree(log.parent, Path(folder) / "logs") / log.name
        window = create_window(source)
        window.resize(QSize(*look.size))
        window.show()
        made = Studio(window)
        try:
            if source is not None:
                made.wait_until(lambda: window.log is not None)
            made.settle()
            yield made
        finally:
            window.close()
            shiboken6.delete(window)


def shop_log(folder: Path) -> Path:
    """The log that the default scenario leaves, one command every few minutes of a day that never changes."""
    ticks = iter(range(1_000_000))

    def now() -> datetime:
        return _BEGIN + timedelta(seconds=7 * next(ticks))

    folder.mkdir(parents=True)
    path = folder / "day-at-the-shop.eventlog"
    log = OpenLog.open(path, create=True, now=now)
    try:
        play_instantly(log, find_scenario(DEFAULT, log.registry))
    finally:
        log.close()
    return path


def in_few_colours(image: QImage) -> QImage:
    """The picture in 256 of its colours, the others taken for the nearest: a third of the size."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = rgb.width(), rgb.height()
    dots = np.frombuffer(rgb.constBits(), np.uint8).reshape(height, rgb.bytesPerLine())
    blue, green, red = (dots[:, channel : width * 4 : 4].astype(np.int64) for channel in range(3))
    colours, places, counts = np.unique(
        (red << 16) | (green << 8) | blue, return_inverse=True, return_counts=True
    )
    often = colours[np.argsort(-counts)]
    plain, rest = often[:128], often[128:]
    _, first = np.unique(
        rest & 0xF0F0F0, return_index=True
    )  # of each hue among the rare ones the most frequent
    kept = np.concatenate([plain, rest[np.sort(first)[:128]]])
    parts = [((colours[:, None] >> shift) & 255) - ((kept[None, :] >> shift) & 255) for shift in (16, 8, 0)]
    nearest = np.argmin(sum(part * part for part in parts), axis=1).astype(np.uint8)
    indexed = np.ascontiguousarray(nearest[places].reshape(height, width))
    few = QImage(indexed.tobytes(), width, height, width, QImage.Format.Format_Indexed8)
    few.setColorTable([0xFF000000 | int(colour) for colour in kept])
    return few.copy()


def _keep_apart(folder: Path) -> None:
    """Nothing is read of what the person who takes the screenshots has set, and nothing is altered."""
    os.environ["HOME"] = str(folder)  # the status bar shows where the log is
    for name in ("user_config_dir", "user_data_path", "user_state_path", "user_cache_path"):
        if hasattr(platformdirs, name):
            place = folder / name
            setattr(platformdirs, name, lambda *_args, place=place, **_more: place)
