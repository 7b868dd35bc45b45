"""Whoever presents is seen pressing keys and clicking."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPushButton, QWidget

from app.presentation.click_ring import ClickRing
from app.presentation.key_card import KeyCard
from app.presentation.mode import PresentationMode
from app.theme import Theme


@pytest.fixture
def window(qtbot: Any, qapp: QApplication) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    middle = QWidget(window)
    window.setCentralWidget(middle)
    field, button = QLineEdit(middle), QPushButton("Press", middle)
    field.setGeometry(20, 20, 200, 30)
    button.setGeometry(20, 80, 200, 30)
    window.resize(640, 480)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    return window


@pytest.fixture
def mode(qapp: QApplication, window: QMainWindow) -> PresentationMode:
    theme = qapp.findChild(Theme) or Theme(qapp)
    return PresentationMode(theme, window)


def card(window: QMainWindow) -> KeyCard | None:
    return window.findChild(KeyCard)


def test_a_shortcut_is_shown_once_and_letters_are_not(
    qtbot: Any, window: QMainWindow, mode: PresentationMode
) -> None:
    mode.turn(True)
    field = window.findChild(QLineEdit)
    for key in (Qt.Key.Key_A, Qt.Key.Key_B):
        qtbot.keyClick(window.windowHandle(), key)
    assert card(window).text == ""
    assert field.text() == "ab"
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert card(window).text == "Ctrl+A"
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    assert card(window).text == "Right ×2"
    assert card(window).isVisible()
    mode.turn(False)


def test_a_click_spreads_a_ring_where_it_was(qtbot: Any, window: QMainWindow, mode: PresentationMode) -> None:
    mode.turn(True)
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(100, 95))
    ring = window.findChild(ClickRing)
    assert ring.isVisible()
    assert ring.geometry().center() == QPoint(100, 95)
    qtbot.waitUntil(lambda: not ring.isVisible())
    mode.turn(False)


def test_what_a_demo_presses_is_shown_too(qtbot: Any, window: QMainWindow, mode: PresentationMode) -> None:
    button = window.findChild(QPushButton)
    mode.show_press(button)
    assert window.findChild(ClickRing) is None
    mode.turn(True)
    mode.show_press(button)
    assert window.findChild(ClickRing).geometry().center() == button.geometry().center()
    mode.turn(False)


def test_type_is_larger_while_it_is_on(qtbot: Any, window: QMainWindow, mode: PresentationMode) -> None:
    field = window.findChild(QLineEdit)
    before = field.fontMetrics().height()
    mode.turn(True)
    qtbot.waitUntil(lambda: field.fontMetrics().height() > before * 1.15)
    mode.toggle()
    qtbot.waitUntil(lambda: field.fontMetrics().height() == before)
    assert not mode.is_on
