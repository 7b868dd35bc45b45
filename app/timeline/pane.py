"""The Timeline pane's widget: filter box, density strip, table, status."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Jobs
from app.theme import LARGE, MEDIUM, SMALL, icon
from app.timeline.delegate import TimelineDelegate
from app.timeline.density import Density, DensityStrip, measure
from app.timeline.presenter import TimelinePresenter, TimelineState
from app.timeline.rows import COLUMNS, POSITION, STREAM, SUMMARY, TIME, TYPE, VERSION, RowReader
from app.timeline.table_model import TimelineModel
from domain.event import event_json, timestamp
from domain.filtering import condition
from infra.open_log import OpenLog
from infra.views.view import View

_LOOK_MS = 50
_TYPING_MS = 350
_DENSITY_MS = 2000
_LETTERS = {POSITION: 9, TIME: 19, STREAM: 16, VERSION: 8, TYPE: 19}
_NARROW = {VERSION: 88, POSITION: 78}  # letters: in a narrower table the column is left out
_FIELDS = {POSITION: "position", STREAM: "stream", VERSION: "version", TYPE: "type"}


class TimelinePane(QWidget):
    """Lists events. `event_wanted(position)` on selection, `rewind_wanted(stream, version)` on activation."""

    event_wanted = Signal(object)
    rewind_wanted = Signal(object, object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._log: OpenLog | None = None
        self._reader: RowReader | None = None
        self._measured = -1
        self._range = ""
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
        self.table = _table(self._model, self)
        self.status = QLabel(self)
        self.status.setObjectName("timeline.status")
        self.status.setAccessibleName(self.tr("How many events"))
        self.status.setProperty("role", "muted")
        self._error = QLabel(self)
        self._error.setObjectName("timeline.error")
        self._error.setProperty("role", "danger")
        self._error.setWordWrap(True)
        self._notice = QLabel(self)
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
        self._measured = -1
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
        shortcut = QShortcut(QKeySequence("F"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.follow.click)

    def _typed(self) -> None:
        self._typing.start()

    def _cleared(self, text: str) -> None:
        if not text and self._presenter.state.filter:
            self._apply_filter()

    def _apply_filter(self) -> None:
        self._typing.stop()
        self._presenter.filter(self.filter.text())

    def _show_view(self, view: View | None) -> None:
        self.table.scrollToTop()
        self._model.show_view(view, self._reader)
        self._look()

    def _look(self) -> None:
        bar = self.table.verticalScrollBar()
        is_at_end = bar.value() >= bar.maximum()
        added = self._model.grow()
        self._presenter.look(added, is_at_end=is_at_end)
        if added and self._presenter.state.follows:
            self.table.scrollToBottom()

    def _measure(self) -> None:
        log = self._log
        if log is None or not self.isVisible() or log.watch.position == self._measured:
            return
        self._measured = log.watch.position
        database = log.log.database
        self._jobs.submit(
            lambda job: measure(database, job),
            on_success=self._show_density,
            on_error=self.failed.emit,
            key="timeline.density",
            owner=self,
        )

    def _show_density(self, density: Density | None) -> None:
        self.density.show_density(density)

    def _follow_clicked(self, checked: bool) -> None:
        self._presenter.follow(checked)
        if checked:
            self.table.scrollToBottom()

    def _scrolled_by_hand(self) -> None:
        bar = self.table.verticalScrollBar()
        self._presenter.follow(bar.sliderPosition() >= bar.maximum())

    def _range_selected(self, start: datetime | None, end: datetime | None) -> None:
        text = self.filter.text()
        if self._range and text.endswith(self._range):
            text = text[: -len(self._range)].removesuffix(" and ").strip()
        self._range = ""
        if start is not None and end is not None:
            self._range = f"time >= {timestamp(start)} and time < {timestamp(end)}"
            text = f"{text} and {self._range}" if text else self._range
        self.set_filter(text)

    def _row_chosen(self, current: QModelIndex) -> None:
        position = self._model.position(current.row())
        if position is not None:
            self.event_wanted.emit(position)
            if current.row() < self._model.rowCount() - 1:
                self._presenter.follow(False)

    def _activated(self, index: QModelIndex) -> None:
        cells = self._model.cells(index.row())
        if cells is not None and cells[STREAM]:
            self.rewind_wanted.emit(cells[STREAM], int(cells[VERSION]))

    def _show_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        cells = self._model.cells(index.row()) if index.isValid() else None
        position = self._model.position(index.row()) if index.isValid() else None
        if cells is None or position is None:
            return
        menu = QMenu(self)
        field = _FIELDS.get(index.column())
        value = cells[index.column()]
        by_value = menu.addAction(self.tr("Filter by this value")) if field and value else None
        stream = menu.addAction(self.tr("Only this stream"))
        menu.addSeparator()
        rewind = menu.addAction(self.tr("Open in Rewind"))
        copy = menu.addAction(self.tr("Copy as JSON"))
        chosen = menu.exec(self.table.viewport().mapToGlobal(at))
        if chosen is not None and chosen is by_value and field is not None:
            is_number = index.column() in (POSITION, VERSION)
            self.set_filter(condition(field, int(value.replace(",", "")) if is_number else value))
        elif chosen is stream:
            self.set_filter(condition("stream", cells[STREAM]))
        elif chosen is rewind:
            self._activated(index)
        elif chosen is copy:
            self._copy(position)

    def _copy(self, position: int) -> None:
        log = self._log
        if log is None:
            return

        def work(job: object) -> str:
            event = log.store.at(position)
            return "" if event is None else event_json(event).decode("utf-8", "replace")

        self._jobs.submit(work, on_success=_to_clipboard, on_error=self.failed.emit, owner=self)

    def _show(self, state: TimelineState) -> None:
        self._stack.setCurrentIndex(0 if state.notice else 1)
        self._notice.setText(state.notice)
        self._error.setText(state.error)
        self._error.setVisible(bool(state.error))
        if self.filter.property("invalid") != bool(state.error):
            self.filter.setProperty("invalid", bool(state.error))
            self.filter.style().unpolish(self.filter)
            self.filter.style().polish(self.filter)
        new = self.tr("{0} new below").format(f"{state.new:,}") if state.new else ""
        self.status.setText(" \u00b7 ".join(filter(None, (state.status, new))))
        self.follow.setChecked(state.follows)


def _table(model: TimelineModel, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setObjectName("timeline.table")
    table.setAccessibleName("Events")
    table.setModel(model)
    table.setItemDelegate(TimelineDelegate(table))
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    letter = table.fontMetrics().averageCharWidth()
    for column, letters in _LETTERS.items():
        table.setColumnWidth(column, letters * letter + 2 * MEDIUM)
    assert len(COLUMNS) - 1 == SUMMARY
    header.setStretchLastSection(True)
    return table


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
