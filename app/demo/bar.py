"""The demo bar: what is going on, and play, step, restart and speed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMainWindow,
    QProgressBar,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from app import theme
from app.demo.hands import Hands
from app.demo.player import INSTANTLY, STEP_BY_STEP, Player, PlayerState
from app.demo.scenario import Scenario
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.words import translate
from infra.open_log import OpenLog

PLAY_KEY, STEP_KEY, NEXT_KEY = "F7", "F8", "F9"
_LETTERS = 16  # how long the bar of progress is


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

    def __init__(self, jobs: Jobs, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("demo.bar")
        self.setMovable(False)
        self.setIconSize(self.iconSize() * 0.75)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._hands = Hands(jobs, window)
        self._player = Player(
            owned_submit(jobs, self),
            self._after,
            self.show_state,
            self.open_wanted.emit,
            self.failed.emit,
            self._hands.act,
        )
        self._timer.timeout.connect(self._player.tick)
        self._build()
        self.show_state(self._player.state)

    @property
    def hands(self) -> Hands:
        """What presses and writes in the window."""
        return self._hands

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
        self._hands.rest()
        self._player.end()

    def show_state(self, state: PlayerState) -> None:
        """Shows how far the play is."""
        self._play.setIcon(theme.icon("pause" if state.is_playing else "play"))
        words = self.tr("Pause the demo") if state.is_playing else self.tr("Play the demo")
        self._name(self._play, words, PLAY_KEY)
        for button in (self._play, self._step, self._next):
            button.setEnabled(not state.is_over)
        if self._speed.findData(state.speed) < 0:
            self._speed.addItem(f"{state.speed:g}×", state.speed)
        self._speed.setCurrentIndex(self._speed.findData(state.speed))
        self._title.setText(state.title)
        self._done.setMaximum(max(state.total, 1))
        self._done.setValue(state.done)
        where = progress_text(state)
        self._done.setAccessibleDescription(where)
        self._said.setText(f"{where} · {state.said}" if state.said and not state.is_over else where)
        self.shown.emit(state)

    def speak(self) -> None:
        """Names everything in the reader's language, which may have changed."""
        self.setWindowTitle(self.tr("Demo"))
        self._name(self._step, self.tr("Do the next step"), STEP_KEY)
        self._name(self._next, self.tr("Go on to the next caption"), NEXT_KEY)
        self._name(self._restart, self.tr("Begin again on a fresh log"))
        self._name(self._close, self.tr("End the demo and keep its log open"))
        self._speed.setAccessibleName(self.tr("Speed of the demo"))
        self._done.setAccessibleName(self.tr("How far the demo is"))
        for number, (_, words) in enumerate(speeds()):
            self._speed.setItemText(number, words)

    def _build(self) -> None:
        self._play = self._button("demo.play", "play", PLAY_KEY)
        self._play.clicked.connect(self._toggle)
        self._step = self._button("demo.step", "skip-forward", STEP_KEY)
        self._step.clicked.connect(self._player.step)
        self._next = self._button("demo.next", "fast-forward", NEXT_KEY)
        self._next.clicked.connect(self._player.next_caption)
        self._restart = self._button("demo.restart", "arrow-counter-clockwise")
        self._restart.clicked.connect(self.restart_wanted)
        self._speed = QComboBox(self)
        self._speed.setObjectName("demo.speed")
        for speed, words in speeds():
            self._speed.addItem(words, speed)
        self._speed.activated.connect(self._speed_chosen)
        self.addWidget(self._speed)
        self._title = PlainLabel(self)
        self._title.setObjectName("demo.title")
        self._title.setFont(theme.heading())
        self._done = QProgressBar(self)
        self._done.setObjectName("demo.done")
        self._done.setTextVisible(False)
        self._done.setFixedSize(_LETTERS * self.fontMetrics().averageCharWidth(), theme.MEDIUM)
        self._said = PlainLabel(self)
        self._said.setObjectName("demo.progress")
        self._said.setProperty("role", "muted")
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        told = QWidget(self)
        told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(told)
        row.setContentsMargins(theme.LARGE, 0, theme.LARGE, 0)
        row.setSpacing(theme.MEDIUM)
        row.addWidget(self._title)
        row.addWidget(self._done)
        row.addWidget(self._said, 1)
        self.addWidget(told)
        self._close = self._button("demo.close", "x")
        self._close.clicked.connect(self.close_wanted)
        self.speak()

    def _button(self, name: str, icon: str, key: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(theme.icon(icon))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setShortcut(key)
        self.addWidget(button)
        return button

    def _name(self, button: QToolButton, words: str, key: str = "") -> None:
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})" if key else words)

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


def speeds() -> tuple[tuple[float, str], ...]:
    """What can be chosen, in the reader's words."""
    return (
        (1.0, "1×"),
        (10.0, "10×"),
        (STEP_BY_STEP, translate("Demo", "step by step")),
        (INSTANTLY, translate("Demo", "instant")),
    )


def progress_text(state: PlayerState) -> str:
    """How far the play is, in a few words."""
    if not state.total:
        return ""
    if state.is_over:
        return translate("Demo", "the end; the log is yours to explore")
    return translate("Demo", "step {0} of {1}").format(state.done, state.total)
