"""The case of the help page: from a customer's complaint to the cause, made sure of and taken away."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTableWidget,
    QTextBrowser,
    QToolBar,
    QTreeWidget,
)

from app.branch.events_table import EventsTable
from app.causation.drawings import Graph, Lanes
from app.palette.delegate import FOUND
from app.palette.entries import Kind
from app.rewind.state_tree import StateTree
from app.timeline.columns import STREAM, TYPE
from tests.app.cli.test_command_line import Shell
from tests.app.window_user import WindowUser

PAGE = files("resources") / "help" / "en" / "story-shipped-twice.md"
SAMPLE = files("resources") / "samples" / "shipped-twice.jsonl"
ORDER, HOOK = "SalesOrder/O-2217", "Webhook/evt_7c41d0a2"
SECOND = 172  # the position of the second delivery
TWICE = "type = PaymentCaptured and before.status = captured"


@pytest.fixture
def case(
    open_window: Callable[[Path | None], WindowUser], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> WindowUser:
    """The window after "Solve a case" on the welcome page."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    user = open_window(None)
    user.clicks(QPushButton, "welcome.case")
    user.sees_events(242)
    return user


def test_from_the_complaint_to_the_retry_with_a_new_command_id(case: WindowUser) -> None:
    user = case
    assert "shipped twice" in user.find(QTextBrowser, "story.page").toPlainText()
    reads_the_complaint(user)
    opens(user, ORDER, "O-2217")
    runs_back_to(user, "changed(shipment)")
    user.sees("rewind.until_message", "Transitions: 4")
    user.sees("rewind.about", "v6 ")

    changes = user.find(QTableWidget, "rewind.changes")
    user.waits_until(lambda: changes.rowCount() == 2)
    user.clicks_cell(changes, changes.model().index(0, 0))
    user.qtbot.keyClick(changes, Qt.Key.Key_B)
    user.sees("rewind.set_by", "shipment was set by OrderShipped v6")
    setters = user.find(QTreeWidget, "rewind.setters")
    newest = setters.topLevelItem(0)
    assert newest is not None
    user.waits_until(lambda: newest.childCount() > 8)
    causes = [newest.child(row) for row in range(newest.childCount())]
    webhook = next(cause for cause in causes if f"WebhookReceived · {HOOK} v2" in cause.text(0))
    setters.scrollToItem(webhook)
    at = setters.visualItemRect(webhook).center()
    user.qtbot.mouseClick(setters.viewport(), Qt.MouseButton.LeftButton, pos=at)
    user.sees("event.links", "position 172")

    follows(user, HOOK)
    user.sees("rewind.about", "v2 ")
    state = user.find(StateTree, "rewind.state")
    marked = {row: state.model().index(row, 0).data() for row in range(state.model().rowCount())}
    assert list(marked.values()) == ["provider_event", "kind", "payment", "delivery", "command"]
    changed = [str(change.path) for change in user.window.panes.rewind._presenter.state.changes]
    assert changed == ["/delivery", "/command"]


def test_it_is_made_sure_of_and_taken_away(case: WindowUser) -> None:
    case.window.go_to(str(SECOND))
    case.sees("event.links", "position 172")
    sees_it_whole(case)
    goes_right_before_it(case)
    asks_what_if(case)
    writes_it_down(case)
    keeps_it_as_a_test(case)


def test_the_story_goes_with_its_log_and_a_second_case_is_a_log_of_its_own(
    case: WindowUser, shop_path: Path
) -> None:
    assert case.window.log is not None
    first = case.window.log.path
    case.action("case").trigger()
    case.waits_until(lambda: case.window.log is not None and case.window.log.path != first)
    case.waits_until(lambda: len(case.window.findChildren(QTextBrowser, "story.page")) == 1)
    case.window.open_path(shop_path)
    case.waits_until(lambda: case.window.log is not None and case.window.log.path == shop_path)
    case.waits_until(lambda: case.window.findChild(QTextBrowser, "story.page") is None)


