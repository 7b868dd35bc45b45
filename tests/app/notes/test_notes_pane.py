"""The Notes pane as a person uses it: writing, reading, searching, removing and going there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.notes.pane import NotesPane
from app.notes.table_model import ABOUT, NOTE
from app.timeline.table_model import mark_text
from domain.event import NewEvent
from infra import clock
from infra.notes.notes import NoteMark
from infra.open_log import OpenLog

W = TypeVar("W", bound=QWidget)


class PaneUser:
    """What a person does in the pane, and what the pane tells others."""

    def __init__(self, qtbot: QtBot, pane: NotesPane) -> None:
        self.qtbot = qtbot
        self.pane = pane
        self.marks: Mapping[int, NoteMark] = {}
        self.events: list[object] = []
        self.rewinds: list[tuple[object, object]] = []
        self.noted: Mapping[str, set[int]] = {}
        pane.marked.connect(self._marked)
        pane.noted.connect(self._noted)
        pane.event_wanted.connect(self.events.append)
        pane.rewind_wanted.connect(self._rewound)

    def _marked(self, marks: Mapping[int, NoteMark]) -> None:
        self.marks = marks

    def _noted(self, versions: Mapping[str, set[int]]) -> None:
        self.noted = versions

    def _rewound(self, stream: object, version: object) -> None:
        self.rewinds.append((stream, version))

    def find(self, kind: type[W], name: str) -> W:
        found = self.pane.findChild(kind, f"notes.{name}")
        assert found is not None, name
        return found

    def waits(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)

    def rows(self, column: int = NOTE) -> list[str]:
        model = self.find(QTableView, "table").model()
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def sees(self, *notes: str) -> None:
        self.waits(lambda: self.rows() == list(notes))

    def types(self, text: str) -> None:
        self.qtbot.keyClicks(self.find(QPlainTextEdit, "text"), text)

    def clicks(self, kind: type[QWidget], name: str) -> None:
        QCoreApplication.processEvents()  # a person clicks on what has found its place
        self.qtbot.mouseClick(self.find(kind, name), Qt.MouseButton.LeftButton)

    def clicks_row(self, row: int) -> None:
        table = self.find(QTableView, "table")
        at = table.visualRect(table.model().index(row, NOTE)).center()
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def reads(self, name: str) -> str:
        return self.find(QLabel, name).text()


def filled(log: OpenLog) -> OpenLog:
    events = [NewEvent(clock.new_id(), "Happened", b'{"n":1}') for _ in range(5)]
    log.store.append("Case/1", 0, events)
    return log


@pytest.fixture
def user(qtbot: QtBot, jobs: Jobs, empty_log: OpenLog) -> Iterator[PaneUser]:
    pane = NotesPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    pane.show()
    user = PaneUser(qtbot, pane)
    pane.show_log(filled(empty_log))
    yield user
    pane.show_log(None)


def test_a_note_is_written_read_changed_and_marks_its_event(user: PaneUser) -> None:
    assert "Ctrl+D" in user.reads("notice")
    user.pane.write_about_event(3)
    assert "position 3" in user.reads("about")
    assert not user.find(QPushButton, "save").isEnabled()
    user.types("why twice?")
    user.qtbot.keyClick(
        user.find(QPlainTextEdit, "text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    user.sees("why twice?")
    user.waits(lambda: user.marks == {3: NoteMark(False, 1)})
    user.types(" see the courier")
    user.clicks(QPushButton, "save")
    user.waits(lambda: "courier" in user.rows()[0])
    user.clicks(QToolButton, "bookmark")
    user.waits(lambda: user.marks == {3: NoteMark(True, 1)})


def test_an_empty_draft_is_given_up_with_escape(user: PaneUser) -> None:
    user.pane.write_about_event(1)
    user.types("never mind")
    user.qtbot.keyClick(user.find(QPlainTextEdit, "text"), Qt.Key.Key_Escape)
    assert not user.find(QPlainTextEdit, "text").isVisible()
    assert user.rows() == []


def test_a_removed_note_can_be_put_back(user: PaneUser, empty_log: OpenLog) -> None:
    empty_log.notes.add_at(2, text="keep me")
    user.pane.refresh()
    user.sees("keep me")
    user.clicks_row(0)
    user.clicks(QToolButton, "remove")
    user.sees()
    assert user.reads("message") == "Removed."
    user.clicks(QPushButton, "put_back")
    user.sees("keep me")


def test_the_search_narrows_the_list_and_says_when_nothing_is_left(
    user: PaneUser, empty_log: OpenLog
) -> None:
    empty_log.notes.add_at(2, text="about stock")
    empty_log.notes.add_at(3, text="about money")
    user.pane.refresh()
    user.sees("about stock", "about money")
    user.qtbot.keyClicks(user.find(QLineEdit, "search"), "MONEY")
    user.sees("about money")
    user.qtbot.keyClicks(user.find(QLineEdit, "search"), "!")
    user.waits(lambda: "Clear the search" in user.reads("notice"))


def test_going_to_a_note_about_a_field_shows_the_event_and_rewinds_the_stream(user: PaneUser) -> None:
    user.pane.write_about("Case/1", 4, "/n")
    assert user.reads("about") == "New note on /n of Case/1 version 4"
    user.types("still one")
    user.clicks(QPushButton, "save")
    user.sees("still one")
    assert user.rows(ABOUT) == ["/n"]
    assert user.noted == {"Case/1": {4}}
    user.clicks(QToolButton, "go")
    assert (user.events, user.rewinds) == ([4], [("Case/1", 4)])


def test_a_bookmark_is_toggled(user: PaneUser) -> None:
    user.pane.toggle_bookmark(2)
    user.waits(lambda: user.marks == {2: NoteMark(True, 0)})
    user.pane.toggle_bookmark(2)
    user.waits(lambda: user.marks == {})


def test_what_is_being_written_is_not_lost_when_the_log_grows(user: PaneUser, empty_log: OpenLog) -> None:
    user.pane.write_about_event(1)
    user.types("half a sent")
    empty_log.notes.add_at(2, text="from elsewhere")
    user.pane.refresh()
    user.sees("from elsewhere")
    assert user.find(QPlainTextEdit, "text").toPlainText() == "half a sent"


def test_a_log_that_is_only_read_says_where_its_notes_go(
    qtbot: QtBot, jobs: Jobs, empty_log: OpenLog
) -> None:
    path = filled(empty_log).path
    empty_log.close()
    reader = OpenLog.open(path, read_only=True)
    pane = NotesPane(jobs)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_log(reader)
    user = PaneUser(qtbot, pane)
    pane.write_about_event(1)
    user.types("quietly")
    user.clicks(QPushButton, "save")
    user.sees("quietly")
    assert "empty.eventlog-notes" in user.reads("message")
    pane.show_log(None)
    reader.close()


def test_what_a_mark_in_the_timeline_means_is_told_and_read_aloud() -> None:
    assert mark_text(NoteMark(True, 0)) == "bookmark"
    assert mark_text(NoteMark(False, 1)) == "1 note"
    assert mark_text(NoteMark(True, 2)) == "bookmark, 2 notes"
