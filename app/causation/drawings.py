"""The two drawings of what belongs together: the graph of causes, and the lanes of the streams."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.causation.boxes import Box, box_size
from app.causation.canvas import Canvas
from app.causation.places import Sketch, next_in_graph, next_in_lanes
from app.moments import in_zone
from app.theme import HUGE, LARGE, MEDIUM, SMALL, Role, colour, heading
from app.words import translate


class Graph(Canvas):
    """Causes on the left, consequences on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("causation.graph", translate("Causation", "Graph of causes"), next_in_graph, parent)

    def draw(self, sketch: Sketch) -> dict[str, Box]:
        widths: dict[int, float] = {}
        for spot in sketch.spots:
            widths[spot.column] = max(widths.get(spot.column, 0.0), box_size(spot.link)[0])
        lefts, left = {}, 0.0
        for column in sorted(widths):
            lefts[column] = left
            left += widths[column] + HUGE
        boxes = {}
        for spot in sketch.spots:
            width, height = box_size(spot.link)
            box = Box(spot.link, width)
            box.setPos(lefts[spot.column], spot.row * (height + LARGE))
            self.scene().addItem(box)
            boxes[spot.link.id] = box
        return boxes


class Lanes(Canvas):
    """A lane for each stream, time going down. The names of the lanes stay in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lanes: list[tuple[str, float, float]] = []
        self._moments: list[tuple[float, str]] = []
        super().__init__("causation.lanes", translate("Causation", "Lanes of streams"), next_in_lanes, parent)
        self.setViewportUpdateMode(Canvas.ViewportUpdateMode.FullViewportUpdate)

    @property
    def goes_down(self) -> bool:
        return True

    @property
    def lanes(self) -> list[str]:
        """The streams, from the left."""
        return [name for name, _, _ in self._lanes]

    def draw(self, sketch: Sketch) -> dict[str, Box]:
        bold = QFontMetricsF(heading())
        widths = [bold.horizontalAdvance(name) + 2 * LARGE for name in sketch.columns]
        for spot in sketch.spots:
            widths[spot.column] = max(widths[spot.column], box_size(spot.link)[0])
        self._lanes, self._moments = [], []
        left = bold.horizontalAdvance("00:00:00.000") + LARGE
        for name, width in zip(sketch.columns, widths, strict=True):
            self._lanes.append((name, left, width))
            left += width + HUGE
        top = bold.height() + HUGE
        boxes = {}
        for spot in sketch.spots:
            height = box_size(spot.link)[1]
            _, x, width = self._lanes[spot.column]
            box = Box(spot.link, width)
            box.setPos(x, top + spot.row * (height + LARGE))
            self.scene().addItem(box)
            boxes[spot.link.id] = box
            if spot.link.at is not None:
                moment = f"{in_zone(spot.link.at):%H:%M:%S.%f}"[:-3]
                self._moments.append((box.rect.center().y(), moment))
        # The scene begins where the names and the times are, not at the first box.
        self.scene().addRect(QRectF(0, 0, 1, 1), QPen(Qt.PenStyle.NoPen)).setZValue(-1)
        return boxes

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if not self._lanes:
            return
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        metrics = QFontMetricsF(heading())
        painter.setFont(heading())
        height = metrics.height() + 2 * MEDIUM
        painter.fillRect(QRectF(seen.left(), seen.top(), seen.width(), height), colour(Role.SURFACE))
        painter.setPen(colour(Role.BORDER))
        painter.drawLine(
            QPointF(seen.left(), seen.top() + height), QPointF(seen.right(), seen.top() + height)
        )
        painter.setPen(colour(Role.TEXT))
        for name, left, width in self._lanes:
            painter.drawText(QRectF(left, seen.top(), width, height), int(Qt.AlignmentFlag.AlignCenter), name)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawBackground(painter, rect)
        bounds = self.sceneRect()
        painter.setPen(QPen(colour(Role.BORDER), 1, Qt.PenStyle.DotLine))
        for _, left, width in self._lanes:
            middle = left + width / 2
            painter.drawLine(QPointF(middle, bounds.top()), QPointF(middle, bounds.bottom()))
        painter.setPen(colour(Role.MUTED))
        painter.setFont(self.font())
        height = QFontMetricsF(self.font()).height()
        for middle, moment in self._moments:
            painter.drawText(QPointF(SMALL, middle + height / 4), moment)
