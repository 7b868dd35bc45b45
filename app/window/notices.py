"""The bar in which errors are told: what failed, why, what to do; details to copy. It takes no focus."""

from __future__ import annotations

import traceback
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QPushButton, QToolButton

from app.engine_words import in_own_words
from app.theme import HUGE, LARGE, MEDIUM, Role, icon
from app.words import translate
from domain.errors import DomainError

_WIDEST = 860


class NoticeBar(QFrame):
    """Tells the newest error, over the lower end of the window, until it is closed."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("notice")
        self.setProperty("role", "notice")
        self._window = window
        self._details = self._plain = ""
        self._picture = QLabel(self)
        self._text = QLabel(self)
        self._text.setObjectName("notice.text")
        self._text.setAccessibleName(self.tr("Message"))
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
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
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        row.setSpacing(MEDIUM)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(copy)
        row.addWidget(close)
        window.installEventFilter(self)
        self.hide()

    def tell(self, error: BaseException) -> None:
        """Shows an error: an expected one in its own words, a fault of ours as such."""
        what, next_step = in_words(error)
        self._details = "".join(traceback.format_exception(error))
        self._plain = f"{what}\n{next_step}".strip()
        self._picture.setPixmap(icon("warning-circle", Role.DANGER).pixmap(18, 18))
        self._text.setText(f"<b>{escape(what)}</b> {escape(next_step)}")
        self.show()
        self._place()

    def text(self) -> str:
        """What it tells: what is wrong, and in the next line what to do."""
        return self._plain

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._window.size()
        width = min(_WIDEST, room.width() - 2 * HUGE)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        bottom = room.height() - self._window.statusBar().height() - LARGE
        self.setGeometry((room.width() - width) // 2, bottom - height, width, height)
        self.raise_()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._plain}\n\n{self._details}")


def in_words(error: BaseException) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    if isinstance(error, DomainError):
        return in_own_words(error.reason), in_own_words(error.hint)
    return (
        translate("Notices", "This is a fault of Eventscope: {0}: {1}").format(type(error).__name__, error),
        translate("Notices", "Please report it, with the details that can be copied here."),
    )
