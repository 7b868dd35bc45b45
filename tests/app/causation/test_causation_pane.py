"""The Causation pane as a person uses it: looking, clicking, walking with the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.causation.canvas import Canvas
from app.causation.pane import CausationPane
from app.jobs import Jobs
from domain.event import Event, NewEvent
from infra import clock
from infra.open_log import OpenLog


class PaneUser:
    """What a person does in the pane, and what the pane tells others."""

    def __init__(self, qtbot: QtBot, pane: CausationPane) -> None:
        self.qtbot = qtbot
        self.pane = pane
        self.events: list[object] = []
        self.commands: list[object] = []
        pane.event_wanted.connect(self.events.append)
        pane.command_wanted.connect(self.commands.append)

    def waits(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)

    def rows(self) -> list[str]:
        found: list[str] = []

        def read(item: QTreeWidgetItem | None, depth: int) -> None:
            if item is not None:
                found.append("  " * depth + item.text(0))
                for number in range(item.childCount()):
                    read(item.child(number), depth + 1)

        for number in range(self.pane.tree.topLevelItemCount()):
            read(self.pane.tree.topLevelItem(number), 0)
        return found

    def reads(self, name: str) -> str:
        label = self.pane.findChild(QLabel, f"causation.{name}")
        assert isinstance(label, QLabel)
        return label.text()

    def current(self) -> str:
        item = self.pane.tree.currentItem()
        return "" if item is None else item.text(0)

    def clicks_box(self, canvas: Canvas, name: str) -> None:
        box = next(box for box in canvas.boxes.values() if box.link.name == name)
        canvas.ensureVisible(box)
        at = canvas.mapFromScene(box.rect.center())
        self.qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.fixture
def user(qtbot: QtBot, jobs: Jobs, shop_log: OpenLog) -> Iterator[PaneUser]:
    pane = CausationPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(1100, 600)
    pane.show()
    pane.show_log(shop_log)
    yield PaneUser(qtbot, pane)
    pane.show_log(None)


def newest(log: OpenLog, type: str) -> Event:
    return next(event for event in log.store.all(backward=True) if event.type == type)


def opens_reservation(user: PaneUser, log: OpenLog) -> Event:
    reserved = newest(log, "StockReserved")
    user.pane.open_event(reserved.position)
    user.waits(lambda: user.current() == "StockReserved")
    return reserved


def test_the_chain_from_the_command_of_a_person_down_to_the_reservation_is_shown(
    user: PaneUser, shop_log: OpenLog
) -> None:
    opens_reservation(user, shop_log)
    rows = user.rows()
    assert rows[0] == "ConfirmOrder"
    assert rows[1] == "  OrderConfirmed"
    assert "    ReserveStock" in rows
    assert "      StockReserved" in rows
    assert "events that belong together, in" in user.reads("about")


def test_a_box_in_the_graph_and_one_in_the_lanes_choose_the_event_everywhere(
    user: PaneUser, shop_log: OpenLog
) -> None:
    opens_reservation(user, shop_log)
    user.clicks_box(user.pane.graph, "OrderConfirmed")
    user.waits(lambda: user.current() == "OrderConfirmed")
    confirmed = user.events[-1]
    assert isinstance(confirmed, int)
    event = shop_log.store.at(confirmed)
    assert event is not None
    assert event.type == "OrderConfirmed"
    user.pane.tabs.setCurrentIndex(1)
    assert user.pane.lanes.lanes[0] == event.stream
    user.clicks_box(user.pane.lanes, "StockReserved")
    user.waits(lambda: user.current() == "StockReserved")
    assert user.events[-1] != confirmed


def test_the_keys_walk_from_consequence_to_cause_and_the_description_is_read_aloud(
    user: PaneUser, shop_log: OpenLog
) -> None:
    opens_reservation(user, shop_log)
    graph = user.pane.graph
    graph.setFocus()
    for seen in ("ReserveStock", "OrderConfirmed", "ConfirmOrder"):
        user.qtbot.keyClick(graph, Qt.Key.Key_Left)
        user.waits(lambda seen=seen: user.current() == seen)  # type: ignore[misc]  # bound at once
        assert seen in graph.accessibleDescription()
    user.qtbot.keyClick(graph, Qt.Key.Key_Return)
    assert len(user.commands) == 1
    user.qtbot.keyClick(graph, Qt.Key.Key_Right)
    user.waits(lambda: user.current() == "OrderConfirmed")


def test_zooming_by_keys_and_buttons_stays_within_bounds_and_fits_again(
    user: PaneUser, shop_log: OpenLog
) -> None:
    opens_reservation(user, shop_log)
    graph = user.pane.graph
    fitted = graph.transform().m11()
    user.qtbot.mouseClick(user.pane.nearer, Qt.MouseButton.LeftButton)
    assert graph.transform().m11() > fitted
    for _ in range(40):
        user.qtbot.keyClick(graph, Qt.Key.Key_Plus)
    assert graph.transform().m11() <= 3.0
    for _ in range(60):
        user.qtbot.keyClick(graph, Qt.Key.Key_Minus)
    assert graph.transform().m11() >= 0.099
    user.qtbot.mouseClick(user.pane.fit, Qt.MouseButton.LeftButton)
    assert graph.transform().m11() == pytest.approx(fitted)


def test_an_event_without_ids_says_that_nothing_more_is_known(
    qtbot: QtBot, jobs: Jobs, empty_log: OpenLog
) -> None:
    empty_log.store.append("Case/1", 0, [NewEvent(clock.new_id(), "Arrived", b"{}")])
    pane = CausationPane(jobs)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_log(empty_log)
    user = PaneUser(qtbot, pane)
    assert "Select an event" in user.reads("notice")
    pane.open_event(1)
    user.waits(lambda: user.rows() == ["Arrived"])
    assert "neither a correlation nor a cause" in user.reads("told")
    pane.open_event(7)
    user.waits(lambda: "no event at position 7" in user.reads("notice"))
    pane.show_log(None)


def test_what_follows_later_appears_by_itself(qtbot: QtBot, jobs: Jobs, empty_log: OpenLog) -> None:
    first = clock.new_id()
    metadata = b'{"correlation_id":"one"}'
    empty_log.store.append("Case/1", 0, [NewEvent(first, "Arrived", b"{}", metadata)])
    pane = CausationPane(jobs)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_log(empty_log)
    user = PaneUser(qtbot, pane)
    pane.open_event(1)
    user.waits(lambda: user.rows() == ["Arrived"])
    caused = f'{{"correlation_id":"one","causation_id":"{first}"}}'.encode()
    empty_log.store.append("Case/2", 0, [NewEvent(clock.new_id(), "Left", b"{}", caused)])
    pane.refresh()
    user.waits(lambda: user.rows() == ["Arrived", "  Left"])
    assert user.current() == "Arrived"
    pane.show_log(None)
