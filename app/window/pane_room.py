"""The room of a pane in its dock: it may be smaller than the pane would like, so that the window fits."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme import row_height

_LEAST_ROWS = 5  # what two panes above each other have in the lowest window
_LEAST_WIDTH = 320  # pixels, whatever the size of type: three panes stand beside each other on any screen


class PaneRoom(QWidget):
    """Holds one pane. In less room than it asks for, its lists and texts give way first."""

    def __init__(self, pane: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().boundedTo(QSize(_LEAST_WIDTH, _LEAST_ROWS * row_height(self)))
