"""A projection's last error in full, to be read and copied."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app import theme


class ErrorDialog(QDialog):
    """Shows a text that may be long; closes on Escape."""

    def __init__(self, title: str, error: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("projections.error")
        self.setWindowTitle(title)
        self._text = QPlainTextEdit(error, self)
        self._text.setObjectName("projections.error_text")
        self._text.setAccessibleName(self.tr("The whole error"))
        self._text.setReadOnly(True)
        self._text.setFont(theme.monospace())
        self._text.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._text, 1)
        layout.addWidget(buttons)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(100 * letter, 24 * self.fontMetrics().lineSpacing())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
