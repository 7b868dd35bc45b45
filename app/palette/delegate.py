"""Paints a line of the palette: picture, title with the typed letters, what more is to be said, keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.palette.entries import Found
from app.theme import LARGE, MEDIUM, SMALL, Role, body, caption, colour, icon, row_height

FOUND = Qt.ItemDataRole.UserRole
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PaletteDelegate(QStyledItemDelegate):
    """The detail gives way to the title, the title to nothing."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found: Found = index.data(FOUND)
        entry = found.entry
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(Role.SELECTION))
            painter.drawRoundedRect(rect, SMALL, SMALL)
        room = rect.adjusted(MEDIUM, 0, -MEDIUM, 0)
        size = QFontMetrics(body()).height()
        if entry.picture:
            icon(entry.picture).paint(painter, QRect(room.left(), room.center().y() - size // 2, size, size))
        room.setLeft(room.left() + size + MEDIUM)
        if entry.shortcut:
            room.setRight(room.right() - _write_keys(painter, room, entry.shortcut) - LARGE)
        room.setLeft(room.left() + _write_title(painter, room, found) + LARGE)
        if entry.detail and room.width() > 0:
            painter.setFont(body())
            painter.setPen(colour(Role.MUTED))
            detail = painter.fontMetrics().elidedText(entry.detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | _MIDDLE), detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = self.parent()
        assert isinstance(view, QWidget)
        return QSize(0, row_height(view) + SMALL)


def _write_title(painter: QPainter, room: QRect, found: Found) -> int:
    """Writes the title, with the letters that were typed strong; returns how wide it is."""
    plain, strong = body(), body()
    strong.setWeight(QFont.Weight.Bold)
    painter.setPen(colour(Role.TEXT))
    title, left = found.entry.title, 0
    typed = set(found.places)
    start = 0
    while start < len(title) and left < room.width():
        end = start + 1
        while end < len(title) and (end in typed) == (start in typed):
            end += 1
        painter.setFont(strong if start in typed else plain)
        painter.setPen(colour(Role.ACCENT if start in typed else Role.TEXT))
        part = painter.fontMetrics().elidedText(
            title[start:end], Qt.TextElideMode.ElideRight, room.width() - left
        )
        painter.drawText(room.adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft | _MIDDLE), part)
        left += painter.fontMetrics().horizontalAdvance(part)
        start = end
    return left


def _write_keys(painter: QPainter, room: QRect, keys: str) -> int:
    painter.setFont(caption())
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(keys) + 2 * MEDIUM, metrics.height() + SMALL
    frame = QRect(room.right() - width, room.center().y() - height // 2, width, height)
    painter.setPen(colour(Role.BORDER))
    painter.setBrush(colour(Role.RAISED))
    painter.drawRoundedRect(frame, SMALL, SMALL)
    painter.setPen(colour(Role.MUTED))
    painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), keys)
    return width
