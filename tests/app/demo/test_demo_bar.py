"""The demo bar as a person uses it: watch, pause, step, choose a speed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QMainWindow, QToolButton, QWidget

from app.demo.bar import DemoBar
from app.demo.scenario import DEFAULT, find_scenario
from app.demo.spotlight import Spotlight
from app.demo.steps import WindowStep
from app.jobs import Jobs
from infra.open_log import OpenLog


@pytest.fixture
def bar(qtbot: Any, jobs: Jobs, empty_log: OpenLog) -> Iterator[DemoBar]:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = DemoBar(jobs, window)
    window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, bar)
    window.resize(900, 300)
    window.show()
    story = find_scenario(DEFAULT, empty_log.registry)
    steps = tuple(step for step in story.steps if not isinstance(step.act, WindowStep))  # there are no panes
    bar.begin(msgspec.structs.replace(story, steps=steps), empty_log, 1.0)
    yield bar
    bar.end()


def child(bar: DemoBar, kind: type[Any], name: str) -> Any:
    found = bar.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: Any, bar: DemoBar, name: str) -> None:
    qtbot.mouseClick(child(bar, QToolButton, name), Qt.MouseButton.LeftButton)


def test_the_bar_tells_how_far_the_story_is(qtbot: Any, bar: DemoBar) -> None:
    qtbot.waitUntil(lambda: bar.player.state.caption.startswith("Good morning"))
    assert "step 1 of" in child(bar, QLabel, "demo.progress").text()


def test_pausing_and_stepping_by_hand(qtbot: Any, bar: DemoBar, empty_log: OpenLog) -> None:
    qtbot.waitUntil(lambda: bar.player.state.done == 1)
    press(qtbot, bar, "demo.play")
    assert child(bar, QToolButton, "demo.play").accessibleName() == "Play the demo"
    press(qtbot, bar, "demo.step")
    qtbot.waitUntil(lambda: bar.player.state.done == 2)
    assert not bar.player.state.is_playing
    assert empty_log.store.last_position() == 1


def test_played_instantly_it_comes_to_the_end(qtbot: Any, bar: DemoBar, empty_log: OpenLog) -> None:
    speed = child(bar, QComboBox, "demo.speed")
    speed.setFocus()
    qtbot.keyClicks(speed, "instant")
    qtbot.waitUntil(lambda: bar.player.state.is_over, timeout=60_000)
    assert "the end" in child(bar, QLabel, "demo.progress").text()
    assert not child(bar, QToolButton, "demo.play").isEnabled()
    assert empty_log.states.at("Order/O-1003").state["status"] == "shipped"


def test_restart_and_close_are_asked_of_the_window(qtbot: Any, bar: DemoBar) -> None:
    for name, signal in (("demo.restart", bar.restart_wanted), ("demo.close", bar.close_wanted)):
        with qtbot.waitSignal(signal):
            press(qtbot, bar, name)


def test_the_spotlight_frames_its_widget_and_follows_it(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    target = QWidget(window)
    target.setGeometry(10, 20, 100, 50)
    spotlight = Spotlight(window)
    window.show()
    spotlight.turn_to(target)
    assert spotlight.geometry() == target.geometry()
    target.move(40, 40)
    assert spotlight.geometry() == target.geometry()
    target.hide()
    assert not spotlight.isVisible()
    spotlight.turn_to(None)
    target.show()
    assert not spotlight.isVisible()
