"""The Read models pane as a person uses it: choose, type a condition, click a header, ask for events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QTreeWidget,
)

from app.jobs import Jobs
from app.moments import short_time_text
from app.read_models.pane import ReadModelsPane
from infra.open_log import OpenLog


class ReadModelsUser:
    """What a person can do with the pane and see in it."""

    def __init__(self, qtbot: Any, pane: ReadModelsPane) -> None:
        self.qtbot = qtbot
        self.pane = pane
        self.name = self.child(QComboBox, "read_models.name")
        self.filter = self.child(QLineEdit, "read_models.filter")
        self.table = self.child(QTableView, "read_models.table")

    def child(self, kind: type[Any], name: str) -> Any:
        found = self.pane.findChild(kind, name)
        assert found is not None, name
        return found

    def column(self, number: int) -> list[str]:
        model = self.table.model()
        return [model.index(row, number).data() for row in range(model.rowCount())]

    def sees(self, number: int, *cells: str) -> None:
        self.qtbot.waitUntil(lambda: self.column(number) == list(cells))

    def types(self, text: str) -> None:
        self.filter.clear()
        self.qtbot.keyClicks(self.filter, text)
        self.qtbot.keyClick(self.filter, Qt.Key.Key_Return)

    def clicks_header(self, number: int) -> None:
        header = self.table.horizontalHeader()
        place = header.viewport().rect().center()
        place.setX(header.sectionViewportPosition(number) + 5)
        self.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def clicks_row(self, number: int) -> None:
        place = self.table.visualRect(self.table.model().index(number, 0)).center()
        self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def user(qtbot: Any, jobs: Jobs, shop_log: OpenLog) -> Iterator[ReadModelsUser]:
    pane = ReadModelsPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(900, 400)
    pane.show()
    user = ReadModelsUser(qtbot, pane)
    QAbstractItemModelTester(
        user.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, user.table.model()
    )
    pane.show_log(shop_log)
    user.sees(0, "O-1001", "O-1002", "O-1003", "O-1004", "O-1005")
    yield user
    pane.show_log(None)


def test_a_condition_narrows_the_rows(user: ReadModelsUser) -> None:
    user.types("status=shipped")
    user.sees(0, "O-1001", "O-1003")
    assert user.child(QLabel, "read_models.summary").text() == "2 rows"


def test_a_wrong_condition_says_why_below_the_box(user: ReadModelsUser) -> None:
    user.types("colour=red")
    problem = user.child(QLabel, "read_models.problem")
    assert problem.isVisibleTo(user.pane)
    assert "no column “colour”" in problem.text()


def test_clicking_a_header_sorts_and_clicking_it_again_turns_round(user: ReadModelsUser) -> None:
    user.clicks_header(2)
    user.sees(2, "cancelled", "confirmed", "rejected", "shipped", "shipped")
    user.clicks_header(2)
    user.sees(2, "shipped", "shipped", "rejected", "confirmed", "cancelled")


def test_choosing_another_read_model(user: ReadModelsUser) -> None:
    user.name.setFocus()
    user.qtbot.keyClicks(user.name, "Stock")
    user.sees(1, "Walnut desk", "Reading lamp", "Oak bookshelf", "Wool rug")


def test_the_events_behind_a_row_are_asked_of_the_timeline(user: ReadModelsUser) -> None:
    button = user.child(QToolButton, "read_models.events")
    assert not button.isEnabled()
    user.clicks_row(1)
    with user.qtbot.waitSignal(user.pane.timeline_wanted) as heard:
        user.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard.args == ['stream = "Order/O-1002"']


def test_rows_change_by_themselves_and_the_selected_one_stays(
    user: ReadModelsUser, shop_log: OpenLog
) -> None:
    user.clicks_row(4)
    shop_log.commands.submit("PlaceOrder", "Order/O-1000", b'{"customer": "C-1", "currency": "EUR"}')
    user.sees(0, "O-1000", "O-1001", "O-1002", "O-1003", "O-1004", "O-1005")
    assert user.table.currentIndex().data() == "O-1005"


def test_a_cell_tells_which_events_set_its_column(user: ReadModelsUser) -> None:
    index = user.table.model().index(1, 2)  # O-1002's status
    user.qtbot.mouseClick(
        user.table.viewport(), Qt.MouseButton.LeftButton, pos=user.table.visualRect(index).center()
    )
    user.qtbot.keyClick(user.table, Qt.Key.Key_B)
    tree = user.child(QTreeWidget, "read_models.blame.columns")
    user.qtbot.waitUntil(lambda: tree.currentItem() is not None, timeout=20_000)
    current = tree.currentItem()
    assert [current.text(column) for column in range(3)] == [
        "Status", "rejected", "OrderRejected · Order/O-1002 v5",
    ]  # fmt: skip
    earlier = [current.child(row).text(1) for row in range(current.childCount())]
    assert earlier == ["confirmed", "open"]
    said = user.child(QLabel, "read_models.blame.said").text()
    assert said == "Last touched by OrderRejected · Order/O-1002 v5"
    with user.qtbot.waitSignal(user.pane.event_wanted) as heard:
        user.qtbot.mouseClick(user.child(QPushButton, "read_models.blame.event"), Qt.MouseButton.LeftButton)
    assert isinstance(heard.args[0], int)
    user.child(QDialog, "read_models.blame").close()


def test_everything_a_person_acts_on_has_an_accessible_name(user: ReadModelsUser) -> None:
    for widget in (user.name, user.filter, user.table, user.child(QToolButton, "read_models.events")):
        assert widget.accessibleName()


def test_times_are_short_in_cells_and_exact_in_tool_tips(user: ReadModelsUser) -> None:
    model = user.table.model()
    headers = [
        model.headerData(n, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        for n in range(model.columnCount())
    ]
    index = model.index(0, headers.index("Placed at"))
    recorded = index.data(Qt.ItemDataRole.ToolTipRole)
    assert recorded.endswith("Z")
    assert index.data() == short_time_text(datetime.fromisoformat(recorded))


def test_no_cell_is_cut_where_it_need_not_be(user: ReadModelsUser) -> None:
    model, metrics = user.table.model(), user.table.fontMetrics()
    for column in range(model.columnCount()):
        for text in user.column(column):
            if not user.table.isColumnHidden(column) and len(text) < 40:
                assert metrics.horizontalAdvance(text) < user.table.columnWidth(column), text


def test_the_event_that_touched_a_row_last_is_shown(
    user: ReadModelsUser, qtbot: Any, shop_log: OpenLog
) -> None:
    user.clicks_row(1)
    last = user.child(QToolButton, "read_models.last_event")
    with qtbot.waitSignal(user.pane.event_wanted) as wanted:
        qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    event = shop_log.store.at(wanted.args[0])
    assert event is not None
    assert event.stream == "Order/O-1002"
    assert event.version == shop_log.store.head("Order/O-1002")


def test_a_cells_value_becomes_the_filter(user: ReadModelsUser) -> None:
    index = user.table.model().index(0, 2)
    wanted = index.data()
    user.qtbot.mouseClick(
        user.table.viewport(), Qt.MouseButton.LeftButton, pos=user.table.visualRect(index).center()
    )
    action = next(a for a in user.pane.findChildren(QAction) if a.text() == "Filter by this value")
    action.trigger()
    user.qtbot.waitUntil(lambda: set(user.column(2)) == {wanted}, timeout=20_000)
    assert user.filter.text() == f"status={wanted}"
