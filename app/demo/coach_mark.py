"""The coach mark: a card with the caption beside the pane that it is about, with a tip that points there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QMainWindow, QStatusBar, QToolBar, QVBoxLayout, QWidget

from app import theme
from app.demo.anchored import Anchored
from app.demo.placing import Side, beside
from app.plain_text import PlainLabel
from app.theme import Role

_TIP = 9
_RADIUS = 6
_LETTERS = 46
_SLACK = QSize(theme.SMALL, theme.TIGHT)  # a label wraps a little earlier than its metrics say


class CoachMark(Anchored):
    """Shows a caption beside one widget of the window; the bars of the window stay free.

    `put_away()` when it is clicked: it may lie over what one wants to see.
    """

    put_away = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._side = Side.NOWHERE
        self._tip = QPoint()
        self.setObjectName("demo.coach")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._caption = PlainLabel(self)
        self._caption.setObjectName("demo.caption")
        self._caption.setWordWrap(True)
        column = QVBoxLayout(self)
        edge = _TIP + theme.MEDIUM + theme.SMALL
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self._caption)
        window.installEventFilter(self)

    def tell(self, caption: str) -> None:
        """Shows that caption; "" shows nothing."""
        self._caption.setText(caption)
        self.setAccessibleName(self.tr("Caption of the demo"))
        self.setAccessibleDescription(caption)
        self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.follow()
        return super().eventFilter(watched, event)

    def place(self, target: QRect | None) -> None:
        """Beside that part of the window, or at the bottom where it speaks of nothing there."""
        if not self._caption.text():
            self.hide()
            return
        self._caption.setFont(theme.heading())
        metrics = self._caption.fontMetrics()
        room = QRect(0, 0, metrics.averageCharWidth() * _LETTERS, 10_000)
        flow = int(Qt.TextFlag.TextWordWrap)
        self._caption.setFixedSize(metrics.boundingRect(room, flow, self._caption.text()).size() + _SLACK)
        rectangle, self._side = beside(target, self.sizeHint(), self._area(), 0)
        if target is not None and self._side is not Side.INSIDE:
            self._tip = self._towards(rectangle, target)
        self.setGeometry(rectangle)
        self.raise_()
        self.show()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.put_away.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QPainterPath()
        card.addRoundedRect(self.rect().adjusted(_TIP, _TIP, -_TIP, -_TIP), _RADIUS, _RADIUS)
        shape = card.united(self._pointer())
        shadow = theme.colour(Role.TEXT)
        for spread in (3, 2, 1):
            faint = type(shadow)(shadow)
            faint.setAlphaF(0.04)
            painter.strokePath(shape, QPen(faint, 2.0 * spread))
        painter.fillPath(shape, theme.colour(Role.SURFACE))
        painter.strokePath(shape, QPen(theme.colour(Role.ACCENT), 1.5))
        painter.end()

    def _pointer(self) -> QPainterPath:
        path = QPainterPath()
        out = {
            Side.RIGHT: QPointF(-_TIP, 0),
            Side.LEFT: QPointF(_TIP, 0),
            Side.BELOW: QPointF(0, -_TIP),
            Side.ABOVE: QPointF(0, _TIP),
        }.get(self._side)
        if out is None:
            return path
        foot, aside = QPointF(self._tip), QPointF(out.y(), out.x())
        inward = out * -0.2
        path.addPolygon(QPolygonF([foot + inward + aside, foot + out * 0.9, foot + inward - aside]))
        path.closeSubpath()
        return path

    def _towards(self, card: QRect, target: QRect) -> QPoint:
        """Where the pointer stands on the card's edge, in the card's own coordinates."""
        inset = _TIP + _RADIUS + _TIP
        x = min(max(target.center().x() - card.left(), inset), card.width() - inset)
        y = min(max(card.height() // 2, inset), card.height() - inset)
        match self._side:
            case Side.RIGHT:
                return QPoint(_TIP, y)
            case Side.LEFT:
                return QPoint(card.width() - _TIP, y)
            case Side.BELOW:
                return QPoint(x, _TIP)
            case _:
                return QPoint(x, card.height() - _TIP)

    def _area(self) -> QRect:
        """The part of the window that its bars leave."""
        window = self._window
        area, top = window.rect(), window.menuBar().geometry().bottom() + 1
        bars: list[QWidget] = [*window.findChildren(QToolBar), *window.findChildren(QStatusBar)]
        for bar in bars:
            if not bar.isVisible() or bar.parentWidget() is not window:
                continue
            if bar.geometry().center().y() > window.height() // 2:
                area.setBottom(min(area.bottom(), bar.geometry().top()))
            else:
                top = max(top, bar.geometry().bottom() + 1)
        area.setTop(top)
        return area
