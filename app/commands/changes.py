"""What a preview would change in the state: field, before, after."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.field_column import fit_names
from app.flat_table import make_flat
from app.json_texts import preview
from app.plain_text import plain_tip
from app.theme import Role, colour, monospace
from domain.history.diff import Change, pointer_parts

_SHOWN = 200
_ROWS_SEEN = 8
_INKS = {"add": Role.ADDED, "remove": Role.REMOVED, "replace": Role.CHANGED}
_SIGNS = {"add": "+", "remove": "\u2212", "replace": "~"}


class StateChanges(QTableWidget):
    """One row a change, as high as its rows; the first 200 of very many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("commands.changes")
        self.setAccessibleName(self.tr("What would change in the state"))
        self.setHorizontalHeaderLabels([self.tr("Field"), self.tr("Before"), self.tr("After")])
        make_flat(self)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setFont(monospace())

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Shows these changes."""
        self.setRowCount(min(len(changes), _SHOWN))
        for row, change in enumerate(changes[:_SHOWN]):
            name = ".".join(pointer_parts(change.path)) or self.tr("(whole)")
            old = "" if change.op == "add" else preview(change.old)
            new = "" if change.op == "remove" else preview(change.new)
            for column, text in enumerate((f"{_SIGNS[change.op]} {name}", old, new)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                if column == 0:
                    item.setForeground(colour(_INKS[change.op]))
                self.setItem(row, column, item)
        fit_names(self)
        rows = min(max(self.rowCount(), 1), _ROWS_SEEN)
        header = self.horizontalHeader().sizeHint().height()
        self.setMinimumHeight(header + rows * self.verticalHeader().defaultSectionSize() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_names(self)
