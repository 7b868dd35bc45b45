"""A person follows a trail through the window, and goes back and forward along it as in a browser."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox

from tests.app.window_user import WindowUser


def settled(user: WindowUser) -> None:
    user.waits_until(lambda: not user.window.navigation.is_settling)


def test_filters_events_and_versions_are_found_again(user: WindowUser) -> None:
    settled(user)
    back, forward = user.action("back"), user.action("forward")
    filter = user.find(QLineEdit, "timeline.filter")
    stream = user.find(QComboBox, "rewind.stream")
    version = user.find(QSpinBox, "rewind.version")
    assert not back.isEnabled()
    assert not forward.isEnabled()

    user.filters("type = OrderShipped")
    user.sees_events(2)
    user.clicks_row(0)
    user.waits_until(lambda: user.window._places.now.position is not None)
    user.filters("type = OrderPlaced")
    user.sees_events(5)
    user.window.panes.rewind_stream("Order/O-1001", 3)
    user.waits_until(lambda: stream.currentText() == "Order/O-1001" and version.value() == 3)
    user.waits_until(lambda: user.window._places.now.version == 3)

    back.trigger()
    assert filter.text() == "type = OrderPlaced"
    settled(user)
    back.trigger()
    assert filter.text() == "type = OrderShipped"
    user.sees_events(2)
    settled(user)
    assert user.table.currentIndex().row() == 0
    back.trigger()
    settled(user)
    press(user, Qt.MouseButton.BackButton)
    settled(user)
    assert filter.text() == ""
    assert not back.isEnabled()

    press(user, Qt.MouseButton.ForwardButton)
    assert filter.text() == "type = OrderShipped"
    for _ in range(3):
        settled(user)
        forward.trigger()
    user.waits_until(lambda: stream.currentText() == "Order/O-1001" and version.value() == 3)
    assert filter.text() == "type = OrderPlaced"
    settled(user)
    assert not forward.isEnabled()


def test_another_log_has_no_places_yet(user: WindowUser) -> None:
    settled(user)
    user.filters("type = OrderShipped")
    user.sees_events(2)
    assert user.action("back").isEnabled()
    assert user.window.log is not None
    user.window.open_path(user.window.log.path)
    user.waits_until(lambda: not user.action("back").isEnabled())


def press(user: WindowUser, button: Qt.MouseButton) -> None:
    viewport = user.table.viewport()
    place = QPoint(20, 20)
    event = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        QPointF(place),
        QPointF(viewport.mapToGlobal(place)),
        button,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)
