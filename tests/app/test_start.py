"""How the window starts, and how it says that it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.faults import Faults
from app.screen import NoScreen, check_screen

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt's xcb plugin is Linux's")


class Receiver(QObject):
    """Hears on its own thread, which is the GUI's."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, bool]] = []

    def hear(self, error: BaseException) -> None:
        self.told.append((str(error), threading.current_thread() is threading.main_thread()))


@linux
def test_without_a_display_it_says_what_to_set() -> None:
    with pytest.raises(NoScreen) as fault:
        check_screen({})
    assert "DISPLAY" in fault.value.reason
    assert "xvfb-run" in fault.value.hint


@linux
def test_a_display_that_does_not_answer_is_said_before_qt_aborts() -> None:
    with pytest.raises(NoScreen) as fault:
        check_screen({"DISPLAY": ":4711"})
    # On a machine without Qt's X libraries, they are named first.
    assert ":4711" in fault.value.reason or "apt-get install" in fault.value.hint


@linux
def test_missing_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.screen._loads", lambda library: "xcb-cursor" not in library)
    with pytest.raises(NoScreen) as fault:
        check_screen({"QT_QPA_PLATFORM": "xcb"})
    assert fault.value.hint == "On Debian or Ubuntu: apt-get install libxcb-cursor0"
    check_screen({"QT_QPA_PLATFORM": "offscreen"})


@linux
def test_the_program_ends_with_a_message_and_no_traceback_where_there_is_no_display(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    ended = subprocess.run(
        [sys.executable, "-c", "from app.cli import main; main()", "open", str(tmp_path / "a.eventlog")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "DISPLAY" in ended.stderr


def test_a_fault_in_any_thread_is_told_on_the_gui_thread(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back what `install` replaces
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults = Faults()
    receiver = Receiver()
    told = receiver.told
    faults.told.connect(receiver.hear)
    before = qInstallMessageHandler(None)
    faults.install()
    qInstallMessageHandler(before)

    def fail() -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    sys.excepthook(KeyError, KeyError("here"), None)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert sorted(told) == [("'here'", True), ("in a thread", True)]
    assert "in a thread" in caplog.text
