"""A person asks when something became true, and watches values to see where to look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSlider, QTableView, QToolButton

from app.rewind.watch_track import WatchTrack
from tests.app.window_user import WindowUser


def opens(user: WindowUser, stream: str, version: int) -> None:
    user.window.panes.rewind_stream(stream, version)
    slider = user.find(QSlider, "rewind.slider")
    user.waits_until(lambda: user.find(QComboBox, "rewind.stream").currentText() == stream)
    user.waits_until(lambda: slider.value() == version)


def asks(user: WindowUser, expression: str) -> None:
    box = user.find(QLineEdit, "rewind.until")
    box.clear()
    user.qtbot.keyClicks(box, expression)


def test_a_person_runs_to_where_an_order_was_shipped_and_on_to_the_next_order(user: WindowUser) -> None:
    opens(user, "Order/O-1001", 1)
    asks(user, "after.status = shipped")
    user.clicks(QToolButton, "rewind.run_forward")
    slider = user.find(QSlider, "rewind.slider")
    user.waits_until(lambda: slider.value() == 6)
    user.sees("rewind.about", "OrderShipped")

    scope = user.find(QComboBox, "rewind.until_scope")
    scope.setFocus()
    user.qtbot.keyClick(scope, Qt.Key.Key_Down)
    user.waits_until(lambda: scope.currentIndex() == 1)
    user.clicks(QToolButton, "rewind.run_forward")
    user.waits_until(lambda: user.find(QComboBox, "rewind.stream").currentText() == "Order/O-1003")
    user.waits_until(lambda: slider.value() == 6)
    user.sees("rewind.until_message", "in 5 of 5 streams")
    hits = user.find(QTableView, "rewind.hits").model()
    assert [hits.index(row, 0).data() for row in range(hits.rowCount())] == ["Order/O-1001", "Order/O-1003"]

    user.clicks(QToolButton, "rewind.run_back")
    user.waits_until(lambda: user.find(QComboBox, "rewind.stream").currentText() == "Order/O-1001")


def test_watches_show_where_to_jump_and_are_there_again_tomorrow(
    open_window: Callable[[Path | None], WindowUser], shop_path: Path
) -> None:
    user = open_window(shop_path)
    opens(user, "Product/P-2", 6)
    for expression in ("after.on_hand", "after.price.amount", "changed(reserved)"):
        asks(user, expression)
        user.clicks(QToolButton, "rewind.watch")
    track = user.find(WatchTrack, "rewind.watch.after.on_hand")
    user.waits_until(lambda: "at version 6" in track.accessibleDescription())
    track.setFocus()
    user.qtbot.keyClick(track, Qt.Key.Key_Left)
    slider = user.find(QSlider, "rewind.slider")
    user.waits_until(lambda: slider.value() < 6)
    user.window.close()

    again = open_window(shop_path)
    opens(again, "Product/P-4", 1)
    track = again.find(WatchTrack, "rewind.watch.after.on_hand")
    again.waits_until(lambda: "at version 1" in track.accessibleDescription())
    assert again.find(WatchTrack, "rewind.watch.changed(reserved)").isVisibleTo(again.window)
