"""The list of what changed between two versions: path, before, after; long texts word by word."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.field_column import fit_names
from app.plain_text import plain_tip
from app.rewind.value_text import value_text
from app.rewind.word_cells import PIECES, WordCells, WordDialog, spoken
from app.theme import Role, colour, monospace, row_height
from domain.history.diff import Change, pointer_parts
from domain.history.words import is_wordy, word_diff

SHOWN = 500
_WORDY = 50_000  # letters: comparing longer texts costs the GUI thread more than a moment
_INKS = {"add": Role.ADDED, "remove": Role.REMOVED, "replace": Role.CHANGED}
_SIGNS = {"add": "+", "remove": "\u2212", "replace": "~"}
_STEPS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_B)


class ChangesList(QTableWidget):
    """One row a change; the first 500 of very many. `field_wanted(path)` when a change is chosen."""

    field_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("rewind.changes")
        self.setAccessibleName(self.tr("Changes of this step"))
        self.setHorizontalHeaderLabels([self.tr("Changed"), self.tr("Before"), self.tr("After")])
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setFont(monospace())
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.setItemDelegate(WordCells(self))
        self._changes: tuple[Change, ...] = ()
        self.cellClicked.connect(self._clicked)
        self.cellActivated.connect(self._activated)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Shows these changes."""
        if changes is self._changes:
            return
        self._changes = changes
        self.clearSpans()
        self.setRowCount(min(len(changes), SHOWN))
        for row, change in enumerate(changes[:SHOWN]):
            name = ".".join(pointer_parts(change.path)) or self.tr("(whole)")
            first = QTableWidgetItem(f"{_SIGNS[change.op]} {name}")
            first.setForeground(colour(_INKS[change.op]))
            first.setToolTip(plain_tip(name))
            self.setItem(row, 0, first)
            if change.op == "replace" and _is_compared(change):
                self._show_words(row, change)
                continue
            old = "" if change.op == "add" else value_text(change.old)
            new = "" if change.op == "remove" else value_text(change.new)
            for column, text in ((1, old), (2, new)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(plain_tip(text))
                self.setItem(row, column, cell)
        fit_names(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_names(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()  # the pane steps
        else:
            super().keyPressEvent(event)

    def _show_words(self, row: int, change: Change) -> None:
        pieces = word_diff(change.old, change.new)
        cell = QTableWidgetItem(spoken(pieces))
        cell.setData(PIECES, pieces)
        cell.setToolTip(self.tr("Double-click to see all of it."))
        self.setSpan(row, 1, 1, 2)
        self.setItem(row, 1, cell)

    def _clicked(self, row: int, _column: int) -> None:
        self.field_wanted.emit(self._changes[row].path)

    def _activated(self, row: int, _column: int) -> None:
        change = self._changes[row]
        if change.op == "replace" and is_wordy(change.old, change.new):
            dialog = WordDialog(change.path, word_diff(change.old, change.new), self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()


def _is_compared(change: Change) -> bool:
    return is_wordy(change.old, change.new) and len(change.old) + len(change.new) <= _WORDY
