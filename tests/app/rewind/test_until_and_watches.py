"""Run until and watches in the Rewind pane, as a person uses them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.rewind.pane import RewindPane
from app.rewind.watch_track import WatchTrack
from app.rewind.watches import handle_range
from infra.open_log import OpenLog
from tests.app.conftest import Heartbeat
from tests.app.rewind.test_rewind_pane import PaneUser, fill, receive

CONDITION = "after.on_hand > 2 and after.on_hand < 7"


class UntilUser(PaneUser):
    """What a person does with expressions."""

    @property
    def box(self) -> QLineEdit:
        box = self.pane.findChild(QLineEdit, "rewind.until")
        assert isinstance(box, QLineEdit)
        return box

    @property
    def hits(self) -> QTableView:
        table = self.pane.findChild(QTableView, "rewind.hits")
        assert isinstance(table, QTableView)
        return table

    def types(self, text: str) -> None:
        self.box.clear()
        self.qtbot.keyClicks(self.box, text)

    def sees_version(self, version: int) -> None:
        self.waits(lambda: self.pane.slider.value() == version)

    def sees_hits(self, *rows: tuple[str, str]) -> None:
        model = self.hits.model()
        self.waits(
            lambda: (
                [
                    (str(model.index(row, 1).data()), str(model.index(row, 3).data()))
                    for row in range(model.rowCount())
                ]
                == list(rows)
            )
        )

    def watches(self, text: str) -> WatchTrack:
        self.types(text)
        self.clicks("watch")
        return self.track(text)

    def track(self, text: str) -> WatchTrack:
        self.waits(lambda: self.pane.findChild(WatchTrack, f"rewind.watch.{text}") is not None)
        track = self.pane.findChild(WatchTrack, f"rewind.watch.{text}")
        assert isinstance(track, WatchTrack)
        return track

    def reads_track(self, track: WatchTrack, text: str) -> None:
        self.waits(lambda: text in track.accessibleDescription())


@pytest.fixture
def user(qtbot: QtBot, jobs: Jobs, empty_log: OpenLog) -> Iterator[UntilUser]:
    fill(empty_log, 10)
    pane = RewindPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(520, 800)
    pane.show()
    pane.show_log(empty_log)
    pane.open_stream("Product/P-1", 1)
    user = UntilUser(qtbot, pane)
    user.sees_on_hand(0)
    yield user
    pane.show_log(None)


def test_a_condition_is_typed_and_run_on_and_back(user: UntilUser) -> None:
    assert not user.hits.isVisible()
    user.types(CONDITION)
    user.qtbot.keyClick(user.box, Qt.Key.Key_Return)
    user.sees_version(4)
    user.sees_hits(("4", "true"), ("8", "false"))
    assert "Looked at 10 of 10 versions" in user.reads("until_message")
    user.clicks("run_forward")
    user.sees_version(8)
    user.clicks("run_back")
    user.sees_version(4)
    user.qtbot.keyClick(user.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    user.waits(lambda: "No transition before version 4" in user.reads("until_message"))


def test_a_row_is_gone_to_by_mouse_and_by_keys_and_marks_where_one_is(user: UntilUser) -> None:
    user.types(CONDITION)
    user.clicks("run_forward")
    user.sees_version(4)
    user.waits(lambda: user.hits.currentIndex().row() == 0)
    place = user.hits.visualRect(user.hits.model().index(1, 2)).center()
    user.qtbot.mouseClick(user.hits.viewport(), Qt.MouseButton.LeftButton, pos=place)
    user.sees_version(8)
    user.hits.setFocus()
    user.qtbot.keyClick(user.hits, Qt.Key.Key_Up)
    user.sees_version(4)
    user.clicks("forward")
    user.waits(lambda: not user.hits.selectionModel().hasSelection())


def test_what_is_wrong_is_said_and_the_word_selected(user: UntilUser) -> None:
    user.types("version > 1 and on_hnd > 3")
    label = user.pane.findChild(QLabel, "rewind.until_error")
    assert isinstance(label, QLabel)
    user.waits(lambda: "Did you mean 'after.on_hand'?" in label.text())
    user.qtbot.keyClick(user.box, Qt.Key.Key_Return)
    user.waits(lambda: user.box.selectedText() == "on_hnd")
    user.qtbot.keyClicks(user.box, "after.on_hand")
    user.waits(lambda: not label.isVisible())


def test_names_of_the_state_are_offered(user: UntilUser) -> None:
    user.pane.activateWindow()
    user.box.setFocus()
    user.waits(user.box.hasFocus)
    user.types("after.on")
    popup = user.pane.until.box.popup
    user.waits(popup.isVisible)
    user.qtbot.keyClick(user.box, Qt.Key.Key_Down)
    user.qtbot.keyClick(user.box, Qt.Key.Key_Return)
    assert user.box.text() == "after.on_hand "


def test_all_of_a_category_is_searched(user: UntilUser, empty_log: OpenLog) -> None:
    fill(empty_log, 6, "Product/P-2")
    user.types("after.on_hand = 4")
    scope = user.pane.findChild(QComboBox, "rewind.until_scope")
    assert isinstance(scope, QComboBox)
    scope.setCurrentIndex(1)
    scope.activated.emit(1)
    assert scope.currentText() == "All of Product"
    user.clicks("run_forward")
    user.sees_version(5)
    user.sees_hits(("5", "true"), ("6", "false"), ("5", "true"), ("6", "false"))
    assert not user.hits.isColumnHidden(0)
    place = user.hits.visualRect(user.hits.model().index(3, 2)).center()
    user.qtbot.mouseClick(user.hits.viewport(), Qt.MouseButton.LeftButton, pos=place)
    user.waits(lambda: user.pane.stream.currentText() == "Product/P-2")
    user.sees_version(6)
    assert user.hits.model().rowCount() == 4


def test_a_long_run_shows_its_hits_can_be_stopped_and_never_freezes_the_window(
    qtbot: QtBot, jobs: Jobs, empty_log: OpenLog, heartbeat: Heartbeat
) -> None:
    fill(empty_log, 60_000)
    pane = RewindPane(jobs)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_log(empty_log)
    pane.open_stream("Product/P-1", 0)
    user = UntilUser(qtbot, pane)
    user.waits(lambda: user.reads("about") == "Before the first event")
    user.types("after.on_hand in (1, 3, 5, 59000)")
    heartbeat.start()
    user.clicks("run_forward")
    cancel = pane.findChild(QToolButton, "rewind.until_cancel")
    assert isinstance(cancel, QToolButton)
    user.waits(lambda: user.hits.model().rowCount() >= 5 or not cancel.isVisible())
    if cancel.isVisible():
        user.clicks("until_cancel")
    user.waits(lambda: not cancel.isVisible())
    assert user.hits.model().rowCount() >= 5
    assert "of 60,000 versions" in user.reads("until_message")
    assert heartbeat.worst < 1.0
    pane.show_log(None)


def test_a_watched_expression_becomes_a_track_under_the_slider(user: UntilUser) -> None:
    assert not user.pane.watches.isVisible()
    track = user.watches("after.on_hand")
    user.reads_track(track, "0 at version 1; 9 changes in 10 versions; between 0 and 9")
    assert user.pane.watches.isVisible()
    low = user.watches("after.on_hand < 3")
    user.reads_track(low, "true at version 1; 2 changes")
    user.clicks("last")
    user.reads_track(track, "9 at version 10")
    user.reads_track(low, "false at version 10")
    assert not low.grab().isNull()


def test_a_click_in_a_track_goes_to_the_version_that_is_above_it(user: UntilUser) -> None:
    track = user.watches("after.on_hand")
    user.reads_track(track, "0 at version 1")
    left, right = handle_range(user.pane.slider)
    x = round(left + (right - left) * 0.7) + user.pane.slider.x() - user.pane.watches.x()
    user.qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(x, track.height() - 8))
    user.sees_version(7)


def test_keys_in_a_track_go_from_change_to_change_and_let_it_go(user: UntilUser) -> None:
    track = user.watches(CONDITION)
    user.reads_track(track, "false at version 1")
    track.setFocus()
    user.qtbot.keyClick(track, Qt.Key.Key_Right)
    user.sees_version(4)
    user.qtbot.keyClick(track, Qt.Key.Key_Right)
    user.sees_version(8)
    user.qtbot.keyClick(track, Qt.Key.Key_Left)
    user.sees_version(4)
    user.qtbot.keyClick(track, Qt.Key.Key_Delete)
    user.waits(lambda: not user.pane.watches.isVisible())


def test_a_field_of_the_state_is_watched_from_its_menu(user: UntilUser) -> None:
    tree = user.pane.state
    model = tree.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == "on_hand")
    tree.customContextMenuRequested.emit(tree.visualRect(model.index(row, 0)).center())
    menu = tree.findChild(QMenu, "json.menu")
    assert isinstance(menu, QMenu)
    action = next(
        each for each in menu.actions() if isinstance(each, QAction) and each.text() == "Watch this"
    )
    action.trigger()
    menu.close()
    user.reads_track(user.track("after.on_hand"), "0 at version 1")


def test_tracks_grow_with_the_stream(user: UntilUser, empty_log: OpenLog) -> None:
    track = user.watches("after.on_hand")
    user.reads_track(track, "in 10 versions")
    empty_log.store.append("Product/P-1", 10, receive(2))
    user.pane.refresh()
    user.reads_track(track, "in 12 versions")


def test_from_the_past_nothing_later_is_seen(user: UntilUser, empty_log: OpenLog) -> None:
    track = user.watches("after.on_hand")
    user.reads_track(track, "9 changes in 10 versions")
    user.pane.show_as_of(6)
    user.reads_track(track, "5 changes in 6 versions; between 0 and 5")
    user.types("after.on_hand in (4, 8)")
    user.clicks("run_forward")
    user.sees_hits(("5", "true"), ("6", "false"))
    user.pane.show_as_of(None)
    user.reads_track(track, "9 changes in 10 versions")
    user.clicks("run_forward")
    user.sees_hits(("5", "true"), ("6", "false"), ("9", "true"), ("10", "false"))


def test_a_very_long_text_is_refused_without_freezing_the_window(
    user: UntilUser, heartbeat: Heartbeat
) -> None:
    user.box.setFocus()
    heartbeat.start()
    user.box.insert("after.on_hand = 1 or " * 100_000)
    user.qtbot.keyClick(user.box, Qt.Key.Key_Return)
    user.waits(lambda: "characters; at most" in user.reads("until_error"))
    assert heartbeat.worst < 1.0
