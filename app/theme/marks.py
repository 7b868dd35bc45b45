"""The marks of event types: a colour and a shape, stable, and apart also for colour-blind eyes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import Enum

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.theme.colours import is_dark, named_colour
from app.theme.typography import scale

# The same eight in the same order for light and for dark surfaces. They were searched for so that any two
# stay apart for normal, protan, deutan and tritan eyes, and stand out from what they are on.
COLOURS_LIGHT = ("#1f7cc0", "#81523d", "#124608", "#622652", "#7a7c00", "#315f7d", "#b56a74", "#582f93")
COLOURS_DARK = ("#b4baec", "#eeb429", "#4ddc9a", "#bd8ba4", "#f7ea62", "#9bf6f9", "#e97647", "#958cf8")

_SIZE = 8.0  # of a mark, in device-independent pixels


class Shape(Enum):
    """How a mark is drawn."""

    DOT = 0
    RING = 1
    SQUARE = 2
    DIAMOND = 3


class Mark(msgspec.Struct, frozen=True):
    """A mark: the number of its colour, and its shape."""

    colour: int
    shape: Shape


class MarkBook:
    """Who has which mark. A type asks for the colour that its name gives; one that is taken makes it look on.

    Dots are given out first, so that the first eight types differ in colour alone, then rings, squares and
    diamonds. What was given stays. When all are given, types share.
    """

    def __init__(self) -> None:
        self._given: dict[str, Mark] = {}
        self._taken: set[Mark] = set()

    def mark_of(self, name: str) -> Mark:
        """The mark of a type, given now where it has none yet."""
        mark = self._given.get(name)
        if mark is None:
            mark = self._given[name] = self._free(_wish(name))
            self._taken.add(mark)
        return mark

    def _free(self, wish: int) -> Mark:
        count = len(COLOURS_LIGHT)
        for shape in Shape:
            for step in range(count):
                mark = Mark((wish + step) % count, shape)
                if mark not in self._taken:
                    return mark
        return Mark(wish, Shape.DOT)


_book = MarkBook()  # one program shows a type one way, in whatever window and log


def give_marks(names: Iterable[str]) -> None:
    """Types get their marks in this order: given the same lists in the same order, always the same ones."""
    for name in names:
        _book.mark_of(name)


def mark_of(name: str) -> Mark:
    """The mark of an event type."""
    return _book.mark_of(name)


def mark(name: str) -> QColor:
    """The present colour of an event type."""
    colours = COLOURS_DARK if is_dark() else COLOURS_LIGHT
    return named_colour(colours[_book.mark_of(name).colour])


def mark_width() -> float:
    """The room that a mark takes."""
    return _SIZE * scale()


def paint_mark(painter: QPainter, centre: QPointF, name: str) -> None:
    """Draws the mark of an event type around `centre`."""
    paint_shape(painter, centre, mark_of(name).shape, mark(name))


def paint_shape(painter: QPainter, centre: QPointF, shape: Shape, ink: QColor) -> None:
    """Draws a shape of a mark's size around `centre`."""
    half = mark_width() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    match shape:
        case Shape.DOT:
            painter.drawEllipse(centre, half, half)
        case Shape.RING:
            line = half / 2
            painter.setPen(QPen(ink, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, half - line / 2, half - line / 2)
        case Shape.SQUARE:
            side = half * 0.9
            painter.drawRect(QRectF(centre.x() - side, centre.y() - side, 2 * side, 2 * side))
        case Shape.DIAMOND:
            reach = half * 1.15
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(centre.x(), centre.y() - reach),
                        QPointF(centre.x() + reach, centre.y()),
                        QPointF(centre.x(), centre.y() + reach),
                        QPointF(centre.x() - reach, centre.y()),
                    ]
                )
            )
    painter.restore()


def _wish(name: str) -> int:
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=2).digest()[0] % len(COLOURS_LIGHT)
