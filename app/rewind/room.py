"""The room of the Rewind pane: its parts below each other; where it is too low for them one scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.rewind.watches import WatchesPanel
from app.theme import LARGE, SMALL

_WIDE_LETTERS = 95
_LEAST_LINES = 6


class _Parts(QWidget):
    """Asks for no more height than its parts need at least: they give way before one has to scroll."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1


class Room(QScrollArea):
    """Holds the parts, the last of which takes what the others leave. `widened(is_wide)` when that changes.

    Scroll bars stand in the margin to the right, so that they cover nothing and nothing moves when one comes.
    """

    widened = Signal(bool)

    def __init__(self, parts: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.is_wide = False
        inner = _Parts(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        self._lines = []
        for part in parts:
            line = QHBoxLayout()
            line.addWidget(part)
            if not isinstance(part, WatchesPanel):  # it has a scroll bar of its own in the margin
                self._lines.append(line)
            column.addLayout(line, 1 if part is parts[-1] else 0)
        self.setWidget(inner)
        self._keep_margin()

    def minimumSizeHint(self) -> QSize:
        inner = self.widget()
        width = inner.minimumSizeHint().width() if inner is not None else 0
        return QSize(width, _LEAST_LINES * self.fontMetrics().lineSpacing())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the pane steps by the keys that would scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_margin()
        is_wide = self.width() > _WIDE_LETTERS * self.fontMetrics().averageCharWidth()
        if is_wide != self.is_wide:
            self.is_wide = is_wide
            self.widened.emit(is_wide)

    def _keep_margin(self) -> None:
        margin = max(LARGE - (self.width() - self.viewport().width()), SMALL)
        for line in self._lines:
            line.setContentsMargins(0, 0, margin, 0)
