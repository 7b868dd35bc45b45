"""A ring that spreads from where the mouse was pressed, so that people at the back see the click."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app import theme
from app.theme import Role

_RADIUS = 26
_WIDTH = 3.0
_LASTS_MS = 550


class ClickRing(QWidget):
    """Draws one ring at a time over a window; clicks go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("presentation.click")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(2 * _RADIUS + 4, 2 * _RADIUS + 4)
        self._spread = QVariantAnimation(self)
        self._spread.setStartValue(0.2)
        self._spread.setEndValue(1.0)
        self._spread.setDuration(_LASTS_MS)
        self._spread.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._spread.valueChanged.connect(self._spread_on)
        self._spread.finished.connect(self.hide)
        self.hide()

    def show_at(self, place: QPoint) -> None:
        """Spreads from that place of the window."""
        self.move(place - self.rect().center())
        self.show()
        self.raise_()
        self._spread.stop()
        self._spread.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        part = float(self._spread.currentValue() or 0.0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 - 0.7 * part)
        painter.setPen(QPen(theme.colour(Role.ACCENT), _WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(self.rect().center()), part * _RADIUS, part * _RADIUS)
        painter.end()

    def _spread_on(self, _part: object) -> None:
        self.update()
