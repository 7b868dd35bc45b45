from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.json_model import PAGE
from app.json_texts import preview
from app.json_tree import JsonTree
from app.long_text import in_short_lines
from app.theme import Role, colour
from domain import json_value

ORDER: dict[str, Any] = {
    "customer": "C-1",
    "lines": {"P-1": {"quantity": 2, "unit_price": Decimal("19.90")}, "P-2": {"quantity": 1}},
    "notes": ["first", "second"],
}


@pytest.fixture
def tree(qtbot: QtBot) -> JsonTree:
    tree = JsonTree("tree", "A value")
    qtbot.addWidget(tree)
    tree.resize(500, 400)
    tree.show()
    return tree


def shown(tree: JsonTree) -> list[tuple[str, str]]:
    """The visible rows, top to bottom."""
    rows, index = [], tree.model().index(0, 0)
    while index.isValid():
        rows.append((index.data(), index.siblingAtColumn(1).data()))
        index = tree.indexBelow(index)
    return rows


def find(tree: JsonTree, *names: str) -> QModelIndex:
    index = QModelIndex()
    for name in names:
        rows = range(tree.model().rowCount(index))
        index = next(child for row in rows if (child := tree.model().index(row, 0, index)).data() == name)
    return index


def watch(tree: JsonTree) -> None:
    """From here on a model that contradicts itself ends the test.

    Not to be called before a value of more than a page is shown, nor for one of more than two: the tester
    fetches in the middle of the change that it watches, and finds fault with itself.
    """
    QAbstractItemModelTester(tree.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, tree)


def test_a_value_is_unfolded_with_its_numbers_as_recorded(tree: JsonTree) -> None:
    watch(tree)
    tree.show_value({})
    tree.show_value(ORDER)
    assert shown(tree) == [
        ("customer", "C-1"),
        ("lines", "{2}"),
        ("P-1", "{2}"),
        ("quantity", "2"),
        ("unit_price", "19.90"),
        ("P-2", "{1}"),
        ("quantity", "1"),
        ("notes", "[2]"),
        ("0", "first"),
        ("1", "second"),
    ]


@pytest.mark.parametrize(
    "text", ["0.10", "1E+2", "123456789012345678901234567890", "-0.0000001", "3", "12345678901234567.25"]
)
def test_numbers_read_as_they_were_written(text: str) -> None:
    value = json_value.decode(text.encode())
    assert preview(value) == json_value.encode(value).decode()
    assert Decimal(preview(value)) == Decimal(text)


def test_what_was_folded_or_unfolded_by_hand_stays_so_when_the_value_is_replaced(tree: JsonTree) -> None:
    big = {"few": {"a": 1}, "many": list(range(PAGE + 1))}
    tree.show_value(big)
    assert [name for name, _ in shown(tree)] == ["few", "a", "many"]
    tree.collapse(find(tree, "few"))
    tree.expand(find(tree, "many"))
    tree.setCurrentIndex(find(tree, "many", "3"))
    tree.show_value({**big, "few": {"a": 2}})
    assert [name for name, _ in shown(tree)][:4] == ["few", "many", "0", "1"]
    assert tree.currentIndex().data() == "3"


def test_a_long_list_comes_in_pages(tree: JsonTree) -> None:
    tree.show_value(list(range(10 * PAGE)))
    model = tree.model()
    assert model.rowCount() == PAGE
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * PAGE
    assert find(tree, str(2 * PAGE - 1)).siblingAtColumn(1).data() == str(2 * PAGE - 1)


def test_the_model_does_not_contradict_itself_while_a_page_joins(tree: JsonTree) -> None:
    tree.show_value(list(range(PAGE + 50)))
    watch(tree)  # fetches what is missing
    assert tree.model().rowCount() == PAGE + 50


def test_changes_are_marked_by_colour_and_said_in_words(tree: JsonTree) -> None:
    tree.show_value(ORDER, {"/lines/P-1/quantity": "replace", "/notes/1": "add"})
    changed, added = find(tree, "lines", "P-1", "quantity"), find(tree, "notes", "1")
    assert changed.data(Qt.ItemDataRole.BackgroundRole).color() == colour(Role.CHANGED_BACK)
    assert added.data(Qt.ItemDataRole.BackgroundRole).color() == colour(Role.ADDED_BACK)
    assert "changed" in changed.data(Qt.ItemDataRole.ToolTipRole)
    assert "added" in added.data(Qt.ItemDataRole.AccessibleTextRole)
    assert find(tree, "customer").data(Qt.ItemDataRole.BackgroundRole) is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_path_and_value_can_be_copied(qtbot: QtBot, tree: JsonTree) -> None:
    tree.show_value({"a/b": {"price": Decimal("1.50")}})
    place = tree.visualRect(find(tree, "a/b", "price")).center()
    copied = []
    for title in ("Copy path", "Copy value"):
        tree.customContextMenuRequested.emit(QPoint(place))
        menu = tree.findChild(QMenu, "json.menu")
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.text() == title).trigger()
        menu.close()
        qtbot.waitUntil(lambda: tree.findChild(QMenu, "json.menu") is None)
        copied.append(QGuiApplication.clipboard().text())
    assert copied == ["/a~1b/price", "1.50"]


def test_a_long_text_is_cut_and_shown_whole_on_demand(qtbot: QtBot, tree: JsonTree) -> None:
    text = "x" * 250_000
    tree.show_value({"blob": text})
    index = find(tree, "blob")
    assert index.siblingAtColumn(1).data().endswith("(250,000 characters)")
    tree.activated.emit(index)
    dialog = tree.findChild(QDialog, "long_text")
    assert isinstance(dialog, QDialog)
    view = dialog.findChild(QPlainTextEdit, "long_text.text")
    assert isinstance(view, QPlainTextEdit)
    assert view.toPlainText().replace("\n", "") == text[:100_000]
    dialog.reject()
    qtbot.waitUntil(lambda: tree.findChild(QDialog, "long_text") is None)


def test_long_lines_are_broken_and_short_ones_kept() -> None:
    assert in_short_lines("a\n\nb") == "a\n\nb"
    assert [len(line) for line in in_short_lines("y" * 4_100).split("\n")] == [2_000, 2_000, 100]


def test_a_value_that_is_no_container_is_shown_too(tree: JsonTree) -> None:
    for value, text in ((None, "null"), (True, "true"), ("hi\nthere", "hi\u23cethere"), (7, "7")):
        tree.show_value(value)
        assert shown(tree) == [("", text)]


def test_a_recorded_text_is_decoded_only_where_one_looks(tree: JsonTree) -> None:
    text = b'{"a": {"price": 1.50, "n": [1, 2]}, "b": "\\ud800", "c": null}'
    tree.show_value({"data": msgspec.Raw(text)})
    assert find(tree, "data", "a", "price").siblingAtColumn(1).data() == "1.50"
    assert find(tree, "data", "a", "n", "1").siblingAtColumn(1).data() == "2"
    assert find(tree, "data", "c").siblingAtColumn(1).data() == "null"
