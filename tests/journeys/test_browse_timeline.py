"""From a symptom to its story: pointing at values, columns, a range of time, a correlation, a stream."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QSpinBox, QToolButton, QWidget

from app.json_tree import JsonTree
from app.timeline.columns import COLUMNS, STREAM, TYPE
from tests.app.window_user import WindowUser

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def key(user: WindowUser, key: Qt.Key) -> None:
    user.qtbot.keyClick(user.table, key)


def choose(user: WindowUser, menu: str, title: str) -> None:
    found = user.find(QMenu, menu)
    next(action for action in found.actions() if action.text().partition("\t")[0] == title).trigger()
    found.close()
    user.waits_until(lambda: user.window.findChild(QMenu, menu) is None)


def test_why_was_the_order_rejected(user: WindowUser) -> None:
    """Filter by type, take the rejected order's correlation, read its events, open the cause."""
    box = user.find(QLineEdit, "timeline.filter")
    user.filters("type = OrderRejected")
    user.waits_until(lambda: 0 < user.table.model().rowCount() < 5)
    user.reads(0, TYPE)
    user.clicks_row(0)
    key(user, Qt.Key.Key_C)
    user.waits_until(lambda: box.text().startswith("correlation = "))
    user.waits_until(lambda: user.table.model().rowCount() > 3)
    rows = range(user.table.model().rowCount())
    types = [user.reads(row, TYPE) for row in rows]
    assert "OrderRejected" in types
    user.clicks_row(types.index("OrderRejected"))
    key(user, Qt.Key.Key_Return)
    stream = user.find(QComboBox, "rewind.stream")
    user.waits_until(lambda: stream.currentText() == user.reads(types.index("OrderRejected"), STREAM))


def test_a_field_found_in_an_event_becomes_a_column_and_a_filter(user: WindowUser) -> None:
    user.filters("type = LineAdded")
    user.waits_until(lambda: 0 < user.table.model().rowCount() < 30)
    user.reads(0, TYPE)
    user.clicks_row(0)
    tree = user.find(JsonTree, "event.tree")
    user.waits_until(lambda: tree.value() is not None)
    data = tree.model().index(0, 0)
    product = next(
        child
        for row in range(tree.model().rowCount(data))
        if (child := tree.model().index(row, 0, data)).data() == "product"
    )
    for title in ("Add as column", "Filter by this value"):
        user.dock("pane.event").raise_()
        tree.scrollTo(product)
        tree.customContextMenuRequested.emit(tree.visualRect(product).center())
        choose(user, "json.menu", title)
    added = len(COLUMNS)
    assert user.table.model().headerData(added, Qt.Orientation.Horizontal) == "product"
    wanted = user.find(QLineEdit, "timeline.filter").text()
    assert wanted.startswith('type = LineAdded and data.product = "')
    user.waits_until(lambda: user.table.model().rowCount() > 0)
    assert user.reads(0, added) == wanted.split('"')[1]


def test_a_range_of_time_is_cut_out_and_copied(user: WindowUser) -> None:
    strip = user.find(QWidget, "timeline.density")
    user.waits_until(lambda: bool(strip.accessibleDescription()))
    everything = user.table.model().rowCount()
    left, right = QPoint(strip.width() // 3, 10), QPoint(strip.width() * 2 // 3, 10)
    user.qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=left)
    user.qtbot.mouseMove(strip, right)
    user.qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=right)
    user.waits_until(lambda: 0 < user.table.model().rowCount() < everything)
    rows = user.table.model().rowCount()
    user.reads(0, TYPE)
    user.clicks_row(0)
    user.qtbot.keyClick(user.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.sees("timeline.chosen", f"{rows} selected")
    user.qtbot.keyClick(user.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    user.waits_until(lambda: QGuiApplication.clipboard().text().count('"recorded_at"') == rows)
    user.qtbot.keyClick(strip, Qt.Key.Key_Escape)
    user.sees_events(everything)


def test_an_orders_events_are_walked_through_one_after_the_other(user: WindowUser) -> None:
    user.filters('stream = "Order/O-1001"')
    user.waits_until(lambda: 0 < user.table.model().rowCount() < 12)
    user.reads(0, TYPE)
    user.clicks_row(0)
    following = user.find(QToolButton, "event.next")
    user.waits_until(following.isEnabled)
    for row in (1, 2):
        user.qtbot.mouseClick(following, Qt.MouseButton.LeftButton)
        user.waits_until(lambda row=row: user.table.currentIndex().row() == row)  # type: ignore[misc]
        user.sees("event.title", user.reads(row, TYPE))
        user.sees("event.links", f"v{row + 1}")
    links = user.find(QLabel, "event.links")
    links.linkActivated.emit("rewind:")
    version = user.find(QSpinBox, "rewind.version")
    user.waits_until(lambda: version.value() == 3)
