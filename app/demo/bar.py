"""The demo bar: what is going on, and play, step, restart and speed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolBar, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.demo.player import INSTANTLY, Player, PlayerState
from app.demo.scenario import Scenario
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.words import translate
from infra.open_log import OpenLog

SPEEDS = ((1.0, "1×"), (10.0, "10×"), (INSTANTLY, "instant"))


class DemoBar(QToolBar):
    """Plays a scenario and shows how far it is.

    `shown(state)` at every change, `open_wanted(pane or stream, version)` when the scenario opens something,
    `restart_wanted()` for a fresh log, `close_wanted()`, `failed(error)` where a step goes wrong.
    """

    shown = Signal(object)
    open_wanted = Signal(object, object)
    restart_wanted = Signal()
    close_wanted = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Demo"))
        self.setObjectName("demo.bar")
        self.setMovable(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._player = Player(
            owned_submit(jobs, self), self._after, self.show_state, self.open_wanted.emit, self.failed.emit
        )
        self._timer.timeout.connect(self._player.tick)
        self._build()
        self.show_state(self._player.state)

    @property
    def player(self) -> Player:
        """Who plays."""
        return self._player

    def begin(self, scenario: Scenario, log: OpenLog, speed: float) -> None:
        """Plays from the first step on a fresh, started log."""
        self._player.set_speed(speed)
        self._player.begin(scenario, log)

    def end(self) -> None:
        """Stops playing for good."""
        self._player.end()

    def show_state(self, state: PlayerState) -> None:
        """Shows how far the play is."""
        self._play.setIcon(theme.icon("pause" if state.is_playing else "play"))
        words = self.tr("Pause the demo") if state.is_playing else self.tr("Play the demo")
        self._play.setAccessibleName(words)
        self._play.setToolTip(words)
        self._play.setEnabled(not state.is_over)
        self._step.setEnabled(not state.is_over)
        if self._speed.findData(state.speed) < 0:
            self._speed.addItem(f"{state.speed:g}×", state.speed)
        self._speed.setCurrentIndex(self._speed.findData(state.speed))
        self._caption.setText(state.caption)
        self._said.setText(_progress(state))
        self.shown.emit(state)

    def _build(self) -> None:
        self._play = self._button("demo.play", "play", self.tr("Play the demo"))
        self._play.clicked.connect(self._toggle)
        self._step = self._button("demo.step", "skip-forward", self.tr("Do the next step"))
        self._step.clicked.connect(self._player.step)
        self._restart = self._button(
            "demo.restart", "arrow-counter-clockwise", self.tr("Begin again on a fresh log")
        )
        self._restart.clicked.connect(self.restart_wanted)
        self._speed = QComboBox(self)
        self._speed.setObjectName("demo.speed")
        self._speed.setAccessibleName(self.tr("Speed of the demo"))
        for speed, words in SPEEDS:
            self._speed.addItem(words, speed)
        self._speed.activated.connect(self._speed_chosen)
        self.addWidget(self._speed)
        self._caption = PlainLabel(self)
        self._caption.setObjectName("demo.caption")
        self._caption.setFont(theme.heading())
        self._caption.setWordWrap(True)
        self._said = PlainLabel(self)
        self._said.setObjectName("demo.progress")
        self._said.setProperty("role", "muted")
        told = QWidget(self)
        told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        told.setFixedHeight(3 * self.fontMetrics().lineSpacing())  # captions of two lines move nothing
        column = QVBoxLayout(told)
        column.setContentsMargins(theme.LARGE, 0, theme.LARGE, 0)
        column.setSpacing(0)
        column.addWidget(self._caption)
        column.addWidget(self._said)
        self.addWidget(told)
        close = self._button("demo.close", "x", self.tr("End the demo and keep its log open"))
        close.clicked.connect(self.close_wanted)

    def _button(self, name: str, icon: str, accessible: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(theme.icon(icon))
        button.setAccessibleName(accessible)
        button.setToolTip(accessible)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(button)
        return button

    def _toggle(self) -> None:
        if self._player.state.is_playing:
            self._player.pause()
        else:
            self._player.play()

    def _speed_chosen(self, number: int) -> None:
        self._player.set_speed(self._speed.itemData(number))

    def _after(self, seconds: float | None) -> None:
        if seconds is None:
            self._timer.stop()
        else:
            self._timer.start(round(seconds * 1000))


def _progress(state: PlayerState) -> str:
    if not state.total:
        return ""
    where = translate("Demo", "{0} — step {1} of {2}").format(state.title, state.done, state.total)
    if state.is_over:
        where = translate("Demo", "{0} — the end; the log is yours to explore").format(state.title)
    return f"{where}:  {state.said}" if state.said and not state.is_over else where
