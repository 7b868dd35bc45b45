"""Flat buttons with an icon and a word, all made alike, and rows of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

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


class ButtonRow(QWidget):
    """Buttons beside each other; without their words where there is little room."""

    def __init__(self, buttons: Sequence[QToolButton], parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons = buttons
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SMALL, theme.TIGHT, theme.SMALL, theme.TIGHT)
        row.setSpacing(theme.SMALL)
        for each in buttons:
            row.addWidget(each)

    def show_words(self, has_words: bool) -> None:
        """With words beside the icons, or without."""
        styles = Qt.ToolButtonStyle
        for each in self._buttons:
            each.setToolButtonStyle(
                styles.ToolButtonTextBesideIcon if has_words else styles.ToolButtonIconOnly
            )
