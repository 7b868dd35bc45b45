"""Where a card stands beside what it speaks about: a question of rectangles only."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPoint, QRect, QSize


class Side(Enum):
    """On which side of its target a card stands."""

    RIGHT = "right"
    LEFT = "left"
    BELOW = "below"
    ABOVE = "above"
    INSIDE = "inside"
    NOWHERE = "nowhere"


def beside(target: QRect | None, size: QSize, area: QRect, gap: int) -> tuple[QRect, Side]:
    """The place of a card of that size within `area`: beside the target, or in it where no side has room.

    Without a target it stands at the bottom, in the middle.
    """
    if target is None:
        corner = QPoint(area.center().x() - size.width() // 2, area.bottom() - size.height() - gap)
        return QRect(corner, size), Side.NOWHERE
    across = _within(target.top() + gap, size.height(), area.top(), area.bottom())
    along = _within(target.center().x() - size.width() // 2, size.width(), area.left(), area.right())
    places = (
        (Side.RIGHT, QPoint(target.right() + 1 + gap, across)),
        (Side.LEFT, QPoint(target.left() - gap - size.width(), across)),
        (Side.BELOW, QPoint(along, target.bottom() + 1 + gap)),
        (Side.ABOVE, QPoint(along, target.top() - gap - size.height())),
    )
    for side, corner in places:
        if area.contains(QRect(corner, size)):
            return QRect(corner, size), side
    corner = QPoint(target.right() - gap - size.width(), target.bottom() - gap - size.height())
    held = QPoint(
        _within(corner.x(), size.width(), area.left(), area.right()),
        _within(corner.y(), size.height(), area.top(), area.bottom()),
    )
    return QRect(held, size), Side.INSIDE


def _within(start: int, length: int, low: int, high: int) -> int:
    return max(low, min(start, high - length))
