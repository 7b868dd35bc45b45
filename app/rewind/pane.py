"""The Rewind pane's widget: slider, steps, state with this step's changes marked, list of changes."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Jobs
from app.json_tree import JsonTree
from app.moments import exact_time_text
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.rewind.changes import ChangesList
from app.rewind.controls import StreamBox, button, speed_box, version_box, version_slider
from app.rewind.presenter import RewindPresenter, RewindState
from app.rewind.until import UntilPanel
from app.rewind.watches import WatchesPanel
from app.theme import LARGE, MEDIUM, SMALL, icon
from app.words import translate
from domain.history.diff import pointer_parts
from domain.history.predicate_text import state_field
from infra.open_log import OpenLog


class RewindPane(QWidget):
    """Rewinds one stream.

    `event_wanted(position)` when the version's event is asked for, `moved(stream, version)` when another
    version is shown.
    """

    event_wanted = Signal(object)
    moved = Signal(str, object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ("", -1, False)
        self._presenter = RewindPresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        self.stream = StreamBox(self)
        self.version = version_box(self)
        self.slider = version_slider(self)
        self.first = button("rewind.first", self.tr("First version (Home)"), "skip-back", self)
        self.back = button("rewind.back", self.tr("One step back (Left)"), "caret-left", self)
        self.play = button("rewind.play", self.tr("Play (Space)"), "play", self)
        self.play.setCheckable(True)
        self.forward = button("rewind.forward", self.tr("One step on (Right)"), "caret-right", self)
        self.last = button("rewind.last", self.tr("Last version (End)"), "skip-forward", self)
        self.compare = button("rewind.compare", self.tr("Compare with this version"), "push-pin", self)
        self.compare.setCheckable(True)
        self.speed = speed_box(self)
        self.state = JsonTree("rewind.state", self.tr("State"), self)
        self.changes = ChangesList(self)
        self.watches = WatchesPanel(jobs, self.slider, self)
        self.until = UntilPanel(jobs, self)
        self._watch_this = QAction(self.tr("Watch this"), self)
        self.state.offer(self._watch_this)
        self._of = PlainLabel(self)
        self._of.setProperty("role", "muted")
        self._about = PlainLabel(self)
        self._about.setObjectName("rewind.about")
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._badge = PlainLabel(self.tr("inferred"), self)
        self._badge.setObjectName("rewind.inferred")
        self._badge.setProperty("role", "badge")
        self._badge.setToolTip(
            self.tr("No domain knows this stream: its payloads are merged. The real state may differ.")
        )
        self._problems = PlainLabel(self)
        self._problems.setObjectName("rewind.problems")
        self._problems.setProperty("role", "danger")
        self._problems.setWordWrap(True)
        self._notice = PlainLabel(self)
        self._notice.setObjectName("rewind.notice")
        self._notice.setProperty("role", "muted")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._presenter.tick)
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self.watches.show_log(log)
        self.until.show_log(log)
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """Shows no version later than that position; None is now."""
        self._presenter.show_as_of(position)

    def open_stream(self, stream: str, version: int | None = None) -> None:
        """Shows a stream at a version, or at its last one."""
        self._presenter.open(stream, version)

    def refresh(self) -> None:
        """The log has grown."""
        self._presenter.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self._presenter.step(-1)
            case Qt.Key.Key_Right:
                self._presenter.step(1)
            case Qt.Key.Key_Home:
                self._presenter.seek(0)
            case Qt.Key.Key_End:
                self._presenter.seek(self._presenter.state.last)
            case Qt.Key.Key_Space:
                self._presenter.play(not self._presenter.state.is_playing)
            case _:
                super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SMALL)
        top.addWidget(self.stream, 1)
        top.addWidget(self.compare)
        controls = QHBoxLayout()
        controls.setSpacing(SMALL)
        for step in (self.first, self.back, self.play, self.forward, self.last):
            controls.addWidget(step)
        controls.addStretch()
        controls.addWidget(self.version)
        controls.addWidget(self._of)
        controls.addWidget(self.speed)
        about = QHBoxLayout()
        about.setSpacing(MEDIUM)
        about.addWidget(self._about, 1)
        about.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.state)
        split.addWidget(self.changes)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self.slider)
        column.addWidget(self.watches)
        column.addLayout(controls)
        column.addWidget(self.until)
        column.addLayout(about)
        column.addWidget(self._problems)
        column.addWidget(split, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        outer.setSpacing(MEDIUM)
        outer.addLayout(top)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.stream.chosen.connect(self._presenter.open)
        self.stream.typed.connect(self._presenter.complete)
        self.slider.valueChanged.connect(self._presenter.seek)
        self.version.valueChanged.connect(self._presenter.seek)
        self.first.clicked.connect(self._to_first)
        self.back.clicked.connect(self._step_back)
        self.forward.clicked.connect(self._step_on)
        self.last.clicked.connect(self._to_last)
        self.play.clicked.connect(self._presenter.play)
        self.compare.clicked.connect(self._presenter.compare)
        self.speed.currentIndexChanged.connect(self._speed_changed)
        self.watches.version_wanted.connect(self._presenter.seek)
        self.until.place_wanted.connect(self._presenter.open)
        self.until.watch_wanted.connect(self.watches.watch)
        self._watch_this.triggered.connect(self._watch_current)
        for part in (self.watches, self.until):
            part.failed.connect(self.failed)

    def _to_first(self) -> None:
        self._presenter.seek(0)

    def _to_last(self) -> None:
        self._presenter.seek(self._presenter.state.last)

    def _step_back(self) -> None:
        self._presenter.step(-1)

    def _step_on(self) -> None:
        self._presenter.step(1)

    def _watch_current(self) -> None:
        self.watches.watch(state_field(tuple(pointer_parts(self.state.current_path()))))

    def _speed_changed(self) -> None:
        self._timer.setInterval(self.speed.currentData())

    def _show(self, state: RewindState) -> None:
        self._stack.setCurrentIndex(0 if state.notice else 1)
        self._notice.setText(translate("Rewind", state.notice))
        self.stream.show_streams(state.stream, state.streams)
        for control in (self.slider, self.version):
            with QSignalBlocker(control):
                control.setMaximum(state.last)
                control.setValue(state.version)
        self._of.setText(self.tr("of {0}").format(f"{state.last:,}"))
        self.compare.setEnabled(not state.notice)
        self.compare.setChecked(state.pinned is not None)
        self.first.setEnabled(state.version > 0)
        self.back.setEnabled(state.version > 0)
        self.forward.setEnabled(state.version < state.last)
        self.last.setEnabled(state.version < state.last)
        self._badge.setVisible(state.inferred)
        self._show_play(state)
        self._tell_where(state)
        self.watches.show_place(state.stream, state.last, state.version)
        self.until.show_place(state.stream, state.last, state.version, state.value)
        if state.shown >= 0:
            self._about.setText(_about(state))
            self.state.show_value(state.value, {change.path: change.op for change in state.changes})
            self.changes.show_changes(state.changes)
            self._problems.setText("\n".join(f"v{p.version}: {p.reason}" for p in state.problems[:5]))
            self._problems.setVisible(bool(state.problems))

    def _tell_where(self, state: RewindState) -> None:
        """Whoever only stays at the end of a growing stream has not gone anywhere."""
        stream, shown, was_at_end = self._told
        if (stream, shown) == (state.stream, state.shown) or state.shown < 0:
            return
        is_at_end = state.shown == state.last
        self._told = (state.stream, state.shown, is_at_end)
        if not (stream == state.stream and was_at_end and is_at_end):
            self.moved.emit(state.stream, state.shown)

    def _show_play(self, state: RewindState) -> None:
        self.play.setChecked(state.is_playing)
        self.play.setIcon(icon("pause" if state.is_playing else "play"))
        if state.is_playing and not self._timer.isActive():
            self._timer.start(self.speed.currentData())
        elif not state.is_playing:
            self._timer.stop()


def _about(state: RewindState) -> str:
    if state.shown == 0:
        return translate("Rewind", "Before the first event")
    if state.recorded_at is None:
        missing = translate(
            "Rewind", "Version {0} is missing in this log; the state is that of the one before."
        )
        return missing.format(state.shown)
    about = (
        translate("Rewind", "{0} by {1} at {2}, position {3}")
        if state.actor
        else translate("Rewind", "{0} at {2}, position {3}")
    ).format(state.event_type, state.actor, exact_time_text(state.recorded_at), f"{state.position:,}")
    if state.pinned is None:
        return about
    return translate("Rewind", "{0}, compared with version {1}").format(about, state.pinned)
