"""The density strip: how many events were recorded when; dragging over it selects a range of time."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.jobs import Work
from app.moments import time_text
from app.theme import Role, colour
from domain.event import moment
from infra.database import Database
from infra.views.view import View

BUCKETS = 160
_SAMPLES = 4000
_AT_ONCE = 500
_HEIGHT = 34


class Density(msgspec.Struct, frozen=True):
    """Counts of events in equal spans of time from `start` to `end` (microseconds since 1970).

    `is_exact` is False where they stand on a sample of the events.
    """

    start: int
    end: int
    counts: tuple[int, ...]
    is_exact: bool


def measure(database: Database, view: View, job: Work) -> Density | None:
    """When the events of a view were recorded; None where it has none.

    Looks at some thousand rows at equal distances, each of which stands for those after it: fast however
    long the view is. Can be cancelled in the middle.
    """
    rows = len(view)
    if not rows:
        return None
    step = max(rows // _SAMPLES, 1)
    sampled = [view.position_at(row) for row in (*range(0, rows - 1, step), rows - 1)]
    times: list[int] = []
    with database.faults(), closing(database.connect()) as connection:
        job.on_cancel(connection.interrupt)
        for first in range(0, len(sampled), _AT_ONCE):
            part = sampled[first : first + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            found = connection.execute(f"SELECT recorded_at FROM events WHERE position IN ({marks})", part)
            times += [time for (time,) in found]
    if not times:
        return None
    start = min(times)
    width = max((max(times) - start) // BUCKETS + 1, 1)
    counts = [0] * BUCKETS
    for time in times:
        counts[(time - start) // width] += step
    return Density(start, start + width * BUCKETS, tuple(counts), step == 1)


class DensityStrip(QWidget):
    """Paints the counts. `selected(start, end)` gives the two moments of a drag, None and None of a click."""

    selected = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.density")
        self.setAccessibleName(self.tr("Events over time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._density: Density | None = None
        self._drag: tuple[float, float] | None = None

    def show_density(self, density: Density | None) -> None:
        """Shows these counts."""
        self._density = density
        self._drag = None
        if density is not None:
            span = f"{time_text(self._at(0.0))} - {time_text(self._at(1.0))}"
            self.setAccessibleDescription(self.tr("{0} events, {1}").format(f"{sum(density.counts):,}", span))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Role.SURFACE))
        painter.setPen(colour(Role.BORDER))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        density = self._density
        if density is None:
            return
        most = max(density.counts)
        step = self.width() / BUCKETS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Role.ACCENT))
        for number, count in enumerate(density.counts):
            if count:
                height = max((self.height() - 6) * count / most, 2.0)
                painter.drawRect(QRectF(number * step, self.height() - 1 - height, max(step - 1, 1), height))
        if self._drag is not None:
            low, high = sorted(self._drag)
            shade = colour(Role.ACCENT).toRgb()
            shade.setAlphaF(0.25)
            painter.fillRect(QRectF(low, 0, high - low, self.height()), shade)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._density is not None:
            self._drag = (event.position().x(), event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._density is not None:
            bucket = min(max(int(x / max(self.width(), 1) * BUCKETS), 0), BUCKETS - 1)
            QToolTip.showText(
                event.globalPosition().toPoint(),
                (self.tr("{0}: {1}") if self._density.is_exact else self.tr("{0}: about {1}")).format(
                    time_text(self._at(bucket / BUCKETS)), f"{self._density.counts[bucket]:,}"
                ),
                self,
            )
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag = (self._drag[0], x)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        low, high = sorted(self._drag)
        width = max(self.width(), 1)
        if high - low < 3:
            self._drag = None
            self.selected.emit(None, None)
        else:
            self.selected.emit(self._at(max(low / width, 0.0)), self._at(min(high / width, 1.0)))
        self.update()

    def _at(self, share: float) -> datetime:
        assert self._density is not None
        return moment(self._density.start + round((self._density.end - self._density.start) * share))
