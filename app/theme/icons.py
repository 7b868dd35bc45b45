"""The one family of icons (Phosphor), in the colours of the theme."""

from __future__ import annotations

from functools import cache
from typing import Any

import qtawesome
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from app.theme.colours import Role, colour, is_dark


def icon(name: str, role: Role = Role.MUTED) -> QIcon:
    """An icon of the one family in use (Phosphor), by its name there, e.g. "play"; it follows the theme."""
    _icon(name, role, is_dark())  # a name that is not there is a fault here, not in the middle of painting
    return QIcon(_ThemedEngine(name, role))


class _ThemedEngine(QIconEngine):
    """Paints an icon in the colour that its role has when it is painted."""

    def __init__(self, name: str, role: Role) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        if not rect.isEmpty():  # a button may be squeezed to nothing; its picture must not complain
            self._now().paint(painter, rect, Qt.AlignmentFlag.AlignCenter, mode, state)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return QPixmap() if size.isEmpty() else self._now().pixmap(size, mode, state)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return QPixmap() if size.isEmpty() else self._now().pixmap(size, scale, mode, state)

    def _now(self) -> QIcon:
        return _icon(self._name, self._role, is_dark())

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._role)

    def isNull(self) -> bool:
        return False


@cache
def _icon(name: str, role: Role, _dark: bool) -> QIcon:
    shown: Any = qtawesome.icon(
        f"ph.{name}",
        color=colour(role),
        color_selected=colour(role),
        color_disabled=_faded(),
        color_on=colour(Role.ACCENT),
    )
    assert isinstance(shown, QIcon)
    return shown


def _faded() -> QColor:
    faded = QColor(colour(Role.MUTED))
    faded.setAlphaF(0.4)
    return faded
