from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.commands.form import Form
from app.commands.pane import CommandsPane
from app.commands.presenter import NO_LOG, READ_ONLY, CommandsPresenter, CommandsState
from app.jobs import Jobs
from app.json_tree import JsonTree
from domain.fields import fields_of
from infra.open_log import OpenLog
from tests.app.held_jobs import HeldJobs
from tests.domain.test_registry import Paint


class PaneUser:
    """What a person does in the Commands pane."""

    def __init__(self, qtbot: QtBot, pane: QWidget) -> None:
        self.qtbot = qtbot
        self.pane = pane

    def find(self, kind: type, name: str) -> QWidget:
        found = self.pane.findChild(kind, name)
        assert isinstance(found, QWidget), name
        return found

    def types(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.clear()
        self.qtbot.keyClicks(field, text)

    def chooses(self, name: str, text: str) -> None:
        combo = self.find(QComboBox, name)
        assert isinstance(combo, QComboBox)
        combo.setFocus()
        self.qtbot.keyClicks(combo, text)
        self.qtbot.keyClick(combo, Qt.Key.Key_Return)
        assert combo.currentText() == text

    def clicks(self, name: str) -> None:
        button = self.find(QPushButton, name)
        self.waits(button.isEnabled)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def reads(self, name: str) -> str:
        label = self.find(QLabel, name)
        assert isinstance(label, QLabel)
        return label.text()

    def waits(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)

    def sees(self, name: str, text: str) -> None:
        self.waits(lambda: text in self.reads(name))


@pytest.fixture
def log(empty_log: OpenLog) -> OpenLog:
    empty_log.start()
    return empty_log


@pytest.fixture
def user(qtbot: QtBot, jobs: Jobs, log: OpenLog) -> Iterator[PaneUser]:
    pane = CommandsPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(420, 700)
    pane.show()
    pane.show_log(log)
    yield PaneUser(qtbot, pane)
    pane.show_log(None)


def fill_a_product(user: PaneUser, key: str = "P-1", amount: str = "19.99") -> None:
    user.chooses("commands.aggregate", "Product")
    user.types("commands.target", key)
    user.types("commands.field.name", "Desk")
    user.types("commands.field.price.amount", amount)
    user.types("commands.field.price.currency", "EUR")
    user.types("commands.field.stock", "5")


def test_a_command_is_typed_previewed_issued_and_undone(user: PaneUser, log: OpenLog) -> None:
    fill_a_product(user)
    user.clicks("commands.preview")
    user.sees("commands.result", "Would record 1 event. Nothing was written.")
    tree = user.find(JsonTree, "commands.state")
    assert isinstance(tree, JsonTree)
    assert tree.value()["price"] == {"amount": "19.99", "currency": "EUR"}
    assert log.store.last_position() == 0
    user.clicks("commands.issue")
    user.sees("commands.result", "Succeeded: 1 event recorded.")
    events = user.find(QTextBrowser, "commands.events")
    assert isinstance(events, QTextBrowser)
    assert "ProductListed" in events.toPlainText()
    assert log.states.at("Product/P-1").state["price"]["amount"] == "19.99"
    user.clicks("commands.undo")
    user.waits(lambda: log.states.at("Product/P-1").state["status"] == "discontinued")


def test_control_and_return_issue_from_any_field(user: PaneUser, log: OpenLog) -> None:
    fill_a_product(user)
    field = user.find(QLineEdit, "commands.field.stock")
    user.qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    user.sees("commands.result", "Succeeded")
    assert log.store.last_position() == 1


def test_every_wrong_field_gets_its_message_and_nothing_is_written(user: PaneUser, log: OpenLog) -> None:
    fill_a_product(user, key="P 1", amount="x")
    user.types("commands.field.stock", "-1")
    user.clicks("commands.issue")
    user.sees("commands.problem.price.amount", "must be a number")
    user.sees("commands.problem.key", "without blanks")
    user.sees("commands.problem.stock", "0 or more")
    assert user.find(QLineEdit, "commands.field.stock").property("invalid")
    assert log.commands.entries() == []
    user.types("commands.target", "P-1")
    user.types("commands.field.price.amount", "1.50")
    user.types("commands.field.stock", "1")
    user.clicks("commands.issue")
    user.sees("commands.result", "Succeeded")
    assert user.reads("commands.problem.stock") == ""


def shown_target(user: PaneUser) -> str:
    return " ".join(label.text() for label in user.pane.findChildren(QLabel))


def test_a_rejection_is_told_with_its_hint(user: PaneUser) -> None:
    user.chooses("commands.aggregate", "Order")
    user.chooses("commands.command", "ConfirmOrder")
    user.types("commands.target", "Order/O-9")
    user.clicks("commands.issue")
    user.sees("commands.result", "Rejected: There is no such order.")
    assert "Place the order first." in shown_target(user)
    assert not user.find(QPushButton, "commands.undo").isEnabled()


def test_values_stay_where_the_next_command_has_the_same_fields(user: PaneUser) -> None:
    user.types("commands.field.email", "ada@example.org")
    user.chooses("commands.command", "ChangeEmail")
    field = user.find(QLineEdit, "commands.field.email")
    assert isinstance(field, QLineEdit)
    assert field.text() == "ada@example.org"


def test_without_a_log_or_without_permission_it_says_why(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    pane = CommandsPane(jobs)
    qtbot.addWidget(pane)
    assert not pane.issue.isEnabled()
    assert NO_LOG in [label.text() for label in pane.findChildren(QLabel)]
    OpenLog.open(tmp_path / "r.eventlog", create=True).close()
    log = OpenLog.open(tmp_path / "r.eventlog", read_only=True)
    pane.show_log(log)
    assert not pane.issue.isEnabled()
    assert READ_ONLY in [label.text() for label in pane.findChildren(QLabel)]
    pane.show_log(None)
    log.close()


def test_a_form_of_another_domain_has_an_editor_for_every_kind_of_field(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.show_fields(fields_of(Paint))
    colour = form.findChild(QComboBox, "commands.field.colour")
    assert isinstance(colour, QComboBox)
    colour.setCurrentText("blue")
    glossy = form.findChild(QCheckBox, "commands.field.glossy")
    assert isinstance(glossy, QCheckBox)
    qtbot.mouseClick(
        glossy, Qt.MouseButton.LeftButton, pos=glossy.rect().center() - glossy.rect().center() / 2
    )
    glossy.setChecked(True)
    add = form.findChild(QToolButton, "commands.field.items.add")
    assert isinstance(add, QToolButton)
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    name = form.findChild(QLineEdit, "commands.field.items.0.name")
    assert isinstance(name, QLineEdit)
    qtbot.keyClicks(name, "wall")
    remove = form.findChild(QToolButton, "commands.field.items.1.remove")
    assert isinstance(remove, QToolButton)
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    values = form.values()
    assert values == {"colour": "blue", "items": [{"name": "wall", "count": 1}], "glossy": True}
    assert msgspec.convert(values, Paint).items[0].name == "wall"
    form.fill({"note": "soon", "items": []})
    assert form.values()["note"] == "soon"
    assert form.values()["items"] == []


def test_an_answer_for_another_log_changes_nothing(empty_log: OpenLog) -> None:
    jobs = HeldJobs()
    shown: list[CommandsState] = []
    presenter = CommandsPresenter(jobs.submit, shown.append, lambda error: None, "Ada")
    presenter.show_log(empty_log)
    presenter.choose_category("Order")
    presenter.preview("O-1", {"customer": "C-1", "currency": "EUR"})
    assert presenter.state.is_busy
    jobs.run_all()
    assert presenter.state.preview is not None
    assert presenter.state.preview.outcome.status == "succeeded"
    assert not presenter.state.is_busy


def test_a_creating_command_suggests_the_next_free_key(user: PaneUser, log: OpenLog) -> None:
    fill_a_product(user, key="P-7")
    user.clicks("commands.issue")
    user.sees("commands.result", "Succeeded")
    fresh = user.find(QToolButton, "commands.fresh")
    assert isinstance(fresh, QToolButton)
    user.waits(lambda: fresh.text() == "P-8")
    user.qtbot.mouseClick(fresh, Qt.MouseButton.LeftButton)
    target = user.find(QLineEdit, "commands.target")
    assert isinstance(target, QLineEdit)
    assert target.text() == "P-8"
    user.chooses("commands.command", "ChangePrice")
    assert not fresh.isVisible()


def test_in_the_past_only_keys_that_were_there_are_offered(user: PaneUser, log: OpenLog) -> None:
    for key in ("P-1", "P-2"):
        fill_a_product(user, key=key)
        user.clicks("commands.issue")
        user.waits(lambda k=key: log.store.head(f"Product/{k}") == 1)
    first = next(log.store.stream("Product/P-1"))
    presenter = user.pane._presenter
    presenter.complete("")
    user.waits(lambda: presenter.state.keys == ("P-1", "P-2"))
    user.pane.show_as_of(first.position)
    user.waits(lambda: presenter.state.keys == ("P-1",))
    user.pane.show_as_of(None)
    user.waits(lambda: presenter.state.keys == ("P-1", "P-2"))


def test_a_preview_lists_what_would_change_before_and_after(user: PaneUser) -> None:
    fill_a_product(user)
    user.clicks("commands.issue")
    user.sees("commands.result", "Succeeded")
    user.chooses("commands.command", "ChangePrice")
    user.types("commands.field.price.amount", "3.49")
    user.clicks("commands.preview")
    user.sees("commands.result", "Would record 1 event. Nothing was written.")
    changes = user.find(QTableWidget, "commands.changes")
    assert isinstance(changes, QTableWidget)
    cells = [changes.item(0, column) for column in range(3)]
    assert [cell.text() for cell in cells if cell is not None] == ["~ price.amount", "19.99", "3.49"]


def test_earlier_commands_come_from_the_journal_to_be_edited_or_issued_again(
    user: PaneUser, log: OpenLog
) -> None:
    for data in (b'{"quantity":3}', b'{"quantity":4}'):
        log.settle(log.commands.submit("ReceiveStock", "Product/P-1", data).correlation_id)
    fill_a_product(user)
    user.clicks("commands.issue")
    user.sees("commands.result", "Succeeded")
    dialog = opens_history(user)
    box = dialog.findChild(QLineEdit, "commands.history_filter")
    assert isinstance(box, QLineEdit)
    user.qtbot.keyClicks(box, '"quantity":4')
    user.qtbot.mouseClick(button_of(dialog, "commands.history_edit"), Qt.MouseButton.LeftButton)
    quantity = user.find(QLineEdit, "commands.field.quantity")
    assert isinstance(quantity, QLineEdit)
    assert quantity.text() == "4"
    dialog = opens_history(user)
    box = dialog.findChild(QLineEdit, "commands.history_filter")
    assert isinstance(box, QLineEdit)
    user.qtbot.keyClicks(box, '"quantity":3')
    user.qtbot.mouseClick(button_of(dialog, "commands.history_repeat"), Qt.MouseButton.LeftButton)
    user.waits(lambda: log.states.at("Product/P-1").state["on_hand"] == 8)


def opens_history(user: PaneUser) -> QDialog:
    known = user.pane.findChildren(QDialog, "commands.history_dialog")
    button = user.find(QToolButton, "commands.history")
    user.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    found = [d for d in user.pane.findChildren(QDialog, "commands.history_dialog") if d not in known]
    assert len(found) == 1
    tree = found[0].findChild(QTreeWidget, "commands.history_list")
    assert isinstance(tree, QTreeWidget)
    user.waits(lambda: tree.topLevelItemCount() > 0)
    return found[0]


def button_of(dialog: QDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_a_field_that_names_another_stream_offers_those_there_are(user: PaneUser, log: OpenLog) -> None:
    for key in ("C-1", "C-2"):
        data = (
            b'{"name":"Ada","email":"ada@example.org","address":'
            b'{"street":"S","city":"C","postal_code":"W1T","country":"GB"}}'
        )
        log.settle(log.commands.submit("RegisterCustomer", f"Customer/{key}", data).correlation_id)
    user.chooses("commands.aggregate", "Order")
    customer = user.find(QLineEdit, "commands.field.customer")
    assert isinstance(customer, QLineEdit)
    user.qtbot.keyClicks(customer, "C-")
    completer = customer.completer()
    user.waits(lambda: completer.completionCount() == 2)
    assert [completer.completionModel().index(row, 0).data() for row in range(2)] == ["C-1", "C-2"]
    completer.popup().hide()


def test_currencies_are_written_in_capitals_and_completed_on_the_spot(user: PaneUser) -> None:
    user.chooses("commands.aggregate", "Product")
    currency = user.find(QLineEdit, "commands.field.price.currency")
    assert isinstance(currency, QLineEdit)
    user.qtbot.mouseClick(currency, Qt.MouseButton.LeftButton)
    user.qtbot.keyClicks(currency, "e")
    assert currency.text() == "EUR"


def test_tab_goes_from_the_target_through_the_fields_to_the_buttons(user: PaneUser) -> None:
    user.chooses("commands.aggregate", "Product")
    target = user.find(QLineEdit, "commands.target")
    user.waits(user.find(QToolButton, "commands.fresh").isVisible)
    user.waits(user.find(QLineEdit, "commands.field.stock").isVisible)
    target.setFocus()
    seen = []
    for _ in range(7):
        user.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        seen.append(focused.objectName() if focused is not None else "")
    fields = [name for name in seen if name.startswith("commands.field.")]
    assert fields == [
        f"commands.field.{path}" for path in ("name", "price.amount", "price.currency", "stock")
    ]
    assert seen[-2:] == ["commands.preview", "commands.issue"]


@pytest.mark.parametrize("aggregate", ["Customer", "Product", "Order"])
@pytest.mark.parametrize("letters", [1.0, 1.4])
def test_the_form_is_never_cut_on_the_right(user: PaneUser, aggregate: str, letters: float) -> None:
    font = user.pane.font()
    font.setPointSizeF(font.pointSizeF() * letters)
    user.pane.setFont(font)
    scroll = user.pane.findChild(QScrollArea)
    assert scroll is not None
    user.chooses("commands.aggregate", aggregate)
    user.waits(lambda: user.pane.minimumSizeHint().width() >= scroll.widget().minimumSizeHint().width())
    user.pane.resize(user.pane.minimumSizeHint().width(), 600)
    user.waits(lambda: scroll.widget().width() <= scroll.viewport().width())
