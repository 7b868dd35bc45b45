"""A person sees a wrong value, asks who set it, and follows the causes to the command and the person."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QTableView, QToolButton, QTreeWidget

from app.json_tree import JsonTree
from domain import json_value
from domain.history.patch import apply_patch
from tests.app.window_user import WindowUser


def line_of(tree: JsonTree, *names: str) -> QModelIndex:
    index = QModelIndex()
    model = tree.model()
    for name in names:
        rows = range(model.rowCount(index))
        index = next(child for row in rows if (child := model.index(row, 0, index)).data() == name)
    return index


def opens(user: WindowUser, stream: str, version: int) -> None:
    user.window.panes.rewind_stream(stream, version)
    user.sees("rewind.about", f"v{version} ")


def test_from_a_rejected_order_to_the_person_who_confirmed_it(user: WindowUser) -> None:
    opens(user, "Order/O-1002", 5)
    tree = user.find(JsonTree, "rewind.state")
    user.clicks_cell(tree, line_of(tree, "status"))
    user.qtbot.keyClick(tree, Qt.Key.Key_B)
    user.sees("rewind.set_by", "status was set by OrderRejected v5")
    setters = user.find(QTreeWidget, "rewind.setters")
    newest = setters.topLevelItem(0)
    assert newest is not None
    causes = [newest.child(row) for row in range(newest.childCount())]
    assert "ConfirmOrder by" in causes[-1].text(0)
    shortage = next(cause for cause in causes if "caused by" in cause.text(0))
    setters.scrollToItem(shortage)
    at = setters.visualItemRect(shortage).center()
    user.qtbot.mouseClick(setters.viewport(), Qt.MouseButton.LeftButton, pos=at)
    said = shortage.text(0).removeprefix("caused by ").split(" · ")[0]

    def cells() -> list[str]:
        """Of the row that is chosen in the timeline."""
        current = user.table.currentIndex()
        return [current.siblingAtColumn(n).data() for n in range(user.table.model().columnCount())]

    user.waits_until(lambda: said in cells())
    setters.itemActivated.emit(causes[-1], 0)
    journal = user.find(QTableView, "journal.table")
    user.waits_until(lambda: journal.currentIndex().isValid())


def test_two_points_of_an_order_are_compared_and_taken_away_as_a_patch(user: WindowUser) -> None:
    opens(user, "Order/O-1004", 2)
    user.clicks(QToolButton, "rewind.compare")
    opens(user, "Order/O-1004", 6)
    user.sees("rewind.range", "v2 → v6")
    user.clicks(QToolButton, "rewind.copy_patch")
    log = user.window.log
    assert log is not None
    before, after = (log.states.at("Order/O-1004", version=version).state for version in (2, 6))
    assert apply_patch(json_value.decode(QGuiApplication.clipboard().text()), before) == after


def test_who_took_the_reservation_back_and_who_made_the_row_what_it_is(user: WindowUser) -> None:
    opens(user, "Product/P-3", 3)
    user.clicks(QToolButton, "rewind.blame")
    line = user.find(QComboBox, "rewind.blame_path").lineEdit()
    assert line is not None
    line.selectAll()
    user.qtbot.keyClicks(line, "reserved.O-1004")
    user.qtbot.keyClick(line, Qt.Key.Key_Return)
    user.sees("rewind.set_by", "reserved.O-1004 was removed by StockReleased v3")

    user.window.panes.bring_up("pane.read_models")
    table = user.find(QTableView, "read_models.table")
    user.waits_until(lambda: table.model().rowCount() == 5)
    user.clicks_cell(table, table.model().index(3, 2))
    user.qtbot.keyClick(table, Qt.Key.Key_B)
    said = user.find(QLabel, "read_models.blame.said")
    user.waits_until(lambda: said.text() == "Last touched by OrderCancelled · Order/O-1004 v7")
    said.window().close()
