"""How the cells of the projections table are painted that are more than text: lag's trend, rebuild's bar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import theme
from app.projections.state import REBUILDING, ProjectionRow
from app.projections.table_model import ROW
from app.theme import Role

Index = QModelIndex | QPersistentModelIndex


class TrendDelegate(QStyledItemDelegate):
    """A number, and left of it the line of its last values."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row = index.data(ROW)
        if isinstance(row, ProjectionRow) and any(row.trend):
            width = max(option.rect.width() // 2 - theme.MEDIUM, 0)
            area = QRect(option.rect).adjusted(theme.MEDIUM, 4, 0, -5)
            area.setWidth(width)
            _paint_trend(painter, QRectF(area), row.trend)


class ProgressDelegate(QStyledItemDelegate):
    """A rebuild's bar with its percents and time left; nothing where none is under way."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, ProjectionRow) or row.done is None:
            super().paint(painter, option, index)
            return
        # First the ground as any cell has it, then the bar, then the text.
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter)
        area = QRectF(option.rect).adjusted(theme.SMALL, 3, -theme.SMALL, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(Role.RAISED))
        painter.drawRoundedRect(area, 3, 3)
        filled = QRectF(area)
        filled.setWidth(area.width() * row.done)
        painter.setBrush(theme.colour(Role.SELECTION if row.status == REBUILDING else Role.CHANGED_BACK))
        painter.drawRoundedRect(filled, 3, 3)
        painter.setPen(QPen(theme.colour(Role.TEXT)))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), row.progress_text)
        painter.restore()


def _paint_trend(painter: QPainter, area: QRectF, values: tuple[int, ...]) -> None:
    if len(values) < 2 or area.width() < 10:
        return
    top = max(values)
    step = area.width() / (len(values) - 1)
    line = QPolygonF(
        [
            QPointF(area.left() + number * step, area.bottom() - area.height() * value / top)
            for number, value in enumerate(values)
        ]
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(Role.ACCENT), 1.5))
    painter.drawPolyline(line)
    painter.restore()
