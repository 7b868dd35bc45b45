"""Paints the timeline's cells: the type with its colour, the rest by importance."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.theme import MEDIUM, Role, colour, mark
from app.timeline.rows import POSITION, SUMMARY, TIME, TYPE, VERSION

_MUTED = (POSITION, TIME, VERSION)
_RIGHT = (POSITION, VERSION)
_DOT = 8


class TimelineDelegate(QStyledItemDelegate):
    """Text, elided, in the colour of its column; a dot before the type."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        text = index.data()
        column = index.column()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(Role.SELECTION))
        left = rect.left() + MEDIUM
        if column == TYPE and text:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark(text))
            painter.drawEllipse(QPointF(left + _DOT / 2, rect.center().y() + 1), _DOT / 2, _DOT / 2)
            left += _DOT + 6
        room = QRect(left, rect.top(), rect.right() - left - MEDIUM, rect.height())
        painter.setPen(colour(Role.MUTED if column in _MUTED else Role.TEXT))
        where = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
        line = text[:400].replace("\n", " ") if column == SUMMARY else text
        shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(where | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
