"""The bar in which errors are told: what failed, why, what to do; details to copy. It takes no focus."""

from __future__ import annotations

import traceback

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.theme import LARGE, MEDIUM, SMALL, Role, icon
from domain.errors import DomainError


class NoticeBar(QFrame):
    """Shows the newest error until it is closed. `shown(visible)` when it comes or goes."""

    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("role", "notice")
        self._details = ""
        self._picture = QLabel(self)
        self._text = QLabel(self)
        self._text.setObjectName("notice.text")
        self._text.setAccessibleName(self.tr("Message"))
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = QPushButton(self.tr("Copy details"), self)
        copy.setObjectName("notice.copy")
        copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        copy.clicked.connect(self._copy)
        close = QToolButton(self)
        close.setObjectName("notice.close")
        close.setAccessibleName(self.tr("Close this message"))
        close.setIcon(icon("x"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, SMALL, MEDIUM, SMALL)
        row.setSpacing(MEDIUM)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(copy)
        row.addWidget(close)
        self.hide()

    def tell(self, error: BaseException) -> None:
        """Shows an error: an expected one in its own words, a fault of ours as such."""
        if isinstance(error, DomainError):
            text = f"{error.reason} {error.hint}".strip()
        else:
            text = (
                f"This is a fault of Eventscope: {type(error).__name__}: {error}. Please report its details."
            )
        self._details = "".join(traceback.format_exception(error))
        self._picture.setPixmap(icon("warning-circle", Role.DANGER).pixmap(18, 18))
        self._text.setText(text)
        self.show()
        self.shown.emit(True)

    def dismiss(self) -> None:
        """Takes the message away."""
        self.hide()
        self.shown.emit(False)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._text.text()}\n\n{self._details}")
