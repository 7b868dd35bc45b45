"""The presentation mode: for a projector, or for people who look over one's shoulder."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QWidget

from app.presentation.shown_input import ShownInput
from app.theme import Theme, scale

_LARGER = 1.25


class PresentationMode(QObject):
    """Type is larger while it is on, and pressed keys and clicks are shown over the window."""

    def __init__(self, theme: Theme, window: QMainWindow) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._input: ShownInput | None = None
        self._usual = 1.0  # the scale that a person has chosen

    @property
    def is_on(self) -> bool:
        """Whether somebody presents."""
        return self._input is not None

    def turn(self, on: bool) -> None:
        """Switches it on or off."""
        if on == self.is_on:
            return
        if on:
            self._usual = scale()
        self._theme.enlarge(self._usual * _LARGER if on else self._usual)
        if self._input is not None:
            self._input.end()
        self._input = ShownInput(self._window) if on else None

    def toggle(self) -> None:
        """On where it is off, and the other way round."""
        self.turn(not self.is_on)

    def show_press(self, widget: QWidget) -> None:
        """A demo has pressed this: people are to see where."""
        if self._input is not None:
            self._input.show_press(widget)
