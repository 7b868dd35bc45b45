"""The card that shows which keys were pressed, at the bottom of the window, for a moment."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app import theme
from app.presentation.pressed import Pressed
from app.theme import Role

_STAYS_MS = 1600
_LARGER = 1.6
_RADIUS = 10.0
_FROM_BOTTOM = 96  # clear of the demo's bar and the status bar


class KeyCard(QWidget):
    """Shows the last pressed keys over a window; clicks go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("presentation.keys")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Pressed keys"))
        self._pressed: Pressed | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self._forget)
        self.hide()

    @property
    def text(self) -> str:
        """What it shows now; "" while it is hidden."""
        return self._pressed.text if self._pressed is not None else ""

    def show_keys(self, keys: str) -> None:
        """Shows these keys; the same ones again are counted."""
        self._pressed = Pressed(keys) if self._pressed is None else self._pressed.then(keys)
        self.setAccessibleDescription(self._pressed.text)
        self.setFont(_font())
        metrics = self.fontMetrics()
        self.resize(
            metrics.horizontalAdvance(self.text) + 2 * theme.LARGE + theme.MEDIUM,
            metrics.height() + theme.LARGE,
        )
        area = self._window.rect()
        self.move((area.width() - self.width()) // 2, area.height() - self.height() - _FROM_BOTTOM)
        self.show()
        self.raise_()
        self.update()
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = theme.colour(Role.TEXT)
        back = type(back)(back)
        back.setAlphaF(0.88)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setPen(theme.colour(Role.SURFACE))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)
        painter.end()

    def _forget(self) -> None:
        self._pressed = None
        self.hide()


def _font() -> QFont:
    font = QFont(theme.heading())
    font.setPointSizeF(font.pointSizeF() * _LARGER)
    return font
