"""The row of buttons that moves through the versions, and the play's clock."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.figures import grouped
from app.plain_text import PlainLabel
from app.rewind.controls import button, pause_before, speed_box, version_box
from app.rewind.state import RewindState
from app.theme import SMALL, icon


class Transport(QWidget):
    """`sought(version)`, `stepped(by)`, `played(playing)`, and `ticked` when the play is to go on."""

    sought = Signal(int)
    stepped = Signal(int)
    played = Signal(bool)
    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._last = 0
        self._pause: float | None = None
        self.version = version_box(self)
        self.first = button("rewind.first", self.tr("First version (Home)"), "skip-back", self)
        self.back = button("rewind.back", self.tr("One step back (Left)"), "caret-left", self)
        self.play = button("rewind.play", self.tr("Play (Space)"), "play", self)
        self.play.setCheckable(True)
        self.forward = button("rewind.forward", self.tr("One step on (Right)"), "caret-right", self)
        self.last = button("rewind.last", self.tr("Last version (End)"), "skip-forward", self)
        self.speed = speed_box(self)
        self._of = PlainLabel(self)
        self._of.setProperty("role", "muted")
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ticked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        for step in (self.first, self.back, self.play, self.forward, self.last):
            row.addWidget(step)
        row.addStretch()
        row.addWidget(self.version)
        row.addWidget(self._of)
        row.addWidget(self.speed)
        self.version.valueChanged.connect(self.sought)
        self.first.clicked.connect(self._to_first)
        self.back.clicked.connect(self._step_back)
        self.forward.clicked.connect(self._step_on)
        self.last.clicked.connect(self._to_last)
        self.play.clicked.connect(self.played)
        self.speed.currentIndexChanged.connect(self._time_play)

    def show_state(self, state: RewindState) -> None:
        """Shows where one is, and keeps the play going at its speed."""
        self._last, self._pause = state.last, state.pause
        with QSignalBlocker(self.version):
            self.version.setMaximum(state.last)
            self.version.setValue(state.version)
        self._of.setText(self.tr("of {0}").format(grouped(state.last)))
        self.first.setEnabled(state.version > 0)
        self.back.setEnabled(state.version > 0)
        self.forward.setEnabled(state.version < state.last)
        self.last.setEnabled(state.version < state.last)
        self.play.setChecked(state.is_playing)
        self.play.setIcon(icon("pause" if state.is_playing else "play"))
        if not state.is_playing:
            self._timer.stop()
        elif not self._timer.isActive() or state.shown == state.version:
            self._time_play()

    def _time_play(self) -> None:
        pause = pause_before(self.speed.currentData(), self._pause)
        if self.play.isChecked() and not (self._timer.isActive() and self._timer.interval() == pause):
            self._timer.start(pause)

    def _to_first(self) -> None:
        self.sought.emit(0)

    def _to_last(self) -> None:
        self.sought.emit(self._last)

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)
