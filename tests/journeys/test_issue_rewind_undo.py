"""A person issues commands, sees them in the timeline, rewinds the product and takes a mistake back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableView, QToolButton

from app.json_tree import JsonTree
from app.timeline.columns import STREAM, SUMMARY, TYPE
from infra.open_log import OpenLog
from tests.app.window_user import WindowUser


def types(user: WindowUser, name: str, text: str) -> None:
    field = user.find(QLineEdit, name)
    field.clear()
    user.qtbot.keyClicks(field, text)


def chooses(user: WindowUser, name: str, text: str) -> None:
    combo = user.find(QComboBox, name)
    combo.setFocus()
    user.qtbot.keyClicks(combo, text)
    assert combo.currentText() == text


def lists_a_product(user: WindowUser) -> None:
    chooses(user, "commands.aggregate", "Product")
    types(user, "commands.target", "P-1")
    types(user, "commands.field.name", "Desk")
    types(user, "commands.field.price.amount", "349.00")
    types(user, "commands.field.price.currency", "EUR")
    types(user, "commands.field.stock", "5")
    user.clicks(QPushButton, "commands.issue")
    user.sees("commands.result", "Succeeded: 1 event recorded.")


def shown_price(user: WindowUser) -> str:
    value = user.find(JsonTree, "rewind.state").value()
    return str(value["price"]["amount"]) if isinstance(value, dict) and value.get("price") else ""


def double_clicks(user: WindowUser, row: int) -> None:
    table = user.find(QTableView, "timeline.table")
    index: QModelIndex = table.model().index(row, STREAM)
    table.scrollTo(index)
    at = table.visualRect(index).center()
    user.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    user.qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_issue_then_timeline_then_rewind_then_undo(
    open_window: Callable[[Path | None], WindowUser], tmp_path: Path
) -> None:
    OpenLog.open(tmp_path / "mine.eventlog", create=True).close()
    user = open_window(tmp_path / "mine.eventlog")
    lists_a_product(user)
    user.sees_events(1)
    assert user.reads(0, TYPE) == "ProductListed"
    assert "Desk at 349.00 EUR" in user.reads(0, SUMMARY)

    chooses(user, "commands.command", "ChangePrice")
    types(user, "commands.field.price.amount", "3.49")
    user.clicks(QPushButton, "commands.preview")
    user.sees("commands.result", "Would record 1 event.")
    user.clicks(QPushButton, "commands.issue")
    user.sees("commands.result", "Succeeded")
    user.sees_events(2)

    double_clicks(user, 1)
    user.waits_until(lambda: shown_price(user) == "3.49")
    user.clicks(QToolButton, "rewind.back")
    user.waits_until(lambda: shown_price(user) == "349.00")
    user.clicks(QToolButton, "rewind.last")
    user.waits_until(lambda: shown_price(user) == "3.49")

    user.clicks(QPushButton, "commands.undo")
    user.sees_events(3)
    user.waits_until(lambda: shown_price(user) == "349.00")
    assert user.reads(2, TYPE) == "PriceChanged"
    assert "version" not in user.find(QLabel, "rewind.notice").text()
    log = user.window.log
    assert log is not None
    newest = log.commands.entries(limit=2)
    assert newest[0].undo_of == newest[1].command_id
