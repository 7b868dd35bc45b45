"""The Evidence pane as a person uses it: a test of a history, masked, shrunk, copied and saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.evidence.pane import EvidencePane
from app.jobs import Jobs
from domain.event import NewEvent
from infra import clock
from infra.open_log import OpenLog


class PaneUser:
    """What a person does in the pane."""

    def __init__(self, qtbot: QtBot, pane: EvidencePane) -> None:
        self.qtbot = qtbot
        self.pane = pane

    def clicks(self, name: str) -> None:
        QCoreApplication.processEvents()  # a person clicks on what has found its place
        button = self.pane.findChild(QPushButton, f"evidence.{name}")
        assert isinstance(button, QPushButton)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def reads(self, name: str) -> str:
        label = self.pane.findChild(QLabel, f"evidence.{name}")
        assert isinstance(label, QLabel)
        return label.text()

    def sees(self, text: str) -> None:
        self.waits(lambda: text in self.pane.source.toPlainText())

    def waits(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)

    def shrinks_to(self, predicate: str) -> None:
        self.pane.predicate.clear()
        self.qtbot.keyClicks(self.pane.predicate, predicate)
        self.qtbot.keyClick(self.pane.predicate, Qt.Key.Key_Return)


@pytest.fixture
def user(qtbot: QtBot, jobs: Jobs, shop_log: OpenLog) -> Iterator[PaneUser]:
    pane = EvidencePane(jobs)
    qtbot.addWidget(pane)
    pane.resize(700, 700)
    pane.show()
    pane.show_log(shop_log)
    yield PaneUser(qtbot, pane)
    pane.show_log(None)


def test_a_history_is_written_as_given_when_then_and_copied(user: PaneUser) -> None:
    assert "Right-click an event" in user.reads("notice")
    user.pane.open_stream("Order/O-1001", 3)
    user.sees("def test_order_o_1001_version_3")
    assert "GIVEN = [" in user.pane.source.toPlainText()
    user.clicks("copy")
    assert QGuiApplication.clipboard().text() == user.pane.source.toPlainText()
    assert user.reads("message") == "Copied."


def test_masked_it_names_nobody(user: PaneUser, shop_log: OpenLog) -> None:
    user.pane.open_stream("Customer/C-1", 1)
    user.sees("RegisterCustomer(")
    name = shop_log.states.at("Customer/C-1").state["name"]
    assert name in user.pane.source.toPlainText()
    user.pane.masked.click()
    user.waits(lambda: name not in user.pane.source.toPlainText())
    user.sees("name-1")
    user.pane.masked.click()
    user.sees(name)


def test_a_history_is_shrunk_to_what_is_enough_and_whole_again(user: PaneUser) -> None:
    user.pane.open_stream("Order/O-1001", 5)
    user.sees("GIVEN")
    user.shrinks_to("changed(after.total)")
    user.waits(lambda: "events are enough" in user.reads("message"))
    assert user.pane.events.rowCount() >= 1
    assert user.pane.events.isVisible()
    user.sees("changed(after.total)")
    user.clicks("whole")
    user.waits(lambda: not user.pane.events.isVisible())
    user.sees("version_5")


def test_a_wrong_condition_and_one_that_never_holds_are_told(user: PaneUser) -> None:
    user.pane.open_stream("Order/O-1001", 5)
    user.sees("GIVEN")
    user.shrinks_to("after.status = lost")
    user.waits(lambda: "holds at no event" in user.reads("problem"))
    user.shrinks_to("after.status ===")
    user.waits(lambda: "holds at no event" not in user.reads("problem") and bool(user.reads("problem")))


def test_a_long_search_can_be_stopped(qtbot: QtBot, jobs: Jobs, empty_log: OpenLog) -> None:
    listed = b'{"name":"Desk","price":{"amount":"1.00","currency":"EUR"},"stock":0}'
    received = [NewEvent(clock.new_id(), "StockReceived", b'{"quantity":1}') for _ in range(1500)]
    events = [NewEvent(clock.new_id(), "ProductListed", listed), *received]
    empty_log.store.append("Product/P-1", 0, events)
    pane = EvidencePane(jobs)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_log(empty_log)
    user = PaneUser(qtbot, pane)
    pane.open_stream("Product/P-1", 3)
    user.sees("GIVEN")
    user.shrinks_to("after.on_hand > 1200")
    user.waits(lambda: "attempts" in user.reads("message"))
    user.clicks("cancel")
    assert user.reads("message").startswith("Stopped.")
    assert not pane.events.isVisible()
    pane.show_log(None)


def test_the_test_is_saved_where_a_person_says(
    user: PaneUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "test_it.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    user.pane.open_stream("Order/O-1001", 2)
    user.sees("GIVEN")
    user.clicks("save")
    user.waits(lambda: "Run it with: pytest test_it.py" in user.reads("message"))
    assert target.read_text("utf-8") == user.pane.source.toPlainText()
