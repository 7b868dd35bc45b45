from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.commands import CommandsPane
from app.commands.form import Form
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
