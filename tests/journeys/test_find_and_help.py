"""A person drops a log on the welcome page, finds places by the palette, asks for help, lays panes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QTextBrowser, QWidget

from app.palette.delegate import FOUND
from app.palette.entries import Kind
from tests.app.window_user import WindowUser

Opener = Callable[[Path | None], WindowUser]


def test_from_the_welcome_page_to_a_stream_a_position_help_and_a_layout(
    open_window: Opener, shop_path: Path
) -> None:
    user = open_window(None)
    assert user.find(QWidget, "welcome").isVisible()
    user.drops(shop_path)
    user.waits_until(lambda: user.window.log is not None and user.table.model().rowCount() > 40)

    type_in_palette(user, "o1002")
    user.waits_until(lambda: lists(user, Kind.STREAM) == "Order/O-1002")
    press(user, Qt.Key.Key_Return)
    stream = user.find(QComboBox, "rewind.stream")
    user.waits_until(lambda: stream.currentText() == "Order/O-1002")
    assert not user.find(QWidget, "palette").isVisible()

    type_in_palette(user, "17")
    user.waits_until(lambda: lists(user, Kind.EVENT) == "17")
    press(user, Qt.Key.Key_Return)
    user.waits_until(lambda: user.window.panes.timeline.current_position == 17)

    log = user.window.log
    assert log is not None
    event = log.store.at(20)
    assert event is not None
    type_in_palette(user, str(event.id))
    user.waits_until(lambda: lists(user, Kind.EVENT) == "20")
    press(user, Qt.Key.Key_Escape)
    assert not user.find(QWidget, "palette").isVisible()

    user.window.activateWindow()
    user.find(QLineEdit, "timeline.filter").setFocus()
    user.waits_until(lambda: user.dock("pane.timeline").property("active") is True)
    user.action("help").trigger()
    index = user.find(QListWidget, "help.index")
    page = user.find(QTextBrowser, "help.page")
    assert index.isVisible()
    titles = [index.item(row).text() for row in range(index.count())]
    assert "The window" in titles
    widest = max(index.fontMetrics().horizontalAdvance(title) for title in titles)
    assert index.viewport().width() > widest, "the titles are cut"
    assert index.currentItem().text() == ("Timeline" if "Timeline" in titles else "The window")
    user.action("shortcuts").trigger()
    assert "Ctrl+K" in page.toPlainText()
    assert "Command palette" in page.toPlainText()
    user.qtbot.keyClick(index.window(), Qt.Key.Key_Escape)
    user.waits_until(lambda: not index.isVisible())

    type_in_palette(user, "oper lay")
    press(user, Qt.Key.Key_Return)
    user.waits_until(lambda: user.dock("pane.commands").isHidden())
    user.action("palette").trigger()
    assert lists(user, Kind.ACTION) == "action.layout_operations"  # what was used last comes first
    press(user, Qt.Key.Key_Escape)


def test_what_nothing_fits_is_said(user: WindowUser) -> None:
    type_in_palette(user, "no such thing at all")
    user.sees("palette.status", "Nothing fits")
    press(user, Qt.Key.Key_Return)
    assert user.find(QWidget, "palette").isVisible()


def test_text_grows_with_keys_and_keeps_its_size(user: WindowUser) -> None:
    before, size = QApplication.font().pointSizeF(), user.window.size()
    try:
        user.action("larger_text").trigger()
        assert QApplication.font().pointSizeF() > before
        assert user.window._settings.load().text_size > 1
    finally:
        user.action("usual_text").trigger()
    assert QApplication.font().pointSizeF() == before
    assert user.window.size() == size


def type_in_palette(user: WindowUser, text: str) -> None:
    user.action("palette").trigger()
    field = user.find(QLineEdit, "palette.field")
    assert field.isVisible()
    user.qtbot.keyClicks(field, text)


def press(user: WindowUser, key: Qt.Key) -> None:
    user.qtbot.keyClick(user.find(QLineEdit, "palette.field"), key)


def lists(user: WindowUser, kind: Kind) -> str:
    """The key of the first line, where it is of that kind."""
    item = user.find(QListWidget, "palette.list").item(0)
    entry = item.data(FOUND).entry if item is not None else None
    return entry.key if entry is not None and entry.kind is kind else ""
