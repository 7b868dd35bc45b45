"""Shortcuts and keys without a character are worth showing; what is typed shows itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.presentation.pressed import Pressed, keys_of

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.mark.parametrize(
    ("key", "modifiers", "typed", "shown"),
    [
        (Qt.Key.Key_K, CTRL, "\x0b", "Ctrl+K"),
        (Qt.Key.Key_Return, CTRL, "\r", "Ctrl+Return"),
        (Qt.Key.Key_Right, NONE, "", "Right"),
        (Qt.Key.Key_F7, NONE, "", "F7"),
        (Qt.Key.Key_Space, NONE, " ", "Space"),
        (Qt.Key.Key_A, NONE, "a", ""),
        (Qt.Key.Key_A, SHIFT, "A", ""),
        (Qt.Key.Key_unknown, NONE, "日", ""),
        (Qt.Key.Key_Control, CTRL, "", ""),
    ],
)
def test_what_is_shown_of_a_key(
    qapp: object, key: Qt.Key, modifiers: Qt.KeyboardModifier, typed: str, shown: str
) -> None:
    assert keys_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, typed)) == shown


def test_the_same_keys_again_are_counted() -> None:
    pressed = Pressed("Right").then("Right").then("Right")
    assert pressed.text == "Right ×3"
    assert pressed.then("Left").text == "Left"
