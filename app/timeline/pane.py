"""The Timeline pane's widget: filter box, density strip, table, status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.conditions import narrowed
from app.figures import grouped
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.theme import MEDIUM, SMALL, row_height
from app.timeline.completing import Completing, Offer
from app.timeline.density import Density, measure
from app.timeline.filter_bar import FilterBar
from app.timeline.header_menu import HeaderMenu
from app.timeline.memory import TimelineMemory
from app.timeline.presenter import TimelinePresenter, TimelineState
from app.timeline.row_acts import RowActs
from app.timeline.rows import Row, RowReader
from app.timeline.strip import DensityStrip
from app.timeline.table import TimelineTable
from app.timeline.table_model import TimelineModel
from app.timeline.time_axis import TimeRange
from app.words import translate
from domain.errors import DomainError
from domain.event import microseconds, timestamp
from infra.notes.notes import NoteMark
from infra.open_log import OpenLog
from infra.views.view import View

_LOOK_MS = 50
_DENSITY_MS = 1000
_WORDS_MS = 5000
_SAY_MS = 4000
_ROWS_WITH_STRIP = 9  # a lower pane gives the room of the strip to the rows


class TimelinePane(QWidget):
    """Lists events.

    `event_wanted(position)` on selection, `rewind_wanted(stream, version)` on activation,
    `rewind_all_wanted(position)` when everything is to be shown as of an event, `filter_changed(text)` when
    other events are shown.
    """

    event_wanted = Signal(object)
    rewind_wanted = Signal(object, object)
    what_if_wanted = Signal(object)
    rewind_all_wanted = Signal(object)
    filter_changed = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._log: OpenLog | None = None
        self._reader: RowReader | None = None
        self._measured: tuple[View | None, int, TimeRange | None] = (None, 0, None)
        self._ranged = ("", "")  # the filter before a range of time was selected, and with it
        self._memory = TimelineMemory.load()
        self._completing = Completing(owned_submit(jobs, self), self._offer)
        self._bar = FilterBar(self._completing, self._memory, self)
        self.filter, self.follow = self._bar.edit, self._bar.follow
        self.density = DensityStrip(self)
        self._model = TimelineModel(jobs, self.failed.emit, self)
        self.table = TimelineTable(self._model, self)
        self.acts = RowActs(jobs, self.table, self._model, self)
        self._header_menu = HeaderMenu(self.table, self._model, self._completing, self._memory)
        self._presenter = TimelinePresenter(self._show, self._show_view)
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self._log = log
        self._reader = None if log is None else RowReader(log)
        self._ranged = ("", "")
        self.density.forget()
        self.filter.clear()
        self.acts.show_log(log)
        self._completing.show_log(log)
        self._presenter.show_log(log)
        self._header_menu.show_log(log)

    def set_filter(self, text: str) -> None:
        """Shows the events that pass `text`."""
        self._bar.set_text(text)

    def narrow(self, condition: str) -> None:
        """Shows only those of the present events that meet the condition as well."""
        self.set_filter(narrowed(self.shown_filter, condition))

    def add_column(self, field: str) -> None:
        """Shows a field of the payload or the metadata as a column, e.g. "data.total.amount"."""
        self._header_menu.add(field)

    def show_as_of(self, position: int | None) -> None:
        """Dims the events after a position, which is where the whole window looks from; None for none."""
        self.table.delegate.until = position
        if position is not None:
            self._presenter.follow(False)
        self._show(self._presenter.state)
        self.table.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.hide_what_does_not_fit()
        self.density.setVisible(self.height() >= _ROWS_WITH_STRIP * row_height(self))
        self._place_news()

    def rewrite(self) -> None:
        """Times are to be written otherwise."""
        self._model.reload()
        self.density.update()

    def show_marks(self, marks: Mapping[int, NoteMark]) -> None:
        """Shows by position which events carry bookmarks and notes."""
        self.table.delegate.marks = self._model.marks = marks
        self.table.viewport().update()

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
        self.table.select_row(row)
        self.table.scroll_to_row(row)
        return True

    def _lay_out(self) -> None:
        self.status = PlainLabel(self)
        self.status.setObjectName("timeline.status")
        self.status.setAccessibleName(self.tr("How many events"))
        self.status.setProperty("role", "muted")
        self._chosen = PlainLabel(self)
        self._chosen.setObjectName("timeline.chosen")
        self._chosen.setProperty("role", "muted")
        self._notice = PlainLabel(self)
        self._notice.setObjectName("timeline.notice")
        self._notice.setProperty("role", "muted")
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notice.setWordWrap(True)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(MEDIUM, SMALL, MEDIUM, SMALL)
        bottom.addWidget(self.status)
        bottom.addStretch()
        bottom.addWidget(self._chosen)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self.table)
        self.news = QPushButton(self)
        self.news.setObjectName("timeline.new")
        self.news.setToolTip(self.tr("Go to the newest event and follow (F)"))
        self.news.setProperty("primary", True)
        self.news.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.news.setCursor(Qt.CursorShape.PointingHandCursor)
        self.news.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._bar)
        outer.addWidget(self.density)
        outer.addWidget(self._stack, 1)
        outer.addLayout(bottom)

    def _connect(self) -> None:
        for milliseconds, act in (
            (_LOOK_MS, self._look),
            (_DENSITY_MS, self._measure),
            (_WORDS_MS, self._completing.read),
        ):
            timer = QTimer(self)
            timer.timeout.connect(act)
            timer.start(milliseconds)
        self._saying = QTimer(self)
        self._saying.setSingleShot(True)
        self._saying.setInterval(_SAY_MS)
        self._saying.timeout.connect(self._count_chosen)
        self._bar.changed.connect(self._apply_filter)
        self._bar.refused.connect(self._presenter.refuse)
        self.follow.clicked.connect(self._follow_clicked)
        self.news.clicked.connect(self._to_end)
        self.density.selected.connect(self._range_selected)
        self.density.zoomed.connect(self._measure)
        self.density.seek.connect(self._seek)
        self.acts.narrowed.connect(self.narrow)
        self.acts.replaced.connect(self.set_filter)
        self.acts.rewind_wanted.connect(self.rewind_wanted)
        self.acts.what_if_wanted.connect(self.what_if_wanted)
        self.acts.rewind_all_wanted.connect(self.rewind_all_wanted)
        self.acts.told.connect(self._say)
        self.acts.failed.connect(self.failed)
        self._model.page_came.connect(self._page_came)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.selectionModel().selectionChanged.connect(self._count_chosen)
        self.table.verticalScrollBar().actionTriggered.connect(self._scrolled_by_hand)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.table.verticalScrollBar().rangeChanged.connect(self._stay_at_end)
        for keys, act in (("F", self.follow.click), ("End", self._to_end), ("Home", self._to_start)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _offer(self, offer: Offer) -> None:
        self.filter.offer(offer)

    def _apply_filter(self, text: str, is_typing: bool) -> None:
        before = self.shown_filter
        base, with_range = self._ranged
        is_ranged = bool(with_range) and text == with_range
        if not is_ranged and self.density.range is not None:
            self.density.show_selection(None)
        if text == before and not self._presenter.state.error:
            return
        self._presenter.filter(text, is_typing=is_typing, within_base=is_ranged and base == before)
        if self.shown_filter != before:
            self.filter_changed.emit(self.shown_filter)
        if not is_typing and not self._presenter.state.error:
            self._memory.filtered(text)

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
        log, view, within = self._log, self._presenter.overview, self.density.zoom
        if log is None or view is None or not self.isVisible():
            return
        if (view, len(view), within) == self._measured:
            return
        self._measured = (view, len(view), within)
        database = log.log.database
        self._jobs.submit(
            lambda job: (within, measure(database, view, job, within)),
            on_success=self._counted,
            on_error=self._not_counted,
            key="timeline.density",
            owner=self,
        )

    def _counted(self, found: tuple[TimeRange | None, Density | None]) -> None:
        within, density = found
        if within == self.density.zoom:
            self.density.show_density(density)

    def _not_counted(self, error: BaseException) -> None:
        """The strip stays as it is and tries again: that a log has gone away, the window tells by itself."""
        self._measured = (None, 0, None)
        if not isinstance(error, DomainError):
            self.failed.emit(error)

    def _follow_clicked(self, checked: bool) -> None:
        self._presenter.follow(checked)
        if checked:
            self.table.scrollToBottom()

    def _to_end(self) -> None:
        self.table.select_row(self._model.rowCount() - 1)
        self.table.scrollToBottom()
        self._presenter.follow(True)

    def _to_start(self) -> None:
        self.table.select_row(0)
        self.table.scrollToTop()

    def _scrolled_by_hand(self) -> None:
        bar = self.table.verticalScrollBar()
        self._presenter.follow(bar.sliderPosition() >= bar.maximum())

    def _stay_at_end(self) -> None:
        """A pane that becomes lower or higher goes on showing the newest event, where it follows."""
        if self._presenter.state.follows:
            self.table.scrollToBottom()

    def _scrolled(self) -> None:
        row = self._model.row(self.table.rowAt(0))
        if row is not None:
            self._model.show_day(row.day)

    def _range_selected(self, start: datetime | None, end: datetime | None) -> None:
        base, with_range = self._ranged
        if self.shown_filter != with_range or not with_range:
            base = self.shown_filter
        text = base if start is None or end is None else within(base, start, end)
        self._ranged = (base, text) if text != base else ("", "")
        self.filter.setText(text)
        is_ranged = text != base
        if text != self.shown_filter:
            self._presenter.filter(text, within_base=is_ranged)
            self.filter_changed.emit(self.shown_filter)

    def _seek(self, moment: datetime) -> None:
        """Goes to the first of the shown events that was recorded then or later."""
        log = self._log
        if log is not None:
            self._jobs.submit(
                lambda job: log.store.first_since(moment),
                on_success=self._sought,
                on_error=self.failed.emit,
                key="timeline.seek",
                owner=self,
            )

    def _sought(self, position: int | None) -> None:
        row = None if position is None else self._model.row_near(position)
        if row is not None:
            self._presenter.follow(False)
            self.table.select_row(row)
            self.table.scroll_to_row(row)

    def _page_came(self, _rows: list[Row]) -> None:
        self._scrolled()
        self._show_kin()

    def _show_kin(self) -> None:
        """Marks what belongs together with the selected event, and when that was."""
        row = self._model.row(self.table.currentIndex().row())
        kin = "" if row is None else row.correlation
        if row is not None and row.recorded_at is not None:
            self.density.show_mark(microseconds(row.recorded_at))
        if kin != self.table.delegate.kin:
            self.table.delegate.kin = kin
            self.table.viewport().update()

    def _row_chosen(self, current: QModelIndex) -> None:
        position = self._model.position(current.row())
        if position is not None:
            self._show_kin()
            self.event_wanted.emit(position)
            if current.row() < self._model.rowCount() - 1:
                self._presenter.follow(False)

    def _count_chosen(self) -> None:
        count = sum(map(len, self.table.chosen_rows))
        self._chosen.setText(self.tr("{0} selected").format(grouped(count)) if count > 1 else "")

    def _say(self, text: str) -> None:
        self._chosen.setText(text)
        self._saying.start()

    def _show(self, state: TimelineState) -> None:
        self._stack.setCurrentIndex(0 if state.notice else 1)
        self._notice.setText(translate("Timeline", state.notice))
        self._bar.show_error(state.error, state.error_position)
        new = self.tr("{0} new below").format(grouped(state.new)) if state.new else ""
        later = self.tr("later ones are dimmed") if self.table.delegate.until is not None else ""
        self.status.setText(" \u00b7 ".join(filter(None, (state.status, later, new))))
        self.follow.setChecked(state.follows)
        if state.new:
            self.news.setText(self.tr("{0} new – show").format(grouped(state.new)))
        if bool(state.new) == self.news.isHidden():
            self.news.setVisible(bool(state.new))
        self._place_news()

    def _place_news(self) -> None:
        if not self.news.isHidden():
            size, room = self.news.sizeHint(), self._stack.geometry()
            left = room.center().x() - size.width() // 2
            self.news.setGeometry(left, room.bottom() - size.height() - MEDIUM, size.width(), size.height())
            self.news.raise_()


def within(filter: str, start: datetime, end: datetime) -> str:
    """The filter, and recorded from `start` up to `end` (not included)."""
    span = f"time >= {timestamp(start)} and time < {timestamp(end)}"
    return f"({filter}) and {span}" if filter.strip() else span
