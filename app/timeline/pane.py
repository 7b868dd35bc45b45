"""The Timeline pane's widget: filter box, density strip, table, status."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Jobs
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, icon
from app.timeline.density import DensityStrip, measure
from app.timeline.presenter import TimelinePresenter, TimelineState
from app.timeline.row_menu import RowMenu
from app.timeline.rows import POSITION, STREAM, VERSION, RowReader, correlation_filter, row_json
from app.timeline.table import make_table
from app.timeline.table_model import TimelineModel
from app.words import translate
from domain.event import Event, timestamp
from infra.open_log import OpenLog
from infra.views.view import View

_LOOK_MS = 50
_TYPING_MS = 350
_DENSITY_MS = 1000
_NARROW = {VERSION: 88, POSITION: 78}  # letters: in a narrower table the column is left out


class TimelinePane(QWidget):
    """Lists events.

    `event_wanted(position)` on selection, `rewind_wanted(stream, version)` on activation,
    `filter_changed(text)` when other events are shown.
    """

    event_wanted = Signal(object)
    rewind_wanted = Signal(object, object)
    filter_changed = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._log: OpenLog | None = None
        self._reader: RowReader | None = None
        self._view: View | None = None
        self._measured: tuple[View | None, int] = (None, 0)
        self._ranged = ("", "")  # the filter before a range of time was selected, and with it
        self.filter = QLineEdit(self)
        self.filter.setObjectName("timeline.filter")
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setPlaceholderText(self.tr("Filter, e.g. type = OrderPlaced and data.quantity > 2"))
        self.filter.setClearButtonEnabled(True)
        self.follow = QToolButton(self)
        self.follow.setObjectName("timeline.follow")
        self.follow.setAccessibleName(self.tr("Follow new events"))
        self.follow.setToolTip(self.tr("Follow new events (F)"))
        self.follow.setIcon(icon("arrow-line-down"))
        self.follow.setCheckable(True)
        self.density = DensityStrip(self)
        self._model = TimelineModel(jobs, self.failed.emit, self)
        self.table = make_table(self._model, self)
        self.status = PlainLabel(self)
        self.status.setObjectName("timeline.status")
        self.status.setAccessibleName(self.tr("How many events"))
        self.status.setProperty("role", "muted")
        self._error = PlainLabel(self)
        self._error.setObjectName("timeline.error")
        self._error.setProperty("role", "danger")
        self._error.setWordWrap(True)
        self._notice = PlainLabel(self)
        self._notice.setObjectName("timeline.notice")
        self._notice.setProperty("role", "muted")
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._presenter = TimelinePresenter(self._show, self._show_view)
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self._log = log
        self._reader = None if log is None else RowReader(log)
        self.density.show_density(None)
        self.filter.clear()
        self._presenter.show_log(log)

    def set_filter(self, text: str) -> None:
        """Shows the events that pass `text`."""
        self.filter.setText(text)
        self._apply_filter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _NARROW.items():
            self.table.setColumnHidden(column, event.size().width() < letters * letter)
        super().resizeEvent(event)

    def rewrite(self) -> None:
        """Times are to be written otherwise."""
        self._model.reload()

    @property
    def shown_filter(self) -> str:
        """The filter that the shown events pass."""
        return self._presenter.state.filter

    @property
    def current_position(self) -> int | None:
        """Where in the log the selected event stands."""
        return self._model.position(self.table.currentIndex().row())

    def go_to(self, position: int) -> bool:
        """Selects the event at a position, or the nearest one after it; False where there is none."""
        self._model.grow()
        row = self._model.row_of(position)
        if row is None:
            return False
        self._presenter.follow(False)
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)
        self.table.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
        return True

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(LARGE, MEDIUM, LARGE, 0)
        top.setSpacing(SMALL)
        top.addWidget(self.filter, 1)
        top.addWidget(self.follow)
        error = QHBoxLayout()
        error.setContentsMargins(LARGE, 0, LARGE, 0)
        error.addWidget(self._error)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        bottom.addWidget(self.status)
        bottom.addStretch()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self.table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SMALL)
        outer.addLayout(top)
        outer.addLayout(error)
        outer.addWidget(self.density)
        outer.addWidget(self._stack, 1)
        outer.addLayout(bottom)

    def _connect(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._apply_filter)
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look)
        self._looking.start(_LOOK_MS)
        self._measuring = QTimer(self)
        self._measuring.timeout.connect(self._measure)
        self._measuring.start(_DENSITY_MS)
        self.filter.textEdited.connect(self._typed)
        self.filter.textChanged.connect(self._cleared)
        self.filter.returnPressed.connect(self._apply_filter)
        self.follow.clicked.connect(self._follow_clicked)
        self.density.selected.connect(self._range_selected)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.doubleClicked.connect(self._activated)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.verticalScrollBar().actionTriggered.connect(self._scrolled_by_hand)
        for keys, act in (("F", self.follow.click), ("End", self._to_end), ("Home", self._to_start)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _typed(self) -> None:
        self._typing.start()

    def _cleared(self, text: str) -> None:
        if not text and self._presenter.state.filter:
            self._apply_filter()

    def _apply_filter(self) -> None:
        self._typing.stop()
        before = self.shown_filter
        self._presenter.filter(self.filter.text())
        if self.shown_filter != before:
            self.filter_changed.emit(self.shown_filter)

    def _show_view(self, view: View | None) -> None:
        self.table.scrollToTop()
        self._model.show_view(view, self._reader)
        self._view = view
        self._look()

    def _look(self) -> None:
        bar = self.table.verticalScrollBar()
        is_at_end = bar.value() >= bar.maximum()
        added = self._model.grow()
        self._presenter.look(added, is_at_end=is_at_end)
        if added and self._presenter.state.follows:
            self.table.scrollToBottom()

    def _measure(self) -> None:
        log, view = self._log, self._view
        if log is None or view is None or not self.isVisible() or (view, len(view)) == self._measured:
            return
        self._measured = (view, len(view))
        database = log.log.database
        self._jobs.submit(
            lambda job: measure(database, view, job),
            on_success=self.density.show_density,
            on_error=self.failed.emit,
            key="timeline.density",
            owner=self,
        )

    def _follow_clicked(self, checked: bool) -> None:
        self._presenter.follow(checked)
        if checked:
            self.table.scrollToBottom()

    def _to_end(self) -> None:
        self.table.setCurrentIndex(self._model.index(self._model.rowCount() - 1, 0))
        self.table.scrollToBottom()
        self._presenter.follow(True)

    def _to_start(self) -> None:
        self.table.setCurrentIndex(self._model.index(0, 0))

    def _scrolled_by_hand(self) -> None:
        bar = self.table.verticalScrollBar()
        self._presenter.follow(bar.sliderPosition() >= bar.maximum())

    def _range_selected(self, start: datetime | None, end: datetime | None) -> None:
        base, with_range = self._ranged
        if self.filter.text() != with_range or not with_range:
            base = self.filter.text()
        text = base if start is None or end is None else within(base, start, end)
        self._ranged = (base, text)
        self.set_filter(text)

    def _row_chosen(self, current: QModelIndex) -> None:
        position = self._model.position(current.row())
        if position is not None:
            self.event_wanted.emit(position)
            if current.row() < self._model.rowCount() - 1:
                self._presenter.follow(False)

    def _activated(self, index: QModelIndex) -> None:
        cells = self._model.cells(index.row())
        log, position = self._log, self._model.position(index.row())
        if cells is not None:
            if cells[STREAM]:
                self.rewind_wanted.emit(cells[STREAM], int(cells[VERSION]))
        elif log is not None and position is not None:  # its texts are still on their way
            self._jobs.submit(
                lambda job: log.store.at(position),
                on_success=self._rewind,
                on_error=self.failed.emit,
                key="timeline.rewind",
                owner=self,
            )

    def _rewind(self, event: Event | None) -> None:
        if event is not None:
            self.rewind_wanted.emit(event.stream, event.version)

    def _show_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        cells = self._model.cells(index.row()) if index.isValid() else None
        if cells is None or not cells[STREAM]:
            return
        self.table.setCurrentIndex(index)
        menu = RowMenu(cells, index.column(), self)
        menu.filter_wanted.connect(self.set_filter)
        menu.correlation_wanted.connect(self._show_correlation)
        menu.rewind_wanted.connect(self._rewind_current)
        menu.copy_wanted.connect(self._copy)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _rewind_current(self) -> None:
        self._activated(self.table.currentIndex())

    def _show_correlation(self) -> None:
        log, position = self._log, self._model.position(self.table.currentIndex().row())
        if log is not None and position is not None:
            self._jobs.submit(
                lambda job: correlation_filter(log, position),
                on_success=self.set_filter,
                on_error=self.failed.emit,
                key="timeline.correlation",
                owner=self,
            )

    def _copy(self) -> None:
        log, position = self._log, self._model.position(self.table.currentIndex().row())
        if log is not None and position is not None:
            self._jobs.submit(
                lambda job: row_json(log, position),
                on_success=_to_clipboard,
                on_error=self.failed.emit,
                owner=self,
            )

    def _show(self, state: TimelineState) -> None:
        self._stack.setCurrentIndex(0 if state.notice else 1)
        self._notice.setText(translate("Timeline", state.notice))
        self._error.setText(state.error)
        self._error.setVisible(bool(state.error))
        if self.filter.property("invalid") != bool(state.error):
            self.filter.setProperty("invalid", bool(state.error))
            self.filter.style().unpolish(self.filter)
            self.filter.style().polish(self.filter)
        new = self.tr("{0} new below").format(f"{state.new:,}") if state.new else ""
        self.status.setText(" \u00b7 ".join(filter(None, (state.status, new))))
        self.follow.setChecked(state.follows)


def within(filter: str, start: datetime, end: datetime) -> str:
    """The filter, and recorded from `start` up to `end` (not included)."""
    span = f"time >= {timestamp(start)} and time < {timestamp(end)}"
    return f"({filter}) and {span}" if filter.strip() else span


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
