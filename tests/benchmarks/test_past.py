"""The past of a log of 200,000 events: a read model as of a position with and without a copy near it.

And how long the window's thread is kept from its timer while one steps and drags through the log.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtWidgets import QLabel, QSlider, QToolBar

from infra.open_log import OpenLog
from infra.projections.past import NEAR, PastReadModels
from tests.app.conftest import Heartbeat, heartbeat
from tests.app.window.conftest import open_window, settings_folder
from tests.app.window_user import WindowUser
from tests.benchmarks.logs import FOREIGN, filled_log
from tests.benchmarks.pairs import report, seconds
from tests.benchmarks.test_rebuild import shop_log

__all__ = ["heartbeat", "open_window", "settings_folder"]

COUNT = int(os.environ.get("EVENTSCOPE_BENCH_PAST", "200000"))
SEEN = COUNT // 4
MODEL = "event_statistics"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_log(tmp_path_factory.mktemp("past") / "a.eventlog", COUNT, COUNT // 100, FOREIGN)


@pytest.fixture
def log(path: Path) -> Iterator[OpenLog]:
    with closing(OpenLog.open(path)) as log:
        yield log


@contextmanager
def past_of(log: OpenLog) -> Iterator[PastReadModels]:
    """As a program has it that has just been started."""
    past = PastReadModels(log.log.database, log.cache, log.projections, log.registry, log.store._now)
    yield past
    past.close()


def forget_copies(log: OpenLog) -> None:
    with log.cache.writing() as connection:
        connection.exec_driver_sql("UPDATE generations SET fingerprint = 'another' WHERE role = 'copy'")


def test_a_copy_near_the_moment_saves_almost_all_of_the_work(log: OpenLog) -> None:
    moment = COUNT * 3 // 4 + 123
    bare, helped, stepped = [], [], []
    for _ in range(3):
        forget_copies(log)
        with past_of(log) as past:
            bare.append(seconds(lambda: past.page(MODEL, moment)))
            stepped.append(seconds(lambda: past.page(MODEL, moment + 1)))
        with past_of(log) as past:
            helped.append(seconds(lambda: past.page(MODEL, moment - NEAR // 2)))
    report(
        f"a read model as of one of {COUNT:,} events",
        f"{median(bare):.2f} s from the first event, {median(helped) * 1000:.0f} ms from the nearest copy "
        f"({median(bare) / median(helped):.0f} times as fast), one event on {median(stepped) * 1000:.0f} ms",
    )
    assert median(bare) / median(helped) > 5


@pytest.fixture(scope="module")
def settled_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log whose live read models are built: building them would keep the window's thread waiting too."""
    path = filled_log(tmp_path_factory.mktemp("settled") / "a.eventlog", SEEN, SEEN // 100, FOREIGN)
    with closing(OpenLog.open(path)) as log:
        while log.projections.step():
            pass
    return path


def test_the_first_question_begins_at_a_copy_that_was_laid_while_projecting(tmp_path: Path) -> None:
    moment = SEEN * 3 // 4 + 123
    with closing(OpenLog.open(shop_log(tmp_path, SEEN // 8))) as log:
        while log.projections.step():
            pass
        with past_of(log) as past:
            helped = seconds(lambda: past.page(MODEL, moment))
        forget_copies(log)
        with past_of(log) as past:
            bare = seconds(lambda: past.page(MODEL, moment))
    report(
        f"the first read model as of one of {SEEN:,} events",
        f"{helped * 1000:.0f} ms with the copies laid live, {bare * 1000:.0f} ms from the first event",
    )
    assert bare > 2 * helped


@pytest.mark.parametrize("pane", ["pane.journal", "pane.read_models"])
def test_the_window_stays_responsive_while_one_goes_through_the_past(
    open_window: Callable[[Path | None], WindowUser], settled_path: Path, heartbeat: Heartbeat, pane: str
) -> None:
    user = open_window(settled_path)
    user.window.panes.bring_up(pane)
    user.waits_until(lambda: user.table.model().rowCount() == SEEN)
    banner, title = user.find(QToolBar, "past_banner"), user.find(QLabel, "past_banner.title")
    user.action("step_earlier").trigger()
    user.waits_until(banner.isVisible)
    worst = []
    for _ in range(20):
        before = title.text()
        heartbeat.start()
        user.action("step_earlier").trigger()
        user.waits_until(lambda: title.text() != before)  # noqa: B023 - called at once
        worst.append(heartbeat.worst)
    slider = user.find(QSlider, "past_banner.slider")
    chosen = random.Random(5)
    dragged = []
    for _ in range(20):
        before = title.text()
        heartbeat.start()
        slider.setValue(chosen.randrange(slider.maximum()))
        user.waits_until(lambda: title.text() != before)  # noqa: B023 - called at once
        dragged.append(heartbeat.worst)
    heartbeat.start()
    user.action("return_to_now").trigger()
    user.waits_until(lambda: not banner.isVisible())
    report(
        f"the longest block of the window's thread in the past, {pane} in sight",
        f"{max(worst) * 1000:.0f} ms in 20 steps (median {median(worst) * 1000:.0f} ms), "
        f"{max(dragged) * 1000:.0f} ms in 20 jumps (median {median(dragged) * 1000:.0f} ms), "
        f"{heartbeat.worst * 1000:.0f} ms on return",
    )
