"""A window for one long text: readable at once however long it is, and copied whole."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.figures import grouped
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, monospace

SHOWN = 100_000
_LINE = 2_000  # one line of a million characters takes Qt seconds to lay out; many short ones do not


class LongText(QDialog):
    """Shows the first 100,000 characters; `Copy` takes all of them."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("long_text")
        self.setWindowTitle(title)
        self._text = text
        view = QPlainTextEdit(self)
        view.setObjectName("long_text.text")
        view.setAccessibleName(title)
        view.setReadOnly(True)
        view.setFont(monospace())
        view.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        view.setPlainText(in_short_lines(text[:SHOWN]))
        left = len(text) - SHOWN
        note = PlainLabel(
            self.tr("{0} more characters are not shown; Copy takes all.").format(grouped(left)), self
        )
        note.setProperty("role", "muted")
        note.setVisible(left > 0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("long_text.copy")
        copy.clicked.connect(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(MEDIUM)
        column.addWidget(view, 1)
        column.addWidget(note)
        column.addWidget(buttons)
        self.resize(720, 480)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


def in_short_lines(text: str) -> str:
    """The text with a break in every line of more than 2,000 characters."""
    lines = []
    for line in text.split("\n"):
        lines += [line[start : start + _LINE] for start in range(0, len(line), _LINE)] or [""]
    return "\n".join(lines)
