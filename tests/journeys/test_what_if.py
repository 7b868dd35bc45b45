"""What if the price mistake had never happened? From the timeline to the answer, without touching the log."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QTableWidget

from app.branch.comparison import COMMANDS
from app.branch.events_table import EventsTable
from app.timeline.columns import TYPE
from tests.app.window_user import WindowUser


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_what_if_the_price_mistake_had_never_happened(user: WindowUser) -> None:
    log = user.window.log
    assert log is not None
    before = hashlib.blake2b(log.path.read_bytes()).hexdigest()
    head = log.store.last_position()
    user.filters("type = PriceChanged")
    user.sees_events(2)
    assert user.reads(0, TYPE) == "PriceChanged"
    user.clicks_row(0)
    user.qtbot.keyClick(user.table, Qt.Key.Key_W)
    pane = user.window.panes.branch
    user.waits_until(lambda: pane.state.view is not None and not pane.state.is_busy)
    assert pane.isVisible()
    user.sees("branch.about_branch", "Branch at position 30, no edits yet")

    events = user.find(EventsTable, "branch.events")
    assert events.model().index(events.currentIndex().row(), 1).data() == "PriceChanged"
    user.qtbot.keyClick(events, Qt.Key.Key_Delete)
    user.sees("branch.about_branch", "1 edit")
    user.waits_until(lambda: pane.comparison.tabText(COMMANDS) == "Commands (1)")
    user.sees("branch.about", "Product/P-1 ends in the same state on both sides.")
    table = user.find(QTableWidget, "branch.commands")
    assert [table.item(0, column).text() for column in (0, 2, 3)] == [
        "ChangePrice",
        "succeeded: PriceChanged",
        "succeeded, no events",
    ]
    assert log.store.last_position() == head
    assert hashlib.blake2b(log.path.read_bytes()).hexdigest() == before


def test_the_menu_of_an_event_leads_there_too(user: WindowUser) -> None:
    assert user.reads(4, TYPE) == "CustomerRegistered"
    user.clicks_row(4)
    at = user.table.visualRect(user.table.currentIndex()).center()
    user.table.customContextMenuRequested.emit(at)
    menu = user.find(QMenu, "timeline.menu")
    (action,) = (each for each in menu.actions() if each.text().startswith("What if from here"))
    action.trigger()
    menu.close()
    pane = user.window.panes.branch
    user.waits_until(lambda: pane.state.view is not None and not pane.state.is_busy)
    assert "Branch at position 5" in user.find(QLabel, "branch.about_branch").text()
