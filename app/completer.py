"""Completers of fields, all made alike: their lists look like every other list that pops up."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtWidgets import QCompleter


def completer(names: QAbstractItemModel, parent: QObject) -> QCompleter:
    """A completer that offers these names, whichever case one types."""
    made = QCompleter(names, parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    popup = made.popup()
    assert popup is not None
    popup.setProperty("role", "popup")
    return made
