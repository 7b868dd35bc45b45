"""Paints the timeline's cells: what is the same in every row stays quiet, what differs is easy to read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.theme import MEDIUM, SMALL, Role, colour, icon, mark_width, paint_mark
from app.timeline.columns import COLUMNS, POSITION, RIGHT, STREAM, SUMMARY, TIME, TYPE, VERSION
from app.timeline.rows import Row
from app.timeline.table_model import TimelineModel
from infra.notes.notes import NoteMark

_MUTED = (POSITION, TIME, VERSION)
_KIN = 3  # pixels: the bar before events that belong together with the selected one
_LATER = 0.45
_MARK = 14  # pixels: bookmarks and signs of notes
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class TimelineDelegate(QStyledItemDelegate):
    """Text, elided where it must be, in the colour of its column; a dot before the type.

    Events with the correlation `kin` have a bar before them; those after the position `until` are dimmed, and
    there is a line below that event. Bookmarks and notes (`marks`) stand before the position.
    """

    kin: str = ""
    hovered: int = -1  # the row under the mouse
    marks: Mapping[int, NoteMark] = MappingProxyType({})
    until: int | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(Role.SELECTION))
        elif index.row() == self.hovered:
            painter.fillRect(rect, colour(Role.RAISED))
        model = index.model()
        row = model.row(index.row()) if isinstance(model, TimelineModel) else None
        if row is not None and self.until is not None and row.position > self.until:
            painter.setOpacity(_LATER)
        if row is not None and self.until == row.position:
            painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour(Role.PAST))
        self._paint_cell(painter, rect, index, row)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour(Role.ACCENT), 1))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, row: Row | None
    ) -> None:
        text, column = index.data() or "", index.column()
        room = rect.adjusted(MEDIUM, 0, -MEDIUM, 0)
        if row is None or row.recorded_at is None:
            _write(painter, room, text, colour(Role.MUTED))
            return
        if self.kin and row.correlation == self.kin and rect.left() <= 0:
            painter.fillRect(QRect(rect.left(), rect.top(), _KIN, rect.height()), colour(Role.ACCENT))
        if column == POSITION and row.position in self.marks:
            _paint_note(painter, rect, self.marks[row.position])
        match column:
            case _ if column == TIME:
                self._paint_time(painter, room, index, row)
            case _ if column == STREAM:
                category, slash, key = text.partition("/")
                used = _write(painter, room, category + slash, colour(Role.MUTED))
                _write(painter, room.adjusted(used, 0, 0, 0), key, colour(Role.TEXT))
            case _ if column == TYPE and text:
                width = mark_width()
                paint_mark(painter, QPointF(room.left() + width / 2, room.center().y() + 1), text)
                _write(painter, room.adjusted(round(width) + MEDIUM, 0, 0, 0), text, colour(Role.TEXT))
            case _:
                line = text[:400].replace("\n", " ") if column == SUMMARY else text
                ink = colour(Role.MUTED if column in _MUTED else Role.TEXT)
                is_number = column >= len(COLUMNS) and row.has_number(column - len(COLUMNS))
                _write(painter, room, line, ink, to_right=column in RIGHT or is_number)

    def _paint_time(
        self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex, row: Row
    ) -> None:
        """The time of day; where a day begins, its date before it."""
        _write(painter, room, row.clock, colour(Role.MUTED), to_right=True)
        model = index.model()
        before = model.row(index.row() - 1) if index.row() and isinstance(model, TimelineModel) else None
        if before is not None and before.day and before.day != row.day:
            begins = row.day if row.day[:4] != before.day[:4] else row.day[5:]
            _write(painter, room, begins, colour(Role.TEXT))
            painter.setPen(colour(Role.BORDER))
            painter.drawLine(room.left(), room.top(), room.right(), room.top())


def _paint_note(painter: QPainter, rect: QRect, marked: NoteMark) -> None:
    """A bookmark, or where there is none the sign of a note."""
    side = min(_MARK, rect.height())
    where = QRect(rect.left() + SMALL, rect.center().y() - side // 2, side, side)
    shown = icon("bookmark-simple" if marked.bookmark else "note", Role.ACCENT)
    shown.paint(painter, where)


def _write(painter: QPainter, room: QRect, text: str, ink: QColor, *, to_right: bool = False) -> int:
    """Writes a line, elided to the room; returns how wide it is."""
    if room.width() <= 0 or not text:
        return 0
    painter.setPen(ink)
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(side | _MIDDLE), shown)
    return metrics.horizontalAdvance(shown)