def test_every_line_of_the_page_does_on_the_command_line_what_it_says(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    (tmp_path / "shipped-twice.jsonl").write_bytes(Path(str(SAMPLE)).read_bytes())
    lines = re.findall(r"^    eventscope (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(lines) == 14
    told = []
    for line in lines:
        done = shell.run(*shlex.split(line))
        assert done.returncode == 0, (line, done.stderr)
        told.append(done.stdout + done.stderr)
    assert "242 events in 98 streams" in told[0]
    assert "O-2217" in told[1]
    assert told[2].count('"becomes":true') == 2
    assert 0 < told[3].find("S-5131") < told[3].find("S-5116")
    assert f"WebhookReceived  {HOOK} v2" in told[4]
    assert "/command" in told[5]
    assert "S-5131" not in told[6]
    assert '"S-5131" -> "S-5116"' in told[7]
    assert "2 of 3 events are enough" in told[9]
    assert ORDER in told[11]
    assert told[11].count('"becomes":true') == 1
    assert told[12].count("WebhookReceived") == 2
    assert "5.3.0" in told[13]


def test_the_page_names_what_is_in_the_sample() -> None:
    log, page = Path(str(SAMPLE)).read_text("utf-8"), PAGE.read_text("utf-8")
    for name in ("O-2217", "S-5116", "S-5131", "evt_7c41d0a2", "P-2217", "Two parcels came"):
        assert name in log
        assert name in page


def reads_the_complaint(user: WindowUser) -> None:
    user.filters("parcels")
    user.sees_events(1)
    assert user.reads(0, TYPE) == "TicketOpened"
    user.clicks_row(0)
    user.sees("event.title", "TicketOpened")


def sees_it_whole(user: WindowUser) -> None:
    follows(user, "correlation")
    user.sees_events(18)
    user.window.panes.bring_up("pane.causation")
    user.sees("causation.about", "18 events that belong together, in 5 streams")
    graph = user.find(Graph, "causation.graph")
    assert sum(box.link.stream == HOOK for box in graph.boxes.values()) == 2
    assert len(user.find(Lanes, "causation.lanes").lanes) == 5


def goes_right_before_it(user: WindowUser) -> None:
    selects_the_second_delivery(user)
    user.qtbot.keyClick(user.table, Qt.Key.Key_P)
    user.sees("past_banner.title", "as of position 172")
    user.action("step_earlier").trigger()
    user.sees("past_banner.title", "as of position 171")
    opens(user, "Payment/P-2217", "P-2217")
    user.sees("rewind.about", "v2 ")
    user.action("return_to_now").trigger()
    user.waits_until(lambda: not user.find(QToolBar, "past_banner").isVisible())


def asks_what_if(user: WindowUser) -> None:
    selects_the_second_delivery(user)
    user.qtbot.keyClick(user.table, Qt.Key.Key_W)
    pane = user.window.panes.branch
    events = user.find(EventsTable, "branch.events")
    user.window.activateWindow()
    user.waits_until(lambda: pane.state.view is not None and not pane.state.is_busy)
    assert user.window.focusWidget() is events
    user.qtbot.keyClick(events, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    user.sees("branch.about_branch", "8 edits")
    user.waits_until(lambda: not pane.state.is_busy)
    streams = user.find(QComboBox, "branch.streams")
    assert {streams.itemText(row) for row in range(streams.count())} == {
        ORDER,
        HOOK,
        "Payment/P-2217",
        "Shipment/S-5131",
    }
    streams.setCurrentText(ORDER)
    streams.activated.emit(streams.currentIndex())
    user.sees("branch.about", f"{ORDER} ends otherwise")


def writes_it_down(user: WindowUser) -> None:
    selects_the_second_delivery(user)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    user.qtbot.keyClick(user.table, Qt.Key.Key_D, both)
    text = user.find(QPlainTextEdit, "notes.text")
    user.waits_until(text.isVisible)
    user.qtbot.keyClicks(text, "The retry came with a new command id.")
    user.qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    notes = user.find(QTableView, "notes.table").model()
    user.waits_until(lambda: notes.rowCount() == 1)


def keeps_it_as_a_test(user: WindowUser) -> None:
    opens(user, "Payment/P-2217", "P-2217")
    user.action("make_test").trigger()
    predicate = user.find(QLineEdit, "evidence.predicate")
    user.waits_until(predicate.isVisible)
    user.qtbot.keyClicks(predicate, TWICE)
    user.qtbot.keyClick(predicate, Qt.Key.Key_Return)
    user.sees("evidence.message", "2 of 3 events are enough")
    user.clicks(QPushButton, "evidence.copy")
    assert "def test_" in QGuiApplication.clipboard().text()


def opens(user: WindowUser, stream: str, typed: str) -> None:
    """By the palette."""
    user.action("palette").trigger()
    field = user.find(QLineEdit, "palette.field")
    user.qtbot.keyClicks(field, typed)
    found = user.find(QListWidget, "palette.list")

    def first() -> Any:
        item = found.item(0)
        return None if item is None else item.data(FOUND).entry

    user.waits_until(lambda: first() is not None and first().kind is Kind.STREAM and first().key == stream)
    user.qtbot.keyClick(field, Qt.Key.Key_Return)
    user.waits_until(lambda: user.find(QComboBox, "rewind.stream").currentText() == stream)


def runs_back_to(user: WindowUser, condition: str) -> None:
    box = user.find(QLineEdit, "rewind.until")
    user.qtbot.keyClicks(box, condition)
    user.qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def follows(user: WindowUser, text: str) -> None:
    """A link of the Event pane by what it says."""
    links = user.find(QLabel, "event.links")
    found = re.search(rf'href="([^"]+)"[^>]*>{re.escape(text)}<', links.text())
    assert found is not None, links.text()
    links.linkActivated.emit(found[1])


def selects_the_second_delivery(user: WindowUser) -> None:
    rows = range(user.table.model().rowCount())
    row = [n for n in rows if (user.reads(n, STREAM), user.reads(n, TYPE)) == (HOOK, "WebhookReceived")][1]
    user.clicks_row(row, TYPE)
    user.waits_until(lambda: user.window.panes.timeline.current_position == SECOND)
