"""The Streams pane as a person uses it: type a filter, unfold, activate a stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeView, QWidget

from app.jobs import Jobs
from app.moments import brief_time_text
from app.streams.pane import StreamsPane
from infra.open_log import OpenLog


class StreamsUser:
    """What a person can do with the pane and see in it."""

    def __init__(self, qtbot: Any, pane: StreamsPane) -> None:
        self.qtbot = qtbot
        self.pane = pane
        self.tree = _child(pane, QTreeView, "streams.tree")
        self.filter = _child(pane, QLineEdit, "streams.filter")

    def rows(self) -> list[str]:
        """The visible rows' first cells, top to bottom, without the time of a category's last event."""
        rows, index = [], self.tree.model().index(0, 0)
        while index.isValid():
            rows.append(index.data().partition("  ·  ")[0])
            index = self.tree.indexBelow(index)
        return rows

    def sees_rows(self, *rows: str) -> None:
        self.qtbot.waitUntil(lambda: self.rows() == list(rows))

    def place_of(self, text: str) -> QPoint:
        found = self.tree.model().match(
            self.tree.model().index(0, 0),
            Qt.ItemDataRole.DisplayRole,
            text,
            flags=Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive,
        )
        return self.tree.visualRect(found[0]).center()

    def double_clicks(self, text: str) -> None:
        viewport = self.tree.viewport()
        self.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=self.place_of(text))
        self.qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=self.place_of(text))


def _child(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


@pytest.fixture
def user(qtbot: Any, jobs: Jobs, shop_log: OpenLog) -> Iterator[StreamsUser]:
    pane = StreamsPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(360, 500)
    pane.show()
    user = StreamsUser(qtbot, pane)
    QAbstractItemModelTester(
        user.tree.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, user.tree.model()
    )
    pane.show_log(shop_log)
    yield user
    pane.show_log(None)


CATEGORIES = ("Customer  (3)", "Order  (5)", "Product  (4)")


def test_categories_stand_with_their_counts(user: StreamsUser) -> None:
    user.sees_rows(*CATEGORIES)
    assert _child(user.pane, QLabel, "streams.summary").text() == "12 streams in 3 categories"


def test_unfolding_a_category_fetches_its_streams(user: StreamsUser) -> None:
    user.sees_rows(*CATEGORIES)
    user.double_clicks("Product  (4)")
    user.sees_rows(*CATEGORIES, "P-1", "P-2", "P-3", "P-4")


def test_typing_a_filter_shows_what_matches(user: StreamsUser) -> None:
    user.sees_rows(*CATEGORIES)
    user.qtbot.keyClicks(user.filter, "O-1002")
    user.sees_rows("Order  (1)", "O-1002")
    user.filter.clear()
    user.sees_rows(*CATEGORIES)


def test_activating_a_stream_opens_it_in_rewind(user: StreamsUser) -> None:
    user.qtbot.keyClicks(user.filter, "O-1002")
    user.sees_rows("Order  (1)", "O-1002")
    with user.qtbot.waitSignal(user.pane.rewind_wanted) as heard:
        user.tree.setFocus()
        user.tree.setCurrentIndex(user.tree.indexAt(user.place_of("O-1002")))
        user.qtbot.keyClick(user.tree, Qt.Key.Key_Return)
    assert heard.args == ["Order/O-1002", None]


@pytest.mark.qt_log_ignore("does not support raise", "grabbing the keyboard")  # offscreen menus
def test_the_context_menu_filters_the_timeline(user: StreamsUser) -> None:
    user.qtbot.keyClicks(user.filter, "O-1002")
    user.sees_rows("Order  (1)", "O-1002")
    user.tree.setCurrentIndex(user.tree.indexAt(user.place_of("O-1002")))
    user.tree.customContextMenuRequested.emit(user.place_of("O-1002"))
    menu = user.pane.findChild(QWidget, "streams.menu")
    assert menu is not None
    action = next(action for action in menu.actions() if action.text() == "Show in timeline")
    with user.qtbot.waitSignal(user.pane.timeline_wanted) as heard:
        action.trigger()
    assert heard.args == ['stream = "Order/O-1002"']


def test_a_new_stream_appears_by_itself(user: StreamsUser, shop_log: OpenLog) -> None:
    user.sees_rows(*CATEGORIES)
    shop_log.commands.submit("PlaceOrder", "Order/O-2000", b'{"customer": "C-1", "currency": "EUR"}')
    user.sees_rows("Customer  (3)", "Order  (6)", "Product  (4)")


def test_closing_the_log_empties_the_pane(user: StreamsUser) -> None:
    user.sees_rows(*CATEGORIES)
    user.pane.show_log(None)
    message = _child(user.pane, QLabel, "streams.message")
    assert message.isVisibleTo(user.pane)
    assert "Open a log" in message.text()


def test_a_category_tells_when_something_last_happened_in_it(user: StreamsUser, shop_log: OpenLog) -> None:
    last = shop_log.streams.last_activity()["Order"]
    model = user.tree.model()
    user.qtbot.waitUntil(lambda: "·" in (model.index(1, 0).data() or ""))
    assert model.index(1, 0).data() == f"Order  (5)  ·  {brief_time_text(last)}"
