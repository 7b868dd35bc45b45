"""The timeline's table view: fast with millions of rows, its columns as wide as what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.theme import MEDIUM, SMALL, mark_width, row_height
from app.timeline.columns import COLUMNS, POSITION, STREAM, SUMMARY, TIME, TYPE, VERSION
from app.timeline.delegate import TimelineDelegate
from app.timeline.rows import Row
from app.timeline.table_model import TimelineModel

_LETTERS = {POSITION: 9, TIME: 12, STREAM: 16, VERSION: 8, TYPE: 19}
_SUMMARY = 12  # letters that the summary has at least
_SLACK = 4  # pixels: a text painted in two parts takes a little more than in one
_WIDEST = 34  # letters that a stream or a value may take from the columns after it
_NARROW = {VERSION: 80, POSITION: 70}  # letters: in a narrower table the column is left out
_DIGITS = tuple(digit * 2 for digit in "0123456789")
_FLAGS = QItemSelectionModel.SelectionFlag


class TimelineTable(QTableView):
    """Fixed rows and no vertical header: both would freeze a long list otherwise."""

    def __init__(self, model: TimelineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.table")
        self.setAccessibleName(self.tr("Events"))
        self._timeline = model
        self._is_fitting = False
        self._by_hand: set[int] = set()
        self._is_fresh = True  # no row of this log has been measured yet
        self._hidden: set[int] = set()  # what a person has put away
        self._refitting = QTimer(self)
        self._refitting.setSingleShot(True)
        self._refitting.setInterval(0)
        self._refitting.timeout.connect(self._refit)
        self.setModel(model)
        self.delegate = TimelineDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height(self))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        # The header asks of every row whether it is selected, to look pressed: it gets nothing to ask about.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setSectionsClickable(False)  # a click would select the column: every row of the log
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS.items():
            self.setColumnWidth(column, letters * letter + 2 * MEDIUM)
        self.setColumnWidth(SUMMARY, _SUMMARY * letter)
        header.sectionResized.connect(self._resized)
        header.sectionCountChanged.connect(self._give_the_rest)
        model.page_came.connect(self.fit)
        model.modelReset.connect(self._start_over)
        model.columnsInserted.connect(self._place_added)
        model.columnsRemoved.connect(self._forget_widths)

    def selectAll(self) -> None:
        """All rows as one range: Qt's own way looks at every cell, which takes seconds for a million."""
        rows, columns = self._timeline.rowCount(), self._timeline.columnCount()
        if rows:
            whole = QItemSelection(self._timeline.index(0, 0), self._timeline.index(rows - 1, columns - 1))
            self.selectionModel().select(whole, _FLAGS.ClearAndSelect)

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: Qt's own way asks for every row of the log. The filter searches."""

    @property
    def chosen_rows(self) -> list[range]:
        """The selected rows, as ranges from top to bottom."""
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        ranges = {(part.top(), part.bottom() + 1) for part in parts}
        return [range(top, end) for top, end in sorted(ranges)]

    def select_row(self, row: int) -> None:
        """Makes a row the current one and the only one selected; brings it into sight."""
        index = self._timeline.index(row, max(self.currentIndex().column(), 0))
        self.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)

    def scroll_to_row(self, row: int) -> None:
        """Brings a row into the middle. Qt does not scroll to a cell of a hidden column."""
        shown = next(n for n in range(self._timeline.columnCount()) if not self.isColumnHidden(n))
        self.scrollTo(self._timeline.index(row, shown), QTableView.ScrollHint.PositionAtCenter)

    def fit(self, rows: Iterable[Row]) -> None:
        """Widens columns to what these rows say: what matters is never cut."""
        rows, metrics = list(rows), self.fontMetrics()
        header = self.horizontalHeader()
        clock = max(metrics.horizontalAdvance(f"{two}:{two}:{two}.{two}{two[0]}") for two in _DIGITS) + _SLACK
        with_day = any(before.day != row.day for before, row in pairwise(rows))
        needed = {TIME: clock + (metrics.horizontalAdvance("00-00  ") if with_day else 0)}
        most = _WIDEST * metrics.averageCharWidth()
        for column in range(self._timeline.columnCount()):
            if column not in (TIME, SUMMARY):
                texts = {row.texts[column] for row in rows if column < len(row.texts)}
                longest = sorted(texts, key=len)[-3:]
                width = max((metrics.horizontalAdvance(text) for text in longest), default=0)
                width += _SLACK
                needed[column] = min(width, most) if column != TYPE else width + round(mark_width()) + MEDIUM
        self._is_fitting = True
        for column, width in needed.items():
            roomy = max(width + 2 * MEDIUM + SMALL, header.sectionSizeHint(column))
            is_wanted = roomy > self.columnWidth(column) or (self._is_fresh and column < len(COLUMNS))
            if column not in self._by_hand and is_wanted:
                header.resizeSection(column, roomy)
        self._is_fitting = False
        self._is_fresh = self._is_fresh and not rows
        self._give_the_rest()

    def put_away(self, column: int, is_hidden: bool) -> None:
        """Hides or shows one of the columns of every event."""
        (self._hidden.add if is_hidden else self._hidden.discard)(column)
        self.hide_what_does_not_fit()

    @property
    def hidden_columns(self) -> set[int]:
        """What a person has put away."""
        return self._hidden

    def hide_what_does_not_fit(self) -> None:
        """In a narrow pane position and version make room for what tells events apart."""
        letters = self.width() // max(self.fontMetrics().averageCharWidth(), 1)
        for column in range(len(COLUMNS)):
            is_hidden = column in self._hidden or letters < _NARROW.get(column, 0)
            if self.isColumnHidden(column) != is_hidden:
                self.setColumnHidden(column, is_hidden)
                self._uncut_title(column)
        self._give_the_rest()

    def _uncut_title(self, column: int) -> None:
        """While it was hidden, the header did not know how wide its title is."""
        header = self.horizontalHeader()
        if header.sectionSize(column) < header.sectionSizeHint(column):
            header.resizeSection(column, header.sectionSizeHint(column))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._is_fresh = True  # letters are wider or narrower than they were: measured anew
            self._refitting.start()

    def _refit(self) -> None:
        self.hide_what_does_not_fit()
        self.fit(self._timeline.rows_at_hand())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_the_rest()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        """The whole row under the mouse stands out: a click chooses the row, not the cell."""
        before, self.delegate.hovered = self.delegate.hovered, row
        for changed in {before, row} - {-1} if before != row else ():
            top = self.rowViewportPosition(changed)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(changed))

    def _give_the_rest(self) -> None:
        """The summary takes what the other columns leave; where that is little, the table scrolls sideways.

        Qt's own stretching looks at the room before its scroll bars came and went.
        """
        if SUMMARY in self._by_hand or self._is_fitting:
            return
        header = self.horizontalHeader()
        others = header.length() - header.sectionSize(SUMMARY)
        least = _SUMMARY * self.fontMetrics().averageCharWidth()
        self._is_fitting = True
        header.resizeSection(SUMMARY, max(self.viewport().width() - others, least))
        self._is_fitting = False

    def _place_added(self, _parent: object, first: int, _last: int) -> None:
        header = self.horizontalHeader()
        letter = self.fontMetrics().averageCharWidth()
        title = str(self._timeline.headerData(first, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
        self._is_fitting = True
        header.moveSection(header.visualIndex(first), header.visualIndex(SUMMARY))
        header.resizeSection(first, min(len(title) + 4, _WIDEST) * letter)
        self._is_fitting = False

    def _start_over(self) -> None:
        """Other rows: the first of them say anew how wide the columns are, where nobody chose it."""
        self._is_fresh = self._timeline.rowCount() == 0

    def _forget_widths(self) -> None:
        self._by_hand = {column for column in self._by_hand if column < len(COLUMNS)}

    def _resized(self, column: int) -> None:
        if self._is_fitting:
            return
        if self.horizontalHeader().underMouse():
            self._by_hand.add(column)
        self._give_the_rest()
