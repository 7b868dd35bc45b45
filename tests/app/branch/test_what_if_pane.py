"""What a person does in the What if pane, on a day at the shop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QTableWidget,
    QToolButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.branch.comparison import COMMANDS, EDITS, MODELS
from app.branch.events_table import EventsTable
from app.branch.pane import WhatIfPane
from app.jobs import Jobs
from app.json_tree import JsonTree
from infra.open_log import OpenLog

MISTAKE = 30


class PaneUser:
    def __init__(self, qtbot: QtBot, pane: WhatIfPane) -> None:
        self.qtbot = qtbot
        self.pane = pane
        self.failures: list[BaseException] = []
        pane.failed.connect(self.failures.append)

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.pane.findChild(kind, name)
        assert found is not None, name
        return found

    def waits(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)

    def begins(self, position: int | None = None, stream: str = "") -> None:
        self.pane.begin(position, stream)
        self.waits(lambda: self.pane.state.view is not None)
        self.settles()

    def settles(self) -> None:
        self.waits(lambda: not self.pane.state.is_busy)

    def clicks(self, kind: type[Any], name: str) -> None:
        self.qtbot.mouseClick(self.find(kind, f"branch.{name}"), Qt.MouseButton.LeftButton)
        self.settles()

    @property
    def events(self) -> EventsTable:
        table: EventsTable = self.find(EventsTable, "branch.events")
        return table

    def chooses(self, row: int) -> None:
        index = self.events.model().index(row, 1)
        self.events.scrollTo(index)
        at = self.events.visualRect(index).center()
        self.qtbot.mouseClick(self.events.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def presses(self, key: Qt.Key, alt: bool = False) -> None:
        alone = Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(self.events, key, Qt.KeyboardModifier.AltModifier if alt else alone)
        self.settles()

    def reads_events(self) -> list[tuple[str, str]]:
        model = self.events.model()
        rows = range(model.rowCount(QModelIndex()))
        return [(str(model.index(r, 1).data()), str(model.index(r, 2).data())) for r in rows]

    def answers(self, act: Callable[[QWidget], object]) -> None:
        """Does that in the next dialog, which holds up whoever opened it."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(20, answer)
            else:
                act(dialog)

        QTimer.singleShot(20, answer)

    def branch_price(self) -> str:
        return str(self.find(JsonTree, "branch.state").value()["price"]["amount"])

    def trunk_price(self) -> str:
        return str(self.find(JsonTree, "branch.trunk").value()["price"]["amount"])


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "eventscope" / "branches"


@pytest.fixture
def user(qtbot: QtBot, jobs: Jobs, shop_log: OpenLog) -> Iterator[PaneUser]:
    pane = WhatIfPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(760, 760)
    pane.show()
    pane.show_log(shop_log)
    user = PaneUser(qtbot, pane)
    yield user
    jobs.shutdown()
    pane.show_log(None)
    assert user.failures == []


def test_it_says_what_to_do_first_and_begins_at_the_end_of_the_log(user: PaneUser) -> None:
    assert "What if from here" in user.find(QLabel, "branch.notice").text()
    user.clicks(QPushButton, "begin")
    user.waits(lambda: user.pane.state.view is not None)
    assert user.find(QLabel, "branch.about_branch").text() == "Branch at position 51, no edits yet"


def test_a_dropped_event_is_struck_and_taken_back_in_by_the_same_key(user: PaneUser) -> None:
    user.begins(MISTAKE)
    assert [type for type, _ in user.reads_events()][:4] == [
        "ProductListed",
        "StockReserved",
        "PriceChanged",
        "PriceChanged",
    ]
    user.chooses(2)
    user.presses(Qt.Key.Key_Delete)
    user.waits(lambda: user.reads_events()[2] == ("PriceChanged", "dropped"))
    assert user.find(QLabel, "branch.status").text() == "not saved"
    user.presses(Qt.Key.Key_Delete)
    user.waits(lambda: user.reads_events()[2] == ("PriceChanged", ""))
    assert user.pane.state.branch is not None
    assert user.pane.state.branch.edits == ()


