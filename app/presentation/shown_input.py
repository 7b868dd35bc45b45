"""Shows a presenter's key presses and clicks over the window while it is on."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget

from app.presentation.click_ring import ClickRing
from app.presentation.key_card import KeyCard
from app.presentation.pressed import keys_of


class ShownInput(QObject):
    """Watches all input of the application from when it is made until it is deleted.

    A key press is seen as the `ShortcutOverride` that Qt sends before it: where a shortcut takes the
    keys, no key press follows.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._card = KeyCard(window)
        self._ring = ClickRing(window)
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def end(self) -> None:
        """Watches no more."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        for part in (self._card, self._ring, self):
            part.deleteLater()

    def show_press(self, widget: QWidget) -> None:
        """Something was pressed without a mouse: the ring spreads from its middle."""
        if shiboken6.isValid(widget) and widget.isVisible() and widget.window() is self._window:
            self._ring.show_at(widget.mapTo(self._window, widget.rect().center()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if watched == QGuiApplication.focusObject():  # from there it goes up from widget to widget
                self._key(event)
        elif (
            kind == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWindow)
        ):
            self._click(event.globalPosition().toPoint())
        return False

    def _key(self, event: QKeyEvent) -> None:
        keys = keys_of(event)
        if keys:
            self._card.show_keys(keys)

    def _click(self, place: QPoint) -> None:
        self._ring.show_at(self._window.mapFromGlobal(place))
