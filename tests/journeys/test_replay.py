"""A release changes what shipping says: a person replays the orders' commands and is led to each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QTableView, QTableWidget

from domain.decider import Rejected
from domain.shop import DOMAIN
from domain.shop.order import ORDER
from domain.shop.order_types import OrderShipped, ShipOrder
from infra import open_log
from tests.app.window_user import WindowUser


def of_today(command: Any, state: Any) -> Any:
    """The decider of a release that writes carriers in capitals."""
    decided = ORDER.decide(command, state)
    if isinstance(command, ShipOrder) and not isinstance(decided, Rejected):
        return tuple(
            msgspec.structs.replace(event, carrier=f"{event.carrier} EXPRESS")
            if isinstance(event, OrderShipped)
            else event
            for event in decided
        )
    return decided


def test_what_a_release_decides_otherwise_is_listed_and_found_in_the_journal(
    open_window: Callable[[Path | None], WindowUser], shop_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = msgspec.structs.replace(ORDER, decide=of_today)
    deciders = tuple(order if each is ORDER else each for each in DOMAIN.deciders)
    released = msgspec.structs.replace(DOMAIN, deciders=deciders)
    monkeypatch.setattr(open_log, "load_domains", lambda: ((released,), ()))
    user = open_window(shop_path)
    user.window.panes.bring_up("pane.replay")
    category = user.find(QComboBox, "replay.category")
    user.waits_until(lambda: category.findText("Order") >= 0)
    while category.currentText() != "Order":
        user.qtbot.keyClick(category, Qt.Key.Key_Down)
    log = user.window.log
    assert log is not None
    shipped = [event for event in log.store.all() if event.type == "OrderShipped"]
    head = log.store.last_position()
    user.clicks(QPushButton, "replay.run")
    table = user.find(QTableWidget, "replay.table")
    user.waits_until(lambda: table.rowCount() == len(shipped) > 0)
    assert {table.item(row, 1).text() for row in range(table.rowCount())} == {e.stream for e in shipped}
    assert "EXPRESS" in table.item(0, 4).text()
    table.selectRow(0)
    user.clicks(QPushButton, "replay.journal")
    journal = user.find(QTableView, "journal.table")
    user.waits_until(lambda: journal.isVisible() and journal.currentIndex().isValid())
    assert log.store.last_position() == head
