"""The Replay pane's widget: a category, a button, and the commands that would end otherwise today."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.flat_table import make_flat
from app.jobs import Jobs
from app.json_tree import JsonTree
from app.owned import owned_submit
from app.plain_text import PlainLabel, plain_tip
from app.replay.presenter import ReplayPresenter, ReplayState
from app.replay.words import KINDS, now_reason, now_text, recorded_reason, recorded_text, summary
from app.theme import LARGE, MEDIUM, SMALL, Role, colour, heading, icon
from app.words import translate
from domain.event import decoded_or_text
from infra.open_log import OpenLog
from infra.replaying.replay import Difference

_ROWS = 2_000
_INKS = {"raises": Role.DANGER, "undetermined": Role.DANGER, "accepted": Role.SUCCESS}


class ReplayPane(QWidget):
    """Replays a category. `command_wanted(id)` when a command is to be seen in the journal."""

    command_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = ReplayPresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        jobs.finished.connect(self._job_ended)
        self._shown: object = None
        self.category = QComboBox(self)
        self.category.setObjectName("replay.category")
        self.category.setAccessibleName(self.tr("Category"))
        self.category.setToolTip(self.tr("Whose commands are decided again"))
        self.start = QPushButton(self.tr("Replay"), self)
        self.start.setObjectName("replay.run")
        self.start.setProperty("primary", True)
        self.start.setToolTip(self.tr("Decide its journalled commands again; nothing is written"))
        self._about = PlainLabel(self)
        self._about.setObjectName("replay.about")
        self._about.setWordWrap(True)
        self._error = PlainLabel(self)
        self._error.setObjectName("replay.error")
        self._error.setProperty("role", "danger")
        self._error.setWordWrap(True)
        self._notice = PlainLabel(self)
        self._notice.setObjectName("replay.notice")
        self._notice.setProperty("role", "muted")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = QTableWidget(0, 5, self)
        self.table.setObjectName("replay.table")
        self.table.setAccessibleName(self.tr("Commands that would end otherwise"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Command"),
                self.tr("Stream"),
                self.tr("Difference"),
                self.tr("Recorded"),
                self.tr("Today"),
            ]
        )
        make_flat(self.table, (16, 14, 14, 16))
        self.journal = QPushButton(self.tr("Show in the journal"), self)
        self.journal.setObjectName("replay.journal")
        self.journal.setIcon(icon("list-bullets"))
        self.journal.setToolTip(self.tr("Select this command in the journal"))
        self.recorded = JsonTree("replay.recorded", self.tr("Events as recorded"), self)
        self.now = JsonTree("replay.now", self.tr("Events of today"), self)
        self._lay_out()
        self.category.currentTextChanged.connect(self._presenter.choose)
        self.start.clicked.connect(self._presenter.run)
        self.journal.clicked.connect(self._show_command)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self._presenter.show_log(log)

    def show_as_of(self, _position: int | None) -> None:
        """A replay is of the whole journal and writes nothing, whatever moment the window shows."""

    def _job_ended(self, job: object) -> None:
        self._presenter.stopped(job)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(MEDIUM)
        top.addWidget(self.category)
        top.addWidget(self.start)
        top.addStretch()
        top.addWidget(self.journal)
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        sides.setChildrenCollapsible(False)
        self._why_then, self._why_now = _reason("replay.why_recorded", self), _reason("replay.why_now", self)
        for title, why, tree in (
            (self.tr("Recorded"), self._why_then, self.recorded),
            (self.tr("Today"), self._why_now, self.now),
        ):
            sides.addWidget(_titled(title, why, tree, self))
        self._found = split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(sides)
        split.setSizes([1000, 1000])
        found = QWidget(self)
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._about)
        column.addWidget(split, 1)
        column.addStretch()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(found)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        outer.setSpacing(MEDIUM)
        outer.addLayout(top)
        outer.addWidget(self._error)
        outer.addWidget(self._stack, 1)

    def _show(self, state: ReplayState) -> None:
        with QSignalBlocker(self.category):
            if tuple(self.category.itemText(n) for n in range(self.category.count())) != state.categories:
                self.category.clear()
                self.category.addItems(state.categories)
            self.category.setCurrentText(state.category)
        self.category.setEnabled(bool(state.categories) and not state.is_busy)
        self.start.setEnabled(bool(state.category) and not state.is_busy)
        self.start.setText(self.tr("Replaying\u2026") if state.is_busy else self.tr("Replay"))
        self._error.setText(state.error)
        self._error.setVisible(bool(state.error))
        self._notice.setText(translate("Replay", state.notice))
        self._stack.setCurrentIndex(1 if state.report is not None else 0)
        self.journal.setVisible(state.report is not None and bool(state.report.differences))
        if state.report is None or state.report is self._shown:
            return
        self._shown = state.report
        self._about.setText(summary(state.report))
        self._found.setVisible(bool(state.report.differences))
        self.table.setRowCount(min(len(state.report.differences), _ROWS))
        for row, difference in enumerate(state.report.differences[:_ROWS]):
            self._put(row, difference)
        if state.report.differences:
            self.table.selectRow(0)
        self._show_sides()

    def _put(self, row: int, difference: Difference) -> None:
        kind = difference.verdict.kind
        texts = (
            difference.entry.command,
            difference.entry.stream,
            translate("Replay", KINDS[kind]),
            recorded_text(difference),
            now_text(difference),
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(plain_tip(text))
            if column == 2:
                item.setForeground(colour(_INKS.get(kind, Role.WARNING)))
            self.table.setItem(row, column, item)

    def _difference(self) -> Difference | None:
        report, row = self._presenter.state.report, self.table.currentRow()
        if report is None or not 0 <= row < len(report.differences):
            return None
        return report.differences[row]

    def _row_chosen(self, _current: QModelIndex) -> None:
        self._show_sides()

    def _show_sides(self) -> None:
        difference = self._difference()
        _show_side(self._why_then, self.recorded, "" if difference is None else recorded_reason(difference))
        _show_side(self._why_now, self.now, "" if difference is None else now_reason(difference))
        self.recorded.show_value([] if difference is None else _events(difference.recorded))
        marks = {}
        if difference is not None:
            marks = {
                f"/{change.number}/data{one.path}": one.op
                for change in difference.verdict.changes
                for one in change.changes
            }
        self.now.show_value([] if difference is None else _events(difference.verdict.now), marks)

    def _show_command(self) -> None:
        difference = self._difference()
        if difference is not None:
            self.command_wanted.emit(difference.entry.command_id)


def _events(pairs: tuple[tuple[str, bytes], ...]) -> list[dict[str, object]]:
    return [{"type": type, "data": decoded_or_text(data)} for type, data in pairs]


def _reason(name: str, parent: QWidget) -> PlainLabel:
    label = PlainLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _show_side(why: PlainLabel, tree: JsonTree, text: str) -> None:
    """The events of that side, or why there are none."""
    why.setText(text)
    why.setVisible(bool(text))
    tree.setVisible(not text)


def _titled(title: str, why: QWidget, widget: QWidget, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    label = PlainLabel(title, box)
    label.setFont(heading())
    column = QVBoxLayout(box)
    column.setContentsMargins(SMALL, SMALL, SMALL, 0)
    column.setSpacing(SMALL)
    column.addWidget(label)
    column.addWidget(why, 1)
    column.addWidget(widget, 1)
    return box
