from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.timeline.columns import POSITION, STREAM, SUMMARY, TIME, TYPE
from app.timeline.density import BUCKETS, measure
from app.timeline.pane import TimelinePane, within
from domain.event import NewEvent
from domain.filtering import parse
from infra import clock
from infra.log.event_store import ANY
from infra.open_log import OpenLog
from tests.app.conftest import Heartbeat

MANY = 60_000


class TimelineUser:
    """What a person can do with the pane and see in it."""

    def __init__(self, qtbot: QtBot, pane: TimelinePane) -> None:
        self.qtbot = qtbot
        self.pane = pane
        self.wanted: list[object] = []
        self.rewound: list[tuple[object, object]] = []
        pane.event_wanted.connect(self.wanted.append)
        pane.rewind_wanted.connect(self._rewind)

    def _rewind(self, stream: object, version: object) -> None:
        self.rewound.append((stream, version))

    @property
    def rows(self) -> int:
        return self.pane.table.model().rowCount()

    def has_rows(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: self.rows == count, timeout=20_000)

    def sees(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.pane.status.text(), timeout=20_000)

    def reads(self, row: int, column: int) -> str:
        index = self.pane.table.model().index(row, column)
        self.qtbot.waitUntil(lambda: index.data() != "…", timeout=20_000)
        return str(index.data())

    def types(self, text: str) -> None:
        self.pane.filter.clear()
        self.qtbot.keyClicks(self.pane.filter, text)
        self.qtbot.keyClick(self.pane.filter, Qt.Key.Key_Return)

    def place(self, row: int, column: int) -> QPoint:
        index = self.pane.table.model().index(row, column)
        self.pane.table.scrollTo(index)
        return self.pane.table.visualRect(index).center()

    def clicks(self, row: int, column: int = STREAM) -> None:
        where = self.place(row, column)
        self.qtbot.mouseClick(self.pane.table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def chooses(self, row: int, column: int, title: str) -> None:
        self.reads(row, column)
        self.pane.table.customContextMenuRequested.emit(self.place(row, column))
        menu = self.pane.findChild(QMenu, "timeline.menu")
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.text().partition("\t")[0] == title).trigger()
        menu.close()
        self.qtbot.waitUntil(lambda: self.pane.findChild(QMenu, "timeline.menu") is None)

    def error(self) -> str:
        label = self.pane.findChild(QLabel, "timeline.error")
        assert isinstance(label, QLabel)
        return label.text()


def append(log: OpenLog, count: int, stream: str = "Thing/1", correlation: UUID | None = None) -> None:
    metadata = b"{}" if correlation is None else f'{{"correlation_id":"{correlation}"}}'.encode()
    events = [
        NewEvent(clock.new_id(), f"Kind{number % 7}", f'{{"n":{number}}}'.encode(), metadata)
        for number in range(count)
    ]
    log.store.append(stream, ANY, events)
    log.watch.poke()


@pytest.fixture
def log(empty_log: OpenLog) -> OpenLog:
    empty_log.watch.start()
    return empty_log


@pytest.fixture
def user(request: pytest.FixtureRequest, qtbot: QtBot, jobs: Jobs, log: OpenLog) -> Iterator[TimelineUser]:
    pane = TimelinePane(jobs)
    qtbot.addWidget(pane)
    failures: list[object] = []
    pane.failed.connect(failures.append)
    if "heartbeat" not in request.fixturenames:  # the tester asks for every cell at every change
        fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
        QAbstractItemModelTester(pane.table.model(), fatal, pane)
    pane.resize(900, 600)
    pane.show()
    pane.show_log(log)
    yield TimelineUser(qtbot, pane)
    pane.show_log(None)
    assert failures == []


def test_an_empty_log_says_what_to_do(user: TimelineUser) -> None:
    notice = user.pane.findChild(QLabel, "timeline.notice")
    assert isinstance(notice, QLabel)
    user.qtbot.waitUntil(lambda: "No events yet" in notice.text())


def test_rows_tell_what_was_recorded(user: TimelineUser, log: OpenLog) -> None:
    append(log, 30)
    user.has_rows(30)
    user.sees("30 events")
    assert user.reads(29, POSITION) == "30"
    assert user.reads(29, STREAM) == "Thing/1"
    assert user.reads(29, TYPE) == "Kind1"
    assert user.reads(29, SUMMARY) == '{"n":29}'
    assert len(user.reads(29, TIME)) == len("2026-11-23 12:00:00")


def test_typing_a_filter_narrows_the_rows_and_clearing_it_brings_them_back(
    user: TimelineUser, log: OpenLog
) -> None:
    append(log, 70)
    user.has_rows(70)
    user.types("type = Kind3")
    user.has_rows(10)
    assert {user.reads(row, TYPE) for row in range(10)} == {"Kind3"}
    user.pane.filter.clear()
    user.has_rows(70)


def test_a_wrong_filter_says_where_and_what_was_expected_and_keeps_the_rows(
    user: TimelineUser, log: OpenLog
) -> None:
    append(log, 20)
    user.has_rows(20)
    user.types("type = = Kind3")
    assert "8" in user.error()
    assert user.pane.filter.property("invalid") is True
    assert user.rows == 20
    user.types("type = Kind3")
    assert user.error() == ""
    assert user.pane.filter.property("invalid") is False


def test_a_filter_that_nothing_passes_says_so(user: TimelineUser, log: OpenLog) -> None:
    append(log, 5)
    user.types("type = Never")
    notice = user.pane.findChild(QLabel, "timeline.notice")
    assert isinstance(notice, QLabel)
    user.qtbot.waitUntil(lambda: "No event passes" in notice.text(), timeout=20_000)


