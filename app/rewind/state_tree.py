"""The state as a tree in the Rewind pane: what is gone struck out, keys that step left to the pane."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.json_tree import JsonTree
from app.rewind.state import RewindState
from app.theme import row_height

_LOOKED_AT = 200  # lines: a step of the slider must not take longer than a frame
_STEPS = (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space)


class StateTree(JsonTree):
    """`field_chosen(path)` when another line is, `blame_wanted(path)` when it is asked who set it."""

    field_chosen = Signal(str)
    blame_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("rewind.state", "", parent)
        self.setAccessibleName(self.tr("State"))
        self.setMinimumHeight(7 * row_height(self) // 2)  # on a small display the panes around need room too
        self._is_showing = False
        self._who = QAction(self.tr("Who set this?"), self)
        self._who.setObjectName("rewind.who")
        self._who.setShortcut(Qt.Key.Key_B)
        self._who.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._who.triggered.connect(self._ask)
        self.addAction(self._who)
        self.offer(self._who)
        self.selectionModel().currentChanged.connect(self._chosen)

    def show_state(self, state: RewindState) -> None:
        """Shows the state at the version, with what changed since `state.base`."""
        self._is_showing = True
        marks = {change.path: change.op for change in state.changes if change.op != "remove"}
        self.show_value(state.value, marks, state.gone)
        self._is_showing = False
        if marks and not self.currentIndex().isValid():
            self._show_first_of(marks)

    def _show_first_of(self, paths: Container[str]) -> None:
        """Brings the first of these lines into sight, where it is unfolded and not far down."""
        index = self.model().index(0, 0)
        for _ in range(_LOOKED_AT):
            if not index.isValid():
                return
            if self.path_of(index) in paths:
                self.scrollTo(index)
                return
            index = self.indexBelow(index)

    def select(self, path: str) -> None:
        """Chooses the line of a path, as far as it is there, and unfolds to it."""
        model, index, found = self.model(), QModelIndex(), QModelIndex()
        while True:
            for row in range(model.rowCount(index)):
                child = model.index(row, 0, index)
                here = self.path_of(child)
                if path == here or path.startswith(f"{here}/"):
                    found = child
                    break
            else:
                break
            if self.path_of(found) == path:
                break
            self.setExpanded(found, True)
            index = found
        if found.isValid():
            self.setCurrentIndex(found)
            self.scrollTo(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        folds = self.currentIndex().isValid() and self.model().hasChildren(self.currentIndex())
        is_step = event.key() in _STEPS or (event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not folds)
        if is_step and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            event.ignore()  # the pane steps
        else:
            super().keyPressEvent(event)

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._is_showing and current.isValid():
            self.field_chosen.emit(self.path_of(current))

    def _ask(self) -> None:
        self.blame_wanted.emit(self.current_path())
