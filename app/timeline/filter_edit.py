"""The filter box: offers what fits, underlines what does not, and takes no more text than can be read."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.theme import Role, colour
from app.timeline.suggest_edit import SuggestEdit
from domain.filtering.parser import LONGEST

_WAVE = 2.0


class FilterEdit(SuggestEdit):
    """Shows where a filter is wrong. More than 20,000 characters are cut off; `inputRejected` tells so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("timeline.filter", parent)
        self.setMaxLength(LONGEST)
        self.setClearButtonEnabled(True)
        self._wrong: tuple[int, int] | None = None

    def show_error(self, position: int) -> None:
        """Underlines the word at an offset into the text; -1 for none."""
        wrong = None if position < 0 else word_at(self.text(), position)
        if self.property("invalid") != (wrong is not None):
            self.setProperty("invalid", wrong is not None)
            self.style().unpolish(self)
            self.style().polish(self)
        self._wrong = wrong
        self.update()

    @property
    def underlined(self) -> tuple[int, int] | None:
        """From where to where the text is underlined."""
        return self._wrong

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._wrong is None:
            return
        metrics, text = self.fontMetrics(), self.text()
        start, end = self._wrong
        cursor: QRect = self.cursorRect()
        origin = cursor.center().x() - metrics.horizontalAdvance(text[: self.cursor_offset])
        left = origin + metrics.horizontalAdvance(text[:start])
        right = max(origin + metrics.horizontalAdvance(text[:end]), left + metrics.averageCharWidth())
        left, right = max(left, 4), min(right, self.width() - 24)
        below = float((self.height() + metrics.height()) // 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(Role.DANGER), 1.2))
        steps = int((right - left) / _WAVE) + 1
        points = [QPointF(left + step * _WAVE, below + (step % 2 - 0.5) * _WAVE) for step in range(steps)]
        painter.drawPolyline(QPolygonF(points))


def word_at(text: str, position: int) -> tuple[int, int]:
    """The word that begins at an offset; behind the end of the text, its last word."""
    if position >= len(text.rstrip()):
        end = len(text.rstrip())
        start = max(text.rfind(" ", 0, end) + 1, 0)
        return start, max(end, start + 1)
    end = position
    while end < len(text) and not text[end].isspace():
        end += 1
    return position, max(end, position + 1)
