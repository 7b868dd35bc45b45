"""What is drawn over the window beside one of its widgets, and follows it wherever it moves."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QWidget

_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Anchored(QWidget):
    """A child of the window that belongs to one widget at a time; `None` is none."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self.hide()

    def turn_to(self, target: QWidget | None) -> None:
        """Belongs to that widget from now on."""
        if target is not self._target:
            self._watch(False)
            self._target = target
            self._watch(True)
        self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self.follow()
        return super().eventFilter(watched, event)

    def follow(self) -> None:
        """Looks where the widget is now."""
        target, window = self._target, self.parentWidget()
        is_seen = (
            target is not None
            and window is not None
            and shiboken6.isValid(target)
            and target.window() is window
            and target.isVisible()
        )
        if is_seen and target is not None and window is not None:
            self.place(target.rect().translated(target.mapTo(window, target.rect().topLeft())))
        else:
            self.place(None)

    def place(self, target: QRect | None) -> None:
        """Takes its place beside that part of the window; None where nothing is to be seen of the widget."""
        raise NotImplementedError

    def _watch(self, wanted: bool) -> None:
        each, window = self._target, self.parentWidget()
        while (
            each is not None and shiboken6.isValid(each) and each is not window
        ):  # it moves with its parents
            if wanted:
                each.installEventFilter(self)
            else:
                each.removeEventFilter(self)
            each = each.parentWidget()
