"""The strip of events over time: looking closer, moving, selecting, all of it also by keys."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton

from app.jobs import Jobs
from app.timeline.density import Density, measure
from app.timeline.time_axis import TimeRange, panned, ticks, zoomed
from domain.event import NewEvent, microseconds
from domain.filtering import parse
from infra import clock
from infra.log.event_store import ANY
from infra.open_log import OpenLog
from tests.app.timeline.test_timeline_pane import TimelineUser, log, user

__all__ = ["log", "user"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

START = datetime.fromisoformat("2026-11-23T10:00:00+00:00")


def record_hours(log: OpenLog, hours: int) -> None:
    for hour in range(hours):
        event = NewEvent(clock.new_id(), f"Kind{hour % 2}", b"{}", b"{}")
        log.store.append("Thing/1", ANY, [event], recorded_at=START + timedelta(hours=hour))
    log.watch.poke()


@pytest.fixture
def day(user: TimelineUser, log: OpenLog) -> TimelineUser:
    """The pane with an event an hour, for three days."""
    record_hours(log, 72)
    user.has_rows(72)
    user.qtbot.waitUntil(lambda: user.pane.density.range is not None, timeout=20_000)
    user.qtbot.waitUntil(lambda: "72" in user.pane.density.accessibleDescription(), timeout=20_000)
    return user


def wheel(user: TimelineUser, x: float, turned: int) -> None:
    strip = user.pane.density
    place = QPointF(x, 10)
    event = QWheelEvent(
        place,
        QPointF(strip.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(strip, event)


def test_the_wheel_looks_closer_at_the_time_under_the_mouse(day: TimelineUser) -> None:
    strip = day.pane.density
    whole = strip.range
    assert whole is not None
    x = strip.width() * 0.25
    before = whole.at(0.25)
    for _ in range(5):
        wheel(day, x, 120)
    assert strip.range is not None
    assert strip.range.length < whole.length / 2
    assert abs(strip.range.share(before) - 0.25) < 0.01
    day.qtbot.waitUntil(lambda: "72" not in strip.accessibleDescription(), timeout=20_000)
    for _ in range(20):
        wheel(day, x, -120)
    assert strip.range == whole


def test_keys_zoom_move_select_and_clear(day: TimelineUser) -> None:
    strip = day.pane.density
    strip.setFocus()
    for _ in range(4):
        day.qtbot.keyClick(strip, Qt.Key.Key_W)
    before = strip.range
    day.qtbot.keyClick(strip, Qt.Key.Key_D)
    assert before is not None
    assert strip.range is not None
    assert strip.range.start > before.start
    assert strip.range.length == before.length
    day.qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert "time >=" in day.pane.filter.text()
    day.qtbot.waitUntil(lambda: 0 < day.rows < 72, timeout=20_000)
    day.qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert day.pane.filter.text() == ""
    day.has_rows(72)
    day.qtbot.keyClick(strip, Qt.Key.Key_0)
    assert strip.zoom is None


def test_the_strip_still_shows_all_while_a_part_is_selected(day: TimelineUser) -> None:
    strip = day.pane.density
    whole = strip.range
    left, right = QPoint(strip.width() // 4, 10), QPoint(strip.width() // 2, 10)
    day.qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=left)
    day.qtbot.mouseMove(strip, right)
    day.qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=right)
    day.qtbot.waitUntil(lambda: 0 < day.rows < 30, timeout=20_000)
    day.pane._measure()
    day.qtbot.wait(50)
    assert strip.range == whole
    clear = day.pane.findChild(QToolButton, "timeline.range_clear")
    assert clear is not None
    day.qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    day.has_rows(72)
    assert not clear.isVisible()


def test_a_click_goes_to_that_time(day: TimelineUser) -> None:
    strip = day.pane.density
    day.qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() // 2, 10))
    day.qtbot.waitUntil(lambda: bool(day.wanted), timeout=20_000)
    assert abs(int(str(day.wanted[-1])) - 37) <= 1


def test_a_part_of_the_time_is_counted_by_itself(day: TimelineUser, log: OpenLog, jobs: Jobs) -> None:
    view = log.scans.view(parse("type = Kind1"))
    assert view.wait(20)
    part = TimeRange(microseconds(START + timedelta(hours=10)), microseconds(START + timedelta(hours=20)))
    done: list[Density | None] = []
    jobs.submit(lambda job: measure(log.log.database, view, job, part), on_success=done.append)
    day.qtbot.waitUntil(lambda: bool(done))
    assert done[0] is not None
    assert sum(done[0].counts) == 5
    assert done[0].start == part.start


ranges = st.tuples(st.integers(0, 10**15), st.integers(1, 10**14)).map(lambda at: TimeRange(at[0], sum(at)))


@given(ranges, st.floats(0.1, 10), st.floats(0, 1), st.floats(-5, 5))
def test_one_never_looks_beyond_the_whole(whole: TimeRange, factor: float, at: float, by: float) -> None:
    closer = zoomed(zoomed(whole, whole, 0.5, at), whole, factor, at)
    moved = panned(closer, whole, by)
    for shown in (closer, moved):
        assert whole.start <= shown.start
        assert shown.end <= max(whole.end, shown.start + 1000)
    assert moved.length == closer.length


@given(ranges, st.integers(1, 12))
def test_round_times_lie_within_and_are_few(shown: TimeRange, most: int) -> None:
    found = list(ticks(shown, most))
    assert len(found) <= most + 1
    assert all(shown.start <= time < shown.end for time, _ in found)
