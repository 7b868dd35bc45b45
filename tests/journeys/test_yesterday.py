"""A person rewinds everything to yesterday 14:34, looks around, tries a command there, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolBar,
    QToolButton,
)

from domain import json_value
from infra.open_log import OpenLog
from tests.app.conftest import Heartbeat
from tests.app.window_user import WindowUser

SHIP = {"carrier": "UPS", "tracking": "1Z"}
DAY: tuple[tuple[str, str, str, Any], ...] = (
    ("14:20", "RegisterCustomer", "Customer/C-1", {
        "name": "Ada", "email": "ada@example.org",
        "address": {"street": "1 Row", "city": "London", "postal_code": "W1", "country": "GB"}}),
    ("14:21", "ListProduct", "Product/P-1", {
        "name": "Desk", "price": {"amount": "349.00", "currency": "EUR"}, "stock": 5}),
    ("14:30", "PlaceOrder", "Order/O-1", {"customer": "C-1", "currency": "EUR"}),
    ("14:31", "AddLine", "Order/O-1", {
        "product": "P-1", "quantity": 1, "unit_price": {"amount": "349.00", "currency": "EUR"}}),
    ("14:32", "ConfirmOrder", "Order/O-1", {}),
    ("14:33", "PayOrder", "Order/O-1", {"amount": {"amount": "349.00", "currency": "EUR"}}),
    ("14:40", "ShipOrder", "Order/O-1", SHIP),
    ("14:45", "ReceiveStock", "Product/P-1", {"quantity": 7}),
)  # fmt: skip


@pytest.fixture
def yesterdays_log(tmp_path: Path) -> Path:
    """A log of yesterday afternoon: an order that is paid at 14:33 and shipped at 14:40, local time."""
    day = (datetime.now() - timedelta(days=1)).date()
    clock = Clock()
    path = tmp_path / "yesterday.eventlog"
    with closing(OpenLog.open(path, create=True, now=clock)) as log:
        for time, command, stream, data in DAY:
            clock.present = datetime.fromisoformat(f"{day} {time}").astimezone()
            submitted = log.commands.submit(command, stream, json_value.encode(data))
            assert log.settle(submitted.correlation_id)
            outcome = log.commands.outcome(submitted.id)
            assert outcome is not None
            assert outcome.status == "succeeded", outcome
    return path


class Clock:
    """Stands still, but for a microsecond at each look."""

    present: datetime

    def __call__(self) -> datetime:
        self.present += timedelta(microseconds=1)
        return self.present


def test_everything_is_as_of_yesterday_until_one_key_returns(
    open_window: Callable[[Path | None], WindowUser],
    yesterdays_log: Path,
    monkeypatch: pytest.MonkeyPatch,
    heartbeat: Heartbeat,
) -> None:
    user = open_window(yesterdays_log)
    user.waits_until(lambda: user.table.model().rowCount() >= len(DAY))
    log = user.window.log
    assert log is not None
    newest = log.store.last_position()
    user.window.panes.bring_up("pane.read_models")
    orders: Any = user.find(QTableView, "read_models.table").model()
    user.waits_until(lambda: orders.rowCount() == 1 and status(orders) == "shipped")

    heartbeat.start()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: ("yesterday 14:34", True))
    user.action("rewind_all").trigger()
    user.sees("past_banner.title", "The past, as of position")
    user.sees("past_banner.about", "14:33:00")
    banner = user.find(QToolBar, "past_banner")
    assert banner.isVisible()
    assert "as of position" in user.window.windowTitle()
    user.waits_until(lambda: orders.rowCount() == 1 and status(orders) == "paid")
    assert user.find(QToolButton, "read_models.as_of").text().startswith("As of position")

    chooses(user, "commands.aggregate", "Order")
    chooses(user, "commands.command", "ShipOrder")
    types(user, "commands.target", "O-1")
    types(user, "commands.field.carrier", "DHL")
    types(user, "commands.field.tracking", "42")
    assert not user.find(QPushButton, "commands.issue").isEnabled()
    user.clicks(QPushButton, "commands.preview")
    user.sees("commands.result", "Would record 1 event. Nothing was written.")
    assert log.store.last_position() == newest

    user.window.activateWindow()
    user.waits_until(user.window.isActiveWindow)
    user.qtbot.keyClick(user.window, Qt.Key.Key_Escape)
    user.waits_until(lambda: not banner.isVisible())
    user.waits_until(lambda: status(orders) == "shipped")
    assert user.find(QLabel, "commands.result").text() == ""
    user.clicks(QPushButton, "commands.preview")
    user.sees("commands.result", "Would be rejected")
    assert user.find(QPushButton, "commands.issue").isEnabled()
    assert heartbeat.worst < 1.0


def status(orders: Any) -> str:
    return str(orders.index(0, orders.columns.index("status")).data())


def chooses(user: WindowUser, name: str, text: str) -> None:
    combo = user.find(QComboBox, name)
    combo.setFocus()
    user.qtbot.keyClicks(combo, text)
    assert combo.currentText() == text


def types(user: WindowUser, name: str, text: str) -> None:
    field = user.find(QLineEdit, name)
    field.clear()
    user.qtbot.keyClicks(field, text)
