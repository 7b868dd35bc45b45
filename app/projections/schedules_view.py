"""The list of schedules with their last runs folded below, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.flat_button import ButtonRow, button
from app.plain_text import PlainLabel, plain_tip
from app.projections.state import ProjectionsState, ScheduleRow
from app.theme import Role
from app.words import QT_TRANSLATE_NOOP, translate

_ID = Qt.ItemDataRole.UserRole
_HEADERS = (
    QT_TRANSLATE_NOOP("Projections", "Projection"),
    QT_TRANSLATE_NOOP("Projections", "When"),
    QT_TRANSLATE_NOOP("Projections", "Next run"),
    QT_TRANSLATE_NOOP("Projections", "Last run"),
)
_EMPTY = QT_TRANSLATE_NOOP("Projections", "No schedules. Add one to rebuild a read model regularly.")


class SchedulesView(QWidget):
    """Shows schedules; says which one is selected and what was asked of it. Whoever holds it shows `acts`."""

    selected = Signal(object)
    add_wanted = Signal()
    edit_wanted = Signal()
    pause_wanted = Signal()
    run_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QTreeWidget(self)
        self._list.setObjectName("projections.schedules")
        self._list.setAccessibleName(self.tr("Schedules"))
        self._list.setHeaderLabels([translate("Projections", header) for header in _HEADERS])
        self._list.setUniformRowHeights(True)
        self._list.setAllColumnsShowFocus(True)
        self._list.setExpandsOnDoubleClick(False)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((20, 22, 36)):
            self._list.setColumnWidth(column, letters * letter)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        row = theme.row_height(self._list)
        self._list.setMinimumHeight(self._list.header().sizeHint().height() + 2 * row)
        self._list.currentItemChanged.connect(self._chosen)
        self._empty = PlainLabel(translate("Projections", _EMPTY), self)
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._add = button(
            "projections.schedule_add", self.tr("Add …"), "plus", self.tr("Add a schedule"), self
        )
        self._edit = button(
            "projections.schedule_edit",
            self.tr("Edit …"),
            "pencil-simple",
            self.tr("Edit the schedule (Enter)"),
            self,
        )
        self._pause = button(
            "projections.schedule_pause", self.tr("Pause"), "pause", self.tr("Pause the schedule"), self
        )
        self._run = button(
            "projections.schedule_run", self.tr("Run now"), "play", self.tr("Run the schedule now"), self
        )
        self._delete = button(
            "projections.schedule_delete", self.tr("Delete"), "trash", self.tr("Delete the schedule"), self
        )
        self._add.clicked.connect(self.add_wanted)
        self._edit.clicked.connect(self.edit_wanted)
        self._list.itemActivated.connect(self._activated)
        self._pause.clicked.connect(self.pause_wanted)
        self._run.clicked.connect(self.run_wanted)
        self._delete.clicked.connect(self.delete_wanted)
        self.acts = ButtonRow((self._add, self._edit, self._pause, self._run, self._delete), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._empty, 1)

    def show_state(self, state: ProjectionsState) -> None:
        """Shows the schedules, and enables what makes sense."""
        self._show_rows(state.schedules, state.schedule)
        chosen = state.chosen_schedule
        can = state.is_writable and chosen is not None
        self._add.setEnabled(state.is_writable and bool(state.rows))
        self._edit.setEnabled(can)
        self._pause.setEnabled(can)
        self._run.setEnabled(can)
        self._delete.setEnabled(can)
        is_paused = chosen is not None and chosen.paused
        self._pause.setText(self.tr("Resume") if is_paused else self.tr("Pause"))
        self._pause.setIcon(theme.icon("play-circle" if is_paused else "pause"))
        self._pause.setAccessibleName(
            self.tr("Resume the schedule") if is_paused else self.tr("Pause the schedule")
        )
        self._list.setVisible(bool(state.schedules))
        self._empty.setVisible(not state.schedules)

    def _show_rows(self, rows: tuple[ScheduleRow, ...], chosen: str) -> None:
        self._list.blockSignals(True)
        while self._list.topLevelItemCount() > len(rows):
            self._list.takeTopLevelItem(self._list.topLevelItemCount() - 1)
        for number, row in enumerate(rows):
            item = self._list.topLevelItem(number)
            if item is None:
                item = QTreeWidgetItem(self._list)
            _fill(item, row)
            if row.id == chosen and _top(self._list.currentItem()) is not item:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)

    def _chosen(self, item: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        schedule = _top(item)
        if schedule is not None:
            self.selected.emit(schedule.data(0, _ID))

    def _activated(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.parent() is None and self._edit.isEnabled():
            self.edit_wanted.emit()


def _top(item: QTreeWidgetItem | None) -> QTreeWidgetItem | None:
    """The schedule's line above one of its runs, or the line itself."""
    while item is not None and item.parent() is not None:
        item = item.parent()
    return item


def _fill(item: QTreeWidgetItem, row: ScheduleRow) -> None:
    texts = (row.projection, row.trigger, row.next_run, row.last_run)
    for column, text in enumerate(texts):
        if item.text(column) != text:
            item.setText(column, text)
            item.setToolTip(column, plain_tip(text))
    item.setData(0, _ID, row.id)
    item.setIcon(0, theme.icon("warning-circle", Role.DANGER) if row.failed else theme.icon("clock"))
    while item.childCount() > len(row.history):
        item.takeChild(item.childCount() - 1)
    for number, run in enumerate(row.history):
        child = item.child(number) or QTreeWidgetItem(item)
        child.setText(0, run)
        child.setFirstColumnSpanned(True)
