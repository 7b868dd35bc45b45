"""Where an expression is typed: completes names as they are typed, marks what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from app.theme import monospace
from domain.filtering.completion import word_start

_TYPING_MS = 400


class ExpressionBox(QLineEdit):
    """A line for an expression.

    `entered(backward)` on Enter (and Shift+Enter), `rested()` when nothing was typed for a moment. Down and
    Ctrl+Space show what may come next.
    """

    entered = Signal(bool)
    rested = Signal()

    def __init__(self, complete: Callable[[str, int], list[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._complete = complete
        self.setFont(monospace())
        self.setClearButtonEnabled(True)
        self._choices = QStringListModel(self)
        self._completer = QCompleter(self._choices, self)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView(self)
        self._popup.setFont(monospace())
        self._popup.setProperty("role", "completions")
        self._popup.setAccessibleName(self.tr("What may come next"))
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._take)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_TYPING_MS)
        self._resting.timeout.connect(self.rested)
        self.textEdited.connect(self._edited)

    def mark_wrong(self, is_wrong: bool) -> None:
        """Whether what is typed has an error."""
        if self.property("invalid") != is_wrong:
            self.setProperty("invalid", is_wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def point_at(self, position: int) -> None:
        """Puts the cursor where something is wrong, and selects the word there."""
        end = position
        text = self.text()
        while end < len(text) and not text[end].isspace():
            end += 1
        self.setFocus()
        self.setSelection(position, end - position)
        if end == position:
            self.setCursorPosition(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if popup.isVisible() and (
            event.key() == Qt.Key.Key_Tab or (is_enter and popup.currentIndex().isValid())
        ):
            index = popup.currentIndex() if popup.currentIndex().isValid() else self._choices.index(0)
            self._take(str(index.data()))
            popup.hide()
        elif is_enter:
            popup.hide()
            self._resting.stop()
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Down or (
            event.key() == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._offer()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._popup.hide()

    def _edited(self, text: str) -> None:
        self._resting.start()
        cursor = self.cursorPosition()
        if cursor > word_start(text, cursor):
            self._offer()
        else:
            self._popup.hide()

    def _offer(self) -> None:
        choices = self._complete(self.text(), self.cursorPosition())
        self._choices.setStringList(choices)
        if choices:
            self._completer.complete()
        else:
            self._popup.hide()

    def _take(self, choice: str) -> None:
        text, cursor = self.text(), self.cursorPosition()
        start = word_start(text, cursor)
        ending = "" if choice.endswith((".", "(")) else " "
        self.setText(text[:start] + choice + ending + text[cursor:])
        self.setCursorPosition(start + len(choice) + len(ending))
        self.textEdited.emit(self.text())
