"""The Journal pane's widget: the table of commands, and what to do with the selected one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Jobs
from app.journal.presenter import JournalPresenter, JournalState
from app.journal.table_model import COLUMNS, JournalModel
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, icon, row_height
from app.words import translate
from domain.filtering import condition
from infra.journal.entries import STATUSES, Preview
from infra.open_log import OpenLog

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WIDTHS = {"Issued at": 138, "Command": 128, "Stream": 112, "Status": 100, "Attempts": 66, "Actor": 76}


class JournalPane(QWidget):
    """Lists commands, newest first. `filter_wanted(text)` on a double click: the command's events."""

    filter_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = JournalPresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        self._preview: Preview | None = None
        self.status = QComboBox(self)
        self.status.setObjectName("journal.status")
        self.status.setAccessibleName(self.tr("Status"))
        self.status.addItem(self.tr("All"), "")
        for status in STATUSES:
            self.status.addItem(translate("Status", status).capitalize(), status)
        self.retry = QPushButton(icon("arrow-clockwise"), self.tr("Retry"), self)
        self.retry.setObjectName("journal.retry")
        self.retry.setAccessibleName(self.tr("Retry the selected command"))
        self.undo = QPushButton(icon("arrow-u-up-left"), self.tr("Undo\u2026"), self)
        self.undo.setObjectName("journal.undo")
        self.undo.setAccessibleName(self.tr("Undo the selected command"))
        self._model = JournalModel(self)
        self.table = QTableView(self)
        self.table.setObjectName("journal.table")
        self.table.setAccessibleName(self.tr("Commands"))
        self.table.setModel(self._model)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(row_height(self))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(_LEFT)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, name in enumerate(COLUMNS):
            if name in _WIDTHS:
                self.table.setColumnWidth(number, _WIDTHS[name])
        self._message = PlainLabel(self)
        self._message.setObjectName("journal.message")
        self._message.setWordWrap(True)
        self._notice = PlainLabel(self)
        self._notice.setProperty("role", "muted")
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.status.currentIndexChanged.connect(self._status_chosen)
        self.retry.clicked.connect(self._presenter.retry)
        self.undo.clicked.connect(self._presenter.preview_undo)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.doubleClicked.connect(self._activated)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """Shows the commands that were finished at that position; None is now."""
        self._presenter.show_as_of(position)

    def refresh(self) -> None:
        """The log or its journal has changed."""
        self._presenter.refresh()

    def select(self, id: UUID) -> None:
        """Selects a command, where it is among the newest."""
        row = self._model.row_of(id)
        if row is not None:
            self.table.selectRow(row)

    def undo_newest(self) -> None:
        """Asks to undo the newest command that can be."""
        for row in range(self._model.rowCount()):
            entry = self._model.entry(row)
            if (
                entry is not None
                and entry.status == "succeeded"
                and not (entry.undone_by or entry.undo_of or entry.process)
            ):
                self.table.selectRow(row)
                self._presenter.preview_undo()
                return

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(LARGE, MEDIUM, LARGE, 0)
        top.setSpacing(SMALL)
        top.addWidget(self.status)
        top.addWidget(self._message, 1)
        top.addWidget(self.retry)
        top.addWidget(self.undo)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self.table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(MEDIUM)
        outer.addLayout(top)
        outer.addWidget(self._stack, 1)

    def _status_chosen(self) -> None:
        self._presenter.filter(self.status.currentData())

    def _row_chosen(self, current: QModelIndex) -> None:
        entry = self._model.entry(current.row())
        self._presenter.select(None if entry is None else entry.command_id)

    def _activated(self, index: QModelIndex) -> None:
        entry = self._model.entry(index.row())
        if entry is not None:
            self.filter_wanted.emit(condition("command", str(entry.command_id)))

    def _scrolled(self, value: int) -> None:
        if value == self.table.verticalScrollBar().maximum() > 0:
            self._presenter.more()

    def _show(self, state: JournalState) -> None:
        self._stack.setCurrentIndex(0 if state.notice else 1)
        self._notice.setText(translate("Journal", state.notice))
        self._model.show(state.entries)
        self.retry.setEnabled(state.can_retry)
        self.undo.setEnabled(state.can_undo)
        past = self.tr("Finished by then. Nothing can be undone or retried in the past.")
        self._message.setText(state.message or (past if state.is_past else ""))
        if state.preview is not None and state.preview is not self._preview:
            self._preview = state.preview
            self._ask(state.preview)

    def _ask(self, preview: Preview) -> None:
        if preview.outcome.status != "succeeded":
            self._message.setText(
                self.tr("It cannot be undone: {0} {1}").format(preview.outcome.reason, preview.outcome.hint)
            )
            return
        would = [f"{e.type} {e.data[:200].decode('utf-8', 'replace')}" for e in preview.outcome.events]
        asked = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Undo this command?"),
            self.tr("A new command takes it back; history is not rewritten. It would record:"),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        asked.setObjectName("journal.confirm")
        asked.setInformativeText("\n".join(would) or self.tr("nothing"))
        go = asked.addButton(self.tr("Undo"), QMessageBox.ButtonRole.AcceptRole)
        go.setObjectName("journal.confirm.undo")
        go.clicked.connect(self._presenter.undo)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.open()
