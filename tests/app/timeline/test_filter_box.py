"""Typing a filter: suggestions, errors with their place, and too much of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton

from app.timeline.completing import written
from app.timeline.filter_edit import word_at
from domain.filtering import parse
from domain.filtering.parser import LONGEST
from infra.open_log import OpenLog
from tests.app.conftest import Heartbeat
from tests.app.timeline.test_timeline_pane import TimelineUser, append, log, user

__all__ = ["log", "user"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def typist(user: TimelineUser, log: OpenLog) -> TimelineUser:
    """The pane with a log whose words it has learnt, and the cursor in the filter."""
    append(log, 21)
    append(log, 21, "Thing/2")
    user.pane.show_log(log)
    user.has_rows(42)
    user.qtbot.waitUntil(lambda: bool(user.pane._completing.words.types))
    user.pane.activateWindow()
    user.pane.filter.setFocus()
    user.qtbot.waitUntil(user.pane.filter.hasFocus)
    return user


def suggested(user: TimelineUser) -> list[str]:
    popup = user.pane.filter.popup
    if not popup.isVisible():
        return []
    model = popup.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(user: TimelineUser, key: Qt.Key) -> None:
    user.qtbot.keyClick(user.pane.filter, key)


def test_a_filter_is_written_from_suggestions_alone(typist: TimelineUser) -> None:
    typist.qtbot.keyClicks(typist.pane.filter, "ty")
    assert suggested(typist) == ["type"]
    press(typist, Qt.Key.Key_Tab)
    assert suggested(typist)[0] == "="
    press(typist, Qt.Key.Key_Down)
    press(typist, Qt.Key.Key_Return)
    assert suggested(typist) == [f"Kind{number}" for number in range(7)]
    typist.qtbot.keyClicks(typist.pane.filter, "3")
    assert suggested(typist) == ["Kind3"]
    press(typist, Qt.Key.Key_Tab)
    assert typist.pane.filter.text() == "type = Kind3 "
    press(typist, Qt.Key.Key_Escape)
    press(typist, Qt.Key.Key_Return)
    typist.has_rows(6)


def test_streams_of_the_log_are_suggested(typist: TimelineUser) -> None:
    typist.qtbot.keyClicks(typist.pane.filter, "stream = Th")
    assert suggested(typist) == ["Thing/"]
    press(typist, Qt.Key.Key_Tab)
    typist.qtbot.waitUntil(lambda: suggested(typist) == ["Thing/1", "Thing/2"])


def test_fields_of_the_payload_and_their_values_are_suggested(typist: TimelineUser) -> None:
    typist.qtbot.keyClicks(typist.pane.filter, "data")
    assert suggested(typist) == ["data.n"]
    typist.qtbot.keyClicks(typist.pane.filter, ".n = 1")
    assert "17" in suggested(typist)


def test_a_suggestion_behind_an_emoji_takes_the_right_place(typist: TimelineUser) -> None:
    typist.pane.filter.setText('"🎉🎉" and ')
    typist.qtbot.keyClicks(typist.pane.filter, "ty")
    press(typist, Qt.Key.Key_Tab)
    assert typist.pane.filter.text() == '"🎉🎉" and type '


def test_escape_closes_the_suggestions_and_the_text_stays(typist: TimelineUser) -> None:
    typist.qtbot.keyClicks(typist.pane.filter, "st")
    assert suggested(typist)
    press(typist, Qt.Key.Key_Escape)
    assert suggested(typist) == []
    assert typist.pane.filter.text() == "st"


def test_recent_filters_are_offered_in_an_empty_box_and_in_a_menu(typist: TimelineUser) -> None:
    typist.types("type = Kind3")
    typist.has_rows(6)
    typist.pane.filter.clear()
    typist.has_rows(42)
    press(typist, Qt.Key.Key_Down)
    assert suggested(typist)[0] == "type = Kind3"
    press(typist, Qt.Key.Key_Escape)
    recent = typist.pane.findChild(QToolButton, "timeline.recent")
    assert recent is not None
    typist.qtbot.mouseClick(recent, Qt.MouseButton.LeftButton)
    menu = typist.pane.findChild(QMenu, "timeline.recent_menu")
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    typist.has_rows(6)


def test_the_place_of_an_error_is_underlined(typist: TimelineUser) -> None:
    typist.types("type = Kind1 foo")
    assert "Expected" in typist.error()
    assert typist.pane.filter.underlined == (13, 16)
    typist.types("type = Kind1")
    assert typist.pane.filter.underlined is None


def test_a_filter_that_is_not_finished_yet_is_no_error_while_one_types(typist: TimelineUser) -> None:
    typist.qtbot.keyClicks(typist.pane.filter, "type = ")
    typist.pane._bar._paused()
    assert typist.error() == ""
    press(typist, Qt.Key.Key_Escape)
    press(typist, Qt.Key.Key_Return)
    assert "Expected a value" in typist.error()


def test_five_megabytes_pasted_are_cut_with_a_word_and_do_not_freeze(
    user: TimelineUser, log: OpenLog, heartbeat: Heartbeat
) -> None:
    append(log, 3)
    user.has_rows(3)
    QGuiApplication.clipboard().setText("שלום 🎉 x" * 600_000)
    user.pane.filter.setFocus()
    heartbeat.start()
    user.qtbot.keyClick(user.pane.filter, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(user.pane.filter.text()) <= LONGEST
    assert "20,000" in user.error()
    user.qtbot.wait(50)
    assert heartbeat.worst < 1.0


@pytest.mark.parametrize(
    "value", ["Order/O-1", "and", "two words", 'a "quoted" one', "שלום 🎉", "", "x.y", "42"]
)
def test_a_value_is_written_so_that_it_reads_back(value: str) -> None:
    expression = parse(f"stream = {written(value)}")
    assert str(expression.value) == value  # type: ignore[union-attr]  # it is a comparison


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [("type = = x", 7, "="), ("type = ", 7, "="), ("a bc d", 2, "bc"), ("", 0, "")],
)
def test_the_word_that_is_wrong(text: str, position: int, word: str) -> None:
    start, end = word_at(text, position)
    assert text[start:end] == word


def test_while_suggestions_are_open_the_rows_stay(typist: TimelineUser) -> None:
    typist.qtbot.keyClicks(typist.pane.filter, "type = Kin")
    assert suggested(typist)
    typist.pane._bar._paused()
    assert typist.pane.shown_filter == ""
    press(typist, Qt.Key.Key_Escape)
    typist.pane._bar._paused()
    assert typist.pane.shown_filter == "type = Kin"


def test_a_number_counts_as_it_is_though_longer_ones_are_offered(typist: TimelineUser) -> None:
    typist.qtbot.keyClicks(typist.pane.filter, "data.n = 1")
    assert "17" in suggested(typist)
    typist.qtbot.waitUntil(lambda: typist.pane.shown_filter == "data.n = 1")
    assert "17" in suggested(typist)


def test_no_list_lies_over_the_rows_when_the_box_is_emptied(typist: TimelineUser) -> None:
    typist.types("type = Kind3")
    typist.has_rows(6)
    typist.pane.filter.selectAll()
    press(typist, Qt.Key.Key_Delete)
    typist.has_rows(42)
    assert suggested(typist) == []
