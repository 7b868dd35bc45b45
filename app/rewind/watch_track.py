"""One watch as a drawn track: a step line, coloured spans or bars, aligned with the slider above it."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from app.figures import grouped
from app.plain_text import plain_tip
from app.rewind.track_painting import paint_line, paint_spans
from app.rewind.track_shape import Kind, Track, shown_value
from app.rewind.watches_presenter import Watch
from app.theme import MEDIUM, SMALL, TIGHT, Role, colour, is_dark, monospace
from domain.history.parts import MISSING

_BAND = 20


class WatchTrack(QWidget):
    """Draws one watch. `version_wanted(version)` on a click or a key, `removed(expression)` when let go.

    Left and Right go to the change before and after, Delete lets go of the watch.
    """

    version_wanted = Signal(object)
    removed = Signal(str)

    def __init__(self, expression: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"rewind.watch.{expression}")
        self.setAccessibleName(expression)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._watch = Watch(expression)
        self._whole: Track | None = None
        self._last = 0
        self._version = 0
        self._left = 0.0
        self._right = 0.0
        self._pictured: tuple[object, ...] = ()
        self._picture = QPixmap()
        self._let_go = QAction(self.tr("Stop watching"), self)
        self._let_go.triggered.connect(self._remove)

    def show_watch(self, watch: Watch, last: int, version: int) -> None:
        """Shows the watch along `last` versions, of which `version` is the present one."""
        track = watch.track
        if track is not None and track.last > last:  # one looks from the past
            kept = self._watch.track
            is_known = self._whole is track and kept is not None and kept.last == last
            self._whole = track
            watch = msgspec.structs.replace(watch, track=kept if is_known else track.up_to(last))
        self._watch, self._last, self._version = watch, last, version
        self.setAccessibleDescription(self._described())
        self.update()

    def align(self, left: float, right: float) -> None:
        """Where the slider's handle stands at its first and at its last version."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(monospace()).height() + _BAND + SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(monospace())
        self._paint_words(painter)
        band = self._band()
        track = self._watch.track
        if track is None:
            painter.fillRect(band, colour(Role.SURFACE))
            self._paint_share(painter, band)
        else:
            painter.drawPixmap(band.topLeft(), self._picture_of(track, band))
            x = self._x(self._version)
            painter.setPen(QPen(colour(Role.ACCENT), 2.0))
            painter.drawLine(QPointF(x, band.top() - 1), QPointF(x, band.bottom() + 1))
        if self.hasFocus():
            painter.setPen(QPen(colour(Role.ACCENT), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.version_wanted.emit(self._version_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.version_wanted.emit(self._version_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        track = self._watch.track
        match event.key():
            case Qt.Key.Key_Left if track is not None:
                self._go(track.change_before(self._version))
            case Qt.Key.Key_Right if track is not None:
                self._go(track.change_after(self._version))
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._remove()
            case Qt.Key.Key_Menu:
                self._show_menu(self.mapToGlobal(QPoint(SMALL, self.height())))
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: object) -> None:
        self._show_menu(self.cursor().pos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(event.pos().x()), self)
            return True
        return super().event(event)

    def _remove(self) -> None:
        self.removed.emit(self._watch.expression)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._let_go)
        menu.popup(at)

    def _go(self, version: int | None) -> None:
        if version is not None:
            self.version_wanted.emit(version)

    def _band(self) -> QRectF:
        top = self.height() - _BAND - TIGHT
        return QRectF(self._left, top, max(self._right - self._left, 1.0), _BAND)

    def _x(self, version: int) -> float:
        return self._left + (self._right - self._left) * min(version / max(self._last, 1), 1.0)

    def _version_at(self, x: float) -> int:
        share = (x - self._left) / max(self._right - self._left, 1.0)
        return min(max(round(share * self._last), 0), self._last)

    def _picture_of(self, track: Track, band: QRectF) -> QPixmap:
        """The track as it is drawn at this width; drawn again only where it would look otherwise."""
        scale = self.devicePixelRatioF()
        known = (track, band.width(), scale, is_dark(), self.font().key())
        if known != self._pictured:
            self._pictured = known
            picture = QPixmap(round(band.width() * scale), round(band.height() * scale))
            picture.setDevicePixelRatio(scale)
            picture.fill(colour(Role.SURFACE))
            painter = QPainter(picture)
            painter.setFont(monospace())
            whole = QRectF(0, 0, band.width(), band.height())
            if track.kind is Kind.NUMBERS:
                paint_line(painter, whole, track)
            else:
                paint_spans(painter, whole, track)
            painter.end()
            self._picture = picture
        return self._picture

    def _paint_words(self, painter: QPainter) -> None:
        words = painter.fontMetrics()
        right = self._value_text()
        baseline = words.ascent()
        edge = self._right
        room = int(edge - self._left)
        value_room = min(words.horizontalAdvance(right), room * 2 // 3)
        painter.setPen(colour(Role.MUTED))
        name = words.elidedText(
            self._watch.expression, Qt.TextElideMode.ElideMiddle, max(room - value_room - MEDIUM, 0)
        )
        painter.drawText(QPointF(self._left, baseline), name)
        painter.setPen(colour(Role.DANGER if self._watch.error else Role.TEXT))
        value = words.elidedText(right, Qt.TextElideMode.ElideRight, value_room + 1)
        painter.drawText(QPointF(edge - words.horizontalAdvance(value), baseline), value)

    def _paint_share(self, painter: QPainter, band: QRectF) -> None:
        painter.fillRect(
            QRectF(band.left(), band.bottom() - TIGHT, band.width() * self._watch.share, TIGHT),
            colour(Role.ACCENT),
        )

    def _value_text(self) -> str:
        watch = self._watch
        if watch.error:
            return watch.error
        if watch.track is None:
            return self.tr("{0} %").format(round(100 * watch.share))
        return self._words_of(watch.track.at(self._version))

    def _words_of(self, value: object) -> str:
        return self.tr("not there") if value is MISSING else shown_value(value)

    def _tip(self, x: float) -> str:
        track = self._watch.track
        if track is None:
            return plain_tip(self._watch.error or self._watch.expression)
        version = self._version_at(x)
        text = self.tr("{0} at version {1}: {2}").format(
            self._watch.expression, grouped(version), self._words_of(track.at(version))
        )
        return plain_tip(text)

    def _described(self) -> str:
        watch = self._watch
        if watch.track is None:
            return watch.error or self.tr("Being computed")
        said = self.tr("{0} at version {1}; {2} changes in {3} versions").format(
            self._words_of(watch.track.at(self._version)),
            grouped(self._version),
            grouped(watch.track.changes),
            grouped(watch.track.last),
        )
        bounds = watch.track.bounds if watch.track.kind is Kind.NUMBERS else None
        if bounds is None:
            return said
        return self.tr("{0}; between {1} and {2}").format(said, f"{bounds[0]:,.10g}", f"{bounds[1]:,.10g}")
