"""What is worth showing of a key press: shortcuts and keys without a character, not what is typed."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)
_CHORD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Pressed(msgspec.Struct, frozen=True):
    """A key with its modifiers, in words, and how often in a row it was pressed."""

    keys: str
    times: int = 1

    @property
    def text(self) -> str:
        """As it is shown: "Ctrl+K", "Right ×3"."""
        return self.keys if self.times == 1 else f"{self.keys} ×{self.times}"

    def then(self, keys: str) -> Pressed:
        """After another press."""
        return Pressed(keys, self.times + 1) if keys == self.keys else Pressed(keys)


def keys_of(event: QKeyEvent) -> str:
    """The pressed keys in words; "" for modifiers alone and for characters that a field shows by itself."""
    key = event.key()
    if key in _MODIFIERS or key in (0, Qt.Key.Key_unknown):
        return ""
    is_chord = bool(event.modifiers() & _CHORD)
    if not is_chord and event.text().isprintable() and event.text().strip():
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    combination = QKeyCombination(modifiers, Qt.Key(key))
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.NativeText)
