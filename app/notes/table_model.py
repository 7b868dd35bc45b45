"""The notes as rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.figures import grouped
from app.moments import exact_time_text, time_text
from app.plain_text import plain_tip
from app.theme import Role, icon
from app.words import QT_TRANSLATE_NOOP, translate
from infra.notes.notes import NoteView

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole

COLUMNS = (
    "",
    QT_TRANSLATE_NOOP("Notes", "Position"),
    QT_TRANSLATE_NOOP("Notes", "Stream"),
    QT_TRANSLATE_NOOP("Notes", "Version"),
    QT_TRANSLATE_NOOP("Notes", "About"),
    QT_TRANSLATE_NOOP("Notes", "Note"),
    QT_TRANSLATE_NOOP("Notes", "Author"),
    QT_TRANSLATE_NOOP("Notes", "Changed"),
)
MARK, POSITION, STREAM, VERSION, ABOUT, NOTE, AUTHOR, CHANGED = range(8)


class NotesModel(QAbstractTableModel):
    """Read only: notes are written in the editor."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._views: tuple[NoteView, ...] = ()

    def show_views(self, views: tuple[NoteView, ...]) -> bool:
        """Shows these notes; False where they are shown already."""
        if views == self._views:
            return False
        self.beginResetModel()
        self._views = views
        self.endResetModel()
        return True

    def view(self, row: int) -> NoteView | None:
        """The note in a row."""
        return self._views[row] if 0 <= row < len(self._views) else None

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._views)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole:
            return translate("Notes", COLUMNS[section]) if COLUMNS[section] else ""
        if role == _ROLE.AccessibleTextRole and section == MARK:
            return translate("Notes", "Bookmark")
        return None

    def data(self, index: _Index, role: int = int(_ROLE.DisplayRole)) -> Any:
        view, column = self._views[index.row()], index.column()
        if role == _ROLE.DisplayRole:
            return cell(view, column)
        if role == _ROLE.TextAlignmentRole and column in (POSITION, VERSION):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if column == MARK and view.note.bookmark:
            if role == _ROLE.DecorationRole:
                return icon("bookmark-simple", Role.ACCENT)
            if role in (_ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
                return translate("Notes", "Bookmark")
        if role == _ROLE.ToolTipRole:
            if column == CHANGED:
                return exact_time_text(view.note.changed_at)
            return plain_tip(view.note.text if column == NOTE else cell(view, column))
        return None


def cell(view: NoteView, column: int) -> str:
    """What stands in a cell."""
    note = view.note
    match column:
        case _ if column == POSITION:
            return "" if view.position is None else grouped(view.position)
        case _ if column == STREAM:
            return note.stream
        case _ if column == VERSION:
            return str(note.version)
        case _ if column == ABOUT:
            return note.path or view.type or translate("Notes", "missing in this log")
        case _ if column == NOTE:
            return " ".join(note.text.split("\n"))
        case _ if column == AUTHOR:
            return note.author
        case _ if column == CHANGED:
            return time_text(note.changed_at)
    return ""
