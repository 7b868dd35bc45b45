"""The Projections pane: the table with its acts, and below it schedules and parked events."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.flat_button import button
from app.flat_table import make_flat
from app.jobs import Jobs
from app.owned import owned_submit
from app.parked_view import ParkedView
from app.plain_text import PlainLabel
from app.projections.cell_painting import ProgressDelegate, TrendDelegate
from app.projections.error_dialog import ErrorDialog
from app.projections.presenter import ProjectionsPresenter
from app.projections.schedule_editor import ScheduleEditor
from app.projections.schedules_view import SchedulesView
from app.projections.state import ProjectionsState, ScheduleRow
from app.projections.table_model import COLUMNS, LAG, REBUILD, ProjectionTableModel
from app.words import translate
from infra.open_log import OpenLog
from infra.scheduling.triggers import Trigger

_LOOK_MS = 250
_ROWS_SEEN = 2
_WIDE = 2.2  # above this ratio of width to height, schedules stand beside the table, not below it
_WIDE_LETTERS = 130
_WORDS_LETTERS = 92


class ProjectionsPane(QWidget):
    """Shows how projections stand, alive while it is seen.

    `event_wanted(position)` for a parked event, `failed(error)` where an act or a look fails.
    """

    event_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane.projections")
        self._presenter = ProjectionsPresenter(owned_submit(jobs, self), self.show_state, self.failed.emit)
        self._build()
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._presenter.look)
        self.show_state(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Shows the projections of that log; None empties the pane."""
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """The moment that the window shows: projections are shown as they are now, but left alone."""
        self._presenter.show_as_of(position)

    def show_state(self, state: ProjectionsState) -> None:
        """Shows what the presenter decided."""
        self._model.show_rows(state.rows)
        number = self._model.row_number(state.selected)
        if number >= 0 and self._table.currentIndex().row() != number:
            self._table.selectRow(number)
        self._rebuild.setEnabled(state.acts.rebuild)
        self._pause.setEnabled(state.acts.pause)
        self._resume.setEnabled(state.acts.resume)
        self._cancel.setEnabled(state.acts.cancel)
        chosen = next((row for row in state.rows if row.name == state.selected), None)
        self._error.setEnabled(chosen is not None and bool(chosen.error))
        self._schedules.show_state(state)
        self._parked.show_rows(state.parked, state.is_writable, state.parked_count)
        self._tabs.setTabText(0, _counted(self.tr("Schedules"), len(state.schedules)))
        self._tabs.setTabText(1, _counted(self.tr("Parked events"), state.parked_count))
        self._past.setVisible(state.is_past and bool(state.rows))
        self._message.setText(translate("Projections", state.message))
        self._message.setVisible(not state.rows)
        self._body.setVisible(bool(state.rows))

    def showEvent(self, event: QShowEvent) -> None:
        self._presenter.look()
        self._looking.start()
        super().showEvent(event)

    def minimumSizeHint(self) -> QSize:
        # The splitter's own would keep the pane from ever getting narrow enough to be stacked.
        return QSize(40 * _letter(self), 14 * self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        is_wide = width > max(_WIDE * event.size().height(), _WIDE_LETTERS * _letter(self))
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self._body.orientation() != orientation:
            self._body.setOrientation(orientation)
            self._body.setSizes([3000, 2000] if is_wide else [1000, 1000])
        room = self._tabs.width() if is_wide else width
        for part in (self._schedules, self._parked):
            part.acts.show_words(room > _WORDS_LETTERS * _letter(self))
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._looking.stop()
        super().hideEvent(event)

    def _build(self) -> None:
        self._build_table()
        self._rebuild = button(
            "projections.rebuild",
            self.tr("Rebuild"),
            "arrows-clockwise",
            self.tr("Rebuild beside the live one"),
            self,
        )
        self._pause = button(
            "projections.pause", self.tr("Pause"), "pause", self.tr("Pause the rebuild"), self
        )
        self._resume = button(
            "projections.resume", self.tr("Resume"), "play", self.tr("Resume the rebuild"), self
        )
        self._cancel = button(
            "projections.cancel", self.tr("Cancel"), "x", self.tr("Cancel the rebuild"), self
        )
        self._error = button(
            "projections.show_error",
            self.tr("Last error"),
            "warning-circle",
            self.tr("Read the whole last error"),
            self,
        )
        self._error.clicked.connect(self._show_error)
        self._rebuild.clicked.connect(self._presenter.rebuild)
        self._pause.clicked.connect(self._presenter.pause)
        self._resume.clicked.connect(self._presenter.resume)
        self._cancel.clicked.connect(self._presenter.cancel)
        acts = self._acts()
        self._schedules = SchedulesView(self)
        self._schedules.selected.connect(self._presenter.select_schedule)
        self._schedules.add_wanted.connect(self._write_schedule)
        self._schedules.edit_wanted.connect(self._edit_schedule)
        self._schedules.pause_wanted.connect(self._presenter.pause_or_resume_schedule)
        self._schedules.run_wanted.connect(self._presenter.run_schedule)
        self._schedules.delete_wanted.connect(self._presenter.delete_schedule)
        self._build_parked()
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("projections.tabs")
        self._tabs.setAccessibleName(self.tr("Schedules and parked events"))
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self._schedules, self.tr("Schedules"))
        self._tabs.addTab(self._parked, self.tr("Parked events"))
        self._corner = QStackedWidget(self)
        for part in (self._schedules, self._parked):
            self._corner.addWidget(part.acts)
        self._tabs.setCornerWidget(self._corner)
        self._tabs.currentChanged.connect(self._corner.setCurrentIndex)
        upper = QWidget(self)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(acts)
        column.addWidget(self._table, 1)
        self._body = QSplitter(Qt.Orientation.Vertical, self)
        self._body.addWidget(upper)
        self._body.addWidget(self._tabs)
        self._body.setChildrenCollapsible(False)
        self._message = PlainLabel(self)
        self._message.setObjectName("projections.message")
        self._message.setProperty("role", "muted")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._message, 1)

    def _acts(self) -> QHBoxLayout:
        acts = QHBoxLayout()
        acts.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        acts.setSpacing(theme.SMALL)
        for widget in (self._rebuild, self._pause, self._resume, self._cancel, self._error):
            acts.addWidget(widget)
        acts.addStretch(1)
        self._past = self._past_label()
        acts.addWidget(self._past)
        return acts

    def _past_label(self) -> PlainLabel:
        label = PlainLabel(self.tr("As of now. Nothing can be changed in the past."), self)
        label.setObjectName("projections.past")
        label.setProperty("role", "as_of")
        label.hide()
        return label

    def _build_parked(self) -> None:
        self._parked = ParkedView(
            "projections",
            self.tr("Projection"),
            self.tr("No parked events: every event could be applied."),
            self,
        )
        self._parked.retry_all_wanted.connect(self._presenter.retry_all)
        self._parked.retry_wanted.connect(self._presenter.retry)
        self._parked.skip_wanted.connect(self._presenter.skip)
        self._parked.event_wanted.connect(self.event_wanted)

    def _build_table(self) -> None:
        self._model = ProjectionTableModel(self)
        self._table = QTableView(self)
        self._table.setObjectName("projections.table")
        self._table.setAccessibleName(self.tr("Projections"))
        self._table.setModel(self._model)
        self._table.setItemDelegateForColumn(LAG, TrendDelegate(self._table))
        self._table.setItemDelegateForColumn(REBUILD, ProgressDelegate(self._table))
        make_flat(self._table, [column.letters for column in COLUMNS[:-1]])
        rows = _ROWS_SEEN * self._table.verticalHeader().defaultSectionSize()
        self._table.setMinimumHeight(self._table.horizontalHeader().sizeHint().height() + rows)
        self._table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self._table.activated.connect(self._show_error)

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self._model.row_at(current)
        if row is not None:
            self._presenter.select(row.name)

    def _show_error(self) -> None:
        row = self._model.row_at(self._table.currentIndex())
        if row is not None and row.error:
            dialog = ErrorDialog(self.tr("Last error of {0}").format(row.name), row.error, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _write_schedule(self) -> None:
        self._open_editor(None)

    def _edit_schedule(self) -> None:
        if (schedule := self._presenter.state.chosen_schedule) is not None:
            self._open_editor(schedule)

    def _open_editor(self, schedule: ScheduleRow | None) -> None:
        state = self._presenter.state
        names = tuple(row.name for row in state.rows)
        editor = ScheduleEditor(names, state.selected, self, schedule=schedule)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.chosen.connect(self._schedule_written)
        editor.open()

    def _schedule_written(self, id: str, projection: str, trigger: Trigger) -> None:
        if id:
            self._presenter.change_schedule(id, projection, trigger)
        else:
            self._presenter.add_schedule(projection, trigger)


def _letter(widget: QWidget) -> int:
    return widget.fontMetrics().averageCharWidth()


def _counted(title: str, count: int) -> str:
    return f"{title} ({count})" if count else title
