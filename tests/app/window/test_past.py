"""The whole window goes back to a moment and returns; nothing can be written there."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QInputDialog,
    QLabel,
    QPushButton,
    QSlider,
    QTableView,
    QToolBar,
    QToolButton,
    QTreeView,
)

from app.language import Language
from infra.hold import WritingHeld
from tests.app.window_user import WindowUser

NEWEST = 51


def banner(user: WindowUser) -> QToolBar:
    return user.find(QToolBar, "past_banner")


def sees_position(user: WindowUser, position: int) -> None:
    user.sees("past_banner.title", f"as of position {position}")
    user.waits_until(banner(user).isVisible)


def is_now(user: WindowUser) -> bool:
    return not banner(user).isVisible() and "as of" not in user.window.windowTitle()


def rewinds_to(user: WindowUser, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: (text, True))
    user.action("rewind_all").trigger()


def test_one_key_leads_an_event_back_and_one_returns_to_now(user: WindowUser) -> None:
    assert is_now(user)
    assert not user.action("return_to_now").isEnabled()
    user.action("step_earlier").trigger()
    sees_position(user, NEWEST - 1)
    assert f"as of position {NEWEST - 1}" in user.window.windowTitle()
    user.action("step_earlier").trigger()
    sees_position(user, NEWEST - 2)
    user.action("step_later").trigger()
    sees_position(user, NEWEST - 1)
    user.window.activateWindow()
    user.waits_until(user.window.isActiveWindow)
    user.qtbot.keyClick(user.window, Qt.Key.Key_Escape)
    user.waits_until(lambda: is_now(user))


def test_stepping_behind_the_newest_event_is_now_again(user: WindowUser) -> None:
    user.action("step_earlier").trigger()
    sees_position(user, NEWEST - 1)
    user.clicks(QToolButton, "past_banner.later")
    sees_position(user, NEWEST)
    user.clicks(QToolButton, "past_banner.later")
    user.waits_until(lambda: is_now(user))


def test_one_key_on_a_row_rewinds_everything_to_it(user: WindowUser) -> None:
    user.reads(9, 2)
    user.clicks_row(9)
    user.table.setFocus()
    user.qtbot.keyClick(user.table, Qt.Key.Key_P)
    sees_position(user, 10)
    user.sees("timeline.status", "later ones are dimmed")


def test_the_event_pane_rewinds_everything_and_says_what_is_still_to_come(user: WindowUser) -> None:
    user.reads(9, 2)
    user.clicks_row(9)
    user.waits_until(lambda: user.find(QToolButton, "event.rewind_all").isVisible())
    user.clicks(QToolButton, "event.rewind_all")
    sees_position(user, 10)
    later = user.find(QLabel, "event.later")
    assert later.isHidden()
    user.clicks_row(12)
    user.waits_until(lambda: not later.isHidden())


def test_streams_rewind_and_journal_are_as_of_the_moment(
    user: WindowUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = user.window.log
    assert log is not None
    panes: Any = user.window.panes
    panes.rewind_stream("Product/P-3")
    user.waits_until(lambda: panes.rewind._presenter.state.shown == 4)
    panes.bring_up("pane.streams")
    tree = user.find(QTreeView, "streams.tree")
    user.waits_until(lambda: tree.model().rowCount() == 3)
    rewinds_to(user, "42", monkeypatch)
    sees_position(user, 42)
    user.waits_until(lambda: panes.rewind._presenter.state.last == 2)
    user.waits_until(lambda: panes.rewind._presenter.state.shown == 2)
    assert panes.rewind._presenter.state.value == log.states.at("Product/P-3", position=42).state
    model: Any = tree.model()
    counts = {category.name: category.streams for category in log.streams.categories(as_of=42)}
    user.waits_until(
        lambda: (
            model.index(1, 0).data() == f"Order  ({counts['Order']})"
            and counts["Order"] < {c.name: c.streams for c in log.streams.categories()}["Order"]
        )
    )
    wanted = len(log.commands.entries(limit=500, as_of=42))
    user.waits_until(lambda: len(panes.journal._presenter.state.entries) == wanted)
    assert wanted < len(log.commands.entries(limit=500))
    user.action("return_to_now").trigger()
    user.waits_until(lambda: panes.rewind._presenter.state.shown == 4)


def test_read_models_are_built_as_of_the_moment_and_the_live_ones_come_back(
    user: WindowUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.window.panes.bring_up("pane.read_models")
    shown: Any = user.find(QTableView, "read_models.table").model()
    as_of = user.find(QToolButton, "read_models.as_of")
    user.waits_until(lambda: shown.rowCount() == 5)
    assert as_of.text() == "As of now"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: ("30", True))
    user.clicks(QToolButton, "read_models.as_of")
    sees_position(user, 30)
    user.waits_until(lambda: shown.rowCount() == 3)
    assert as_of.text() == "As of position 30"
    statuses = [shown.index(row, shown.columns.index("status")).data() for row in range(3)]
    assert statuses == ["paid", "rejected", "paid"]
    user.action("return_to_now").trigger()
    user.waits_until(lambda: shown.rowCount() == 5)


def test_a_read_model_that_is_not_seen_is_not_built(user: WindowUser) -> None:
    log = user.window.log
    assert log is not None
    user.window.panes.bring_up("pane.journal")
    user.waits_until(lambda: not user.window.panes.read_models.is_seen)
    user.action("step_earlier").trigger()
    sees_position(user, NEWEST - 1)
    assert log.past._scratch is None
    user.window.panes.bring_up("pane.read_models")
    shown: Any = user.find(QTableView, "read_models.table").model()
    user.waits_until(lambda: shown.rowCount() == 5)
    assert log.past._scratch is not None


def test_a_build_that_is_cancelled_says_so_and_can_be_made_after_all(
    user: WindowUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = user.window.log
    assert log is not None
    user.window.panes.bring_up("pane.read_models")
    shown: Any = user.find(QTableView, "read_models.table").model()
    user.waits_until(lambda: shown.rowCount() == 5)
    may_go_on, page = threading.Event(), log.past.page

    def slowly(*args: Any, progress: Any, **more: Any) -> Any:
        while not may_go_on.wait(0.01):
            progress(1, 2)
        return page(*args, progress=progress, **more)

    monkeypatch.setattr(log.past, "page", slowly)
    user.action("step_earlier").trigger()
    sees_position(user, NEWEST - 1)
    user.waits_until(lambda: user.find(QToolButton, "tasks.cancel").isVisible())
    user.clicks(QToolButton, "tasks.cancel")
    user.sees("read_models.message", "was cancelled")
    may_go_on.set()
    again = user.find(QToolButton, "read_models.refresh")
    user.waits_until(again.isVisible)
    user.clicks(QToolButton, "read_models.refresh")
    user.waits_until(lambda: shown.rowCount() == 5)


def test_nothing_can_be_written_in_the_past_whoever_tries(user: WindowUser) -> None:
    log = user.window.log
    assert log is not None
    issue = user.find(QPushButton, "commands.issue")
    assert issue.isEnabled()
    user.action("step_earlier").trigger()
    sees_position(user, NEWEST - 1)
    assert not issue.isEnabled()
    assert not user.action("undo_command").isEnabled()
    newest = log.commands.entries(limit=1)[0].command_id
    for act in (
        lambda: log.commands.submit("ReceiveStock", "Product/P-1", b'{"quantity":1}'),
        lambda: log.commands.undo(newest),
        lambda: log.commands.retry(newest),
        lambda: log.projections.start_rebuild("order_summary"),
        lambda: log.projections.skip(1),
        lambda: log.projections.retry(1),
        lambda: log.schedules.delete("x"),
    ):
        with pytest.raises(WritingHeld):
            act()
    user.action("return_to_now").trigger()
    assert issue.isEnabled()
    log.commands.submit("ReceiveStock", "Product/P-1", b'{"quantity":1}')
    user.sees_events(NEWEST + 1)


def test_the_slider_goes_through_the_whole_log(user: WindowUser) -> None:
    user.action("step_earlier").trigger()
    sees_position(user, NEWEST - 1)
    slider = user.find(QSlider, "past_banner.slider")
    slider.setValue(slider.minimum())
    sees_position(user, 1)
    assert not user.find(QToolButton, "past_banner.earlier").isEnabled()
    slider.setValue(slider.maximum())
    sees_position(user, NEWEST)


def test_a_time_before_the_log_is_told_and_leaves_the_window_where_it_is(
    user: WindowUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewinds_to(user, "2001-01-01 12:00", monkeypatch)
    user.waits_until(user.notice.isVisible)
    assert "Nothing had been recorded" in user.notice.text()
    rewinds_to(user, "when we were young", monkeypatch)
    user.waits_until(lambda: "no position and no time" in user.notice.text())
    assert is_now(user)


def test_another_language_or_another_log_keeps_or_leaves_the_past(user: WindowUser, shop_path: Path) -> None:
    user.action("step_earlier").trigger()
    sees_position(user, NEWEST - 1)
    user.window.speak(Language.ENGLISH)
    sees_position(user, NEWEST - 1)
    user.window.open_path(shop_path)
    user.waits_until(lambda: is_now(user))


def test_the_banner_leaves_the_event_out_before_it_gets_too_wide(user: WindowUser) -> None:
    user.window.resize(1600, 950)
    user.action("step_earlier").trigger()
    sees_position(user, NEWEST - 1)
    event = user.find(QLabel, "past_banner.event")
    user.waits_until(event.isVisible)
    assert "after OrderConfirmed of Order/O-1005, version 3" in event.text()
    bar = banner(user)
    assert bar.minimumSizeHint().width() < 1024
    bar.resize(1000, bar.height())
    user.waits_until(lambda: not event.isVisible())
    assert event.text() in user.find(QLabel, "past_banner.title").toolTip()
