"""Texts from a log are shown as they are: no label and no tool tip takes them for HTML."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label that shows its text letter by letter. A plain `QLabel` would obey tags in a log's texts."""

    def __init__(self, text: str | QWidget | None = None, parent: QWidget | None = None) -> None:
        if isinstance(text, str):
            super().__init__(text, parent)
        else:
            super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)


def plain_tip(text: str) -> str:
    """The text as a tool tip that shows it letter by letter."""
    return f"<span>{escape(text)}</span>" if "<" in text else text