def test_a_changed_payload_changes_the_state_beside_the_trunks(user: PaneUser) -> None:
    user.begins(MISTAKE + 1)
    user.chooses(3)

    def types(dialog: QWidget) -> None:
        box = dialog.findChild(QPlainTextEdit, "branch.dialog.payload")
        ok = dialog.findChild(QPushButton, "branch.dialog.ok")
        problem = dialog.findChild(QLabel, "branch.dialog.problem")
        assert isinstance(box, QPlainTextEdit)
        assert isinstance(ok, QPushButton)
        assert isinstance(problem, QLabel)
        for wrong in ("{", "[]", '{"price": "cheap"}'):
            box.setPlainText(wrong)
            assert problem.text()
            assert not ok.isEnabled()
        box.setPlainText('{"price": {"amount": "1.50", "currency": "EUR"}}')
        assert not problem.text()
        user.qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)

    user.answers(types)
    user.presses(Qt.Key.Key_Return)
    user.waits(lambda: user.reads_events()[3] == ("PriceChanged", "changed"))
    assert (user.trunk_price(), user.branch_price()) == ("349.00", "1.50")
    assert "1 difference" in user.find(QLabel, "branch.about").text()


def test_an_inserted_event_is_moved_by_keys_and_dropped_again(user: PaneUser) -> None:
    user.begins(MISTAKE)
    user.chooses(1)

    def accepts(dialog: QWidget) -> None:
        name = dialog.findChild(QComboBox, "branch.dialog.name")
        assert isinstance(name, QComboBox)
        name.setCurrentText("StockReceived")
        assert isinstance(dialog, QDialog)
        dialog.accept()

    user.answers(accepts)
    user.presses(Qt.Key.Key_Insert)
    user.waits(lambda: user.reads_events()[2] == ("StockReceived", "inserted"))
    user.chooses(2)
    user.presses(Qt.Key.Key_Down, alt=True)
    user.waits(lambda: user.reads_events()[3] == ("StockReceived", "inserted"))
    user.presses(Qt.Key.Key_Up, alt=True)
    user.waits(lambda: user.reads_events()[2] == ("StockReceived", "inserted"))
    user.presses(Qt.Key.Key_Delete)
    user.waits(lambda: "inserted" not in [mark for _, mark in user.reads_events()])


def test_a_command_issued_at_the_point_changes_what_becomes_of_others(user: PaneUser) -> None:
    user.begins(15, "Product/P-2")

    def issues(dialog: QWidget) -> None:
        name = dialog.findChild(QComboBox, "branch.dialog.name")
        box = dialog.findChild(QPlainTextEdit, "branch.dialog.payload")
        stream = dialog.findChild(QLineEdit, "branch.dialog.stream")
        assert isinstance(name, QComboBox)
        assert isinstance(box, QPlainTextEdit)
        assert isinstance(stream, QLineEdit)
        assert stream.text() == "Product/P-2"
        name.setCurrentText("ReceiveStock")
        box.setPlainText('{"quantity": 5}')
        assert isinstance(dialog, QDialog)
        dialog.accept()

    user.answers(issues)
    user.clicks(QPushButton, "issue")
    user.waits(lambda: user.pane.comparison.tabText(COMMANDS) == "Commands (4)")
    user.pane.comparison.setCurrentIndex(COMMANDS)
    table = user.find(QTableWidget, "branch.commands")
    told = {
        (table.item(r, 0).text(), table.item(r, 2).text(), table.item(r, 3).text())
        for r in range(table.rowCount())
    }
    assert ("ReserveStock", "rejected", "succeeded: StockReserved") in told
    assert ("RejectOrder", "succeeded: OrderRejected", "not issued") in told
    user.pane.comparison.setCurrentIndex(MODELS)
    tree = user.find(QTreeWidget, "branch.models")
    user.waits(lambda: tree.topLevelItemCount() > 0)
    names = [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]
    assert "order_summary" in names
    user.pane.comparison.setCurrentIndex(EDITS)
    edits = user.find(QListWidget, "branch.edits")
    assert edits.item(0).text() == "Issue ReceiveStock on Product/P-2"
    user.clicks(QPushButton, "take_back")
    user.waits(lambda: user.pane.comparison.tabText(COMMANDS) == "Commands (0)")


