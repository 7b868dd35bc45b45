"""Starts the window: on an existing application (`create_window`), or with one of its own (`run`)."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from domain.errors import DomainError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QMainWindow

_log = logging.getLogger("eventscope")

# What Qt's xcb plugin links against and a bare system may lack: library and Debian's package.
_LIBRARIES = (
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
)
_XCB_LIBRARIES = (
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-xinerama.so.0", "libxcb-xinerama0"),
)


class NoScreen(DomainError):
    """A window cannot be shown here."""


def create_window(source: str | Path | None) -> QMainWindow:
    """The window on the running `QApplication`, with the log `source` opening; not shown yet.

    Parameters
    ----------
    source:
        A log file, or None for the welcome page.
    """
    from app.theme import Theme
    from app.window.main_window import MainWindow, application
    from app.window.settings import Settings

    settings = Settings.load()
    app = application()
    theme = app.findChild(Theme) or Theme(app, settings.theme)
    window = MainWindow(theme, settings)
    if source is not None:
        window.open_path(Path(source))
    return window


def run(source: Path | None) -> int:
    """Shows the window until it is closed; returns the exit code. Raises `NoScreen`."""
    app = _application()
    window = create_window(source)
    window.show()
    return int(app.exec())


def run_demo(scenario: str, path: Path | None, speed: float) -> int:
    """Shows the window on a fresh log which a scenario fills. Raises `NoScreen` and `DomainError`."""
    app = _application()
    from app.demo.start import start_demo
    from app.window.main_window import MainWindow

    window = create_window(None)
    assert isinstance(window, MainWindow)
    start_demo(window, scenario, path, speed)
    window.show()
    return int(app.exec())


def _application() -> QApplication:
    check_screen()
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Eventscope")
    app.setDesktopFileName("eventscope")
    sys.excepthook = _tell_fault
    threading.excepthook = _tell_thread_fault
    return app


def check_screen() -> None:
    """Raises `NoScreen`, naming what to install or to set, where Qt would abort instead."""
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if not platform and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise NoScreen(
            "There is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.",
            "Start it from a desktop session, set DISPLAY (e.g. DISPLAY=:0), or try it without a screen: "
            "xvfb-run eventscope.",
        )
    needed = _LIBRARIES if platform in ("offscreen", "minimal") else (*_LIBRARIES, *_XCB_LIBRARIES)
    missing = [package for library, package in needed if not _loads(library)]
    if missing:
        raise NoScreen(
            "Qt needs system libraries that are not installed.",
            f"On Debian or Ubuntu: apt-get install {' '.join(missing)}",
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _tell_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.error("A fault", exc_info=(kind, error, trace))
    from PySide6.QtWidgets import QApplication

    from app.window.notices import NoticeBar

    app = QApplication.instance()
    window = app.activeWindow() if isinstance(app, QApplication) else None
    notice = window.findChild(NoticeBar) if window is not None else None
    if notice is not None:
        notice.tell(error)


def _tell_thread_fault(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _log.error("A fault in %s", args.thread, exc_info=args.exc_value)
