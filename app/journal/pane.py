"""The Journal pane's widget: the table of commands, and what to do with the selected one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.column_widths import widen
from app.engine_words import in_own_words
from app.flat_table import make_flat
from app.jobs import Jobs
from app.journal.detail import DetailView
from app.journal.looks import status_width
from app.journal.presenter import JournalPresenter
from app.journal.state import JournalState
from app.journal.table_model import COLUMNS, STATUS, JournalModel
from app.json_texts import preview as shown
from app.owned import owned_submit
from app.parked_view import ParkedView
from app.plain_text import PlainLabel
from app.theme import MEDIUM, SMALL, icon
from app.words import translate
from domain.filtering import condition
from domain.history.diff import Change, pointer_parts
from infra.journal.entries import STATUSES, JournalEntry, Preview
from infra.open_log import OpenLog

_FITTED = [number for number, name in enumerate(COLUMNS[:-1]) if name != "Status"]
_WIDE_LETTERS = 75
_WIDE_LETTERS_LOW = 60  # where it is low, a narrow detail beside the table is read better than one below it
_LOW_LINES = 24
_CHANGES_TOLD = 8


class JournalPane(QWidget):
    """Lists commands, newest first, and the selected one whole.

    `filter_wanted(text)` for a command's events; from links `event_wanted(position)`, `stream_wanted(name)`.
    """

    filter_wanted = Signal(object)
    event_wanted = Signal(object)
    stream_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = JournalPresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        self._preview: Preview | None = None
        self._entries: tuple[JournalEntry, ...] = ()
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
        self.events = QPushButton(icon("funnel"), self.tr("Events"), self)
        self.events.setObjectName("journal.events")
        self.events.setAccessibleName(self.tr("Show the events of the selected command in the timeline"))
        self.events.setToolTip(self.tr("Show the events of the selected command in the timeline"))
        self.retry.setToolTip(self.tr("Put the command back into the queue"))
        self.undo.setToolTip(self.tr("Take the command back by a new one; you see first what would happen"))
        self._build_table()
        self._build_parked()
        self.detail = DetailView(self)
        self._message = PlainLabel(self)
        self._message.setObjectName("journal.message")
        self._message.setWordWrap(True)
        self._message.setContentsMargins(MEDIUM, SMALL, MEDIUM, SMALL)
        self._notice = PlainLabel(self)
        self._notice.setProperty("role", "muted")
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.status.currentIndexChanged.connect(self._status_chosen)
        self.retry.clicked.connect(self._presenter.retry)
        self.undo.clicked.connect(self._presenter.preview_undo)
        self.events.clicked.connect(self._events_clicked)
        self.detail.event_wanted.connect(self.event_wanted)
        self.detail.stream_wanted.connect(self.stream_wanted)
        self.detail.command_wanted.connect(self.select)
        self._show(self._presenter.state)

    def _build_table(self) -> None:
        self._model = JournalModel(self)
        self.table = QTableView(self)
        self.table.setObjectName("journal.table")
        self.table.setAccessibleName(self.tr("Commands"))
        self.table.setModel(self._model)
        make_flat(self.table)
        metrics = self.fontMetrics()
        for number, name in enumerate(COLUMNS):
            if name == "Status":
                self.table.setColumnWidth(number, status_width(metrics))
            else:
                self.table.setColumnWidth(number, 6 * metrics.averageCharWidth())
        # Seen first also where the pane is narrow; the columns' numbers stay as they are.
        self.table.horizontalHeader().moveSection(STATUS, 1)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.activated.connect(self._activated)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _build_parked(self) -> None:
        self.parked = ParkedView(
            "journal",
            self.tr("Process manager"),
            self.tr("Nothing is parked: process managers could handle every event."),
            self,
        )
        self.parked.retry_wanted.connect(self._presenter.retry_reaction)
        self.parked.retry_all_wanted.connect(self._presenter.retry_all_reactions)
        self.parked.skip_wanted.connect(self._presenter.skip_reaction)
        self.parked.event_wanted.connect(self.event_wanted)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """Shows the commands that were finished at that position; None is now."""
        self._presenter.show_as_of(position)

    def refresh(self) -> None:
        """The log or its journal has changed."""
        self._presenter.refresh()

    def rewrite(self) -> None:
        """Times are to be written in another zone."""
        self.table.viewport().update()

    def select(self, id: UUID) -> None:
        """Selects a command, where it is among the newest; shows it whole in any case."""
        self.tabs.setCurrentIndex(0)
        row = self._model.row_of(id)
        if row is not None:
            self.table.selectRow(row)
            self.table.scrollTo(self._model.index(row, 0))
        else:
            self.table.clearSelection()
            self._presenter.select(id)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        letters = event.size().width() // max(self.fontMetrics().averageCharWidth(), 1)
        is_low = event.size().height() < _LOW_LINES * self.fontMetrics().lineSpacing()
        is_wide = letters > (_WIDE_LETTERS_LOW if is_low else _WIDE_LETTERS)
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self._body.orientation() != orientation:
            self._body.setOrientation(orientation)
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, SMALL)
        top.setSpacing(SMALL)
        top.addWidget(self.status)
        top.addStretch(1)
        for button in (self.events, self.retry, self.undo):
            top.addWidget(button)
        self._body = QSplitter(Qt.Orientation.Horizontal, self)
        self._body.addWidget(self.table)
        self._body.addWidget(self.detail)
        self._body.setChildrenCollapsible(False)
        self._body.setSizes([3000, 2000])
        commands = QWidget(self)
        column = QVBoxLayout(commands)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._body, 1)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("journal.tabs")
        self.tabs.setAccessibleName(self.tr("Commands and parked reactions"))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(commands, self.tr("Commands"))
        self.tabs.addTab(self.parked, self.tr("Parked reactions"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self.tabs)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._message)

    def _status_chosen(self) -> None:
        self._presenter.filter(self.status.currentData())

    def _row_chosen(self, current: QModelIndex) -> None:
        entry = self._model.entry(current.row())
        self._presenter.select(None if entry is None else entry.command_id)

    def _activated(self, index: QModelIndex) -> None:
        entry = self._model.entry(index.row())
        if entry is not None:
            self.filter_wanted.emit(condition("command", str(entry.command_id)))

    def _events_clicked(self) -> None:
        self._activated(self.table.currentIndex())

    def _scrolled(self, value: int) -> None:
        if value == self.table.verticalScrollBar().maximum() > 0:
            self._presenter.more()

    def _show(self, state: JournalState) -> None:
        self._stack.setCurrentIndex(0 if state.notice else 1)
        self._notice.setText(translate("Journal", state.notice))
        if state.entries != self._entries:
            self._entries = state.entries
            self._model.show(state.entries)
            for column in _FITTED:
                widen(self.table, column, self._model.texts(column))
            wanted = status_width(self.table.fontMetrics(), self._model.texts(STATUS))
            self.table.setColumnWidth(STATUS, max(wanted, self.table.columnWidth(STATUS)))
        self.retry.setEnabled(state.can_retry)
        self.undo.setEnabled(state.can_undo)
        self.events.setEnabled(state.selected is not None)
        self.detail.show_detail(state.detail)
        self.parked.show_rows(state.parked, state.is_writable and not state.is_past, state.parked_count)
        parked = self.tr("Parked reactions")
        self.tabs.setTabText(1, f"{parked} ({state.parked_count})" if state.parked else parked)
        self.tabs.tabBar().setVisible(bool(state.parked) or self.tabs.currentIndex() == 1)
        past = self.tr("Finished by then. Nothing can be undone or retried in the past.")
        self._tell(state.message or (past if state.is_past else ""))
        if state.preview is not None and state.preview is not self._preview:
            self._preview = state.preview
            self._ask(state.preview)

    def _tell(self, message: str) -> None:
        self._message.setText(message)
        self._message.setVisible(bool(message))

    def _ask(self, preview: Preview) -> None:
        if preview.outcome.status != "succeeded":
            reason, hint = in_own_words(preview.outcome.reason), in_own_words(preview.outcome.hint)
            self._tell(self.tr("It cannot be undone: {0} {1}").format(reason, hint))
            return
        chosen = self._presenter.state.detail
        asked = QMessageBox(
            QMessageBox.Icon.NoIcon,
            self.tr("Undo this command?"),
            self.tr("Undo this command?")
            if chosen is None
            else self.tr("Undo {0} on {1}?").format(chosen.entry.command, chosen.entry.stream),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setObjectName("journal.confirm")
        told = self.tr("A new command takes it back; history is not rewritten. It would record:")
        asked.setInformativeText("\n".join((told, "", *(_would(preview) or [self.tr("nothing")]))))
        go = asked.addButton(self.tr("Undo"), QMessageBox.ButtonRole.AcceptRole)
        go.setObjectName("journal.confirm.undo")
        go.clicked.connect(self._presenter.undo)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.open()


def _would(preview: Preview) -> list[str]:
    """The events and below them what they would change; their payloads where that is not known."""
    if not preview.changes:
        return [f"{e.type} {e.data[:200].decode('utf-8', 'replace')}" for e in preview.outcome.events]
    changes = [f"    {_change_line(change)}" for change in preview.changes[:_CHANGES_TOLD]]
    if len(preview.changes) > _CHANGES_TOLD:
        more = translate("Journal", "and {0} more changes").format(len(preview.changes) - _CHANGES_TOLD)
        changes.append(f"    {more}")
    return [", ".join(e.type for e in preview.outcome.events), *changes]


def _change_line(change: Change) -> str:
    """ "price.amount: 3.49 → 349.00", for what would change in the state."""
    name = ".".join(pointer_parts(change.path))
    old = "" if change.op == "add" else shown(change.old)
    new = "" if change.op == "remove" else shown(change.new)
    return f"{name}: {old} → {new}"
