"""The journal's rows as a table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from app.moments import time_text
from app.plain_text import plain_tip
from app.theme import Role, colour, icon
from app.words import QT_TRANSLATE_NOOP, translate
from infra.journal.entries import JournalEntry

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_LOOKS = {
    QT_TRANSLATE_NOOP("Status", "pending"): ("hourglass", Role.MUTED),
    QT_TRANSLATE_NOOP("Status", "running"): ("spinner-gap", Role.ACCENT),
    QT_TRANSLATE_NOOP("Status", "failed"): ("arrow-clockwise", Role.WARNING),
    QT_TRANSLATE_NOOP("Status", "succeeded"): ("check", Role.SUCCESS),
    QT_TRANSLATE_NOOP("Status", "rejected"): ("prohibit", Role.WARNING),
    QT_TRANSLATE_NOOP("Status", "parked"): ("warning-octagon", Role.DANGER),
}
COLUMNS = (
    QT_TRANSLATE_NOOP("Journal", "Issued at"),
    QT_TRANSLATE_NOOP("Journal", "Command"),
    QT_TRANSLATE_NOOP("Journal", "Stream"),
    QT_TRANSLATE_NOOP("Journal", "Status"),
    QT_TRANSLATE_NOOP("Journal", "Attempts"),
    QT_TRANSLATE_NOOP("Journal", "Actor"),
    QT_TRANSLATE_NOOP("Journal", "Reason"),
)
STATUS = COLUMNS.index("Status")


class JournalModel(QAbstractTableModel):
    """Newest first. Rows that were added come in at the top; others stay where they are."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._entries: tuple[JournalEntry, ...] = ()

    def show(self, entries: tuple[JournalEntry, ...]) -> None:
        """Shows these entries, with as little movement as can be."""
        old = self._entries
        if old and entries and [e.sequence for e in entries[-len(old) :]] == [e.sequence for e in old]:
            added = len(entries) - len(old)
            if added:
                self.beginInsertRows(QModelIndex(), 0, added - 1)
                self._entries = entries
                self.endInsertRows()
            self._entries = entries
            self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> JournalEntry | None:
        """The entry in a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, id: UUID) -> int | None:
        """The row of a command."""
        return next((row for row, entry in enumerate(self._entries) if entry.command_id == id), None)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return translate("Journal", COLUMNS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(entry, index.column())
            case Qt.ItemDataRole.DecorationRole if index.column() == STATUS:
                return _picture(entry.status)
            case Qt.ItemDataRole.ForegroundRole if index.column() == STATUS:
                return colour(_LOOKS[entry.status][1])
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(entry.error or entry.reason) or None
            case _:
                return None


def _text(entry: JournalEntry, column: int) -> str:
    match COLUMNS[column]:
        case "Issued at":
            return time_text(entry.issued_at)
        case "Command":
            shown = translate("Journal", "Undo: {0}") if entry.undo_of is not None else "{0}"
            return shown.format(entry.command)
        case "Stream":
            return entry.stream
        case "Status":
            shown = translate("Journal", "{0}, undone") if entry.undone_by is not None else "{0}"
            return shown.format(translate("Status", entry.status))
        case "Attempts":
            return str(entry.attempts)
        case "Actor":
            return entry.actor
        case _:
            return entry.reason


def _picture(status: str) -> QIcon:
    name, role = _LOOKS[status]
    return icon(name, role)
