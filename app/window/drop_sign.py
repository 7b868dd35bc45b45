"""Lies over the window while a file is dragged over it, and says what dropping it does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme import LARGE, MEDIUM, Role, colour, heading

_VEIL = 0.85


class DropSign(QWidget):
    """Shown by `invite` until `hide`; the mouse and what is dragged go through it to the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drop_sign")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._window = window
        self._text = ""
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def invite(self, path: Path, *, is_log: bool) -> None:
        """Says what becomes of this file: a log is opened, anything else imported."""
        said = self.tr("Drop to open {0}") if is_log else self.tr("Drop to import {0} into a new log")
        self._text = said.format(path.name)
        self.setAccessibleName(self._text)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(_VEIL)
        painter.fillRect(self.rect(), colour(Role.WINDOW))
        painter.setOpacity(1)
        painter.setPen(QPen(colour(Role.ACCENT), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(LARGE, LARGE, -LARGE, -LARGE), MEDIUM, MEDIUM)
        painter.setFont(heading())
        painter.setPen(colour(Role.TEXT))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width() - 4 * LARGE)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), text)
