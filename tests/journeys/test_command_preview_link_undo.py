"""A person previews a command, issues it, follows it to its event and to the journal, and undoes it there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableView,
    QTableWidget,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
)

from app.timeline.columns import TYPE
from tests.app.window_user import WindowUser


def chooses(user: WindowUser, name: str, text: str) -> None:
    combo = user.find(QComboBox, name)
    combo.setFocus()
    user.qtbot.keyClicks(combo, text)
    assert combo.currentText() == text


def types(user: WindowUser, name: str, text: str) -> None:
    field = user.find(QLineEdit, name)
    field.clear()
    user.qtbot.keyClicks(field, text)


def price(user: WindowUser) -> str:
    log = user.window.log
    assert log is not None
    return str(log.states.at("Product/P-1").state["price"]["amount"])


def test_preview_then_issue_then_the_event_then_the_journal_then_undo(
    open_window: Callable[[Path | None], WindowUser], shop_path: Path
) -> None:
    user = open_window(shop_path)
    log = user.window.log
    assert log is not None
    user.window.panes.bring_up("pane.commands")
    last, before = log.store.last_position(), price(user)
    chooses(user, "commands.aggregate", "Product")
    chooses(user, "commands.command", "ChangePrice")
    types(user, "commands.target", "P-1")
    types(user, "commands.field.price.amount", "3.49")
    types(user, "commands.field.price.currency", "EUR")

    user.clicks(QPushButton, "commands.preview")
    user.sees("commands.result", "Would record 1 event. Nothing was written.")
    changes = user.find(QTableWidget, "commands.changes")
    cells = [changes.item(0, column) for column in range(3)]
    assert [cell.text() for cell in cells if cell is not None] == ["~ price.amount", before, "3.49"]
    assert log.store.last_position() == last

    user.window.activateWindow()  # the list of completions took it away, where there is no window manager
    user.waits_until(user.window.isActiveWindow)
    user.find(QLineEdit, "commands.target").setFocus()
    user.qtbot.keyClick(
        user.find(QLineEdit, "commands.target"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    user.sees("commands.result", "Succeeded: 1 event recorded.")
    user.sees_events(last + 1)
    user.find(QTextBrowser, "commands.events").anchorClicked.emit(QUrl(str(last + 1)))
    user.waits_until(lambda: user.table.currentIndex().row() == last)
    assert user.reads(last, TYPE) == "PriceChanged"

    user.window.panes.bring_up("pane.journal")
    journal = user.find(QTableView, "journal.table")
    user.waits_until(lambda: journal.model().index(0, 1).data() == "ChangePrice")
    user.clicks_cell(journal, journal.model().index(0, 1))
    facts = user.find(QTextBrowser, "journal.detail")
    user.waits_until(lambda: "PriceChanged" in facts.toPlainText())
    user.clicks(QPushButton, "journal.undo")
    question = asked(user)
    assert f"price.amount: 3.49 \u2192 {before}" in question.informativeText()
    go = question.findChild(QPushButton, "journal.confirm.undo")
    assert isinstance(go, QPushButton)
    user.qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    user.waits_until(lambda: price(user) == before)
    user.waits_until(lambda: "Undone by" in facts.toPlainText())


def test_a_command_of_an_earlier_day_is_edited_and_issued(
    open_window: Callable[[Path | None], WindowUser], shop_path: Path
) -> None:
    user = open_window(shop_path)
    user.window.panes.bring_up("pane.commands")
    user.clicks(QToolButton, "commands.history")
    dialog = user.find(QDialog, "commands.history_dialog")
    tree = dialog.findChild(QTreeWidget, "commands.history_list")
    box = dialog.findChild(QLineEdit, "commands.history_filter")
    assert isinstance(tree, QTreeWidget)
    assert isinstance(box, QLineEdit)
    user.waits_until(lambda: tree.topLevelItemCount() > 0)
    user.qtbot.keyClicks(box, "ListProduct P-1")
    user.qtbot.keyClick(box, Qt.Key.Key_Return)
    user.waits_until(lambda: user.find(QComboBox, "commands.command").currentText() == "ListProduct")
    assert user.find(QLineEdit, "commands.target").text() == "P-1"
    fresh = user.find(QToolButton, "commands.fresh")
    user.waits_until(fresh.isVisible)
    user.clicks(QToolButton, "commands.fresh")
    user.clicks(QPushButton, "commands.issue")
    user.sees("commands.result", "Succeeded: 1 event recorded.")
    log = user.window.log
    assert log is not None
    copied = log.states.at(f"Product/{fresh_key(user)}").state
    assert copied["name"] == log.states.at("Product/P-1").state["name"]


def test_a_form_with_every_field_wrong_says_so_at_every_field(
    open_window: Callable[[Path | None], WindowUser], shop_path: Path
) -> None:
    user = open_window(shop_path)
    log = user.window.log
    assert log is not None
    user.window.panes.bring_up("pane.commands")
    count = len(log.commands.entries(limit=1000))
    chooses(user, "commands.aggregate", "Customer")
    wrong = {
        "name": " ",
        "email": "nobody",
        "address.street": " ",
        "address.city": " ",
        "address.postal_code": "!",
        "address.country": "Atlantis",
    }
    types(user, "commands.target", "two words")
    for path, text in wrong.items():
        types(user, f"commands.field.{path}", text)
    user.clicks(QPushButton, "commands.issue")
    for path in (*wrong, "key"):
        user.sees(f"commands.problem.{path}", " ")
    assert QApplication.focusWidget() is user.find(QLineEdit, "commands.target")
    assert len(log.commands.entries(limit=1000)) == count


def fresh_key(user: WindowUser) -> str:
    return user.find(QLineEdit, "commands.target").text()


def asked(user: WindowUser) -> QMessageBox:
    def shown() -> list[QMessageBox]:
        return [
            box
            for box in QApplication.topLevelWidgets()
            if isinstance(box, QMessageBox) and box.objectName() == "journal.confirm" and box.isVisible()
        ]

    user.waits_until(lambda: bool(shown()))
    return shown()[0]
