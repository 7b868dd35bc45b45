"""A read model's fetched rows as Qt's table asks for them; more are fetched when their end is seen."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.figures import grouped
from app.plain_text import plain_tip
from app.read_models.state import ReadModelsState, cell_text, title_of
from app.row_changes import Inserted, row_changes

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NO_INDEX = QModelIndex()
_MEASURED = 200
_AMOUNT = re.compile(r"-?\d+\.\d+")


class ReadModelTable(QAbstractTableModel):
    """Rows in the order in which SQL gave them. `page_wanted` when the view comes to their end."""

    page_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._columns: tuple[str, ...] = ()
        self._keys: list[tuple[Any, ...]] = []
        self._rows: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._is_complete = True

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names, as they stand."""
        return self._columns

    def show_state(self, state: ReadModelsState) -> None:
        """Takes over the rows, announcing no more than what changed."""
        self._is_complete = state.is_complete
        new = dict(zip(state.keys, state.rows, strict=True))
        steps = row_changes(self._keys, state.keys) if self._is_same(state) else None
        if steps is None:
            self.beginResetModel()
            self._name, self._columns = state.name, state.columns
            self._keys, self._rows = list(state.keys), new
            self.endResetModel()
            return
        before = self._rows
        self._rows = {**before, **new}
        for step in steps:
            if isinstance(step, Inserted):
                self.beginInsertRows(_NO_INDEX, step.first, step.last)
                self._keys[step.first : step.first] = state.keys[step.first : step.last + 1]
                self.endInsertRows()
            else:
                self.beginRemoveRows(_NO_INDEX, step.first, step.last)
                del self._keys[step.first : step.last + 1]
                self.endRemoveRows()
        self._rows = new
        changed = [row for row, key in enumerate(self._keys) if before.get(key, new[key]) != new[key]]
        if changed:
            first, last = self.index(changed[0], 0), self.index(changed[-1], len(self._columns) - 1)
            self.dataChanged.emit(first, last, [_DISPLAY])

    def value_at(self, index: Index) -> Any:
        """The value of a cell, as the read model holds it."""
        return self._rows[self._keys[index.row()]][index.column()] if index.isValid() else None

    def texts(self, column: int) -> list[str]:
        """What stands in a column, for the first few hundred rows."""
        return [cell_text(self._rows[key][column]) for key in self._keys[:_MEASURED]]

    def key_at(self, row: int) -> tuple[Any, ...] | None:
        """The key of that row."""
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def row_of(self, key: tuple[Any, ...] | None) -> int:
        """Where the row with that key stands, -1 where it does not."""
        return self._keys.index(key) if key in self._rows else -1

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_complete and bool(self._keys)

    def fetchMore(self, parent: Index) -> None:
        self.page_wanted.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return title_of(self._columns[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._columns[section])  # as conditions name it
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(section):
            return _RIGHT
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            value = self._rows[self._keys[index.row()]][index.column()]
            if role == _DISPLAY:
                return cell_text(value)
            return plain_tip(
                "" if value is None else grouped(value) if isinstance(value, int) else str(value)
            )
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(index.column()):
            return _RIGHT
        return None

    def _is_same(self, state: ReadModelsState) -> bool:
        return (self._name, self._columns) == (state.name, state.columns)

    def _is_number(self, column: int) -> bool:
        if not self._keys:
            return False
        value = self._rows[self._keys[0]][column]
        return isinstance(value, int) or (isinstance(value, str) and _AMOUNT.fullmatch(value) is not None)
