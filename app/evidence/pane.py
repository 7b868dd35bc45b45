"""The Evidence pane's widget: what to shrink to, what was left, and the test to copy or save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.evidence.presenter import EvidencePresenter, EvidenceState
from app.figures import grouped
from app.flat_table import make_flat
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, heading, icon, monospace, row_height
from app.words import translate
from domain.event import Event
from infra.open_log import OpenLog

_SHOWN = 1_000  # rows
_CUT = 400  # characters of a payload


class EvidencePane(QWidget):
    """Makes tests of a stream's history. `event_wanted(position)` when one of the events left is chosen."""

    event_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = EvidencePresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        self._events: tuple[Event, ...] | None = None
        self._about = self._label("about")
        self._about.setFont(heading())
        self._message = self._label("message", "muted")
        self._problem = self._label("problem", "danger")
        self._notice = self._label("notice", "muted")
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.predicate = QLineEdit(self)
        self.predicate.setObjectName("evidence.predicate")
        self.predicate.setAccessibleName(self.tr("Condition that must still come to hold"))
        self.predicate.setPlaceholderText(self.tr("Shrink until only what leads to this is left"))
        self.predicate.setToolTip(self.tr("A condition as for run until, e.g. after.status = shipped"))
        self.predicate.setClearButtonEnabled(True)
        self.shrink = self._button("shrink", self.tr("Minimise"), "arrows-in")
        self.shrink.setToolTip(self.tr("Find the fewest events for which the condition still comes to hold"))
        self.cancel = self._button("cancel", self.tr("Stop"), "x")
        self.whole = self._button("whole", self.tr("Whole history"), "arrows-out")
        self.masked = QCheckBox(self.tr("Mask texts"), self)
        self.masked.setObjectName("evidence.mask")
        self.masked.setAccessibleName(self.tr("Mask texts"))
        self.masked.setToolTip(self.tr("Names and ids become pseudonyms; numbers, times and codes stay"))
        self.copy = self._button("copy", self.tr("Copy as pytest"), "copy")
        self.save = self._button("save", self.tr("Save…"), "floppy-disk")
        self.source = QPlainTextEdit(self)
        self.source.setObjectName("evidence.source")
        self.source.setAccessibleName(self.tr("Source of the test"))
        self.source.setReadOnly(True)
        self.source.setFont(monospace())
        self.source.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.events = QTableWidget(0, 3, self)
        self.events.setObjectName("evidence.events")
        self.events.setAccessibleName(self.tr("Events that are enough"))
        self.events.setHorizontalHeaderLabels([self.tr("Version"), self.tr("Type"), self.tr("Data")])
        make_flat(self.events, (8, 20))
        header = self.events.horizontalHeader().sizeHint().height()
        self.events.setMinimumHeight(header + row_height(self.events))
        self.source.setMinimumHeight(3 * row_height(self.source))
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self.predicate.clear()
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """The moment that the window shows. A test is of the version that was asked for, whatever it is."""

    def open_stream(self, stream: object, version: object) -> None:
        """Makes the test of a stream up to a version."""
        if isinstance(version, int):
            self._presenter.open(str(stream), version)

    def _label(self, name: str, role: str = "") -> PlainLabel:
        label = PlainLabel(self)
        label.setObjectName(f"evidence.{name}")
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        return label

    def _button(self, name: str, text: str, picture: str) -> QPushButton:
        button = QPushButton(icon(picture), text, self)
        button.setObjectName(f"evidence.{name}")
        button.setAccessibleName(text)
        return button

    def _lay_out(self) -> None:
        shrinking = QHBoxLayout()
        shrinking.setSpacing(SMALL)
        shrinking.addWidget(self.predicate, 1)
        for button in (self.shrink, self.cancel, self.whole):
            shrinking.addWidget(button)
        acts = QHBoxLayout()
        acts.setSpacing(SMALL)
        acts.addWidget(self._about, 1)
        acts.addWidget(self.masked)
        acts.addSpacing(SMALL)
        acts.addWidget(self.copy)
        acts.addWidget(self.save)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.events)
        split.addWidget(self.source)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 3)
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addLayout(acts)
        column.addLayout(shrinking)
        column.addWidget(self._message)
        column.addWidget(self._problem)
        column.addWidget(split, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.predicate.returnPressed.connect(self._shrink)
        self.shrink.clicked.connect(self._shrink)
        self.cancel.clicked.connect(self._presenter.cancel)
        self.whole.clicked.connect(self._presenter.whole)
        self.masked.toggled.connect(self._presenter.mask)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_where)
        self.events.itemSelectionChanged.connect(self._event_chosen)

    def _shrink(self) -> None:
        self._presenter.shrink(self.predicate.text())

    def _copy(self) -> None:
        written = self._presenter.state.written
        if written is not None:
            QGuiApplication.clipboard().setText(written.source)
            self._presenter.copied()

    def _ask_where(self) -> None:
        written = self._presenter.state.written
        if written is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the test"), written.file_name, self.tr("Python (*.py)")
        )
        if name:
            self._presenter.save(Path(name))

    def _event_chosen(self) -> None:
        row = self.events.currentRow()
        if self._events is not None and 0 <= row < len(self._events):
            self.event_wanted.emit(self._events[row].position)

    def _show(self, state: EvidenceState) -> None:
        self._stack.setCurrentIndex(0 if state.notice else 1)
        self._notice.setText(translate("Evidence", state.notice))
        text = self.tr("{0} up to version {1}").format(state.stream, grouped(state.version))
        self._about.setText(text if state.events is None else self.tr("{0}, shrunk").format(state.stream))
        self.shrink.setVisible(not state.is_shrinking)
        self.cancel.setVisible(state.is_shrinking)
        self.whole.setVisible(state.events is not None)
        message = state.message
        if state.is_shrinking:
            trying = self.tr("{0} attempts, {1} events left")
            message = trying.format(grouped(state.attempts), grouped(state.left)) if state.attempts else "…"
        notes = "" if state.written is None else "\n".join(state.written.notes)
        self._message.setText("\n".join(filter(None, (message, notes))))
        self._message.setVisible(bool(message or notes))
        self._problem.setText(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._show_events(state.events)
        source = "" if state.written is None else state.written.source
        if source != self.source.toPlainText():
            self.source.setPlainText(source)
        for button in (self.copy, self.save):
            button.setEnabled(state.written is not None)

    def _show_events(self, events: tuple[Event, ...] | None) -> None:
        self.events.setVisible(events is not None)
        if events is self._events:
            return
        self._events = events
        with QSignalBlocker(self.events):
            shown = (events or ())[:_SHOWN]
            self.events.setRowCount(len(shown))
            for row, event in enumerate(shown):
                data = event.data[:_CUT].decode("utf-8", "replace")
                for column, text in enumerate((grouped(event.version), event.type, data)):
                    self.events.setItem(row, column, QTableWidgetItem(text))
