from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from app.event_detail.pane import EventPane
from app.jobs import Jobs
from domain.event import NewEvent
from infra import clock
from infra.database import rows_of
from infra.log.event_store import ANY
from infra.open_log import OpenLog
from tests.app.conftest import Heartbeat

CORRELATION = "0192f3a1-0000-7000-8000-000000000001"
COMMAND = "0192f3a1-0000-7000-8000-000000000002"


class EventUser:
    """What a person can do with the pane and see in it."""

    def __init__(self, qtbot: QtBot, pane: EventPane) -> None:
        self.qtbot = qtbot
        self.pane = pane

    def opens(self, position: int) -> None:
        self.pane.open_event(position)

    def sees(self, path: str, text: str) -> None:
        self.qtbot.waitUntil(lambda: self.read(path) == text, timeout=20_000)

    def read(self, path: str) -> str:
        model, index = self.pane.tree.model(), QModelIndex()
        for name in path.split("/"):
            rows = range(model.rowCount(index))
            found = [child for row in rows if (child := model.index(row, 0, index)).data() == name]
            if not found:
                return ""
            index = found[0]
        return str(index.siblingAtColumn(1).data())

    def label(self, name: str) -> str:
        label = self.pane.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label.text()


def append(log: OpenLog, data: bytes, type: str = "Happened", stream: str = "Thing/1") -> int:
    metadata = f'{{"correlation_id":"{CORRELATION}","command_id":"{COMMAND}"}}'.encode()
    (event,) = log.store.append(stream, ANY, [NewEvent(clock.new_id(), type, data, metadata)])
    return event.position


def damage(log: OpenLog, position: int, data: bytes) -> None:
    """Writes other bytes over a recorded payload, as a broken disk would."""
    with log.log.database.writing() as connection:
        rows_of(connection, "UPDATE events SET data = ? WHERE position = ?", (data, position))


@pytest.fixture
def user(qtbot: QtBot, jobs: Jobs, empty_log: OpenLog) -> Iterator[EventUser]:
    pane = EventPane(jobs)
    qtbot.addWidget(pane)
    failures: list[object] = []
    pane.failed.connect(failures.append)
    pane.resize(500, 600)
    pane.show()
    pane.show_log(empty_log)
    yield EventUser(qtbot, pane)
    pane.show_log(None)
    assert failures == []


def test_an_event_is_shown_as_a_tree_and_as_recorded(user: EventUser, empty_log: OpenLog) -> None:
    user.opens(append(empty_log, b'{"price": 1.50, "count":123456789012345678901234567890}'))
    user.sees("data/price", "1.50")
    assert user.read("data/count") == "123456789012345678901234567890"
    assert user.pane.raw.toPlainText().startswith('{"price": 1.50, "count":123456789012345678901234567890}')
    assert "Thing/1" in user.label("event.links")


def test_links_lead_to_the_stream_the_correlation_and_the_command(
    user: EventUser, empty_log: OpenLog
) -> None:
    heard: list[tuple[object, ...]] = []
    user.pane.rewind_wanted.connect(lambda stream, version: heard.append((stream, version)))
    user.pane.filter_wanted.connect(lambda text: heard.append((text,)))
    user.pane.command_wanted.connect(lambda id: heard.append((id,)))
    user.opens(append(empty_log, b'{"a":1}'))
    user.sees("data/a", "1")
    links = user.pane.findChild(QLabel, "event.links")
    assert isinstance(links, QLabel)
    for target in ("rewind:", f"correlation:{CORRELATION}", f"command:{COMMAND}"):
        assert target in links.text()
        links.linkActivated.emit(target)
    assert heard == [("Thing/1", 1), (f'correlation = "{CORRELATION}"',), (COMMAND,)]


def test_a_payload_that_is_no_json_is_shown_as_text_with_the_reason(
    user: EventUser, empty_log: OpenLog
) -> None:
    position = append(empty_log, b'{"a":1}')
    damage(empty_log, position, b'{"a": tru')
    user.opens(position)
    user.sees("data", '{"a": tru')
    assert user.label("event.problem")
    assert user.pane.raw.isVisible()


def test_a_payload_that_its_domain_does_not_understand_says_why(user: EventUser, empty_log: OpenLog) -> None:
    user.opens(append(empty_log, b'{"surprise":1}', "OrderPlaced", "Order/O-1"))
    user.sees("data/surprise", "1")
    assert user.label("event.problem")


def test_an_event_of_an_unknown_type_is_shown_without_complaint(user: EventUser, empty_log: OpenLog) -> None:
    user.opens(append(empty_log, '{"t":"שלום 🎉"}'.encode(), "NeverHeardOf", "Elsewhere/1"))
    user.sees("data/t", "שלום 🎉")
    assert user.label("event.problem") == ""


def test_an_event_that_is_missing_says_so(user: EventUser) -> None:
    user.opens(77)
    user.qtbot.waitUntil(lambda: "missing" in user.label("event.notice"))


def test_of_two_events_asked_for_the_last_one_is_shown(user: EventUser, empty_log: OpenLog) -> None:
    big = append(empty_log, b'{"a":"%s"}' % (b"x" * 3_000_000))
    small = append(empty_log, b'{"a":"small"}')
    user.opens(big)
    user.opens(small)
    user.sees("data/a", "small")


