"""The list of what a step changed: path, before, after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.json_model import preview
from app.theme import Role, colour, monospace, row_height
from domain.history.diff import Change, pointer_parts

_SHOWN = 500
_INKS = {"add": Role.ADDED, "remove": Role.REMOVED, "replace": Role.CHANGED}
_SIGNS = {"add": "+", "remove": "\u2212", "replace": "~"}


class ChangesList(QTableWidget):
    """One row a change; the first 500 of very many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("rewind.changes")
        self.setAccessibleName(self.tr("Changes of this step"))
        self.setHorizontalHeaderLabels([self.tr("Changed"), self.tr("Before"), self.tr("After")])
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setFont(monospace())
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(row_height(self))

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Shows these changes."""
        self.setRowCount(min(len(changes), _SHOWN))
        for row, change in enumerate(changes[:_SHOWN]):
            name = ".".join(pointer_parts(change.path)) or self.tr("(whole)")
            first = QTableWidgetItem(f"{_SIGNS[change.op]} {name}")
            first.setForeground(colour(_INKS[change.op]))
            self.setItem(row, 0, first)
            self.setItem(row, 1, QTableWidgetItem("" if change.op == "add" else preview(change.old)))
            self.setItem(row, 2, QTableWidgetItem("" if change.op == "remove" else preview(change.new)))
