from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.journal import JournalPane
from infra.open_log import OpenLog


@pytest.fixture
def pane(qtbot: QtBot, jobs: Jobs, shop_log: OpenLog) -> Iterator[JournalPane]:
    pane = JournalPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(900, 500)
    pane.show()
    pane.show_log(shop_log)
    qtbot.waitUntil(lambda: model_of(pane).rowCount() > 20, timeout=20_000)
    yield pane
    pane.show_log(None)


def model_of(pane: JournalPane) -> QAbstractItemModel:
    table = pane.findChild(QTableView, "journal.table")
    assert isinstance(table, QTableView)
    model = table.model()
    assert model is not None
    return model


def rows_with(pane: JournalPane, *words: str) -> list[int]:
    model = model_of(pane)
    rows = []
    for row in range(model.rowCount()):
        line = " ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
        if all(word in line for word in words):
            rows.append(row)
    return rows


def select(qtbot: QtBot, pane: JournalPane, row: int) -> None:
    index = model_of(pane).index(row, 1)
    pane.table.scrollTo(index)
    qtbot.mouseClick(
        pane.table.viewport(), Qt.MouseButton.LeftButton, pos=pane.table.visualRect(index).center()
    )


def test_commands_are_listed_newest_first_and_can_be_filtered_by_status(
    qtbot: QtBot, pane: JournalPane, shop_log: OpenLog
) -> None:
    QAbstractItemModelTester(model_of(pane), QAbstractItemModelTester.FailureReportingMode.Fatal)
    newest = shop_log.commands.entries(limit=1)[0]
    assert newest.stream in str(model_of(pane).index(0, 2).data())
    status = pane.findChild(QComboBox, "journal.status")
    assert isinstance(status, QComboBox)
    status.setCurrentText("Rejected")
    rejected = len(shop_log.commands.entries(status="rejected"))
    assert rejected
    qtbot.waitUntil(lambda: model_of(pane).rowCount() == rejected, timeout=20_000)
    assert len(rows_with(pane, "rejected")) == rejected


def test_new_commands_come_in_at_the_top(qtbot: QtBot, pane: JournalPane, shop_log: OpenLog) -> None:
    before = model_of(pane).rowCount()
    command = shop_log.commands.submit("ReceiveStock", "Product/P-1", b'{"quantity":3}')
    assert shop_log.settle(command.correlation_id)
    pane.refresh()
    qtbot.waitUntil(lambda: model_of(pane).rowCount() == before + 1, timeout=20_000)
    assert model_of(pane).index(0, 1).data() == "ReceiveStock"


def test_a_command_is_undone_after_one_has_seen_what_would_happen(
    qtbot: QtBot, pane: JournalPane, shop_log: OpenLog
) -> None:
    command = shop_log.commands.submit(
        "ChangePrice", "Product/P-1", b'{"price":{"amount":"1.00","currency":"EUR"}}'
    )
    shop_log.settle(command.correlation_id)
    pane.refresh()
    qtbot.waitUntil(lambda: model_of(pane).index(0, 1).data() == "ChangePrice", timeout=20_000)
    before = shop_log.states.at("Product/P-1", version=shop_log.store.head("Product/P-1") - 1).state["price"]
    select(qtbot, pane, 0)
    qtbot.mouseClick(button(pane, "journal.undo"), Qt.MouseButton.LeftButton)
    asked = wait_for_question(qtbot)
    assert before["amount"] in asked.informativeText()
    go = asked.findChild(QPushButton, "journal.confirm.undo")
    assert isinstance(go, QPushButton)
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: shop_log.states.at("Product/P-1").state["price"] == before,
        timeout=20_000,
    )
    pane.refresh()
    qtbot.waitUntil(lambda: bool(rows_with(pane, "Undo: ChangePrice")), timeout=20_000)
    assert rows_with(pane, "ChangePrice", "undone")


def test_only_what_can_be_retried_or_undone_offers_it(
    qtbot: QtBot, pane: JournalPane, shop_log: OpenLog
) -> None:
    select(qtbot, pane, rows_with(pane, "rejected")[0])
    assert not button(pane, "journal.undo").isEnabled()
    assert not button(pane, "journal.retry").isEnabled()
    with shop_log.log.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE commands SET status = 'parked' WHERE sequence = (SELECT max(sequence) FROM commands)"
        )
    pane.refresh()
    qtbot.waitUntil(lambda: bool(rows_with(pane, "parked")), timeout=20_000)
    select(qtbot, pane, rows_with(pane, "parked")[0])
    qtbot.waitUntil(button(pane, "journal.retry").isEnabled, timeout=20_000)
    qtbot.mouseClick(button(pane, "journal.retry"), Qt.MouseButton.LeftButton)
    newest = shop_log.commands.entries(limit=1)[0].command_id

    def settled() -> bool:
        entry = shop_log.commands.entry(newest)
        return entry is not None and entry.status in ("succeeded", "rejected")

    qtbot.waitUntil(settled, timeout=20_000)


def button(pane: JournalPane, name: str) -> QPushButton:
    found = pane.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def wait_for_question(qtbot: QtBot) -> QMessageBox:
    def question() -> QMessageBox | None:
        for widget in QApplication.topLevelWidgets():
            if (
                isinstance(widget, QMessageBox)
                and widget.objectName() == "journal.confirm"
                and widget.isVisible()
            ):
                return widget
        return None

    qtbot.waitUntil(lambda: question() is not None, timeout=20_000)
    found = question()
    assert found is not None
    return found
