"""Starts the window: on an existing application (`create_window`), or with one of its own (`run`)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.demo.showing import Showing
from app.screen import check_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.window.main_window import MainWindow


# Python's default of 5 ms lets a busy worker hold the GUI thread up for several frames in one repaint.
_SWITCH_SECONDS = 0.001
_TITLE_BAR = 40


def create_window(source: str | Path | None) -> MainWindow:
    """The window on the running `QApplication`, with the log `source` opening; not shown yet.

    Parameters
    ----------
    source:
        A log file or its URL, or None for the welcome page. What is wrong with it, the window says.
    """
    from app.cli.sources import path_of
    from domain.errors import DomainError

    window = _window()
    if source is not None:
        try:
            window.open_path(source if isinstance(source, Path) else path_of(source))
        except DomainError as fault:
            window.tell(fault)
    return window


def run(source: str | Path | None, *, presentation: bool = False) -> int:
    """Shows the window until it is closed; returns the exit code. Raises `NoScreen`."""
    app = _application()
    window = create_window(source)
    _show(window, presentation)
    return _run(app, window)


def run_demo(showing: Showing, *, presentation: bool = False) -> int:
    """Shows the window on a fresh log which a scenario fills. Raises `NoScreen` and `DomainError`.

    With screenshots it is closed when the last one is taken.
    """
    app = _application()
    from app.demo.start import start_demo

    window = _window()
    _show(window, presentation)
    demo = start_demo(window, showing)
    if showing.screenshots is not None:
        demo.recorded.connect(window.close)
    return _run(app, window)


def _run(app: QApplication, window: MainWindow) -> int:
    """Until the window is closed, then deleted while its parts are whole: Python would take them apart."""
    import shiboken6

    code = int(app.exec())
    shiboken6.delete(window)
    return code


def _show(window: MainWindow, presentation: bool) -> None:
    """On a small screen the window is as large as there is room for, with its frame."""
    window.presentation.turn(presentation)
    room = window.screen().availableSize()
    window.resize(min(window.width(), room.width()), min(window.height(), room.height() - _TITLE_BAR))
    window.show()


def _window() -> MainWindow:
    """Qt is loaded only now: before, `check_screen` has looked whether it can be."""
    from PySide6.QtWidgets import QApplication

    from app.faults import Faults
    from app.garbage import GarbageCollector
    from app.language import speak
    from app.theme import Theme
    from app.window.main_window import MainWindow
    from app.window.settings import Settings

    settings = Settings.load()
    app = QApplication.instance()
    assert isinstance(app, QApplication), "there is no QApplication yet"
    if app.findChild(GarbageCollector) is None:
        GarbageCollector(app)
    speak(settings.language)
    window = MainWindow(app.findChild(Theme) or Theme(app, settings.theme, settings.text_size), settings)
    faults = app.findChild(Faults)
    if faults is not None:
        faults.told.connect(window.tell)
    return window


def _application() -> QApplication:
    check_screen()
    from PySide6.QtWidgets import QApplication

    from app.desktop.icon import program_icon
    from app.faults import Faults

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Eventscope")
    app.setDesktopFileName("eventscope")
    app.setWindowIcon(program_icon())
    sys.setswitchinterval(_SWITCH_SECONDS)
    Faults(app).install()
    return app
