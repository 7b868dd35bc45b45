from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QSlider, QSpinBox, QTableWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.json_tree import JsonTree
from app.rewind.pane import RewindPane
from app.rewind.presenter import RewindPresenter
from app.rewind.state import RewindState
from domain.event import NewEvent
from infra import clock
from infra.open_log import OpenLog
from tests.app.conftest import Heartbeat
from tests.app.held_jobs import HeldJobs


def receive(count: int) -> list[NewEvent]:
    return [NewEvent(clock.new_id(), "StockReceived", b'{"quantity":1}') for _ in range(count)]


def fill(log: OpenLog, count: int, stream: str = "Product/P-1") -> None:
    listed = b'{"name":"Desk","price":{"amount":"1.00","currency":"EUR"},"stock":0}'
    log.store.append(stream, 0, [NewEvent(clock.new_id(), "ProductListed", listed)])
    done = 1
    while done < count:
        events = receive(min(2000, count - done))
        log.store.append(stream, done, events)
        done += len(events)


class PaneUser:
    """What a person does in the Rewind pane."""

    def __init__(self, qtbot: QtBot, pane: RewindPane) -> None:
        self.qtbot = qtbot
        self.pane = pane

    def clicks(self, name: str) -> None:
        button = self.pane.findChild(QToolButton, f"rewind.{name}")
        assert isinstance(button, QToolButton)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def presses(self, key: Qt.Key) -> None:
        self.pane.setFocus()
        self.qtbot.keyClick(self.pane, key)

    def on_hand(self) -> int:
        value = self.pane.state.value()
        return int(value["on_hand"]) if isinstance(value, dict) else -1

    def sees_on_hand(self, count: int) -> None:
        self.waits(lambda: self.on_hand() == count)

    def reads(self, name: str) -> str:
        label = self.pane.findChild(QLabel, f"rewind.{name}")
        assert isinstance(label, QLabel)
        return label.text()

    def waits(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)


@pytest.fixture
def user(qtbot: QtBot, jobs: Jobs, empty_log: OpenLog) -> Iterator[PaneUser]:
    fill(empty_log, 10)
    pane = RewindPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(520, 700)
    pane.show()
    pane.show_log(empty_log)
    yield PaneUser(qtbot, pane)
    pane.show_log(None)


def test_a_stream_is_typed_and_stepped_through_by_buttons_and_keys(user: PaneUser) -> None:
    line = user.pane.stream.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    user.qtbot.keyClicks(line, "Product/P-1")
    user.qtbot.keyClick(line, Qt.Key.Key_Return)
    user.sees_on_hand(9)
    user.clicks("back")
    user.sees_on_hand(8)
    user.presses(Qt.Key.Key_Left)
    user.sees_on_hand(7)
    user.presses(Qt.Key.Key_Right)
    user.sees_on_hand(8)
    user.clicks("first")
    user.waits(lambda: user.reads("about") == "Before the first event")
    user.clicks("forward")
    user.waits(lambda: "ProductListed" in user.reads("about"))
    user.presses(Qt.Key.Key_End)
    user.sees_on_hand(9)
    box = user.pane.findChild(QSpinBox, "rewind.version")
    assert isinstance(box, QSpinBox)
    box.selectAll()
    user.qtbot.keyClicks(box, "4")
    user.qtbot.keyClick(box, Qt.Key.Key_Return)
    user.sees_on_hand(3)


def test_what_a_step_changed_is_listed_before_and_after(user: PaneUser) -> None:
    user.pane.open_stream("Product/P-1", 5)
    user.sees_on_hand(4)
    table = user.pane.findChild(QTableWidget, "rewind.changes")
    assert isinstance(table, QTableWidget)
    cells = [table.item(0, column) for column in range(3)]
    assert [cell.text() if cell else "" for cell in cells] == ["~ on_hand", "3", "4"]


def test_a_pinned_version_is_compared_with(user: PaneUser) -> None:
    user.pane.open_stream("Product/P-1", 3)
    user.sees_on_hand(2)
    user.clicks("compare")
    user.clicks("last")
    user.sees_on_hand(9)
    table = user.pane.findChild(QTableWidget, "rewind.changes")
    assert isinstance(table, QTableWidget)
    user.waits(lambda: table.item(0, 1) is not None and table.item(0, 1).text() == "2")
    assert user.reads("range") == "v3 → v10 · 1 change"


def test_the_play_runs_to_the_end_and_stops(user: PaneUser) -> None:
    user.pane.open_stream("Product/P-1", 0)
    user.pane.transport.speed.setCurrentIndex(2)
    user.waits(lambda: user.reads("about") == "Before the first event")
    user.presses(Qt.Key.Key_Space)
    user.sees_on_hand(9)
    user.waits(lambda: not user.pane.transport.play.isChecked())


def test_a_stream_that_grows_is_followed_at_its_end(user: PaneUser, empty_log: OpenLog) -> None:
    user.pane.open_stream("Product/P-1")
    user.sees_on_hand(9)
    empty_log.store.append("Product/P-1", 10, receive(2))
    user.pane.refresh()
    user.sees_on_hand(11)
    user.clicks("first")
    empty_log.store.append("Product/P-1", 12, receive(1))
    user.pane.refresh()
    user.waits(lambda: user.pane.slider.maximum() == 13)
    assert user.pane.slider.value() == 0


