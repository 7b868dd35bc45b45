"""The boxes and lines of the graph and of the lanes; they ask for their colours when they are painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.causation.link_texts import spoken, subtitle, title
from app.plain_text import plain_tip
from app.theme import MEDIUM, Role, colour, heading, mark_width, paint_mark
from domain.history.correlation import Kind, Link

_WIDEST = 320.0
_ROUND = 5.0
_REFUSED = ("rejected", "parked", "failed")


def box_size(link: Link) -> tuple[float, float]:
    """How much room a link's texts take."""
    bold, plain = QFontMetricsF(heading()), QFontMetricsF(QApplication.font())
    text = max(bold.horizontalAdvance(title(link)), plain.horizontalAdvance(subtitle(link)))
    width = min(text + 1, _WIDEST) + mark_width() + 3 * MEDIUM
    return width, bold.height() + plain.height() + 2 * MEDIUM


class Box(QGraphicsItem):
    """One link: an event with the colour of its type, a command with an outline."""

    def __init__(self, link: Link, width: float) -> None:
        super().__init__()
        self.link = link
        self._width = width
        self._height = box_size(link)[1]
        self._is_chosen = False
        self.setToolTip(plain_tip(spoken(link)))
        self.setZValue(1)

    def mark_chosen(self, chosen: bool) -> None:
        """Whether it is the one that is looked at."""
        self._is_chosen = chosen
        self.update()

    @property
    def rect(self) -> QRectF:
        """Its place in the scene."""
        return QRectF(self.x(), self.y(), self._width, self._height)

    def boundingRect(self) -> QRectF:
        return QRectF(-2, -2, self._width + 4, self._height + 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        link, whole = self.link, QRectF(0, 0, self._width, self._height)
        is_event = link.kind is Kind.EVENT
        edge = Role.DANGER if link.status in _REFUSED else Role.ACCENT if self._is_chosen else Role.BORDER
        pen = QPen(colour(edge), 2 if self._is_chosen else 1)
        if link.kind is not Kind.EVENT:
            pen.setStyle(Qt.PenStyle.SolidLine if link.kind is Kind.COMMAND else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(
            colour(Role.SELECTION if self._is_chosen else Role.RAISED if is_event else Role.SURFACE)
        )
        painter.drawRoundedRect(whole, _ROUND, _ROUND)
        if is_event:
            middle = MEDIUM - 1 + QFontMetricsF(heading()).height() / 2
            paint_mark(painter, QPointF(MEDIUM + mark_width() / 2, middle), link.name)
        room = whole.adjusted(MEDIUM, MEDIUM - 1, -MEDIUM, -MEDIUM)
        if is_event:
            room.setLeft(room.left() + mark_width() + MEDIUM)
        name = QFont(heading())
        name.setItalic(link.kind is Kind.MISSING or not link.name)
        self._write(painter, name, Role.TEXT, room, title(link), Qt.AlignmentFlag.AlignTop)
        below = Role.DANGER if link.status in _REFUSED else Role.MUTED
        self._write(painter, QApplication.font(), below, room, subtitle(link), Qt.AlignmentFlag.AlignBottom)

    def _write(
        self,
        painter: QPainter,
        font: QFont,
        role: Role,
        room: QRectF,
        text: str,
        where: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour(role))
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideMiddle, room.width() + 1)
        painter.drawText(room, int(where | Qt.AlignmentFlag.AlignLeft), shown)


class Line(QGraphicsItem):
    """From a cause to what it led to."""

    def __init__(self, cause: Box, effect: Box, goes_down: bool) -> None:
        super().__init__()
        self._path = QPainterPath()
        one, two = cause.rect, effect.rect
        if goes_down:
            start, end = QPointF(one.center().x(), one.bottom()), QPointF(two.center().x(), two.top())
            bend = max((end.y() - start.y()) / 2, 12.0)
            self._path.moveTo(start)
            self._path.cubicTo(start + QPointF(0, bend), end - QPointF(0, bend), end)
        else:
            start, end = QPointF(one.right(), one.center().y()), QPointF(two.left(), two.center().y())
            bend = max((end.x() - start.x()) / 2, 12.0)
            self._path.moveTo(start)
            self._path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)

    def boundingRect(self) -> QRectF:
        return self._path.boundingRect().adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setPen(QPen(colour(Role.MUTED), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
