"""The list of transitions that run until found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.figures import grouped
from app.theme import Role, colour
from infra.finding import Hit

STREAM, VERSION, EVENT, BECOMES = range(4)
_ROWS_SHOWN = 4
_NO_INDEX = QModelIndex()


class HitsModel(QAbstractTableModel):
    """The model: stream, version, event, and what the condition becomes there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit]) -> bool:
        """Shows these hits, which may be those before and more; False where nothing is another."""
        known = len(self._hits)
        if len(hits) == known and (not known or hits[0] is self._hits[0]):
            return False
        if known and len(hits) > known and hits[0] is self._hits[0] and hits[known - 1] is self._hits[-1]:
            self.beginInsertRows(_NO_INDEX, known, len(hits) - 1)
            self._hits = hits
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._hits = hits
            self.endResetModel()
        return True

    def hit(self, row: int) -> Hit | None:
        """The hit of a row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        return 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Stream"), self.tr("Version"), self.tr("Event"), self.tr("Becomes"))[section]
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        hit = self.hit(index.row())
        if hit is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                becomes = self.tr("true") if hit.becomes else self.tr("false")
                return (hit.stream, grouped(hit.version), hit.type, becomes)[index.column()]
            case Qt.ItemDataRole.ForegroundRole if index.column() == BECOMES:
                return QBrush(colour(Role.ADDED if hit.becomes else Role.REMOVED))
            case _:
                return None


class HitsTable(QTableView):
    """The table. `chosen(stream, version)` when a person goes to a row by mouse or keys."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rewind.hits")
        self.setAccessibleName(self.tr("Transitions"))
        self._hits = HitsModel(self)
        self._is_following = False
        self.setModel(self._hits)
        self.setShowGrid(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 6)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(EVENT, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in ((STREAM, 18), (VERSION, 12), (BECOMES, 14)):
            self.setColumnWidth(column, letters * letter)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    def show_hits(self, hits: Sequence[Hit], *, with_stream: bool) -> None:
        """Shows these hits."""
        self.setColumnHidden(STREAM, not with_stream)
        self._is_following = True
        changed = self._hits.show(hits)
        self._is_following = False
        if changed:
            rows = min(len(hits), _ROWS_SHOWN)
            self.setFixedHeight(
                self.horizontalHeader().sizeHint().height()
                + rows * self.verticalHeader().defaultSectionSize()
                + 2 * self.frameWidth()
            )

    def follow(self, row: int | None) -> None:
        """Marks the row of the place that is shown, or none."""
        self._is_following = True
        if row is None:
            self.selectionModel().clear()
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            index = self._hits.index(row, VERSION)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)
        self._is_following = False

    def _clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _row_changed(self, current: QModelIndex) -> None:
        if not self._is_following and current.isValid():
            self._choose(current.row())

    def _choose(self, row: int) -> None:
        hit = self._hits.hit(row)
        if hit is not None:
            self.chosen.emit(hit.stream, hit.version)
