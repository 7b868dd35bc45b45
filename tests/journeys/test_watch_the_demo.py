"""A person starts the demo from the welcome page, steps through it, hurries to its end, and begins again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton, QWidget

from app.demo.start import Demo
from domain.branch.edits import Drop
from tests.app.window_user import WindowUser


@pytest.fixture
def watcher(
    open_window: Callable[[], WindowUser], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> WindowUser:
    """Whose demos are made in a folder of the test's own."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_args, **_more: tmp_path / "data")
    return open_window()


def test_the_story_is_told_beside_the_panes_and_can_be_begun_again(watcher: WindowUser) -> None:
    user = watcher
    user.action("demo").trigger()
    caption = user.find(QLabel, "demo.caption") if told(user) else None
    assert caption is not None
    user.waits_until(lambda: caption.isVisible() and "Good morning" in caption.text())
    assert user.dock("pane.timeline").isVisible()

    user.clicks(QToolButton, "demo.play")
    events = user.table.model().rowCount()
    user.clicks(QToolButton, "demo.next")
    user.waits_until(lambda: "Three customers" in caption.text())
    user.waits_until(lambda: user.table.model().rowCount() > events)
    player = user.window.findChild(Demo).bar.player
    assert not player.state.is_playing

    speed = user.find(QComboBox, "demo.speed")
    speed.setFocus()
    user.qtbot.keyClicks(speed, "instant")
    user.qtbot.keyClick(speed, Qt.Key.Key_Return)
    user.clicks(QToolButton, "demo.play")
    user.waits_until(lambda: player.state.is_over)
    coach = user.find(QWidget, "demo.coach")
    assert coach.isVisible()
    user.qtbot.mouseClick(coach, Qt.MouseButton.LeftButton)
    assert not coach.isVisible()
    first = user.window.log
    assert first is not None
    assert first.states.at("Order/O-1002").state["status"] == "rejected"
    assert first.projections.parked("customer_card") == []
    went_back_to_the_cause(user)

    user.clicks(QToolButton, "demo.restart")
    user.waits_until(lambda: user.window.log is not None and user.window.log is not first)
    user.waits_until(lambda: player.state.done > 0)
    user.clicks(QToolButton, "demo.close")
    user.waits_until(lambda: user.window.findChild(QWidget, "demo.bar") is None)
    assert user.window.log is not None  # what was played is there to be explored


def went_back_to_the_cause(user: WindowUser) -> None:
    """What the end of the story did in the window is there, the past is left, and nothing went wrong."""
    assert not user.notice.isVisible()
    assert not user.window.time_cursor.is_past
    branch = user.window.panes.branch.state.branch
    assert branch is not None
    assert branch.edits == (Drop(branch.position),)
    log = user.window.log
    assert log is not None
    slip = log.store.at(branch.position)
    assert slip is not None
    assert (slip.stream, slip.type, slip.version) == ("Product/P-1", "PriceChanged", 3)
    user.sees("rewind.about", "v1 ")


def told(user: WindowUser) -> bool:
    user.waits_until(lambda: user.window.findChild(QLabel, "demo.caption") is not None)
    return True
