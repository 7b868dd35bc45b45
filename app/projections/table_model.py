"""The table of projections as Qt's views ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app import theme
from app.figures import grouped
from app.plain_text import plain_tip
from app.projections.state import BEHIND, CATCHING_UP, LIVE, PAUSED, REBUILDING, STOPPED, ProjectionRow
from app.theme import Role
from app.words import QT_TRANSLATE_NOOP, translate

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_DISPLAY = Qt.ItemDataRole.DisplayRole
_NO_INDEX = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LOOKS = {
    LIVE: ("check-circle", Role.SUCCESS),
    CATCHING_UP: ("arrow-circle-right", Role.ACCENT),
    BEHIND: ("hourglass-medium", Role.WARNING),
    REBUILDING: ("arrows-clockwise", Role.ACCENT),
    PAUSED: ("pause-circle", Role.WARNING),
    STOPPED: ("warning-circle", Role.DANGER),
}


class Column(msgspec.Struct, frozen=True):
    """A column: its header, a cell's text, whether it is a number, and the width in letters."""

    title: str
    text: Callable[[ProjectionRow], str]
    is_number: bool
    letters: int


COLUMNS = (
    Column(QT_TRANSLATE_NOOP("Projections", "Projection"), lambda row: row.name, False, 18),
    Column(
        QT_TRANSLATE_NOOP("Projections", "Status"), lambda row: translate("Status", row.status), False, 14
    ),
    Column(QT_TRANSLATE_NOOP("Projections", "Rebuild"), lambda row: row.progress_text, False, 16),
    Column(QT_TRANSLATE_NOOP("Projections", "Lag"), lambda row: grouped(row.lag), True, 11),
    Column(QT_TRANSLATE_NOOP("Projections", "Events/s"), lambda row: row.rate_text, True, 10),
    Column(QT_TRANSLATE_NOOP("Projections", "Position"), lambda row: grouped(row.position), True, 10),
    Column(
        QT_TRANSLATE_NOOP("Projections", "Parked"),
        lambda row: grouped(row.parked) if row.parked else "",
        True,
        8,
    ),
    Column(QT_TRANSLATE_NOOP("Projections", "Last error"), lambda row: row.error_line, False, 30),
)
STATUS, REBUILD, LAG, PARKED, ERROR = 1, 2, 3, 6, 7


class ProjectionTableModel(QAbstractTableModel):
    """Rows of projections; the role `ROW` gives the whole `ProjectionRow` to delegates."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ProjectionRow, ...] = ()

    def show_rows(self, rows: tuple[ProjectionRow, ...]) -> None:
        """Takes over what is now known."""
        if [row.name for row in rows] != [row.name for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))

    def row_at(self, index: Index) -> ProjectionRow | None:
        """The projection in that row."""
        return self._rows[index.row()] if index.isValid() else None

    def row_number(self, name: str) -> int:
        """Where the projection stands, -1 where it does not."""
        return next((number for number, row in enumerate(self._rows) if row.name == name), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return translate("Projections", COLUMNS[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].is_number:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return COLUMNS[column].text(row)
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if COLUMNS[column].is_number else None
            case Qt.ItemDataRole.DecorationRole if column == STATUS:
                return theme.icon(*_LOOKS.get(row.status, _LOOKS[LIVE]))
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_tool_tip(row, column) or "") or None
        return None

    def _ink(self, row: ProjectionRow, column: int) -> Any:
        if column == STATUS:
            return theme.colour(_LOOKS.get(row.status, _LOOKS[LIVE])[1])
        return theme.colour(Role.DANGER) if column in (PARKED, ERROR) else None


def _tool_tip(row: ProjectionRow, column: int) -> str | None:
    if column == ERROR and row.error:
        return translate("Projections", "Enter or a double click opens the whole error.")
    if column == LAG:
        return translate("Projections", "{0} events behind the log; the line shows the last seconds.").format(
            grouped(row.lag)
        )
    if column == PARKED and row.parked:
        return translate("Projections", "Events it could not apply; see Parked events below.")
    return None
