from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt, QUrl
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTableWidget,
    QTextBrowser,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.journal.pane import JournalPane
from app.journal.table_model import COLUMNS
from infra.journal.entries import STATUSES
from infra.open_log import OpenLog
from tests.infra.journal.test_reactions import Release


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


def test_the_selected_command_is_shown_whole_with_links_to_its_events(
    qtbot: QtBot, pane: JournalPane, shop_log: OpenLog
) -> None:
    newest = shop_log.commands.entries(status="succeeded", limit=1)[0]
    select(qtbot, pane, rows_with(pane, newest.command, newest.stream)[0])
    facts = pane.findChild(QTextBrowser, "journal.detail")
    assert isinstance(facts, QTextBrowser)
    qtbot.waitUntil(lambda: str(newest.command_id) in facts.toPlainText(), timeout=20_000)
    event = shop_log.store.of_command(newest.command_id)[0]
    assert event.type in facts.toPlainText()
    with qtbot.waitSignal(pane.event_wanted) as wanted:
        facts.anchorClicked.emit(QUrl(f"event:{event.position}"))
    assert wanted.args == [event.position]


def test_a_rejected_command_says_why_and_what_to_do(
    qtbot: QtBot, pane: JournalPane, shop_log: OpenLog
) -> None:
    rejected = shop_log.commands.entries(status="rejected", limit=1)[0]
    pane.select(rejected.command_id)
    facts = pane.findChild(QTextBrowser, "journal.detail")
    assert isinstance(facts, QTextBrowser)
    qtbot.waitUntil(lambda: rejected.reason in facts.toPlainText(), timeout=20_000)
    assert rejected.hint in facts.toPlainText()


def test_no_status_is_ever_cut(pane: JournalPane) -> None:
    column = COLUMNS.index("Status")
    metrics = pane.table.fontMetrics()
    for status in (*STATUSES, "succeeded, undone"):
        assert metrics.horizontalAdvance(status) + 16 < pane.table.columnWidth(column), status


def test_the_table_stays_where_it_is_when_commands_come_in(
    qtbot: QtBot, pane: JournalPane, shop_log: OpenLog
) -> None:
    select(qtbot, pane, 5)
    chosen = model_of(pane).index(5, 1).data(), model_of(pane).index(5, 2).data()
    command = shop_log.commands.submit("ReceiveStock", "Product/P-1", b'{"quantity":3}')
    assert shop_log.settle(command.correlation_id)
    before = model_of(pane).rowCount()
    pane.refresh()
    qtbot.waitUntil(lambda: model_of(pane).rowCount() == before + 1, timeout=20_000)
    row = pane.table.currentIndex().row()
    assert row == 6
    assert (model_of(pane).index(row, 1).data(), model_of(pane).index(row, 2).data()) == chosen


def test_what_a_process_manager_could_not_handle_is_listed_retried_and_skipped(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    release = Release()
    log = OpenLog.open(tmp_path / "bank.eventlog", create=True, domains=[release.domain(react="react")])
    for command, key, data in (
        ("Open", "a", b'{"owner":"Ada"}'),
        ("Open", "a-savings", b'{"owner":"Ada"}'),
        ("Deposit", "a", b'{"amount":100}'),
        ("Deposit", "a", b'{"amount":200}'),
        ("Deposit", "a", b'{"amount":300}'),
    ):
        log.settle(log.commands.submit(command, f"Account/{key}", data).correlation_id)
    log.start()
    pane = JournalPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(900, 500)
    pane.show()
    pane.show_log(log)
    table = pane.findChild(QTableWidget, "journal.parked")
    error = pane.findChild(QPlainTextEdit, "journal.parked_error")
    assert isinstance(table, QTableWidget)
    assert isinstance(error, QPlainTextEdit)
    qtbot.waitUntil(lambda: table.rowCount() == 3, timeout=20_000)
    assert pane.tabs.tabText(1) == "Parked reactions (3)"
    pane.tabs.setCurrentIndex(1)
    qtbot.waitUntil(table.isVisible)
    assert "the release is broken" in error.toPlainText()
    presses(qtbot, pane, "journal.parked_retry")
    message = pane.findChild(QLabel, "journal.message")
    assert isinstance(message, QLabel)
    qtbot.waitUntil(lambda: "fails again" in message.text(), timeout=20_000)
    assert table.rowCount() == 3
    presses(qtbot, pane, "journal.parked_skip")
    qtbot.waitUntil(lambda: table.rowCount() == 2, timeout=20_000)
    release.is_broken = False
    presses(qtbot, pane, "journal.parked_retry_all")
    qtbot.waitUntil(lambda: log.states.at("Account/a-savings").state["balance"] == 2, timeout=20_000)
    qtbot.waitUntil(lambda: pane.tabs.tabText(1) == "Parked reactions", timeout=20_000)
    pane.show_log(None)
    log.close()


def presses(qtbot: QtBot, pane: JournalPane, name: str) -> None:
    found = pane.findChild(QToolButton, name)
    assert isinstance(found, QToolButton)
    qtbot.waitUntil(found.isEnabled, timeout=20_000)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
