"""The timeline's table model: answers from memory or says "…", and fetches what is seen in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.jobs import Jobs
from app.moments import exact_time_text
from app.plain_text import plain_tip
from app.timeline.columns import COLUMNS, POSITION, RIGHT, SUMMARY, TIME
from app.timeline.rows import Row, RowReader
from app.words import translate
from domain.filtering.expression import Path
from domain.filtering.fields import write_field
from infra.notes.notes import NoteMark
from infra.views.view import View

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole

PAGE = 200
KEPT_PAGES = 64
_BACKLOG = 4
_LOADING = "…"
_TIP = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_TIP_CUT = 600
_TO_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TO_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TimelineModel(QAbstractTableModel):
    """Rows of a view. Has as many as it has announced: the view may know more already.

    Behind the columns of every event come those that a person added (`paths`). `page_came(rows)` when rows
    have their texts.
    """

    page_came = Signal(object)

    def __init__(self, jobs: Jobs, failed: Callable[[BaseException], None], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._failed = failed
        self._view: View | None = None
        self._reader: RowReader | None = None
        self._epoch = 0
        self._rows = 0
        self._pages: dict[int, list[Row]] = {}
        self._paths: tuple[Path, ...] = ()
        self._day = ""  # named in the header where the rows are of more than one day
        self._days: set[str] = set()
        self._numbers: set[int] = set()  # added columns that hold numbers
        self._wanted: dict[int, None] = {}
        self._in_flight: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fetch_wanted)
        self.marks: Mapping[int, NoteMark] = {}  # by position: told where one points, and read aloud

    def show_view(self, view: View | None, reader: RowReader | None) -> None:
        """Another view, or none."""
        self.beginResetModel()
        self._epoch += 1
        self._view, self._reader = view, reader
        self._pages.clear()
        self._wanted.clear()
        self._in_flight.clear()
        self._days.clear()
        self._rows = 0
        self.endResetModel()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The fields that the added columns show."""
        return self._paths

    def add_column(self, path: Path) -> None:
        """A column for this field, behind the others."""
        number = self.columnCount()
        self.beginInsertColumns(QModelIndex(), number, number)
        self._paths += (path,)
        self._forget()
        self.endInsertColumns()

    def remove_column(self, column: int) -> None:
        """Takes an added column away."""
        number = column - len(COLUMNS)
        self.beginRemoveColumns(QModelIndex(), column, column)
        self._paths = self._paths[:number] + self._paths[number + 1 :]
        self._forget()
        self.endRemoveColumns()

    def show_day(self, day: str) -> None:
        """The day of the first row in sight: the header of the time column names it."""
        named = day if len(self._days) > 1 else ""
        if named != self._day:
            self._day = named
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, TIME, TIME)

    def reload(self) -> None:
        """The same rows are to be written anew."""
        self._forget()
        if self._rows:
            last = self.index(self._rows - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [_DISPLAY])

    def _forget(self) -> None:
        self._epoch += 1
        self._pages.clear()
        self._in_flight.clear()
        self._numbers.clear()  # told anew by the pages that come

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

    def row_near(self, position: int) -> int | None:
        """The row of that position or the next one; the last where there is none."""
        if self._view is None or not self._rows:
            return None
        return min(self._view.row_near(position), self._rows - 1)

    def row(self, row: int) -> Row | None:
        """What is known of a row, None while it is on its way. Does not ask for it."""
        number, offset = divmod(row, PAGE)
        page = self._pages.get(number)
        return page[offset] if page is not None and offset < len(page) else None

    def rows_at_hand(self) -> list[Row]:
        """What is known of the rows that were asked for last."""
        return self._pages[next(reversed(self._pages))] if self._pages else []

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS) + len(self._paths)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:  # a title stands over what it names
            return _TO_RIGHT if section in RIGHT or section in self._numbers else _TO_LEFT
        if role not in (_DISPLAY, _TIP):
            return None
        if section >= len(COLUMNS):
            name = write_field(self._paths[section - len(COLUMNS)])
            return plain_tip(name) if role == _TIP else name.removeprefix("data.")
        if role == _TIP:
            return translate("Timeline", "Right-click to add and remove columns")
        title = translate("Timeline", COLUMNS[section])
        return f"{title}  {self._day}" if section == TIME and self._day else title

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if role == _TIP:
            return self._tip(index)
        if role == _SPOKEN:
            return self._spoken(index)
        if role != _DISPLAY:  # asked seven times per visible cell; looks live in the delegate
            return None
        number, offset = divmod(index.row(), PAGE)
        page = self._pages.get(number)
        if page is None or offset >= len(page):
            self._want(number)
            return _LOADING
        texts = page[offset].texts
        return texts[index.column()] if index.column() < len(texts) else _LOADING

    def _tip(self, index: _Index) -> str | None:
        row = self.row(index.row())
        if row is None or row.recorded_at is None:
            return None
        if index.column() == TIME:
            return exact_time_text(row.recorded_at)
        if index.column() == POSITION:
            return mark_text(self.marks[row.position]) if row.position in self.marks else None
        text = row.texts[index.column()] if index.column() < len(row.texts) else ""
        is_long = index.column() == SUMMARY or index.column() >= len(COLUMNS)
        return plain_tip(text[:_TIP_CUT]) if text and is_long else None

    def _spoken(self, index: _Index) -> str | None:
        row = self.row(index.row())
        if index.column() != POSITION or row is None or row.position not in self.marks:
            return None
        return f"{row.texts[POSITION]}, {mark_text(self.marks[row.position])}"

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
        paths = self._paths

        def work(job: object) -> list[Row]:
            return reader.read([int(position) for position in view.positions(first, last)], paths)

        self._jobs.submit(
            work,
            on_success=partial(self._keep, self._epoch, number),
            on_error=partial(self._give_up, self._epoch, number),
            owner=self,
        )

    def _keep(self, epoch: int, number: int, page: list[Row]) -> None:
        if epoch != self._epoch or number not in self._in_flight:
            return  # the answer to a question no longer asked
        self._in_flight.discard(number)
        self._pages[number] = page
        self._days.update(row.day for row in page if row.day)
        if len(self._pages) > KEPT_PAGES:
            del self._pages[max(self._pages, key=lambda kept: abs(kept - number))]
        first, last = number * PAGE, min((number + 1) * PAGE, self._rows) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1), [_DISPLAY])
        self._note_numbers(page)
        self.page_came.emit(page)

    def _note_numbers(self, page: list[Row]) -> None:
        found = {
            len(COLUMNS) + number
            for number in range(len(self._paths))
            if any(row.has_number(number) for row in page)
        }
        for column in found - self._numbers:
            self._numbers.add(column)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    def _give_up(self, epoch: int, number: int, error: BaseException) -> None:
        if epoch == self._epoch:
            self._in_flight.discard(number)
            self._failed(error)


def mark_text(mark: NoteMark) -> str:
    """What an event carries, in words: "bookmark, 2 notes"."""
    said = [translate("Timeline", "bookmark")] if mark.bookmark else []
    if mark.notes == 1:
        said.append(translate("Timeline", "1 note"))
    elif mark.notes:
        said.append(translate("Timeline", "{0} notes").format(mark.notes))
    return ", ".join(said)
