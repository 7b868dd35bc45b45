"""Starts a demo in the window: a fresh log, the bar, and the panes that the scenario turns to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.demo.bar import DemoBar
from app.demo.coach_mark import CoachMark
from app.demo.fresh_log import open_fresh_log
from app.demo.player import PlayerState
from app.demo.scenario import DEFAULT, Scenario, find_scenario
from app.demo.spotlight import Spotlight
from app.demo.steps import PANES
from domain.registry import Registry
from infra import clock
from infra.domains import load_domains
from infra.open_log import OpenLog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

_CHECK_MS = 300


def start_demo(
    window: MainWindow, scenario: str = DEFAULT, path: Path | None = None, speed: float = 1.0
) -> Demo:
    """Plays a scenario on a fresh log in the window; one that is being played is ended.

    Parameters
    ----------
    scenario:
        The name of one that comes along, or a .toml file.
    path:
        Where to make the log; None is the user's data folder.
    speed:
        1 is normal, 10 ten times as fast, 0 instantly, -1 one step at a time.

    Raises `ScenarioError` where the scenario is wrong, `NotFresh` or `LogError` where `path` cannot serve.
    """
    domains, _ = load_domains()
    story = find_scenario(scenario, Registry(domains))
    for earlier in window.findChildren(Demo):
        earlier.end()
    demo = Demo(window, story, speed)
    if path is None:
        demo.begin_on_new_log()
    else:
        demo.begin(open_fresh_log(path, clock.now()))
    return demo


class Demo(QObject):
    """A demo under way. It ends when the window shows another log, or when it is told to."""

    def __init__(self, window: MainWindow, scenario: Scenario, speed: float) -> None:
        super().__init__(window)
        self._window = window
        self._scenario = scenario
        self._speed = speed
        self._log: OpenLog | None = None
        self._told = ("", "", "")
        self._spotlight = Spotlight(window)
        self._coach = CoachMark(window)
        self._bar = DemoBar(window.jobs, window)
        self._bar.hide()
        window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self._bar)
        self._bar.shown.connect(self._show_where)
        self._bar.open_wanted.connect(self._open)
        self._bar.restart_wanted.connect(self.begin_on_new_log)
        self._bar.close_wanted.connect(self.end)
        self._bar.failed.connect(window.jobs.failed)
        window.panes_replaced.connect(self._leave_panes)
        self._check = QTimer(self)
        self._check.setInterval(_CHECK_MS)
        self._check.timeout.connect(self._end_with_its_log)

    @property
    def bar(self) -> DemoBar:
        """The bar with its player."""
        return self._bar

    def begin_on_new_log(self) -> None:
        """Makes a log in the user's data folder and plays from the first step."""
        self._window.jobs.submit(
            lambda _job: open_fresh_log(None, clock.now()),
            on_success=self.begin,
            key="demo.log",
            owner=self,
            title=self.tr("Making a log"),
        )

    def begin(self, log: OpenLog) -> None:
        """Plays from the first step on that fresh log."""
        if self._log is not None:
            self._speed = self._bar.player.state.speed
        self._bar.end()
        self._log = log
        log.start()
        self._window.show_log(log)
        self._check.start()
        self._bar.show()
        self._bar.begin(self._scenario, log, self._speed)

    def end(self) -> None:
        """Stops playing and takes the bar away; the log stays open."""
        self._check.stop()
        self._bar.end()
        self._spotlight.turn_to(None)
        self._coach.tell("")
        self._window.removeToolBar(self._bar)
        self._bar.deleteLater()
        self._spotlight.deleteLater()
        self._coach.deleteLater()
        self.deleteLater()

    def _end_with_its_log(self) -> None:
        if self._window.log is not self._log:
            self.end()

    def _leave_panes(self) -> None:
        self._spotlight.turn_to(None)
        self._coach.turn_to(None)
        QTimer.singleShot(0, self, self._find_panes)  # the new ones are made meanwhile

    def _find_panes(self) -> None:
        self._bar.speak()
        self._told = ("", "", "")
        self._bar.show_state(self._bar.player.state)

    def _show_where(self, state: PlayerState) -> None:
        told = (state.caption, state.pane, state.at)
        if told != self._told:
            self._told = told
            if state.pane:
                self._window.panes.bring_up(f"pane.{state.pane}")
        target = self._target(state)
        self._spotlight.turn_to(None if state.is_over else target)
        self._coach.tell(state.caption)
        self._coach.turn_to(target)

    def _target(self, state: PlayerState) -> QWidget | None:
        dock = self._window.panes.docks.get(f"pane.{state.pane}")
        return self._window.findChild(QWidget, state.at) or dock if state.at else dock

    def _open(self, what: object, version: object) -> None:
        name = str(what)
        if name in PANES:
            self._window.panes.bring_up(f"pane.{name}")
        else:
            self._window.panes.rewind_stream(name, version)