def test_up_and_down_move_the_selection_and_the_event_follows(user: TimelineUser, log: OpenLog) -> None:
    append(log, 20)
    user.has_rows(20)
    user.clicks(4)
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_Down)
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_Up)
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_Up)
    assert user.wanted == [5, 6, 5, 4]


def test_new_events_come_into_sight_while_following(user: TimelineUser, log: OpenLog) -> None:
    append(log, 100)
    user.has_rows(100)
    append(log, 50)
    user.has_rows(150)
    bar = user.pane.table.verticalScrollBar()
    user.qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert user.pane.follow.isChecked()


def test_a_list_that_was_scrolled_away_stays_put_and_says_how_many_are_new(
    user: TimelineUser, log: OpenLog
) -> None:
    append(log, 100)
    user.has_rows(100)
    user.clicks(10)
    where = user.pane.table.verticalScrollBar().value()
    append(log, 3)
    user.sees("3 new")
    assert user.pane.table.verticalScrollBar().value() == where
    assert not user.pane.follow.isChecked()
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_F)
    assert user.pane.follow.isChecked()
    bar = user.pane.table.verticalScrollBar()
    user.qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert "new" not in user.pane.status.text()


def test_home_and_end_lead_to_the_first_and_the_last_event(user: TimelineUser, log: OpenLog) -> None:
    append(log, 100)
    user.has_rows(100)
    user.clicks(50)
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_Home)
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_End)
    assert user.wanted == [51, 1, 100]
    assert user.pane.follow.isChecked()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_context_menu_filters_copies_and_rewinds(user: TimelineUser, log: OpenLog) -> None:
    correlation = clock.new_id()
    append(log, 4)
    append(log, 2, "Thing/2", correlation)
    user.has_rows(6)
    user.chooses(5, TYPE, "Filter by this value")
    assert user.pane.filter.text() == 'type = "Kind1"'
    user.has_rows(2)
    user.chooses(1, TYPE, "Show correlation")
    user.qtbot.waitUntil(lambda: str(correlation) in user.pane.filter.text())
    user.has_rows(2)
    assert {user.reads(row, STREAM) for row in range(2)} == {"Thing/2"}
    user.chooses(1, STREAM, "Open in Rewind")
    assert user.rewound == [("Thing/2", 2)]
    user.chooses(0, STREAM, "Copy as JSON")
    user.qtbot.waitUntil(lambda: '"stream":"Thing/2"' in QGuiApplication.clipboard().text())


def test_the_density_counts_the_events_of_the_view(user: TimelineUser, log: OpenLog, jobs: Jobs) -> None:
    append(log, 70)
    view = log.scans.view(parse("type = Kind3"))
    assert view.wait(20)
    done: list[object] = []
    jobs.submit(lambda job: measure(log.log.database, view, job), on_success=done.append)
    user.qtbot.waitUntil(lambda: bool(done))
    density = done[0]
    assert density is not None
    assert density.is_exact  # type: ignore[attr-defined]  # not None
    assert sum(density.counts) == 10  # type: ignore[attr-defined]
    assert len(density.counts) == BUCKETS  # type: ignore[attr-defined]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_dragging_over_the_density_selects_a_range_of_time(user: TimelineUser, log: OpenLog) -> None:
    append(log, 40)
    user.types("type = Kind3 or type = Kind4")
    strip = user.pane.density
    user.qtbot.waitUntil(lambda: bool(strip.accessibleDescription()), timeout=20_000)
    left, right = QPoint(0, 10), QPoint(strip.width() // 2, 10)
    user.qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=left)
    user.qtbot.mouseMove(strip, right)
    user.qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=right)
    assert user.pane.filter.text().startswith("(type = Kind3 or type = Kind4) and time >= ")
    assert user.error() == ""
    user.qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=left)
    assert user.pane.filter.text() == "type = Kind3 or type = Kind4"


def test_a_range_of_time_joins_any_filter() -> None:
    now = clock.now()
    for text in ("", "type = A", "type = A or type = B"):
        parse(within(text, now, now + timedelta(seconds=1)))


def test_narrowing_and_jumping_in_a_long_log_does_not_freeze(
    user: TimelineUser, log: OpenLog, heartbeat: Heartbeat
) -> None:
    for number in range(MANY // 10_000):
        append(log, 10_000, f"Thing/{number}")
    user.has_rows(MANY)
    user.qtbot.wait(200)
    heartbeat.start()
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_X)
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert user.pane.table.chosen_rows == [range(MANY)]
    bar = user.pane.table.verticalScrollBar()
    for part in range(10):
        bar.setValue(bar.maximum() * part // 10)
        user.qtbot.wait(10)
    bar.setValue(bar.maximum())
    assert user.reads(MANY - 1, POSITION) == f"{MANY:,}"
    user.types("type = Kind6")
    user.sees(f"{MANY // 10_000 * 1_428:,} events")
    assert heartbeat.worst < 1.0


def test_going_to_an_event_scrolls_there_also_where_positions_have_no_room(
    user: TimelineUser, log: OpenLog
) -> None:
    append(log, 300, "Thing/1")
    user.has_rows(300)
    user.pane.resize(300, 600)
    table = user.pane.table
    user.qtbot.waitUntil(lambda: table.isColumnHidden(POSITION))
    assert user.pane.go_to(40)
    row = table.visualRect(table.model().index(39, TYPE))
    assert 0 <= row.center().y() < table.viewport().height()
