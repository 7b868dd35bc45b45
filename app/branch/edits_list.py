"""The edits of a branch, in their order, each of which can be taken back; what is wrong with one is said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.branch.words import edit_text
from app.engine_words import in_own_words
from app.plain_text import plain_tip
from app.theme import SMALL, Role, colour, icon
from domain.branch.edits import Branch
from domain.branch.overlay import EditProblem


class EditsList(QWidget):
    """`taken_back(number)` when an edit is."""

    taken_back = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setObjectName("branch.edits")
        self.list.setAccessibleName(self.tr("Edits of this branch"))
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._row_chosen)
        self.take_back = QPushButton(self.tr("Take back"), self)
        self.take_back.setObjectName("branch.take_back")
        self.take_back.setIcon(icon("arrow-u-up-left"))
        self.take_back.setToolTip(self.tr("Take the selected edit back (Delete)"))
        self.take_back.clicked.connect(self._take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SMALL, 0, SMALL)
        column.setSpacing(SMALL)
        column.addWidget(self.list, 1)
        column.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignLeft)
        self._shown: object = None

    def show_edits(self, branch: Branch | None, problems: tuple[EditProblem, ...]) -> None:
        """Shows the edits, those that could not be made with the reason."""
        if (branch, problems) == self._shown:
            return
        self._shown = (branch, problems)
        row = self.list.currentRow()
        wrong = {problem.edit: problem for problem in problems}
        self.list.clear()
        for number, edit in enumerate(branch.edits if branch is not None else ()):
            item = QListWidgetItem(icon("check", Role.SUCCESS), edit_text(edit))
            problem = wrong.get(number)
            if problem is not None:
                reason = in_own_words(problem.reason)
                item.setIcon(icon("warning", Role.DANGER))
                item.setText(f"{edit_text(edit)}\n{reason}")
                item.setForeground(colour(Role.DANGER))
                item.setToolTip(plain_tip(f"{reason} {in_own_words(problem.hint)}".strip()))
            self.list.addItem(item)
        last = self.list.count() - 1
        self.list.setCurrentRow(last if row < 0 else min(row, last))
        self._row_chosen(self.list.currentRow())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_back()
        else:
            super().keyPressEvent(event)

    def _row_chosen(self, row: int) -> None:
        self.take_back.setEnabled(row >= 0)

    def _take_back(self) -> None:
        if self.list.currentRow() >= 0:
            self.taken_back.emit(self.list.currentRow())
