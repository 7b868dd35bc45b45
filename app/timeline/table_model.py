"""The timeline's table model: answers from memory or says "…", and fetches what is seen in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from app.jobs import Jobs
from app.timeline.rows import COLUMNS, Cells, RowReader
from app.words import translate
from infra.views.view import View

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole

PAGE = 200
KEPT_PAGES = 64
_BACKLOG = 4
_LOADING: Cells = ("…",) * len(COLUMNS)


class TimelineModel(QAbstractTableModel):
    """Rows of a view. Has as many as it has announced: the view may know more already."""

    def __init__(self, jobs: Jobs, failed: Callable[[BaseException], None], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._failed = failed
        self._view: View | None = None
        self._reader: RowReader | None = None
        self._epoch = 0
        self._rows = 0
        self._pages: dict[int, list[Cells]] = {}
        self._wanted: dict[int, None] = {}
        self._in_flight: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fetch_wanted)

    def show_view(self, view: View | None, reader: RowReader | None) -> None:
        """Another view, or none."""
        self.beginResetModel()
        self._epoch += 1
        self._view, self._reader = view, reader
        self._pages.clear()
        self._wanted.clear()
        self._in_flight.clear()
        self._rows = 0
        self.endResetModel()

    def reload(self) -> None:
        """The same rows are to be written anew."""
        self._epoch += 1
        self._pages.clear()
        self._in_flight.clear()
        if self._rows:
            last = self.index(self._rows - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [_DISPLAY])

    def grow(self) -> int:
        """Announces the rows that the view has found since; returns how many."""
        if self._view is None:
            return 0
        rows = min(len(self._view), 2**31 - 1)
        added = rows - self._rows
        if added <= 0:
            return 0
        self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
        self._rows = rows
        self.endInsertRows()
        return added

    def position(self, row: int) -> int | None:
        """The position of the event in a row."""
        if self._view is None or not 0 <= row < self._rows:
            return None
        return self._view.position_at(row)

    def row_of(self, position: int) -> int | None:
        """The row of a position, where the view holds it."""
        row = None if self._view is None else self._view.row_of(position)
        return row if row is not None and row < self._rows else None

    def cells(self, row: int) -> Cells | None:
        """The texts of a row, None while they are on their way."""
        number, offset = divmod(row, PAGE)
        page = self._pages.get(number)
        return page[offset] if page is not None and offset < len(page) else None

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return translate("Timeline", COLUMNS[section])
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY:  # asked seven times per visible cell; looks live in the delegate
            return None
        number, offset = divmod(index.row(), PAGE)
        page = self._pages.get(number)
        if page is None or offset >= len(page):
            self._want(number)
            return _LOADING[index.column()]
        return page[offset][index.column()]

    def _want(self, number: int) -> None:
        if number in self._in_flight:
            return
        self._wanted.pop(number, None)
        self._wanted[number] = None
        if not self._timer.isActive():
            self._timer.start(0)

    def _fetch_wanted(self) -> None:
        seen = list(self._wanted)[-_BACKLOG:]  # a dragged thumb must not queue hundreds
        self._wanted.clear()
        if not seen:
            return
        for number in dict.fromkeys((*reversed(seen), seen[-1] + 1, seen[-1] - 1)):
            if self._is_missing(number):
                self._fetch(number)

    def _is_missing(self, number: int) -> bool:
        """Whether rows of that page are neither here nor on their way."""
        rows = min((number + 1) * PAGE, self._rows) - number * PAGE
        return number >= 0 and len(self._pages.get(number, ())) < rows and number not in self._in_flight

    def _fetch(self, number: int) -> None:
        view, reader = self._view, self._reader
        if view is None or reader is None:
            return
        self._in_flight.add(number)
        first, last = number * PAGE, min((number + 1) * PAGE, self._rows)

        def work(job: object) -> list[Cells]:
            return reader.read([int(position) for position in view.positions(first, last)])

        self._jobs.submit(
            work,
            on_success=partial(self._keep, self._epoch, number),
            on_error=partial(self._give_up, self._epoch, number),
            owner=self,
        )

    def _keep(self, epoch: int, number: int, page: list[Cells]) -> None:
        if epoch != self._epoch or number not in self._in_flight:
            return  # the answer to a question no longer asked
        self._in_flight.discard(number)
        self._pages[number] = page
        if len(self._pages) > KEPT_PAGES:
            del self._pages[max(self._pages, key=lambda kept: abs(kept - number))]
        first, last = number * PAGE, min((number + 1) * PAGE, self._rows) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1), [_DISPLAY])

    def _give_up(self, epoch: int, number: int, error: BaseException) -> None:
        if epoch == self._epoch:
            self._in_flight.discard(number)
            self._failed(error)
