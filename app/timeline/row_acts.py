"""What a person does with the rows of the timeline: by its menu or by keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from app.figures import grouped
from app.jobs import Jobs
from app.timeline.row_menu import RowMenu, value_conditions
from app.timeline.rows import correlation_filter, rows_json
from app.timeline.table import TimelineTable
from app.timeline.table_model import TimelineModel
from domain.errors import DomainError
from domain.event import Event
from infra.open_log import OpenLog

MOST_COPIED = 10_000


class RowActs(QObject):
    """Acts on the table's current cell and its selected rows.

    `narrowed(condition)`: only events that meet it as well are wanted. `replaced(filter)`: this filter is.
    `rewind_all_wanted(position)`: everything is to be shown as of the current event.
    `causes_wanted`, `bookmark_wanted` and `note_wanted` tell the position of the event they are wanted for.
    `told(text)` says what was done.
    """

    narrowed = Signal(object)
    replaced = Signal(object)
    rewind_wanted = Signal(object, object)
    rewind_all_wanted = Signal(object)
    causes_wanted = Signal(object)
    bookmark_wanted = Signal(object)
    note_wanted = Signal(object)
    test_wanted = Signal(object, object)
    what_if_wanted = Signal(object)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, table: TimelineTable, model: TimelineModel, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._table = table
        self._model = model
        self._log: OpenLog | None = None
        table.doubleClicked.connect(self.open_in_rewind)
        table.customContextMenuRequested.connect(self._show_menu)
        for keys, act in (
            ("Return", self.open_in_rewind),
            ("Enter", self.open_in_rewind),
            ("=", self.keep_value),
            ("!", self.exclude_value),
            ("C", self.show_correlation),
            ("P", self.rewind_all),
            ("W", self.ask_what_if),
            ("Ctrl+C", self.copy),
            ("Ctrl+D", self.bookmark),
            ("Ctrl+Shift+D", self.note),
        ):
            shortcut = QShortcut(QKeySequence(keys), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log

    def keep_value(self) -> None:
        """Only events with the current cell's value."""
        both = self._conditions()
        if both is not None:
            self.narrowed.emit(both[0])

    def exclude_value(self) -> None:
        """Only events without the current cell's value."""
        both = self._conditions()
        if both is not None:
            self.narrowed.emit(both[1])

    def show_correlation(self) -> None:
        """The events that belong together with the current one, in place of the present filter."""
        log, position = self._log, self._position()
        if log is not None and position is not None:
            self._jobs.submit(
                lambda job: correlation_filter(log, position),
                on_success=self.replaced.emit,
                on_error=self.failed.emit,
                key="timeline.correlation",
                owner=self,
            )

    def open_in_rewind(self) -> None:
        """The current event's stream at its version."""
        row = self._model.row(self._table.currentIndex().row())
        log, position = self._log, self._position()
        if row is not None:
            if row.stream:
                self.rewind_wanted.emit(row.stream, row.version)
        elif log is not None and position is not None:  # its texts are still on their way
            self._jobs.submit(
                lambda job: log.store.at(position),
                on_success=self._rewind,
                on_error=self.failed.emit,
                key="timeline.rewind",
                owner=self,
            )

    def rewind_all(self) -> None:
        """Everything as of the current event."""
        position = self._position()
        if position is not None:
            self.rewind_all_wanted.emit(position)

    def show_causes(self) -> None:
        """What led to the current event and what followed."""
        self._tell(self.causes_wanted)

    def bookmark(self) -> None:
        """Sets a bookmark at the current event, or takes it away."""
        self._tell(self.bookmark_wanted)

    def note(self) -> None:
        """A note about the current event."""
        self._tell(self.note_wanted)

    def make_test(self) -> None:
        """A test of the current event's stream up to its version."""
        row = self._model.row(self._table.currentIndex().row())
        if row is not None and row.stream:
            self.test_wanted.emit(row.stream, row.version)

    def _tell(self, signal: SignalInstance) -> None:
        position = self._position()
        if position is not None:
            signal.emit(position)

    def ask_what_if(self) -> None:
        """A branch of the log that begins at the current event."""
        self._tell(self.what_if_wanted)

    def copy(self) -> None:
        """The selected events as lines of JSON."""
        log, chosen = self._log, self._table.chosen_rows
        count = sum(map(len, chosen))
        if log is None or not count:
            return
        if count > MOST_COPIED:
            reason = self.tr("{0} events are selected; at most {1} are copied at once.")
            self.failed.emit(
                DomainError(
                    reason.format(grouped(count), grouped(MOST_COPIED)),
                    self.tr("Select fewer, or export the shown events to a file (Ctrl+E)."),
                )
            )
            return
        rows = islice(chain.from_iterable(chosen), MOST_COPIED)
        positions = [found for row in rows if (found := self._model.position(row)) is not None]
        self._jobs.submit(
            lambda job: (len(positions), rows_json(log, positions)),
            on_success=self._copied,
            on_error=self.failed.emit,
            key="timeline.copy",
            owner=self,
        )

    def _copied(self, copied: tuple[int, str]) -> None:
        count, text = copied
        QGuiApplication.clipboard().setText(text)
        said = self.tr("Copied 1 event as JSON") if count == 1 else self.tr("Copied {0} events as JSON")
        self.told.emit(said.format(grouped(count)))

    def _rewind(self, event: Event | None) -> None:
        if event is not None:
            self.rewind_wanted.emit(event.stream, event.version)

    def _position(self) -> int | None:
        return self._model.position(self._table.currentIndex().row())

    def _conditions(self) -> tuple[str, str] | None:
        index = self._table.currentIndex()
        row = self._model.row(index.row())
        return None if row is None else value_conditions(row, index.column(), self._model.paths)

    def _show_menu(self, at: QPoint) -> None:
        index: QModelIndex = self._table.indexAt(at)
        row = self._model.row(index.row()) if index.isValid() else None
        if row is None or not row.stream:
            return
        if not self._table.selectionModel().isRowSelected(index.row()):
            self._table.setCurrentIndex(index)
        chosen = _count(self._table.chosen_rows)
        menu = RowMenu(row, index.column(), self._model.paths, chosen, self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.filter_wanted.connect(self.narrowed)
        menu.correlation_wanted.connect(self.show_correlation)
        menu.causes_wanted.connect(self.show_causes)
        menu.bookmark_wanted.connect(self.bookmark)
        menu.note_wanted.connect(self.note)
        menu.test_wanted.connect(self.make_test)
        menu.rewind_wanted.connect(self.open_in_rewind)
        menu.rewind_all_wanted.connect(self.rewind_all)
        menu.what_if_wanted.connect(self.ask_what_if)
        menu.copy_wanted.connect(self.copy)
        menu.popup(self._table.viewport().mapToGlobal(at))


def _count(ranges: Sequence[range]) -> int:
    return sum(map(len, ranges))
