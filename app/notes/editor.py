"""Where a note is read whole and written: the place it is about, its text, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.figures import grouped
from app.notes.presenter import NotesState
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, heading, icon, row_height
from app.words import translate
from domain.note import About

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteText(QPlainTextEdit):
    """`finished()` on Ctrl+Return or when the person goes elsewhere, `given_up()` on Escape."""

    finished = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _RETURN and control:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finished.emit()


class NoteEditor(QWidget):
    """`saved(text)` when a text is to be kept, `given_up()` when it is not."""

    saved = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = PlainLabel(self)
        self.title.setObjectName("notes.about")
        self.title.setFont(heading())
        self.title.setWordWrap(True)
        self.text = NoteText(self)
        self.text.setObjectName("notes.text")
        self.text.setAccessibleName(self.tr("Text of the note"))
        self.text.setPlaceholderText(self.tr("Write what you found out. Ctrl+Enter keeps it."))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(2 * row_height(self.text))
        self.bookmark = QToolButton(self)
        self.bookmark.setObjectName("notes.bookmark")
        self.bookmark.setCheckable(True)
        self.bookmark.setAccessibleName(self.tr("Bookmark"))
        self.bookmark.setToolTip(self.tr("Bookmark"))
        self.bookmark.setIcon(icon("bookmark-simple"))
        self.go = QToolButton(self)
        self.go.setIcon(icon("arrow-bend-up-right"))
        self.go.setToolTip(self.tr("Go to what the note is about (Enter in the list)"))
        self.go.setObjectName("notes.go")
        self.go.setAccessibleName(self.tr("Go to what the note is about"))
        self.remove = QToolButton(self)
        self.remove.setIcon(icon("trash"))
        self.remove.setToolTip(self.tr("Remove the note (Delete in the list)"))
        self.remove.setObjectName("notes.remove")
        self.remove.setAccessibleName(self.tr("Remove the note"))
        self.save = QPushButton(icon("check"), self.tr("Keep"), self)
        self.save.setObjectName("notes.save")
        self.save.setAccessibleName(self.tr("Keep the note"))
        self.save.setToolTip(self.tr("Keep the note (Ctrl+Enter)"))
        self._shown: object = None
        self._kept = ""
        self._lay_out()
        self.save.clicked.connect(self._finish)
        self.text.finished.connect(self._finish)
        self.text.given_up.connect(self._give_up)
        self.text.textChanged.connect(self._typed)

    def show_state(self, state: NotesState) -> None:
        """Shows the draft or the selected note; a text that is being written stays."""
        draft, chosen = state.draft, state.chosen
        self.setVisible(draft is not None or chosen is not None)
        for button in (self.bookmark, self.go, self.remove):
            button.setVisible(draft is None)
        self.title.setText(_title(state))
        if chosen is not None:
            self.bookmark.setChecked(chosen.note.bookmark)
            self.go.setEnabled(chosen.position is not None)
        kept = "" if draft is not None or chosen is None else chosen.note.text
        shown: object = draft if draft is not None else state.selected
        if shown != self._shown or (kept != self._kept and self.text.toPlainText() == self._kept):
            self._shown, self._kept = shown, kept
            self.text.setPlainText(kept)
        self._kept = kept
        self._typed()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(self.title, 1)
        for button in (self.bookmark, self.go, self.remove, self.save):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(SMALL)
        column.addLayout(buttons)
        column.addWidget(self.text, 1)

    def _typed(self) -> None:
        self.save.setEnabled(self._is_changed)

    @property
    def _is_changed(self) -> bool:
        text = self.text.toPlainText().strip()
        return bool(text) and text != self._kept

    def _finish(self) -> None:
        if self._is_changed:
            self.saved.emit(self.text.toPlainText())

    def _give_up(self) -> None:
        self.text.setPlainText(self._kept)
        self.given_up.emit()


def _title(state: NotesState) -> str:
    draft, chosen = state.draft, state.chosen
    if draft is not None:
        if draft.position:
            return translate("Notes", "New note on the event at position {0}").format(grouped(draft.position))
        if draft.about is About.FIELD:
            text = translate("Notes", "New note on {0} of {1} version {2}")
            return text.format(draft.path, draft.stream, draft.version)
        return translate("Notes", "New note on {0} version {1}").format(draft.stream, draft.version)
    if chosen is None:
        return ""
    note = chosen.note
    if note.about is About.FIELD:
        return translate("Notes", "{0} of {1} version {2}").format(note.path, note.stream, note.version)
    if chosen.type is None:
        return translate("Notes", "{0} version {1}, missing in this log").format(note.stream, note.version)
    return translate("Notes", "{0}, {1} version {2}").format(chosen.type, note.stream, note.version)
