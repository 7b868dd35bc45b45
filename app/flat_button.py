"""Flat buttons with an icon and a word, all made alike."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app import theme


def button(name: str, text: str, icon: str, accessible: str, parent: QWidget) -> QToolButton:
    """A flat button with an icon and a word, reachable by Tab."""
    made = QToolButton(parent)
    made.setObjectName(name)
    made.setText(text)
    made.setIcon(theme.icon(icon))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setAutoRaise(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(accessible)
    made.setToolTip(accessible)
    return made
