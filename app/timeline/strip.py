"""The strip of events over time: select a range by dragging, zoom with the wheel, all of it by keys too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolButton, QToolTip, QWidget

from app.figures import grouped
from app.moments import day_text, time_text
from app.theme import LARGE, SMALL, Role, caption, colour, icon
from app.timeline.density import Density
from app.timeline.time_axis import TimeRange, panned, ticks, zoomed
from domain.event import moment

_BARS = 30
_TOP = 4
_CLICK = 3  # pixels: a shorter drag is a click
_NOTCH = 0.8
_STEP = 0.2
_BESIDE = 0.3  # how much of its colour a bar keeps outside of the selected range


class DensityStrip(QWidget):
    """Paints counts over time.

    `selected(start, end)` gives two moments, None and None where a selection is given up; `seek(moment)` on a
    click; `zoomed(range)` where another range of time is looked at, None for the whole.
    """

    selected = Signal(object, object)
    seek = Signal(object)
    zoomed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.density")
        self.setAccessibleName(self.tr("Events over time"))
        self.setToolTipDuration(4000)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._density: Density | None = None
        self._whole: TimeRange | None = None
        self._zoom: TimeRange | None = None
        self._selection: TimeRange | None = None
        self._drag: tuple[float, float] | None = None
        self._mark: int | None = None
        self._clear = QToolButton(self)
        self._clear.setObjectName("timeline.range_clear")
        self._clear.setAccessibleName(self.tr("Show all times again"))
        self._clear.setToolTip(self.tr("Show all times again (Esc)"))
        self._clear.setIcon(icon("x"))
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()

    def show_density(self, density: Density | None) -> None:
        """Shows these counts: of the range that is looked at, or of the whole."""
        self._density = density
        if self._zoom is None:
            self._whole = None if density is None else density.range
        if density is not None:
            span = f"{time_text(moment(density.start))} - {time_text(moment(density.end))}"
            told = self.tr("{0} events, {1}. Drag to select a range; arrow keys move and zoom.")
            self.setAccessibleDescription(told.format(grouped(sum(density.counts)), span))
        self.update()

    def show_selection(self, selection: TimeRange | None) -> None:
        """Marks the range that the shown events are limited to."""
        self._selection = selection
        self._clear.setVisible(selection is not None)
        self.update()

    def show_mark(self, time: int | None) -> None:
        """Marks the time of the selected event."""
        self._mark = time
        self.update()

    def forget(self) -> None:
        """Another log: nothing is known, zoomed or selected."""
        self._whole = self._zoom = self._mark = None
        self.show_selection(None)
        self.show_density(None)

    @property
    def range(self) -> TimeRange | None:
        """The range of time that is looked at."""
        return self._zoom or self._whole

    @property
    def zoom(self) -> TimeRange | None:
        """The part of the whole that is looked at; None for the whole."""
        return self._zoom

    def clear(self) -> None:
        """Gives up the selection."""
        self._drag = None
        self.show_selection(None)
        self.selected.emit(None, None)

    def sizeHint(self) -> QSize:
        return QSize(200, _TOP + _BARS + QFontMetrics(caption()).height() + SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Role.SURFACE))
        shown, density = self.range, self._density
        if shown is not None and density is not None and shown.length:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_axis(painter, shown)
            self._paint_bars(painter, shown, density)
            self._paint_selection(painter, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(colour(Role.ACCENT if self.hasFocus() else Role.BORDER))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _paint_axis(self, painter: QPainter, shown: TimeRange) -> None:
        painter.setFont(caption())
        metrics = painter.fontMetrics()
        line = QColor(colour(Role.BORDER))
        base = _TOP + _BARS
        painter.setPen(line)
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        wide = metrics.horizontalAdvance("2026-11-23") + 2 * LARGE
        day = day_text(moment(shown.start))
        free = 2.0 * SMALL + metrics.horizontalAdvance(day)
        painter.setPen(colour(Role.MUTED))
        painter.drawText(QPointF(SMALL, base + 2 + metrics.ascent()), day)
        for time, text in ticks(shown, max(self.width() // wide, 1)):
            x = shown.share(time) * self.width()
            painter.setPen(line)
            painter.drawLine(QPointF(x, base), QPointF(x, base + 4))
            if x + SMALL >= free and x + SMALL + metrics.horizontalAdvance(text) < self.width():
                painter.setPen(colour(Role.MUTED))
                painter.drawText(QPointF(x + SMALL, base + 2 + metrics.ascent()), text)
                free = x + 2 * SMALL + metrics.horizontalAdvance(text)

    def _paint_bars(self, painter: QPainter, shown: TimeRange, density: Density) -> None:
        most = max(max(density.counts), 1)
        chosen, step = self._chosen(), density.range.length / len(density.counts)
        width = max(step / shown.length * self.width() - 1, 1.5)
        full = colour(Role.ACCENT)
        faint = QColor(full)
        faint.setAlphaF(_BESIDE)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, count in enumerate(density.counts):
            time = density.start + round(step * number)
            x = shown.share(time) * self.width()
            if not count or x + width < 0 or x > self.width():
                continue
            height = max((_BARS - 2) * count / most, 2.5)
            is_in = chosen is None or chosen.start <= time + step / 2 < chosen.end
            painter.setBrush(full if is_in else faint)
            painter.drawRoundedRect(QRectF(x, _TOP + _BARS - height, width, height), 1, 1)

    def _paint_selection(self, painter: QPainter, shown: TimeRange) -> None:
        base = _TOP + _BARS
        chosen = self._chosen()
        if chosen is not None:
            left, right = (shown.share(time) * self.width() for time in (chosen.start, chosen.end))
            shade = QColor(colour(Role.ACCENT))
            shade.setAlphaF(0.12)
            painter.fillRect(QRectF(left, 0, right - left, base), shade)
            painter.setPen(QPen(colour(Role.ACCENT), 1.5))
            for x in (left, right):
                painter.drawLine(QPointF(x, 0), QPointF(x, base))
        if self._mark is not None and 0 <= (share := shown.share(self._mark)) <= 1:
            x = share * self.width()
            painter.setPen(QPen(colour(Role.TEXT), 1))
            painter.drawLine(QPointF(x, 1), QPointF(x, base + 4))
            painter.setBrush(colour(Role.TEXT))
            painter.drawEllipse(QPointF(x, 3), 2.2, 2.2)

    def _chosen(self) -> TimeRange | None:
        if self._drag is None or abs(self._drag[1] - self._drag[0]) < _CLICK:
            return self._selection
        low, high = sorted(self._drag)
        return TimeRange(self._time_at(low), self._time_at(high))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.range is not None:
            self._drag = (event.position().x(), event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag = (self._drag[0], x)
            self.update()
        self._tell(x, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        (low, high), self._drag = sorted(self._drag), None
        if high - low >= _CLICK:
            self._select(TimeRange(self._time_at(low), self._time_at(high)))
        elif self._selection is not None:
            self.clear()
        else:
            self.seek.emit(moment(self._time_at(low)))
        self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._look_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if self._whole is None or turned.isNull():
            return
        sideways = turned.x() or (turned.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        if sideways:
            self._pan(-_STEP * sideways / 120)
        else:
            share = event.position().x() / max(self.width(), 1)
            self._zoom_by(_NOTCH ** (turned.y() / 120), share)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_A:
                self._pan(-_STEP)
            case Qt.Key.Key_Right | Qt.Key.Key_D:
                self._pan(_STEP)
            case Qt.Key.Key_Up | Qt.Key.Key_W | Qt.Key.Key_Plus:
                self._zoom_by(_NOTCH, 0.5)
            case Qt.Key.Key_Down | Qt.Key.Key_S | Qt.Key.Key_Minus:
                self._zoom_by(1 / _NOTCH, 0.5)
            case Qt.Key.Key_Home | Qt.Key.Key_0:
                self._look_at(None)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._zoom is not None:
                self._select(self._zoom)
            case Qt.Key.Key_Escape if self._selection is not None:
                self.clear()
            case Qt.Key.Key_Escape if self._zoom is not None:
                self._look_at(None)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._clear.sizeHint()
        self._clear.setGeometry(self.width() - size.width() - SMALL, 2, size.width(), size.height())

    def _select(self, chosen: TimeRange) -> None:
        self.show_selection(chosen)
        self.selected.emit(moment(chosen.start), moment(chosen.end))

    def _zoom_by(self, factor: float, around: float) -> None:
        if self.range is not None and self._whole is not None:
            self._look_at(zoomed(self.range, self._whole, factor, around))

    def _pan(self, share: float) -> None:
        if self._zoom is not None and self._whole is not None:
            self._look_at(panned(self._zoom, self._whole, share))

    def _look_at(self, range: TimeRange | None) -> None:
        zoom = None if range == self._whole else range
        if zoom != self._zoom:
            self._zoom = zoom
            self.zoomed.emit(zoom)
            self.update()

    def _time_at(self, x: float) -> int:
        assert self.range is not None
        return self.range.at(min(max(x / max(self.width(), 1), 0.0), 1.0))

    def _tell(self, x: float, event: QMouseEvent) -> None:
        density = self._density
        if density is None or self.range is None:
            return
        time = self._time_at(x)
        bucket = int(density.range.share(time) * len(density.counts))
        if 0 <= bucket < len(density.counts):
            text = self.tr("{0}: {1}") if density.is_exact else self.tr("{0}: about {1}")
            QToolTip.showText(
                event.globalPosition().toPoint(),
                text.format(time_text(moment(time)), grouped(density.counts[bucket])),
                self,
            )
