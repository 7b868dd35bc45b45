"""The events of the branched stream as a table: what was done to each is marked, in words and in colour."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from app.branch.state import StreamRow
from app.branch.words import MARKS
from app.figures import grouped
from app.flat_table import make_flat
from app.plain_text import plain_tip
from app.theme import Role, colour
from app.words import QT_TRANSLATE_NOOP, translate

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_SHOWN = 300
COLUMNS = (
    QT_TRANSLATE_NOOP("WhatIf", "Version"),
    QT_TRANSLATE_NOOP("WhatIf", "Type"),
    QT_TRANSLATE_NOOP("WhatIf", "On the branch"),
    QT_TRANSLATE_NOOP("WhatIf", "Payload"),
)
_WIDTHS = (9, 18, 19)
_INKS = {
    "changed": Role.CHANGED,
    "moved": Role.CHANGED,
    "inserted": Role.ADDED,
    "new": Role.ADDED,
    "dropped": Role.REMOVED,
    "same": Role.MUTED,
}


class EventsModel(QAbstractTableModel):
    """The rows in the branch's order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[StreamRow, ...] = ()
        self._struck = QFont(QApplication.font())
        self._struck.setStrikeOut(True)

    def show_rows(self, rows: tuple[StreamRow, ...]) -> None:
        """Shows these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> StreamRow | None:
        """The row of that number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, ref: int) -> int:
        """Where the event with that name stands, -1 where it does not."""
        return next((number for number, row in enumerate(self._rows) if row.ref == ref), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return translate("WhatIf", COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, index.column())
            case Qt.ItemDataRole.ForegroundRole if row.mark:
                return colour(_INKS[row.mark])
            case Qt.ItemDataRole.FontRole if row.mark == "dropped" and index.column() != 2:
                return self._struck
            case Qt.ItemDataRole.ToolTipRole if index.column() == 3:
                return plain_tip(_text(row, 3))
            case _:
                return None


class EventsTable(QTableView):
    """The table. `acted(name)` for keys: "drop", "drop_all", "change", "insert", "earlier", "later"."""

    acted = Signal(str)

    def __init__(self, model: EventsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("branch.events")
        self.setAccessibleName(self.tr("Events of the branched stream"))
        self.setModel(model)
        make_flat(self, _WIDTHS)
        self.doubleClicked.connect(self._opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if shift:
                self.acted.emit("drop_all")
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.acted.emit("drop")
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.acted.emit("change")
            case Qt.Key.Key_Insert:
                self.acted.emit("insert")
            case Qt.Key.Key_Up if alt:
                self.acted.emit("earlier")
            case Qt.Key.Key_Down if alt:
                self.acted.emit("later")
            case _:
                super().keyPressEvent(event)

    def _opened(self) -> None:
        self.acted.emit("change")


def _text(row: StreamRow, column: int) -> str:
    match COLUMNS[column]:
        case "Version":
            return grouped(row.version) if row.version else "\u2013"
        case "Type":
            return row.type
        case "On the branch":
            return translate("WhatIf", MARKS[row.mark]) if row.mark else ""
        case _:
            return row.data[:_SHOWN].decode("utf-8", "replace")
