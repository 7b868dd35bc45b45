"""The journal's rows as a table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.engine_words import in_own_words
from app.journal.looks import status_colour, status_icon
from app.moments import exact_time_text, short_time_text
from app.plain_text import plain_tip
from app.row_changes import Inserted, row_changes
from app.words import QT_TRANSLATE_NOOP, translate
from infra.journal.entries import JournalEntry

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_MEASURED = 200
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
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
ATTEMPTS = COLUMNS.index("Attempts")


class JournalModel(QAbstractTableModel):
    """Newest first. Rows that were added come in at the top; others stay where they are."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._entries: list[JournalEntry] = []

    def show(self, entries: tuple[JournalEntry, ...]) -> None:
        """Shows these entries, announcing no more than what changed."""
        old = self._entries
        new_keys = [entry.sequence for entry in entries]
        steps = row_changes([entry.sequence for entry in old], new_keys)
        if steps is None:
            self.beginResetModel()
            self._entries = list(entries)
            self.endResetModel()
            return
        for step in steps:
            if isinstance(step, Inserted):
                self.beginInsertRows(_NO_INDEX, step.first, step.last)
                self._entries[step.first : step.first] = entries[step.first : step.last + 1]
                self.endInsertRows()
            else:
                self.beginRemoveRows(_NO_INDEX, step.first, step.last)
                del self._entries[step.first : step.last + 1]
                self.endRemoveRows()
        changed = [
            row
            for row, (before, now) in enumerate(zip(self._entries, entries, strict=True))
            if before is not now and before != now
        ]
        self._entries = list(entries)
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(COLUMNS) - 1))

    def texts(self, column: int) -> list[str]:
        """What stands in a column, for the newest few hundred."""
        return [_text(entry, column) for entry in self._entries[:_MEASURED]]

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
        if role == Qt.ItemDataRole.TextAlignmentRole and section == ATTEMPTS:
            return _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(entry, index.column())
            case Qt.ItemDataRole.DecorationRole if index.column() == STATUS:
                return status_icon(entry.status)
            case Qt.ItemDataRole.ForegroundRole if index.column() == STATUS:
                return status_colour(entry.status)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_tip(entry, index.column())) or None
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == ATTEMPTS:
                return _RIGHT
            case _:
                return None


def _text(entry: JournalEntry, column: int) -> str:
    match COLUMNS[column]:
        case "Issued at":
            return short_time_text(entry.issued_at)
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
            return in_own_words(entry.reason)


def _tip(entry: JournalEntry, column: int) -> str:
    match COLUMNS[column]:
        case "Issued at":
            return exact_time_text(entry.issued_at)
        case "Reason" | "Status":
            return f"{in_own_words(entry.reason)} {in_own_words(entry.hint)}".strip()
        case _:
            return _text(entry, column)
