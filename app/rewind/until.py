"""Run until: a condition, runs back and forward to where it changes, and the list of all such places."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.rewind.controls import button
from app.rewind.expression_box import ExpressionBox
from app.rewind.until_hits import HitsTable
from app.rewind.until_presenter import UntilPresenter, UntilState
from app.theme import SMALL
from infra.finding import Hit
from infra.open_log import OpenLog

_TICK_MS = 150


class UntilPanel(QWidget):
    """Runs a condition along the open stream, or over all streams of its category.

    `place_wanted(stream, version)` when a transition is gone to, `watch_wanted(expression)` when what is
    typed is to be watched.
    """

    place_wanted = Signal(str, object)
    watch_wanted = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = ("", 0)
        self._shown: UntilState = UntilState()
        self._presenter = UntilPresenter(
            owned_submit(jobs, self), self._show, self.place_wanted.emit, self.failed.emit
        )
        self.box = ExpressionBox("rewind.until", self._presenter.completions, self)
        self.box.setAccessibleName(self.tr("Run until"))
        self.box.setPlaceholderText(self.tr("Run until, e.g. after.status = paid"))
        self.box.setToolTip(
            self.tr("A condition on an event and the states around it. Enter runs on, Shift+Enter back.")
        )
        self.run_back = button(
            "rewind.run_back", self.tr("Back to where the condition changes (Shift+Enter)"), "rewind", self
        )
        self.run_forward = button(
            "rewind.run_forward", self.tr("On to where the condition changes (Enter)"), "fast-forward", self
        )
        self.watch = button("rewind.watch", self.tr("Watch this expression under the slider"), "eye", self)
        self.scope = QComboBox(self)
        self.scope.setObjectName("rewind.until_scope")
        self.scope.setAccessibleName(self.tr("Where to look"))
        self.scope.setToolTip(self.tr("Where to look"))
        self.scope.addItems([self.tr("This stream"), ""])
        self.cancel = button("rewind.until_cancel", self.tr("Stop the run"), "x", self)
        self._message = PlainLabel(self)
        self._message.setObjectName("rewind.until_message")
        self._message.setProperty("role", "muted")
        self._message.setWordWrap(True)
        self._error = PlainLabel(self)
        self._error.setObjectName("rewind.until_error")
        self._error.setProperty("role", "danger")
        self._error.setWordWrap(True)
        self.hits = HitsTable(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._presenter.tick)
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the panel to a log, or to none."""
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """Looks at nothing that was recorded behind that position; None is now."""
        self._presenter.show_as_of(position)

    def show_place(self, stream: str, last: int, version: int, value: Any) -> None:
        """Rewind shows this version of this stream, whose state is `value`."""
        self._presenter.show_place(stream, last, version, value)
        if (stream, version) != self._place:
            self._place = (stream, version)
            self._follow()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SMALL)
        line.addWidget(self.box, 1)
        for each in (self.run_back, self.run_forward, self.watch):
            line.addWidget(each)
        self._details = QWidget(self)
        below = QHBoxLayout(self._details)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SMALL)
        below.addWidget(self.scope, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._message, 1)
        below.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(line)
        column.addWidget(self._error)
        column.addWidget(self._details)
        column.addWidget(self.hits)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._presenter.typed)
        self.box.rested.connect(self._presenter.look_at_text)
        self.box.entered.connect(self._run)
        self.run_back.clicked.connect(self._back)
        self.run_forward.clicked.connect(self._on)
        self.watch.clicked.connect(self._watch)
        self.cancel.clicked.connect(self._presenter.cancel)
        self.scope.activated.connect(self._scope_chosen)
        self.hits.chosen.connect(self.place_wanted)

    def _run(self, backward: bool) -> None:
        if self.box.text().strip():
            self._presenter.run(backward)

    def _back(self) -> None:
        self._run(backward=True)

    def _on(self) -> None:
        self._run(backward=False)

    def _watch(self) -> None:
        expression = self._presenter.watched()
        if expression is not None:
            self.watch_wanted.emit(expression)

    def _scope_chosen(self, place: int) -> None:
        self._presenter.widen(place == 1)

    def _show(self, state: UntilState) -> None:
        before, self._shown = self._shown, state
        has_text = bool(state.text.strip())
        for each in (self.run_back, self.run_forward, self.watch):
            each.setEnabled(state.has_stream and has_text)
        self.scope.setItemText(1, self.tr("All of {0}").format(state.category))
        self.scope.setCurrentIndex(int(state.is_wide))
        self._message.setText(state.message)
        self._error.setText(state.error)
        self._error.setVisible(bool(state.error))
        self.box.mark_wrong(bool(state.error))
        self.cancel.setVisible(state.is_running)
        self._details.setVisible(has_text or bool(state.message))
        self.hits.setVisible(bool(state.hits))
        self.hits.show_hits(state.hits, with_stream=state.is_wide)
        if state.hits is not before.hits:
            self._follow()
        if before.is_running and state.error_at is not None:
            self.box.point_at(state.error_at)
        if state.is_running != self._timer.isActive():
            self._timer.start() if state.is_running else self._timer.stop()

    def _follow(self) -> None:
        """Marks the transition that Rewind stands at."""
        hits = self._shown.hits
        place = bisect_left(hits, self._place, key=_place)
        is_there = place < len(hits) and _place(hits[place]) == self._place
        self.hits.follow(place if is_there else None)


def _place(hit: Hit) -> tuple[str, int]:
    return hit.stream, hit.version
