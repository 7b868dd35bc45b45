"""The Projections pane as a person uses it: rebuild, pause, resume, cancel, schedule, retry and skip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QTableWidget,
    QTabWidget,
    QToolButton,
    QTreeWidget,
)

from app.jobs import Jobs
from app.projections.pane import ProjectionsPane
from app.projections.table_model import COLUMNS
from domain.event import NewEvent
from infra.open_log import OpenLog

MANY = 20_000


class ProjectionsUser:
    """What a person can do with the pane and see in it."""

    def __init__(self, qtbot: Any, pane: ProjectionsPane) -> None:
        self.qtbot = qtbot
        self.pane = pane
        self.table = self.child(QTableView, "projections.table")
        self.schedules = self.child(QTreeWidget, "projections.schedules")
        self.parked = self.child(QTableWidget, "projections.parked")

    def child(self, kind: type[Any], name: str) -> Any:
        found = self.pane.findChild(kind, name)
        assert found is not None, name
        return found

    def cell(self, projection: str, title: str) -> str:
        model = self.table.model()
        column = [column.title for column in COLUMNS].index(title)
        for row in range(model.rowCount()):
            if model.index(row, 0).data() == projection:
                return str(model.index(row, column).data())
        return ""

    def sees_status(self, projection: str, *words: str) -> None:
        self.qtbot.waitUntil(lambda: self.cell(projection, "Status") in words, timeout=20_000)

    def selects(self, projection: str) -> None:
        model = self.table.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index.data() == projection:
                place = self.table.visualRect(index).center()
                self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def clicks(self, name: str) -> None:
        button = self.child(QToolButton, name)
        self.qtbot.waitUntil(button.isEnabled, timeout=20_000)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def is_enabled(self, name: str) -> bool:
        return bool(self.child(QToolButton, name).isEnabled())

    def opens_tab(self, number: int) -> None:
        bar = self.child(QTabWidget, "projections.tabs").tabBar()
        self.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())

    def schedule_cells(self, column: int) -> list[str]:
        items = [self.schedules.topLevelItem(n) for n in range(self.schedules.topLevelItemCount())]
        return [item.text(column) for item in items if item is not None]


@pytest.fixture
def user(qtbot: Any, jobs: Jobs, shop_log: OpenLog) -> Iterator[ProjectionsUser]:
    pane = ProjectionsPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(1100, 500)
    pane.show()
    pane.show_log(shop_log)
    user = ProjectionsUser(qtbot, pane)
    user.sees_status("event_statistics", "live")
    yield user
    pane.show_log(None)


def test_every_projection_is_live_in_the_end(user: ProjectionsUser) -> None:
    for name in ("order_summary", "stock_by_product", "customer_card", "sales_by_day", "event_statistics"):
        user.sees_status(name, "live")
    assert user.cell("order_summary", "Lag") == "0"
    assert not user.is_enabled("projections.pause")


def test_a_rebuild_can_be_paused_resumed_and_cancelled(user: ProjectionsUser, shop_log: OpenLog) -> None:
    shop_log.store.append("Thing/T-1", 0, [NewEvent(uuid4(), f"T{n % 50}", b"{}") for n in range(MANY)])
    shop_log.watch.poke()
    user.qtbot.waitUntil(
        lambda: user.cell("event_statistics", "Position") == f"{MANY + 51:,}", timeout=60_000
    )
    user.selects("event_statistics")
    user.clicks("projections.rebuild")
    user.clicks("projections.pause")
    user.sees_status("event_statistics", "paused")
    assert "%" in user.cell("event_statistics", "Rebuild")
    assert not user.is_enabled("projections.rebuild")
    user.clicks("projections.resume")
    user.sees_status("event_statistics", "rebuilding")
    user.clicks("projections.cancel")
    user.sees_status("event_statistics", "live")
    assert user.cell("event_statistics", "Rebuild") == ""


def test_rebuilding_while_commands_are_issued_ends_live_with_all_of_them(
    user: ProjectionsUser, shop_log: OpenLog
) -> None:
    user.selects("order_summary")
    user.clicks("projections.rebuild")
    for number in range(20):
        shop_log.commands.submit("PlaceOrder", f"Order/N-{number}", b'{"customer": "C-1", "currency": "EUR"}')
    user.qtbot.waitUntil(lambda: shop_log.store.last_position() >= 71, timeout=20_000)
    user.qtbot.waitUntil(
        lambda: (
            user.cell("order_summary", "Position") == f"{shop_log.store.last_position():,}"
            and user.cell("order_summary", "Status") == "live"
        ),
        timeout=20_000,
    )
    orders = shop_log.projections.queries.page("order_summary").rows
    assert len(orders) == 25


def test_a_schedule_is_written_run_paused_and_deleted(user: ProjectionsUser) -> None:
    user.selects("sales_by_day")
    assert not user.is_enabled("projections.schedule_edit")
    user.clicks("projections.schedule_add")
    editor = user.child(QDialog, "projections.schedule_editor")
    assert user.child(QComboBox, "projections.schedule_editor.projection").currentText() == "sales_by_day"
    count = user.child(QSpinBox, "projections.schedule_editor.count")
    count.selectAll()
    user.qtbot.keyClicks(count, "15")
    assert "Every 15 minutes" in user.child(QLabel, "projections.schedule_editor.meaning").text()
    user.qtbot.mouseClick(
        user.child(QPushButton, "projections.schedule_editor.add"), Qt.MouseButton.LeftButton
    )
    assert not editor.isVisible()
    user.qtbot.waitUntil(lambda: user.schedule_cells(1) == ["every 15 minutes"])
    user.clicks("projections.schedule_edit")
    assert user.child(QComboBox, "projections.schedule_editor.projection").currentText() == "sales_by_day"
    count = user.child(QSpinBox, "projections.schedule_editor.count")
    assert count.text() == "15"
    count.selectAll()
    user.qtbot.keyClicks(count, "20")
    user.qtbot.mouseClick(
        user.child(QPushButton, "projections.schedule_editor.add"), Qt.MouseButton.LeftButton
    )
    user.qtbot.waitUntil(lambda: user.schedule_cells(1) == ["every 20 minutes"])
    user.clicks("projections.schedule_run")
    user.qtbot.waitUntil(lambda: " done in " in "".join(user.schedule_cells(3)), timeout=20_000)
    user.clicks("projections.schedule_pause")
    user.qtbot.waitUntil(lambda: user.schedule_cells(2) == ["paused"])
    assert user.child(QToolButton, "projections.schedule_pause").text() == "Resume"
    user.clicks("projections.schedule_delete")
    user.qtbot.waitUntil(lambda: user.schedule_cells(0) == [])


def test_a_wrong_cron_expression_is_explained_and_cannot_be_added(user: ProjectionsUser) -> None:
    user.clicks("projections.schedule_add")
    kind = user.child(QComboBox, "projections.schedule_editor.kind")
    kind.setFocus()
    user.qtbot.keyClicks(kind, "Cron")
    box = user.child(QLineEdit, "projections.schedule_editor.cron")
    box.selectAll()
    user.qtbot.keyClicks(box, "0 3 *")
    meaning = user.child(QLabel, "projections.schedule_editor.meaning")
    add = user.child(QPushButton, "projections.schedule_editor.add")
    assert "still missing: month, weekday" in meaning.text()
    assert not add.isEnabled()
    user.qtbot.keyClicks(box, " * mon")
    assert add.isEnabled()
    user.qtbot.keyClick(box, Qt.Key.Key_Escape)


def test_parked_events_are_retried_and_skipped(user: ProjectionsUser, shop_log: OpenLog) -> None:
    shop_log.store.append("Order/O-7", 0, [NewEvent(uuid4(), "OrderPlaced", b'{"customer": 7}')])
    shop_log.watch.poke()
    user.opens_tab(1)
    user.qtbot.waitUntil(lambda: user.parked.rowCount() == 2, timeout=20_000)
    assert user.cell("order_summary", "Parked") == "1"
    assert '"customer": 7' in user.child(QPlainTextEdit, "projections.parked_event").toPlainText()
    assert "does not decode" in user.child(QPlainTextEdit, "projections.parked_error").toPlainText()
    with user.qtbot.waitSignal(user.pane.failed, timeout=20_000) as heard:
        user.clicks("projections.parked_retry")
    assert "fails again" in heard.args[0].reason or "does not decode" in heard.args[0].reason
    for left in (1, 0):
        user.clicks("projections.parked_skip")
        user.qtbot.waitUntil(lambda left=left: user.parked.rowCount() == left, timeout=20_000)


def test_the_last_error_opens_in_full(user: ProjectionsUser, shop_log: OpenLog) -> None:
    shop_log.store.append("Order/O-7", 0, [NewEvent(uuid4(), "OrderPlaced", b'{"customer": 7}')])
    shop_log.watch.poke()
    user.qtbot.waitUntil(
        lambda: "does not decode" in user.cell("order_summary", "Last error"), timeout=20_000
    )
    index = user.table.model().index(0, len(COLUMNS) - 1)
    user.table.scrollTo(index)
    place = user.table.visualRect(index).center()
    user.qtbot.mouseClick(user.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    user.qtbot.mouseDClick(user.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    text = user.child(QPlainTextEdit, "projections.error_text")
    assert text.toPlainText().startswith("The payload does not decode")
    user.child(QDialog, "projections.error").reject()


def test_the_pane_rests_while_nobody_sees_it(user: ProjectionsUser, shop_log: OpenLog) -> None:
    user.pane.hide()
    before = user.cell("order_summary", "Position")
    command = shop_log.commands.submit("PlaceOrder", "Order/O-9", b'{"customer": "C-1", "currency": "EUR"}')
    assert shop_log.settle(command.correlation_id)
    assert user.cell("order_summary", "Position") == before
    user.pane.show()
    user.qtbot.waitUntil(lambda: user.cell("order_summary", "Position") != before)


def test_everything_a_person_acts_on_has_an_accessible_name(user: ProjectionsUser) -> None:
    for kind in (QToolButton, QTableView, QTreeWidget, QPlainTextEdit):
        for widget in user.pane.findChildren(kind):
            if widget.objectName().startswith("projections."):
                assert widget.accessibleName(), widget.objectName()