def test_an_unknown_stream_is_inferred_and_a_missing_one_is_told(user: PaneUser, empty_log: OpenLog) -> None:
    empty_log.store.append("item/i1", 0, [NewEvent(clock.new_id(), "Pick Item", b'{"who":"Ada"}')])
    user.pane.open_stream("item/i1")
    user.waits(lambda: user.pane.state.value() == {"who": "Ada"})
    badge = user.pane.findChild(QLabel, "rewind.inferred")
    assert isinstance(badge, QWidget)
    assert badge.isVisible()
    user.pane.open_stream("item/none")
    user.waits(lambda: "no stream item/none" in user.reads("notice"))


def test_at_an_event_that_does_not_decode_the_state_stops_or_leaves_it_out(
    user: PaneUser, empty_log: OpenLog
) -> None:
    bad = NewEvent(clock.new_id(), "StockReceived", b'{"quantity":"many"}')
    empty_log.store.append("Product/P-1", 10, [bad, *receive(1)])
    user.pane.open_stream("Product/P-1")
    user.waits(lambda: "cannot be read" in user.reads("problems"))
    assert "Version 11" in user.reads("problems")
    told = user.pane.findChild(QLabel, "rewind.problems")
    assert isinstance(told, QLabel)
    user.waits(lambda: told.height() >= told.heightForWidth(told.width()))  # no line of it is cut
    assert user.on_hand() == 9  # the state before it
    user.clicks("skip")
    user.sees_on_hand(10)
    assert user.reads("problems") == "Left out, because it cannot be read: v11"
    user.clicks("skip")
    user.sees_on_hand(9)


def test_scrubbing_a_long_stream_never_freezes_and_ends_where_the_hand_does(
    qtbot: QtBot, jobs: Jobs, empty_log: OpenLog, heartbeat: Heartbeat
) -> None:
    fill(empty_log, 20_000)
    pane = RewindPane(jobs)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_log(empty_log)
    user = PaneUser(qtbot, pane)
    pane.open_stream("Product/P-1")
    user.sees_on_hand(19_999)
    slider = pane.findChild(QSlider, "rewind.slider")
    assert isinstance(slider, QSlider)
    heartbeat.start()
    for version in range(20_000, 0, -97):
        slider.setValue(version)
        qtbot.wait(1)
    slider.setValue(12_345)
    user.sees_on_hand(12_344)
    assert heartbeat.worst < 1.0
    assert isinstance(pane.state, JsonTree)
    pane.show_log(None)


def test_what_changed_stands_beside_the_state_where_the_pane_is_wide(user: PaneUser) -> None:
    user.pane.open_stream("Product/P-1", 5)
    user.sees_on_hand(4)
    changes = user.pane.findChild(QTableWidget, "rewind.changes")
    assert isinstance(changes, QTableWidget)

    def at(part: QWidget) -> QPoint:
        return part.mapTo(user.pane, QPoint(0, 0))

    assert at(changes).y() > at(user.pane.state).y() + user.pane.state.height()
    user.pane.resize(1200, 700)
    user.waits(lambda: at(changes).x() > at(user.pane.state).x() + user.pane.state.width())
    assert at(changes).y() < at(user.pane.state).y() + user.pane.state.height()


def test_a_low_pane_is_scrolled_to_who_set_a_field_and_never_asks_for_more_room(user: PaneUser) -> None:
    user.pane.resize(460, 260)
    user.pane.open_stream("Product/P-1", 5)
    user.sees_on_hand(4)
    for expression in ("after.on_hand", "after.price.amount", "after.name", "after.status"):
        user.pane.watches.watch(expression)
    user.waits(lambda: user.pane.watches.isVisible())
    assert user.pane.minimumSizeHint().height() <= 260
    assert user.pane.details.blame_button.visibleRegion().isEmpty()
    user.pane.state.select("/on_hand")
    user.pane.blaming.blame("/on_hand")
    user.waits(lambda: not user.pane.details.blame_button.visibleRegion().isEmpty())
    assert user.pane.height() == 260


def test_only_the_newest_wish_is_folded_while_another_is_on_its_way(empty_log: OpenLog) -> None:
    fill(empty_log, 50)
    jobs = HeldJobs()
    shown: list[RewindState] = []
    presenter = RewindPresenter(jobs.submit, shown.append, lambda error: None)
    presenter.show_log(empty_log)
    presenter.open("Product/P-1", 0)
    jobs.run_all()
    assert presenter.state.shown == 0
    for version in range(1, 41):
        presenter.seek(version)
    assert len(jobs.held) == 1
    jobs.held.pop(0).run()
    assert presenter.state.shown == 1
    assert presenter.state.version == 40
    jobs.run_all()
    assert (presenter.state.shown, presenter.state.value["on_hand"]) == (40, 39)


def test_a_late_answer_for_another_stream_is_dropped(empty_log: OpenLog) -> None:
    fill(empty_log, 5)
    fill(empty_log, 8, "Product/P-2")
    jobs = HeldJobs()
    presenter = RewindPresenter(jobs.submit, lambda state: None, lambda error: None)
    presenter.show_log(empty_log)
    presenter.open("Product/P-1")
    presenter.open("Product/P-2")
    late, wanted = jobs.held
    wanted.run()
    late.run()
    jobs.held = jobs.held[2:]
    jobs.run_all()
    assert (presenter.state.stream, presenter.state.last) == ("Product/P-2", 8)
