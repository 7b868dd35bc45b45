"""A drawing of boxes and lines that can be zoomed, moved and walked through with the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from app.causation.boxes import Box, Line
from app.causation.link_texts import spoken
from app.causation.places import Direction, Sketch
from app.theme import Role, colour

_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_STEP = 1.2
_LEAST, _MOST = 0.1, 3.0
_MARGIN = 24
_READABLE = 0.75  # a drawing that does not fit is not made smaller than this: one can move it instead

Next = Callable[[Sketch, str, Direction], str]


class Canvas(QGraphicsView):
    """Shows a sketch. `chosen(id)` when a box is clicked or walked to, `activated(id)` on Enter."""

    chosen = Signal(str)
    activated = Signal(str)

    def __init__(self, name: str, title: str, next_one: Next, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.viewport().setAccessibleName(title)
        self._next = next_one
        self._sketch = Sketch()
        self._boxes: dict[str, Box] = {}
        self._here = ""
        self._pressed = QPoint()
        self._is_fitted = True
        self._is_touched = False  # from then on the person decides what is in sight

    @property
    def boxes(self) -> Mapping[str, Box]:
        """The boxes that are drawn, by the ids of their links."""
        return self._boxes

    def show_sketch(self, sketch: Sketch, chosen: str) -> None:
        """Draws another sketch; the one that is shown already is only looked at elsewhere."""
        if sketch is not self._sketch:
            self._sketch = sketch
            self.scene().clear()
            self._boxes = self.draw(sketch)
            for cause, effect in sketch.lines:
                if cause in self._boxes and effect in self._boxes:
                    self.scene().addItem(Line(self._boxes[cause], self._boxes[effect], self.goes_down))
            bounds = self.scene().itemsBoundingRect()
            self.setSceneRect(bounds.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))
            self._here = ""
            self._is_fitted = self._is_touched = False
        self.choose(chosen)
        if not self._is_fitted and self.isVisible():
            self.fit()

    @property
    def goes_down(self) -> bool:
        """Whether consequences stand below their causes, not on their right."""
        return False

    def draw(self, sketch: Sketch) -> dict[str, Box]:
        """Puts the boxes into the scene."""
        raise NotImplementedError

    def choose(self, id: str) -> None:
        """Marks a box and brings it into sight."""
        if id == self._here:
            return
        for one, is_chosen in ((self._here, False), (id, True)):
            if one in self._boxes:
                self._boxes[one].mark_chosen(is_chosen)
        self._here = id
        box = self._boxes.get(id)
        if box is None:
            return
        if self._is_fitted:
            self.ensureVisible(box, _MARGIN, _MARGIN)
        self.setAccessibleDescription(spoken(box.link))
        told = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(told)

    def fit(self) -> None:
        """All of it in sight where that stays readable, else from its beginning or around the chosen box."""
        self._is_fitted = True
        self.resetTransform()
        wanted, room = self.sceneRect(), self.viewport().rect()
        if wanted.isEmpty() or room.isEmpty():
            return
        scale = min(room.width() / wanted.width(), room.height() / wanted.height(), 1.0)
        self.scale(max(scale, _READABLE), max(scale, _READABLE))
        if scale < _READABLE:
            self.centerOn(wanted.topLeft())
            if self._here in self._boxes:
                self.ensureVisible(self._boxes[self._here], _MARGIN, _MARGIN)

    def zoom(self, steps: float) -> None:
        """Nearer by so many steps, or farther by negative ones."""
        self._is_touched = True
        now = self.transform().m11()
        wanted = min(max(now * _STEP**steps, _LEAST), _MOST)
        self.scale(wanted / now, wanted / now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._walk(_ARROWS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._here:
            self.activated.emit(self._here)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(event.angleDelta().y() / 120)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        at = event.position().toPoint()
        if (at - self._pressed).manhattanLength() > 3:
            self._is_touched = True
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        item = self.itemAt(at)
        if isinstance(item, Box):
            self.chosen.emit(item.link.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, Box):
            self.activated.emit(item.link.id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_fitted:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_touched and self.isVisible():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()  # every colour is asked for when it is painted

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, colour(Role.SURFACE))

    def _walk(self, direction: Direction) -> None:
        there = self._next(self._sketch, self._here, direction)
        if there and there != self._here:
            self.chosen.emit(there)