def test_the_whole_event_can_be_copied(user: EventUser, empty_log: OpenLog) -> None:
    user.opens(append(empty_log, b'{"a":"%s"}' % (b"y" * 300_000)))
    user.sees("data/a", f"{'y' * 300}… (300,000 characters)")
    copy = user.pane.findChild(QToolButton, "event.copy")
    assert isinstance(copy, QToolButton)
    user.qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    user.qtbot.waitUntil(lambda: "y" * 300_000 in QGuiApplication.clipboard().text())


def test_ten_megabytes_do_not_freeze_the_window(
    user: EventUser, empty_log: OpenLog, heartbeat: Heartbeat
) -> None:
    items = b",".join(b'{"name":"item %d","tags":["a","b"]}' % number for number in range(270_000))
    position = append(empty_log, b'{"items":[%s]}' % items)
    user.qtbot.wait(50)
    heartbeat.start()
    user.opens(position)
    user.sees("data/items", "[270000]")
    user.qtbot.wait(50)
    assert heartbeat.worst < 1.0
    assert "more bytes" in user.pane.raw.toPlainText()


def button(user: EventUser, name: str) -> QToolButton:
    found = user.pane.findChild(QToolButton, name)
    assert isinstance(found, QToolButton)
    return found


def test_the_stream_is_walked_along_with_buttons_and_keys(user: EventUser, empty_log: OpenLog) -> None:
    user.pane.event_wanted.connect(user.pane.open_event)
    first = append(empty_log, b'{"a":1}')
    append(empty_log, b'{"a":0}', stream="Other/1")
    append(empty_log, b'{"a":2}')
    user.opens(first)
    user.sees("data/a", "1")
    assert not button(user, "event.previous").isEnabled()
    user.qtbot.mouseClick(button(user, "event.next"), Qt.MouseButton.LeftButton)
    user.sees("data/a", "2")
    assert not button(user, "event.next").isEnabled()
    append(empty_log, b'{"a":3}')
    user.pane.refresh()
    user.qtbot.waitUntil(button(user, "event.next").isEnabled)
    user.pane.tree.setFocus()
    user.qtbot.keyClick(user.pane.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    user.sees("data/a", "1")


def test_the_cause_leads_to_the_event_or_else_to_the_command(user: EventUser, empty_log: OpenLog) -> None:
    heard: list[object] = []
    user.pane.event_wanted.connect(heard.append)
    user.pane.command_wanted.connect(heard.append)
    cause = clock.new_id()
    (first,) = empty_log.store.append("Thing/1", ANY, [NewEvent(cause, "Began", b"{}", b"{}")])
    for number, id in enumerate((cause, COMMAND), 2):
        metadata = f'{{"causation_id":"{id}"}}'.encode()
        data = b'{"n":%d}' % number
        (event,) = empty_log.store.append(
            "Thing/1", ANY, [NewEvent(clock.new_id(), "Went on", data, metadata)]
        )
        user.opens(event.position)
        user.sees("data/n", str(number))
        links = user.pane.findChild(QLabel, "event.links")
        assert isinstance(links, QLabel)
        links.linkActivated.emit(f"cause:{id}")
        user.qtbot.waitUntil(lambda: len(heard) == number - 1)  # noqa: B023  # awaited here
    assert heard == [first.position, COMMAND]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_field_is_filtered_by_excluded_and_added_as_a_column(user: EventUser, empty_log: OpenLog) -> None:
    heard: list[object] = []
    user.pane.narrowing_wanted.connect(heard.append)
    user.pane.column_wanted.connect(heard.append)
    user.opens(append(empty_log, b'{"lines":[{"product":"P-1","price":1.50}]}'))
    user.sees("data/lines/0/price", "1.50")
    model = user.pane.tree.model()
    index = model.index(0, 0)
    for _ in range(3):
        index = model.index(0, 0, index)
    for title in ("Filter by this value", "Exclude this value", "Add as column"):
        user.pane.tree.scrollTo(index)
        user.pane.tree.customContextMenuRequested.emit(user.pane.tree.visualRect(index).center())
        menu = user.pane.findChild(QMenu, "json.menu")
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.text() == title).trigger()
        menu.close()
        user.qtbot.waitUntil(lambda: user.pane.findChild(QMenu, "json.menu") is None)
    assert heard == [
        'data.lines[0].product = "P-1"',
        'not data.lines[0].product = "P-1"',
        "data.lines[0].product",
    ]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_event_is_noted_and_traced_from_its_menu(user: EventUser, empty_log: OpenLog) -> None:
    heard: list[object] = []
    user.pane.note_wanted.connect(heard.append)
    user.pane.causes_wanted.connect(heard.append)
    position = append(empty_log, b'{"a":1}')
    user.opens(position)
    user.sees("data/a", "1")
    tree = user.pane.tree
    for title in ("Write a note on this event…", "Show causes and consequences"):
        tree.customContextMenuRequested.emit(tree.visualRect(tree.model().index(0, 0)).center())
        menu = user.pane.findChild(QMenu, "json.menu")
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.text() == title).trigger()
        menu.close()
        user.qtbot.waitUntil(lambda: user.pane.findChild(QMenu, "json.menu") is None)
    assert heard == [position, position]
