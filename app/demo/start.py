"""Starts a demo in the window: a fresh log, the bar, and the panes that the scenario turns to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.demo.bar import DemoBar
from app.demo.coach_mark import CoachMark
from app.demo.fresh_log import open_fresh_log, remove_log
from app.demo.player import PlayerState
from app.demo.recorder import Recorder, empty_folder
from app.demo.retold import retold
from app.demo.scenario import Scenario, find_scenario
from app.demo.showing import Showing
from app.demo.spotlight import Spotlight
from app.demo.steps import PANES
from app.language import spoken
from domain.registry import Registry
from infra import clock
from infra.domains import load_domains
from infra.open_log import OpenLog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

_CHECK_MS = 300
_BETWEEN_ROUNDS_MS = 8000
_LAST_CAPTION_MS = 8000
_KEPT_ROUNDS = 2  # the last but one may yet be closing


def start_demo(window: MainWindow, showing: Showing) -> Demo:
    """Plays a scenario on a fresh log in the window; one that is being played is ended.

    Raises `ScenarioError` where the scenario is wrong, `NotFresh` or `LogError` where the path cannot serve,
    `FolderInUse` where the folder cannot.
    """
    domains, _ = load_domains()
    story = find_scenario(showing.scenario, Registry(domains))
    folder = None if showing.screenshots is None else empty_folder(showing.screenshots)
    for earlier in window.findChildren(Demo):
        earlier.end()
    demo = Demo(window, story, showing)
    if folder is not None:
        demo.record(folder)
    if showing.path is None:
        demo.begin_on_new_log()
    else:
        demo.begin(open_fresh_log(showing.path, clock.now()))
    return demo


class Demo(QObject):
    """A demo under way. It ends when the window shows another log, or when it is told to.

    `recorded(count)` when the last of so many screenshots is kept.
    """

    recorded = Signal(object)

    def __init__(self, window: MainWindow, scenario: Scenario, showing: Showing) -> None:
        super().__init__(window)
        self._window = window
        self._scenario, self._name = scenario, showing.scenario
        self._speed = showing.speed
        self._loops = showing.loops
        self._recorder: Recorder | None = None
        self._played: list[Path] = []
        self._log: OpenLog | None = None
        self._told = ("", "", "")
        self._is_over = True
        self._is_read = False
        self._spotlight = Spotlight(window)
        self._coach = CoachMark(window)
        self._coach.put_away.connect(self._put_caption_away)
        self._bar = DemoBar(window.jobs, window)
        self._bar.hide()
        window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self._bar)
        self._bar.shown.connect(self._show_where)
        self._bar.open_wanted.connect(self._open)
        self._bar.restart_wanted.connect(self.begin_on_new_log)
        self._bar.close_wanted.connect(self.end)
        self._bar.hands.touched.connect(window.presentation.show_press)
        self._bar.failed.connect(window.jobs.failed)
        window.panes_replaced.connect(self._leave_panes)
        self._check = QTimer(self)
        self._check.setInterval(_CHECK_MS)
        self._check.timeout.connect(self._end_with_its_log)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.begin_on_new_log)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_LAST_CAPTION_MS)
        self._reading.timeout.connect(self._put_caption_away)

    @property
    def bar(self) -> DemoBar:
        """The bar with its player."""
        return self._bar

    def record(self, folder: Path) -> None:
        """Keeps a screenshot for each caption there."""
        self._recorder = recorder = Recorder(self._window, self._window.jobs, folder)
        recorder.failed.connect(self._window.jobs.failed)
        recorder.finished.connect(self.recorded)
        self._bar.player.hold = recorder.hold

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
        self._again.stop()
        self._reading.stop()
        self._log = log
        self._remember(log.path)
        log.start()
        self._window.show_log(log)
        self._check.start()
        self._bar.show()
        self._bar.begin(self._in_own_words(), log, self._speed)

    def end(self) -> None:
        """Stops playing and takes the bar away; the log stays open."""
        self._check.stop()
        self._again.stop()
        self._reading.stop()
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
        self._bar.player.retell(self._in_own_words())
        self._told = ("", "", "")
        self._bar.show_state(self._bar.player.state)

    def _in_own_words(self) -> Scenario:
        return retold(self._scenario, self._name, spoken().value)

    def _show_where(self, state: PlayerState) -> None:
        told = (state.caption, state.pane, state.at)
        if told != self._told:
            self._told = told
            self._is_read = self._is_read and state.is_over  # in another language it is the same caption
            if state.pane:
                self._window.panes.bring_up(f"pane.{state.pane}")
        if state.is_over and state.total and not self._is_over:
            self._ended(state)
        self._is_over = state.is_over
        target = self._target(state)
        self._spotlight.turn_to(None if state.is_over else target)
        self._coach.tell("" if self._is_read else state.caption)
        self._coach.turn_to(target)

    def _put_caption_away(self) -> None:
        """The caption was read: the window below it is free until there is another."""
        self._is_read = True
        self._coach.tell("")

    def _ended(self, state: PlayerState) -> None:
        """The story is over: the last screenshot, and in a loop the next round."""
        if self._recorder is not None:
            self._recorder.finish(state)
            self._recorder = None
            self._bar.player.hold = None
        if self._loops:
            self._again.start(round(_BETWEEN_ROUNDS_MS / max(state.speed, 1.0)))
        else:
            self._reading.start()

    def _remember(self, path: Path) -> None:
        """A loop that runs for days keeps only the logs of its last rounds."""
        self._played.append(path)
        if self._loops and len(self._played) > _KEPT_ROUNDS:
            old = self._played.pop(0)
            self._window.jobs.submit(lambda _job: remove_log(old), on_success=_nothing, owner=self)

    def _target(self, state: PlayerState) -> QWidget | None:
        dock = self._window.panes.docks.get(f"pane.{state.pane}")
        return self._window.findChild(QWidget, state.at) or dock if state.at else dock

    def _open(self, what: object, version: object) -> None:
        name = str(what)
        if name in PANES:
            self._window.panes.bring_up(f"pane.{name}")
        else:
            self._window.panes.rewind_stream(name, version)


def _nothing(_result: object) -> None:
    """Nothing is to be shown of it."""
