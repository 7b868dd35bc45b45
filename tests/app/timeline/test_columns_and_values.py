"""Fields as columns, and filtering by pointing at a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.timeline.columns import COLUMNS, STREAM, SUMMARY, TYPE, path_named, value_at
from app.timeline.memory import TimelineMemory
from app.timeline.pane import TimelinePane
from domain.event import NewEvent
from domain.filtering.fields import write_field
from infra import clock
from infra.log.event_store import ANY
from infra.open_log import OpenLog
from tests.app.timeline.test_timeline_pane import TimelineUser, append, log, user

__all__ = ["log", "user"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ADDED = len(COLUMNS)


def record(log: OpenLog, *payloads: bytes, metadata: bytes = b"{}") -> None:
    events = [NewEvent(clock.new_id(), "Noted", payload, metadata) for payload in payloads]
    log.store.append("Note/1", ANY, events)
    log.watch.poke()


def title(user: TimelineUser, column: int) -> str:
    return str(user.pane.table.model().headerData(column, Qt.Orientation.Horizontal))


def test_a_field_of_the_payload_becomes_a_column_with_its_values_as_recorded(
    user: TimelineUser, log: OpenLog
) -> None:
    record(log, b'{"total":{"amount":1.50}}', b'{"other":1}', b'{"total":{"amount":null}}', b'{"total":7}')
    user.has_rows(4)
    user.pane.add_column("data.total.amount")
    assert title(user, ADDED) == "total.amount"
    assert [user.reads(row, ADDED) for row in range(4)] == ["1.50", "", "null", ""]
    header = user.pane.table.horizontalHeader()
    assert header.visualIndex(ADDED) < header.visualIndex(SUMMARY)


def test_a_field_of_the_metadata_becomes_a_column_too(user: TimelineUser, log: OpenLog) -> None:
    record(log, b"{}", metadata='{"actor":"Grace Hopper 🎉 שלום"}'.encode())
    user.has_rows(1)
    user.pane.add_column("meta.actor")
    assert user.reads(0, ADDED) == "Grace Hopper 🎉 שלום"


def test_a_column_is_asked_for_with_completion_from_the_headers_menu_and_removed_there(
    user: TimelineUser, log: OpenLog
) -> None:
    record(log, b'{"customer":"C-1","currency":"EUR","total":3}')
    user.has_rows(1)
    user.pane.show_log(log)  # what is in the log is learnt when it is opened
    user.has_rows(1)
    user.qtbot.waitUntil(lambda: bool(user.pane._completing.words.fields))
    choose_in_header(user, "Add a column…")
    box = user.pane.findChild(QLineEdit, "timeline.column_name")
    assert box is not None
    user.qtbot.keyClicks(box, "curr")
    user.qtbot.keyClick(box, Qt.Key.Key_Down)
    user.qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "data.currency"
    buttons = user.pane.findChild(QDialogButtonBox)
    assert buttons is not None
    add = buttons.button(QDialogButtonBox.StandardButton.Ok)
    user.qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert title(user, ADDED) == "currency"
    assert user.reads(0, ADDED) == "EUR"
    choose_in_header(user, "Remove currency")
    assert user.pane.table.model().columnCount() == ADDED


def choose_in_header(user: TimelineUser, text: str) -> None:
    header = user.pane.table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(5, 5))
    menu = user.pane.findChild(QMenu, "timeline.columns_menu")
    assert menu is not None
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()
    user.qtbot.waitUntil(lambda: user.pane.findChild(QMenu, "timeline.columns_menu") is None)


def test_columns_come_back_with_the_log(user: TimelineUser, log: OpenLog, qtbot: QtBot, jobs: Jobs) -> None:
    append(log, 3)
    user.has_rows(3)
    user.pane.add_column("n")
    user.pane.show_log(None)
    assert user.pane.table.model().columnCount() == ADDED
    pane = TimelinePane(jobs)
    qtbot.addWidget(pane)
    pane.show_log(log)
    assert pane.table.model().columnCount() == ADDED + 1
    pane.show_log(None)


def test_a_value_of_an_added_column_filters_by_key_and_excludes_by_key(
    user: TimelineUser, log: OpenLog
) -> None:
    record(log, b'{"city":"Oslo"}', b'{"city":"Rome"}', b"{}")
    user.has_rows(3)
    user.pane.add_column("city")
    user.reads(0, ADDED)
    user.clicks(0, ADDED)
    user.qtbot.keyClick(user.pane.table, "=")
    assert user.pane.filter.text() == 'data.city = "Oslo"'
    user.has_rows(1)
    user.pane.set_filter("")
    user.has_rows(3)
    user.reads(0, ADDED)
    user.clicks(0, ADDED)
    user.qtbot.keyClick(user.pane.table, "!")
    user.has_rows(2)
    assert {user.reads(row, ADDED) for row in range(2)} == {"Rome", ""}


def test_a_value_narrows_what_is_filtered_by_already(user: TimelineUser, log: OpenLog) -> None:
    append(log, 20)
    append(log, 20, "Thing/2")
    user.types("type = Kind1 or type = Kind2")
    user.has_rows(12)
    user.reads(11, STREAM)
    user.clicks(11, STREAM)
    user.qtbot.keyClick(user.pane.table, "=")
    assert user.pane.filter.text() == '(type = Kind1 or type = Kind2) and stream = "Thing/2"'
    user.has_rows(6)


def test_many_rows_are_copied_as_lines_of_json(user: TimelineUser, log: OpenLog) -> None:
    append(log, 5)
    user.has_rows(5)
    user.clicks(1)
    user.qtbot.mouseClick(
        user.pane.table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        user.place(3, STREAM),
    )
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    user.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().count('"stream":"Thing/1"') == 3)
    assert QGuiApplication.clipboard().text().count("\n") == 2
    told = user.pane.findChild(QLabel, "timeline.chosen")
    assert told is not None
    assert told.text() == "Copied 3 events as JSON"


def test_enter_opens_the_event_in_rewind(user: TimelineUser, log: OpenLog) -> None:
    append(log, 3)
    user.has_rows(3)
    user.reads(1, TYPE)
    user.clicks(1)
    user.qtbot.keyClick(user.pane.table, Qt.Key.Key_Return)
    assert user.rewound == [("Thing/1", 2)]


def test_a_payload_that_is_too_large_to_look_into_says_so(user: TimelineUser, log: OpenLog) -> None:
    record(log, b'{"text":"%s"}' % (b"x" * 300_000))
    user.has_rows(1)
    user.pane.add_column("text")
    assert user.reads(0, ADDED) == "payload too large"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("total.amount", "data.total.amount"),
        ("data.lines[0].product", "data.lines[0].product"),
        ("meta.x", "meta.x"),
        ("actor", "actor"),
    ],
)
def test_a_column_may_be_named_briefly(typed: str, field: str) -> None:
    path = path_named(typed)
    assert path is not None
    assert write_field(path) == field


@pytest.mark.parametrize("typed", ["", "data.", "a..b", "data[", "a b"])
def test_what_is_no_field_is_no_column(typed: str) -> None:
    assert path_named(typed) is None


def test_a_path_leads_through_objects_and_lists() -> None:
    value = {"lines": [{"p": 1}], "none": None}
    assert value_at(value, ("lines", 0, "p")) == (True, 1)
    assert value_at(value, ("none",)) == (True, None)
    assert value_at(value, ("lines", 1)) == (False, None)
    assert value_at(value, ("lines", "0")) == (False, None)
    assert value_at("text", ("lines",)) == (False, None)


def test_recent_filters_come_newest_first_and_once(settings_folder: Path) -> None:
    memory = TimelineMemory()
    for text in ("a", "b", " a ", "", *map(str, range(20))):
        memory.filtered(text)
    assert TimelineMemory.load().filters == [str(number) for number in range(19, 4, -1)]
    (settings_folder / "timeline.json").write_text("{", "utf-8")
    assert TimelineMemory.load().filters == []


def test_titles_stand_on_the_side_of_their_values(user: TimelineUser, log: OpenLog) -> None:
    record(log, b'{"count":3,"name":"a"}', b'{"count":1200,"name":"b"}')
    user.has_rows(2)
    user.pane.add_column("data.count")
    user.pane.add_column("data.name")
    model = user.pane.table.model()

    def is_right(column: int) -> bool:
        role = Qt.ItemDataRole.TextAlignmentRole
        side = model.headerData(column, Qt.Orientation.Horizontal, role)
        return bool(side & Qt.AlignmentFlag.AlignRight)

    user.qtbot.waitUntil(lambda: is_right(ADDED))
    assert [is_right(column) for column in range(ADDED + 2)] == [
        *(True, True, False, True, False, False),
        *(True, False),
    ]


def test_the_summary_takes_what_the_other_columns_leave(user: TimelineUser, log: OpenLog) -> None:
    record(log, b"{}")
    user.has_rows(1)
    table = user.pane.table
    for width in (1100, 620, 800):
        user.pane.resize(width, 400)
        user.qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())
        user.qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
        header = table.horizontalHeader()
        shown = [column for column in range(len(COLUMNS)) if not table.isColumnHidden(column)]
        assert all(header.sectionSize(column) >= header.sectionSizeHint(column) for column in shown)
