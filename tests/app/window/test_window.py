from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QMessageBox,
    QPushButton,
    QToolButton,
    QTreeView,
    QWidget,
)

from app.moments import Zone, write_times_in
from app.theme import Theme, is_dark
from app.timeline.columns import STREAM, TIME
from app.window.drop_sign import DropSign
from app.window.files import Files
from app.work import Work
from domain.errors import DomainError
from infra.errors import LogNotFound
from infra.exchange.exporting import ExportFormat
from infra.open_log import OpenLog
from tests.app.window_user import WindowUser

Opener = Callable[[Path | None], WindowUser]

DOCKS = ("streams", "commands", "timeline", "event", "rewind", "journal", "projections", "read_models")
ACTIONS = (
    "new",
    "open",
    "import",
    "export",
    "demo",
    "undo_command",
    "go_to",
    "return_to_now",
    "preferences",
    "quit",
)


def test_without_a_log_the_welcome_page_shows_how_to_begin(open_window: Opener) -> None:
    user = open_window(None)
    assert user.find(QWidget, "welcome").isVisible()
    assert not any(user.dock(f"pane.{name}").isVisible() for name in DOCKS)
    assert not user.action("export").isEnabled()
    assert user.action("open").isEnabled()


def test_every_pane_and_action_has_its_name(user: WindowUser) -> None:
    for name in DOCKS:
        assert user.dock(f"pane.{name}").widget() is not None
    for name in ACTIONS:
        assert user.action(name).text()
    assert not user.action("return_to_now").isEnabled()


def test_whatever_can_be_acted_on_has_an_accessible_name(user: WindowUser) -> None:
    user.notice.tell(DomainError("Something.", "Do something."))
    nameless = [
        (type(each).__name__, each.objectName())
        for each in user.window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.objectName()
        and not each.objectName().startswith("qt_")
        and not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
    ]
    assert nameless == []


def test_a_log_that_is_not_there_is_said_and_the_window_stays(open_window: Opener, tmp_path: Path) -> None:
    user = open_window(tmp_path / "none.eventlog")
    user.waits_until(user.notice.isVisible)
    assert "There is no log" in user.notice.text()
    assert user.window.log is None
    assert user.find(QWidget, "welcome").isVisible()


def test_an_error_takes_no_focus_and_its_details_can_be_copied(user: WindowUser) -> None:
    user.window.activateWindow()
    user.table.setFocus()
    before = QApplication.focusWidget()
    user.window.tell(LogNotFound(Path("/nowhere/a.eventlog")))
    assert user.notice.isVisible()
    assert QApplication.focusWidget() is before
    user.clicks(QPushButton, "notice.copy")
    assert "LogNotFound" in QGuiApplication.clipboard().text()
    user.clicks(QToolButton, "notice.close")
    assert not user.notice.isVisible()


def test_selecting_a_row_shows_its_event_and_its_stream_opens_in_rewind(user: WindowUser) -> None:
    user.reads(3, STREAM)
    user.clicks_row(3)
    tree = user.find(QTreeView, "event.tree")
    user.waits_until(lambda: tree.model().rowCount() > 0)
    user.find(QLabel, "event.links").linkActivated.emit("rewind:")
    rewind = user.find(QComboBox, "rewind.stream")
    user.waits_until(lambda: rewind.currentText() == user.reads(3, STREAM))


def test_going_to_a_position_selects_it_even_where_the_filter_hid_it(user: WindowUser) -> None:
    user.filters("type = OrderShipped")
    user.waits_until(lambda: 0 < user.table.model().rowCount() < 10)
    user.window.go_to("5")
    user.waits_until(lambda: user.window.panes.timeline.shown_filter == "")
    tree = user.find(QTreeView, "event.tree")
    user.waits_until(lambda: tree.model().rowCount() > 0)


@pytest.mark.parametrize("nonsense", ["soon", "2026-99-99"])
def test_going_nowhere_says_what_could_be_written(user: WindowUser, nonsense: str) -> None:
    user.window.go_to(nonsense)
    user.waits_until(user.notice.isVisible)
    assert "no position, time or stream" in user.notice.text()


def test_another_log_takes_the_place_of_the_first_and_keeps_the_layout(
    user: WindowUser, tmp_path: Path
) -> None:
    user.dock("pane.journal").close()
    first = user.window.log
    OpenLog.open(tmp_path / "other.eventlog", create=True).close()
    user.window.open_path(tmp_path / "other.eventlog")
    user.waits_until(lambda: user.window.log is not None and user.window.log is not first)
    assert user.window.windowTitle().startswith("other.eventlog")
    assert not user.dock("pane.journal").isVisible()
    user.sees("timeline.notice", "No events yet")


def test_the_layout_and_the_recent_logs_are_remembered(open_window: Opener, shop_path: Path) -> None:
    first = open_window(shop_path)
    first.dock("pane.projections").close()
    first.window.close()
    again = open_window(None)
    recent = again.find(QListWidget, "welcome.recent")
    again.waits_until(lambda: recent.count() == 1)
    again.clicks_cell(recent, recent.model().index(0, 0))
    again.waits_until(lambda: again.window.log is not None)
    assert not again.dock("pane.projections").isVisible()
    assert again.dock("pane.timeline").isVisible()
    reset: QAction = again.action("reset_layout")
    reset.trigger()
    assert not again.dock("pane.projections").isHidden()