def test_later_events_are_kept_where_a_person_wants_it(user: PaneUser) -> None:
    user.begins(MISTAKE)
    then = user.find(QComboBox, "branch.then")
    then.setCurrentIndex(1)
    then.activated.emit(1)
    user.settles()
    user.waits(lambda: len(user.reads_events()) == 5)
    assert {mark for _, mark in user.reads_events()} == {""}


def test_a_branch_is_saved_opened_and_exported_and_nothing_is_left_when_it_is_thrown_away(
    user: PaneUser, tmp_path: Path, cache_folder: Path
) -> None:
    user.begins(MISTAKE)
    user.chooses(2)
    user.presses(Qt.Key.Key_Delete)
    user.waits(lambda: user.reads_events()[2][1] == "dropped")
    with user.qtbot.waitSignal(user.pane.told, timeout=20_000):
        user.pane.save_branch(tmp_path / "m.eventbranch")
    user.waits(lambda: not user.find(QLabel, "branch.status").isVisible())
    with user.qtbot.waitSignal(user.pane.told, timeout=20_000) as told:
        user.pane.export_branch(tmp_path / "m.jsonl")
    assert told.args == ["49 events of the branch exported."]
    user.clicks(QToolButton, "discard")
    assert user.find(QLabel, "branch.notice").isVisible()
    user.waits(lambda: not list(cache_folder.iterdir()))
    user.pane.open_branch(tmp_path / "m.eventbranch")
    user.waits(lambda: user.pane.state.view is not None and not user.pane.state.is_busy)
    assert user.reads_events()[2] == ("PriceChanged", "dropped")


def test_edits_that_are_not_saved_are_not_thrown_away_by_a_slip(
    user: PaneUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.begins(MISTAKE)
    user.chooses(2)
    user.presses(Qt.Key.Key_Delete)
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    user.clicks(QToolButton, "discard")
    assert user.pane.state.branch is not None
    user.clicks(QToolButton, "discard")
    assert user.pane.state.branch is None


def test_a_branch_of_another_log_is_refused(user: PaneUser, tmp_path: Path) -> None:
    text = '{"format":"eventscope-branch-1","log_id":"x","position":1,"edits":[]}'
    (tmp_path / "x.eventbranch").write_text(text)
    with user.qtbot.waitSignal(user.pane.failed, timeout=20_000) as failed:
        user.pane.open_branch(tmp_path / "x.eventbranch")
    assert "another log" in failed.args[0].reason
    user.failures.clear()


def test_both_sides_are_scrubbed_version_by_version_with_the_arrow_keys(user: PaneUser) -> None:
    user.begins(MISTAKE)
    user.chooses(2)
    user.presses(Qt.Key.Key_Delete)
    user.waits(lambda: user.reads_events()[2] == ("PriceChanged", "dropped"))
    trunk = user.find(QSlider, "branch.trunk_version")
    branch = user.find(QSlider, "branch.branch_version")
    assert trunk.accessibleName() == "Version on the trunk"
    ends = trunk.maximum(), branch.maximum()
    assert (trunk.value(), branch.value()) == ends
    user.qtbot.keyClick(trunk, Qt.Key.Key_Home)
    user.qtbot.keyClick(branch, Qt.Key.Key_Home)
    for _ in range(2):
        user.qtbot.keyClick(trunk, Qt.Key.Key_Right)
        user.qtbot.keyClick(branch, Qt.Key.Key_Right)
    about = user.find(QLabel, "branch.about")
    user.waits(lambda: about.text() == "Version 2 of the trunk and 2 of the branch: the same state.")
    user.qtbot.keyClick(trunk, Qt.Key.Key_Right)
    user.waits(lambda: about.text().startswith("Version 3 of the trunk and 2 of the branch: 1 difference"))
    assert user.trunk_price() != user.branch_price()
    assert user.find(QLabel, "branch.trunk_version.about").text() == f"version 3 of {ends[0]}"
    user.qtbot.keyClick(trunk, Qt.Key.Key_Home)
    user.waits(lambda: about.text().startswith("Version 0 of the trunk and 2 of the branch"))
    user.presses(Qt.Key.Key_Delete)
    user.waits(lambda: (trunk.value(), branch.value()) == (trunk.maximum(), branch.maximum()))
