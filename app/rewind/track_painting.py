"""Paints a track's values: a step line, coloured spans, bars."""

from __future__ import annotations

from math import isnan

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.rewind.track_shape import Kind, Track, rungs, shown_value, spans
from app.theme import MEDIUM, SMALL, TIGHT, Role, colour, mark
from domain.history.parts import MISSING

_FAINT = 0.3


def paint_line(painter: QPainter, band: QRectF, track: Track) -> None:
    """Numbers as a step line, reduced to a range a column where they change more often than that."""
    bounds = track.bounds
    if bounds is None:
        return
    low, high = bounds
    top, height = band.top() + 3, band.height() - 6

    def y(number: float) -> float:
        if high == low:
            return top + height / 2
        return top + height * (1 - (number / 2 - low / 2) / (high / 2 - low / 2))

    line, busy = QPen(colour(Role.ACCENT), 1.5), QPen(_faint(colour(Role.ACCENT)), 1.0)
    before = float("nan")
    steps = rungs(track, int(band.width()))
    for number, rung in enumerate(steps):
        x = band.left() + rung.column
        until = steps[number + 1].column if number + 1 < len(steps) else band.width()
        known = [each for each in (before, rung.low, rung.high) if not isnan(each)]
        painter.setPen(busy if rung.is_busy else line)
        if len(known) > 1:
            painter.drawLine(QPointF(x, y(min(known))), QPointF(x, y(max(known))))
        painter.setPen(line)
        if not isnan(rung.left):
            painter.drawLine(QPointF(x, y(rung.left)), QPointF(band.left() + until, y(rung.left)))
        before = rung.left


def paint_spans(painter: QPainter, band: QRectF, track: Track) -> None:
    """Texts as coloured spans with their labels, flags as bars; nothing where there is nothing."""
    words = painter.fontMetrics()
    for span in spans(track, int(band.width())):
        box = QRectF(band.left() + span.start, band.top(), span.end - span.start, band.height())
        if span.is_busy:
            painter.fillRect(box, colour(Role.BORDER))
        elif span.value is MISSING or span.value is None:
            continue
        elif track.kind is Kind.FLAGS:
            if span.value:
                painter.fillRect(box.adjusted(0, 4, 0, -4), colour(Role.ACCENT))
        else:
            text = shown_value(span.value)
            ink = mark(text) if text else colour(Role.BORDER)
            painter.fillRect(box, _faint(ink))
            painter.fillRect(QRectF(box.left(), box.bottom() - TIGHT, box.width(), TIGHT), ink)
            painter.fillRect(QRectF(box.left(), box.top(), 1, box.height()), ink)
            if words.horizontalAdvance(text) + MEDIUM <= box.width():
                painter.setPen(colour(Role.TEXT))
                painter.drawText(box.adjusted(SMALL, 0, 0, -TIGHT), Qt.AlignmentFlag.AlignVCenter, text)


def _faint(ink: QColor) -> QColor:
    faint = QColor(ink)
    faint.setAlphaF(_FAINT)
    return faint