def test_a_dropped_log_is_opened_and_another_file_imported(open_window: Opener, shop_path: Path) -> None:
    user = open_window(None)
    user.drops(shop_path)
    user.waits_until(lambda: user.window.log is not None)
    lines = shop_path.with_name("few.jsonl")
    event = {"stream": "Thing/1", "type": "Happened", "data": {"a": 1}}
    lines.write_text("".join(json.dumps(event) + "\n" for _ in range(3)))
    user.drops(lines)
    user.waits_until(lambda: user.window.windowTitle().startswith("few.eventlog"))
    user.sees_events(3)


def test_a_file_that_is_dragged_over_the_window_is_told_what_becomes_of_it(
    user: WindowUser, shop_path: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "few.jsonl"
    for path, said in ((shop_path, "Drop to open shop.eventlog"), (lines, "Drop to import few.jsonl")):
        user.drags(path)
        sign = user.find(DropSign, "drop_sign")
        assert sign.isVisible()
        assert sign.text.startswith(said)
        assert sign.size() == user.window.size()
        user.drags_away()
        assert not sign.isVisible()


def test_a_broken_line_is_reported_and_the_rest_is_there(open_window: Opener, tmp_path: Path) -> None:
    user = open_window(None)
    lines = tmp_path / "half.jsonl"
    lines.write_text('{"stream": "Thing/1", "type": "Happened", "data": {}}\nnonsense\n')
    user.drops(lines)
    user.waits_until(user.notice.isVisible)
    assert "line 2" in user.notice.text()
    user.sees_events(1)


def test_exporting_writes_what_the_filter_shows(user: WindowUser, tmp_path: Path) -> None:
    files = user.window.findChild(Files)
    assert isinstance(files, Files)
    log = user.window.log
    assert log is not None
    out = tmp_path / "out.jsonl"
    files.export(log, "type = OrderPlaced", out, ExportFormat.JSONL)
    user.waits_until(out.exists)
    assert {json.loads(line)["type"] for line in out.read_text().splitlines()} == {"OrderPlaced"}


def test_preferences_change_the_theme_and_the_zone_of_times(user: WindowUser) -> None:
    user.reads(0, TIME)
    theme = QApplication.instance().findChild(Theme)  # type: ignore[union-attr]  # there is one
    assert isinstance(theme, Theme)
    before = theme.scheme
    try:
        user.action("preferences").trigger()
        dialog = user.find(QDialog, "preferences")
        user.find(QComboBox, "preferences.theme").setCurrentIndex(2)
        user.find(QComboBox, "preferences.times").setCurrentIndex(1)
        buttons = dialog.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        user.qtbot.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
        assert is_dark()
        assert user.window._settings.load().times is Zone.UTC
        log = user.window.log
        assert log is not None
        event = log.store.at(1)
        assert event is not None
        assert user.reads(0, TIME) == f"{event.recorded_at:%Y-%m-%d %H:%M:%S}"
    finally:
        theme.choose(before)
        write_times_in(Zone.LOCAL)


def test_a_long_task_is_shown_with_its_progress_and_can_be_cancelled(user: WindowUser) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def work(job: Work) -> None:
        job.on_cancel(stopped.set)
        job.progress(1, 4)
        begun.set()
        stopped.wait(20)

    user.window.jobs.submit(work, on_success=lambda _: None, title="Counting sheep")
    tasks = user.find(QWidget, "tasks")
    user.waits_until(tasks.isVisible)
    user.clicks(QToolButton, "tasks.cancel")
    assert stopped.wait(20)
    user.waits_until(lambda: not tasks.isVisible())


def test_closing_while_a_task_runs_asks_first(user: WindowUser) -> None:
    stopped = threading.Event()

    def work(job: Work) -> None:
        job.on_cancel(stopped.set)
        stopped.wait(20)

    user.window.jobs.submit(work, on_success=lambda _: None, title="Counting sheep")
    user.waits_until(user.find(QWidget, "tasks").isVisible)
    asked: list[str] = []

    def answer(button: QMessageBox.StandardButton) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        box.button(button).click()

    QTimer.singleShot(0, lambda: answer(QMessageBox.StandardButton.Cancel))
    assert not user.window.close()
    assert user.window.isVisible()
    QTimer.singleShot(0, lambda: answer(QMessageBox.StandardButton.Close))
    assert user.window.close()
    assert stopped.is_set()
    assert len(asked) == 2
    assert "Counting sheep" in asked[0]


def test_a_window_that_is_closed_leaves_no_thread_behind(open_window: Opener, shop_path: Path) -> None:
    before = set(threading.enumerate())
    user = open_window(shop_path)
    user.waits_until(lambda: user.table.model().rowCount() > 40)
    user.window.close()
    assert [thread for thread in threading.enumerate() if thread not in before] == []
