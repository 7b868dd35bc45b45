"""Everyone can use the window: each widget says what it is, and Tab reaches all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.app.window_user import WindowUser

_ACTED_ON = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
)
_QT_PARTS = ("QHeaderView", "QTableCornerButton", "QDockWidgetTitleButton")
_INNER = ("qt_", "Qt")  # parts that Qt makes inside its own widgets; what they belong to has the name


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def is_inner(widget: QWidget) -> bool:
    return (
        widget.objectName().startswith(_INNER)
        or isinstance(widget, QScrollBar | QTabBar)
        or any(isinstance(each, QComboBox | QAbstractSpinBox | QTabBar | QLineEdit) for each in above(widget))
        or type(widget).__name__
        in ("QHeaderView", "QTableCornerButton", "QComboBoxListView", "QDockWidgetTitleButton")
    )


def above(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def path_of(widget: QWidget) -> str:
    names = [each.objectName() or type(each).__name__ for each in (widget, *above(widget))]
    return " < ".join(names[:4])


@pytest.fixture
def whole(user: WindowUser) -> WindowUser:
    """All panes are there, each in its dock."""
    for dock in user.window.panes.docks.values():
        dock.show()
    return user


def widgets(window: QWidget) -> list[QWidget]:
    return [w for w in window.findChildren(QWidget) if not is_inner(w) and not w.isHidden()]


def test_every_widget_that_a_person_acts_on_has_a_name(whole: WindowUser) -> None:
    nameless = [
        path_of(w) for w in widgets(whole.window) if isinstance(w, _ACTED_ON) and not name_of(w).strip()
    ]
    assert nameless == []


def test_every_widget_that_takes_the_keyboard_has_a_name_and_a_role(whole: WindowUser) -> None:
    mute = []
    for widget in widgets(whole.window):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or interface.role() is QAccessible.Role.NoRole:
            mute.append(f"{path_of(widget)}: no role")
        elif not interface.text(QAccessible.Text.Name).strip():
            mute.append(f"{path_of(widget)}: no name")
    assert mute == []


def test_what_is_drawn_says_in_words_what_it_shows(whole: WindowUser) -> None:
    """Painted widgets have no text of their own: name and description are all that a screen reader gets."""
    drawn = [
        widget
        for widget in widgets(whole.window)
        if type(widget).__module__.startswith("app.")
        and "paintEvent" in vars(type(widget))
        and widget.isVisible()
        and widget.width() > 1
        and not widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    ]
    assert [path_of(widget) for widget in drawn if not name_of(widget)] == []


def test_tab_goes_through_every_widget_of_a_pane_and_comes_back(whole: WindowUser) -> None:
    for name, dock in whole.window.panes.docks.items():
        whole.window.panes.bring_up(name)
        QApplication.sendPostedEvents()
        wanted = {
            w
            for w in dock.findChildren(QWidget)
            if not is_inner(w)
            and w.isVisible()
            and w.isEnabled()
            and w.focusPolicy() & Qt.FocusPolicy.TabFocus
            and w.focusProxy() is None
        }
        reached = set()
        each = whole.window.nextInFocusChain()
        while each is not None and each is not whole.window:
            reached.add(each)
            each = each.nextInFocusChain()
        assert {path_of(w) for w in wanted - reached} == set(), name
