"""Where an expression is typed: offers names as they are typed, and marks what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.theme import monospace
from app.timeline.completing import FIELD, JOINT, OPERATOR, Offer, Suggestion
from app.timeline.suggest_edit import SuggestEdit
from domain.filtering.completion import word_start

_TYPING_MS = 400
_MOST = 60
_LONGEST_COMPLETED = 2_000  # characters: a longer text was pasted


class ExpressionBox(SuggestEdit):
    """A line for an expression; `complete(text, cursor)` gives what may come next.

    `entered(backward)` on Enter (and Shift+Enter), `rested()` when nothing was typed for a moment.
    """

    entered = Signal(bool)
    rested = Signal()

    def __init__(
        self, name: str, complete: Callable[[str, int], list[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._complete = complete
        self.ask = self._suggest
        self.setFont(monospace())
        self.setClearButtonEnabled(True)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_TYPING_MS)
        self._resting.timeout.connect(self.rested)
        self.textEdited.connect(self._typed)

    def mark_wrong(self, is_wrong: bool) -> None:
        """Whether what is typed has an error."""
        if bool(self.property("invalid")) != is_wrong:
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
        self.setCursorPosition(position)
        if end > position:
            self.setSelection(position, end - position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_choice = self.popup.isVisible() and self.popup.currentIndex().isValid()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_choice:
            self.popup.hide()
            self._resting.stop()
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._resting.start()

    def _suggest(self, text: str, cursor: int) -> None:
        if len(text) > _LONGEST_COMPLETED:
            self.offer(Offer(cursor))
            return
        start = word_start(text, cursor)
        if start == cursor and cursor and not text[cursor - 1].isspace() and text[cursor - 1] != "(":
            self.offer(Offer(cursor))
            return
        words = self._complete(text, cursor)[:_MOST]
        self.offer(Offer(start, tuple(Suggestion(word, _note(word)) for word in words)))


def _note(word: str) -> str:
    if word in ("and", "or", "not"):
        return JOINT
    return FIELD if word[0].isalpha() and word not in ("in", "contains") else OPERATOR
