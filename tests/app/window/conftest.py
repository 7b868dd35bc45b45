"""The window as a person uses it, with settings of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from app.main import create_window
from app.window import MainWindow
from tests.app.window_user import WindowUser


@pytest.fixture(autouse=True)
def settings_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tests remember nothing of each other, and nothing of the person who runs them."""
    folder = tmp_path / "config"
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_args, **_more: str(folder))
    return folder


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[[Path | None], WindowUser]]:
    """Opens windows on logs; they are closed at the end."""
    windows: list[MainWindow] = []

    def open_(source: Path | None = None) -> WindowUser:
        window = create_window(source)
        assert isinstance(window, MainWindow)
        windows.append(window)
        window.show()
        user = WindowUser(qtbot, window)
        if source is not None:
            user.waits_until(lambda: window.log is not None or user.notice.isVisible())
        return user

    yield open_
    for window in windows:
        for job in window.jobs.running:
            window.jobs.cancel(job)  # or it would ask whether to stop them, with nobody there to answer
        window.close()
        shiboken6.delete(window)  # now, while its parts are whole: they hear of each other's going


@pytest.fixture
def shop_path(tmp_path: Path, shop_files: Path) -> Path:
    """A log of its own, on which the default scenario was played."""
    return shutil.copytree(shop_files, tmp_path / "shop") / "shop.eventlog"


@pytest.fixture
def user(open_window: Callable[[Path | None], WindowUser], shop_path: Path) -> WindowUser:
    """The window with the shop's log open and its rows counted."""
    user = open_window(shop_path)
    user.waits_until(lambda: user.table.model().rowCount() > 40)
    return user
