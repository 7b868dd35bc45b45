"""Who set a field, asked in the Rewind pane by menu, key and box."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTableWidget,
    QTextEdit,
    QToolButton,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.rewind.blame_presenter import BlamePresenter, BlameState
from app.rewind.pane import RewindPane
from domain import json_value
from domain.event import NewEvent
from domain.history.patch import apply_patch
from infra import clock
from infra.open_log import OpenLog
from tests.app.held_jobs import HeldJobs

LONG = "Leave the parcel at the front door, ring twice and wait for Ada"


class BlameUser:
    """What a person does in the pane to learn who set a field."""

    def __init__(self, qtbot: QtBot, pane: RewindPane) -> None:
        self.qtbot = qtbot
        self.pane = pane
        self.tree = pane.state
        self.setters = pane.findChild(QTreeWidget, "rewind.setters")

    def opens(self, stream: str, version: int) -> None:
        self.pane.open_stream(stream, version)
        self.waits_for(lambda: self.reads("about").startswith(f"v{version} "))

    def line(self, *names: str) -> QModelIndex:
        index = QModelIndex()
        model = self.tree.model()
        for name in names:
            rows = range(model.rowCount(index))
            index = next(c for row in rows if (c := model.index(row, 0, index)).data() == name)
        return index

    def clicks(self, *names: str) -> None:
        index = self.line(*names)
        self.tree.scrollTo(index)
        at = self.tree.visualRect(index).center()
        self.qtbot.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def presses(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.tree, key)

    def toggles(self, name: str) -> None:
        button = self.pane.findChild(QToolButton, f"rewind.{name}")
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def types(self, path: str) -> None:
        line = self.pane.findChild(QComboBox, "rewind.blame_path").lineEdit()
        assert isinstance(line, QLineEdit)
        line.selectAll()
        self.qtbot.keyClicks(line, path)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)

    def reads(self, name: str) -> str:
        label = self.pane.findChild(QLabel, f"rewind.{name}")
        return str(label.text())

    def rows(self) -> list[tuple[str, str]]:
        items = [self.setters.topLevelItem(row) for row in range(self.setters.topLevelItemCount())]
        return [(item.text(0), item.text(1)) for item in items]

    def causes(self, row: int) -> list[str]:
        item = self.setters.topLevelItem(row)
        return [item.child(number).text(0) for number in range(item.childCount())]

    def waits_for(self, condition: object) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)


def record(log: OpenLog, *payloads: bytes, stream: str = "note/n-1") -> None:
    events = [NewEvent(clock.new_id(), "Noted", data, b'{"actor":"Maya"}') for data in payloads]
    log.store.append(stream, log.store.head(stream), events)


@pytest.fixture
def user(qtbot: QtBot, jobs: Jobs, shop_log: OpenLog) -> Iterator[BlameUser]:
    pane = RewindPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(520, 800)
    pane.show()
    pane.show_log(shop_log)
    yield BlameUser(qtbot, pane)
    pane.show_log(None)


def test_a_field_is_traced_to_the_person_who_began_it(user: BlameUser) -> None:
    user.opens("Order/O-1002", 5)
    user.clicks("status")
    user.presses(Qt.Key.Key_B)
    user.waits_for(lambda: len(user.rows()) == 3)
    assert user.rows() == [
        ("OrderRejected v5", "rejected"), ("OrderConfirmed v4", "confirmed"), ("OrderPlaced v1", "open"),
    ]  # fmt: skip
    assert user.reads("set_by").startswith(
        "status was set by OrderRejected v5 · RejectOrder by the process fulfilment"
    )
    causes = user.causes(0)
    assert causes[0] == "RejectOrder by the process fulfilment"
    assert causes[-1].startswith("ConfirmOrder by ")
    assert causes[-2].startswith("caused by OrderConfirmed · Order/O-1002 v4")


def test_a_setter_is_gone_to_while_the_list_stays_and_a_cause_leads_on(user: BlameUser) -> None:
    user.opens("Order/O-1002", 5)
    user.clicks("status")
    user.presses(Qt.Key.Key_B)
    user.waits_for(lambda: len(user.rows()) == 3)
    item = user.setters.topLevelItem(1)
    at = user.setters.visualItemRect(item).center()
    user.qtbot.mouseClick(user.setters.viewport(), Qt.MouseButton.LeftButton, pos=at)
    user.waits_for(lambda: user.reads("about").startswith("v4 "))
    assert len(user.rows()) == 3
    user.setters.expandItem(item)
    user.waits_for(lambda: user.causes(1) != [])
    with user.qtbot.waitSignal(user.pane.command_wanted):
        user.setters.itemActivated.emit(item.child(0), 0)
    causes = user.setters.topLevelItem(0)
    event = next(
        causes.child(row) for row in range(causes.childCount()) if "caused by" in causes.child(row).text(0)
    )
    with user.qtbot.waitSignal(user.pane.event_wanted):
        user.setters.itemActivated.emit(event, 0)


def test_the_list_follows_the_version_and_the_chosen_field(user: BlameUser) -> None:
    user.opens("Order/O-1002", 5)
    user.toggles("blame")
    user.clicks("status")
    user.waits_for(lambda: len(user.rows()) == 3)
    user.presses(Qt.Key.Key_Left)
    user.waits_for(lambda: [row for row, _ in user.rows()] == ["OrderConfirmed v4", "OrderPlaced v1"])
    user.clicks("customer")
    user.waits_for(lambda: [row for row, _ in user.rows()] == ["OrderPlaced v1"])
    user.toggles("blame")
    assert user.pane.findChild(QTableWidget, "rewind.changes").isVisible()


def test_the_menu_of_a_line_asks_too(user: BlameUser) -> None:
    user.opens("Order/O-1002", 5)
    index = user.line("status")
    user.tree.customContextMenuRequested.emit(user.tree.visualRect(index).center())
    menu = user.pane.findChild(QMenu, "json.menu")
    who = next(action for action in menu.actions() if action.objectName() == "rewind.who")
    who.trigger()
    menu.close()
    user.waits_for(lambda: len(user.rows()) == 3)


def test_a_removed_field_stands_struck_out_and_tells_who_removed_it(
    user: BlameUser, shop_log: OpenLog
) -> None:
    user.opens("Order/O-1004", 7)
    user.pane.open_stream("Product/P-3", 2)
    user.waits_for(lambda: user.reads("about").startswith("v2 "))
    user.toggles("last")
    version = shop_log.store.head("Product/P-3")
    user.waits_for(lambda: user.reads("about").startswith(f"v{version} "))
    user.toggles("blame")
    user.types("reserved.O-1004")
    user.waits_for(lambda: len(user.rows()) == 2)
    assert user.rows() == [("StockReleased v3", "(removed)"), ("StockReserved v2", "2")]
    assert user.reads("set_by").startswith("reserved.O-1004 was removed by StockReleased v3")
    box = user.pane.findChild(QComboBox, "rewind.blame_path")
    user.waits_for(lambda: box.count() > 0)
    assert "reserved.O-1004 (removed)" in [box.itemText(row) for row in range(box.count())]
    user.pane.open_stream("Product/P-3", 3)
    user.waits_for(lambda: user.reads("about").startswith("v3 "))
    gone = user.line("reserved", "O-1004")
    assert gone.data(Qt.ItemDataRole.FontRole).strikeOut()
    user.clicks("reserved", "O-1004")
    user.waits_for(lambda: user.reads("set_by").startswith("reserved.O-1004 was removed by"))


def test_small_objects_are_written_out(user: BlameUser) -> None:
    user.opens("Product/P-3", 1)
    user.clicks("price")
    user.presses(Qt.Key.Key_B)
    user.waits_for(lambda: user.rows() == [("ProductListed v1", '{"amount":"189.00","currency":"EUR"}')])


def test_a_field_that_never_existed_is_told(user: BlameUser) -> None:
    user.opens("Order/O-1002", 5)
    user.toggles("blame")
    user.types("colour")
    user.waits_for(lambda: "There never was anything at /colour" in user.reads("set_by"))
    assert user.rows() == []


def test_a_long_text_is_shown_word_by_word(user: BlameUser, shop_log: OpenLog) -> None:
    changed = LONG.replace("front door", "back door").replace("Ada", "Bo")
    record(
        shop_log, json_value.encode({"text": LONG}), json_value.encode({"text": changed}), stream="note/n-2"
    )
    user.opens("note/n-2", 2)
    table = user.pane.findChild(QTableWidget, "rewind.changes")
    assert table.item(0, 1).text().startswith("…parcel at the [\u2212front\u2212][+back+] door")
    assert table.item(0, 1).text().endswith("[\u2212Ada\u2212][+Bo+]")
    table.cellActivated.emit(0, 1)
    whole = user.pane.findChild(QTextEdit, "rewind.words.text")
    assert whole.toPlainText().startswith("Leave the parcel at the frontback door")
    user.pane.findChild(QDialog, "rewind.words").close()


def test_the_difference_is_copied_as_a_patch_that_applies(user: BlameUser, shop_log: OpenLog) -> None:
    user.opens("Order/O-1002", 2)
    user.toggles("compare")
    user.opens("Order/O-1002", 5)
    user.waits_for(lambda: user.reads("range").startswith("v2 \u2192 v5"))
    user.toggles("copy_patch")
    patch = json_value.decode(QGuiApplication.clipboard().text())
    before, after = (shop_log.states.at("Order/O-1002", version=version).state for version in (2, 5))
    assert apply_patch(patch, before) == after


def test_of_many_questions_only_the_newest_is_answered(shop_log: OpenLog) -> None:
    jobs = HeldJobs()
    shown: list[BlameState] = []
    presenter = BlamePresenter(jobs.submit, shown.append, lambda error: None)
    presenter.show_log(shop_log)
    for version in range(1, 6):
        presenter.ask("Order/O-1002", "/status", version)
    assert len(jobs.held) == 1
    jobs.run_all()
    assert presenter.state.version == 5
    assert [setter.version for setter in presenter.state.setters] == [5, 4, 1]
    assert sum(bool(state.setters) for state in shown) >= 1
    presenter.ask("Product/P-3", "/name", 1)
    presenter.ask("Order/O-1002", "/status", 4)
    late, wanted = jobs.held
    wanted.run()
    late.run()
    jobs.held = jobs.held[2:]
    jobs.run_all()
    assert [setter.version for setter in presenter.state.setters] == [4, 1]


def test_keys_step_also_while_a_field_is_chosen(user: BlameUser) -> None:
    user.opens("Order/O-1002", 3)
    user.clicks("status")
    user.presses(Qt.Key.Key_Right)
    user.waits_for(lambda: user.reads("about").startswith("v4 "))
    user.presses(Qt.Key.Key_Home)
    user.waits_for(lambda: user.reads("about") == "Before the first event")
    user.presses(Qt.Key.Key_End)
    user.waits_for(lambda: user.reads("about").startswith("v5 "))


def test_many_setters_come_in_pieces_the_newest_first(empty_log: OpenLog) -> None:
    record(empty_log, *(json_value.encode({"n": number}) for number in range(300)))
    jobs = HeldJobs()
    presenter = BlamePresenter(jobs.submit, lambda state: None, lambda error: None)
    presenter.show_log(empty_log)
    presenter.ask("note/n-1", "/n", 300)
    jobs.held.pop(0).run()
    assert [setter.version for setter in presenter.state.setters] == list(range(300, 290, -1))
    jobs.run_all()
    assert [setter.version for setter in presenter.state.setters] == list(range(300, 100, -1))
    assert presenter.state.total == 300
