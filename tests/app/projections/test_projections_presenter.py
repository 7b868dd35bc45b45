"""The Projections presenter: which acts make sense, and that answers come in any order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.projections.presenter import ProjectionsPresenter
from app.projections.state import Acts, ProjectionRow, ProjectionsState, acts_on, error_line
from domain.event import NewEvent
from infra.open_log import OpenLog
from infra.scheduling.triggers import Daily, Every
from tests.app.held_jobs import HeldJobs


class Shown:
    """What a presenter showed and told."""

    def __init__(self) -> None:
        self.jobs = HeldJobs()
        self.errors: list[BaseException] = []
        self.presenter = ProjectionsPresenter(self.jobs.submit, self.take, self.errors.append)
        self.state = ProjectionsState()

    def take(self, state: ProjectionsState) -> None:
        self.state = state

    def look(self) -> ProjectionsState:
        self.presenter.look()
        self.jobs.run_all()
        return self.state

    def row(self, name: str) -> ProjectionRow:
        return next(row for row in self.look().rows if row.name == name)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    """A log with one event that no projection of orders can apply."""
    log = OpenLog.open(tmp_path / "broken.eventlog", create=True)
    log.store.append("Order/O-1", 0, [NewEvent(uuid4(), "OrderPlaced", b'{"customer": 7}')])
    while log.projections.step():
        pass
    yield log
    log.close()


@pytest.fixture
def shown(log: OpenLog) -> Shown:
    shown = Shown()
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    return shown


def row(status: str, done: float | None = None) -> ProjectionRow:
    return ProjectionRow(
        name="p",
        status=status,
        position=0,
        lag=0,
        trend=(),
        rate=0,
        done=done,
        eta=None,
        parked=0,
        error="",
    )


@pytest.mark.parametrize(
    ("shown_row", "acts"),
    [
        (row("live"), Acts(rebuild=True)),
        (row("catching up"), Acts(rebuild=True)),
        (row("rebuilding", 0.5), Acts(pause=True, cancel=True)),
        (row("paused", 0.5), Acts(resume=True, cancel=True)),
        (row("stopped", 0.5), Acts(resume=True, cancel=True)),
        (None, Acts()),
    ],
)
def test_only_acts_that_make_sense_are_offered(shown_row: ProjectionRow | None, acts: Acts) -> None:
    assert acts_on(shown_row, is_writable=True) == acts
    assert acts_on(shown_row, is_writable=False) == Acts()


def test_a_rebuild_says_its_percents_and_what_is_left() -> None:
    assert row("live").progress_text == ""
    assert row("paused", 0.429).progress_text == "42 %"
    rebuilding = ProjectionRow(
        name="p",
        status="rebuilding",
        position=0,
        lag=0,
        trend=(),
        rate=0,
        done=0.5,
        eta=75,
        parked=0,
        error="",
    )
    assert rebuilding.progress_text == "50 %, 1 min 15 s left"


def test_an_error_is_told_in_its_last_line_without_the_module() -> None:
    assert error_line("Traceback ...\n  File x\ndomain.errors.Unreadable: No good.") == "Unreadable: No good."
    assert error_line("") == ""


def test_without_a_log_there_is_a_hint() -> None:
    shown = Shown()
    shown.presenter.show_log(None)
    assert "Open a log" in shown.state.message


def test_projections_stand_with_their_parked_events(shown: Shown) -> None:
    assert [r.name for r in shown.state.rows] == [
        "order_summary",
        "stock_by_product",
        "customer_card",
        "sales_by_day",
        "event_statistics",
    ]
    assert shown.row("order_summary").parked == 1
    assert shown.row("order_summary").status == "live"
    assert {parked.position for parked in shown.state.parked} == {1}


def test_only_one_look_is_under_way(shown: Shown) -> None:
    shown.presenter.look()
    shown.presenter.look()
    assert len(shown.jobs.held) == 1


def test_a_skipped_event_is_gone_from_the_list(shown: Shown) -> None:
    before = len(shown.state.parked)
    shown.presenter.skip(shown.state.parked[0].id)
    shown.jobs.run_all()
    assert len(shown.state.parked) == before - 1


def test_an_event_that_fails_again_is_told(shown: Shown) -> None:
    before = shown.state.parked
    shown.presenter.retry(before[0].id)
    shown.jobs.run_all()
    assert len(shown.errors) == 1
    assert len(shown.state.parked) == len(before)


def test_an_act_is_meant_for_the_selected_projection(shown: Shown, log: OpenLog) -> None:
    shown.presenter.select("event_statistics")
    shown.presenter.rebuild()
    shown.jobs.run_all()
    while shown.row("event_statistics").done is not None:
        pass
    assert not shown.errors


def test_what_a_look_saw_before_an_act_is_dropped(shown: Shown) -> None:
    shown.presenter.look()
    older = shown.jobs.held[0]
    shown.presenter.add_schedule("order_summary", Every(600))
    shown.jobs.held.pop(1).run()
    shown.jobs.held.pop(1).run()
    assert len(shown.state.schedules) == 1
    older.run()
    assert len(shown.state.schedules) == 1


def test_schedules_are_added_paused_resumed_and_deleted(shown: Shown) -> None:
    shown.presenter.add_schedule("order_summary", Daily("03:00"))
    shown.jobs.run_all()
    schedule = shown.state.chosen_schedule
    assert schedule is not None
    assert (schedule.trigger, schedule.last_run) == ("daily at 03:00 UTC", "not yet")
    assert schedule.next_run.startswith("in ")
    for expected in ("paused", "in "):
        shown.presenter.pause_or_resume_schedule()
        shown.jobs.run_all()
        assert shown.state.chosen_schedule is not None
        assert shown.state.chosen_schedule.next_run.startswith(expected)
    shown.presenter.delete_schedule()
    shown.jobs.run_all()
    assert shown.state.schedules == ()


def test_a_schedule_run_now_shows_its_outcome(shown: Shown) -> None:
    shown.presenter.add_schedule("event_statistics", Every(600))
    shown.jobs.run_all()
    shown.presenter.run_schedule()
    shown.jobs.run_all()
    assert shown.state.chosen_schedule is not None
    assert " done in " in shown.state.chosen_schedule.last_run


def test_a_schedule_whose_rebuild_fails_says_so(shown: Shown) -> None:
    shown.presenter.add_schedule("order_summary", Every(600))
    shown.jobs.run_all()
    shown.presenter.run_schedule()
    shown.jobs.run_all()
    schedule = shown.state.chosen_schedule
    assert schedule is not None
    assert schedule.failed
    assert "stopped" in schedule.last_run
    assert shown.row("order_summary").status == "stopped"
    assert shown.errors


def test_the_trend_of_the_lag_grows_look_by_look(shown: Shown, log: OpenLog) -> None:
    log.store.append("Thing/T-1", 0, [NewEvent(uuid4(), "Happened", b"{}") for _ in range(5)])
    assert shown.row("event_statistics").trend[-2:] == (0, 5)
