"""The Read models presenter sorts and filters in SQL and keeps to the newest question."""

from __future__ import annotations

import pytest

from app.read_models.presenter import ReadModelsPresenter
from app.read_models.state import ReadModelsState
from infra.open_log import OpenLog
from tests.app.held_jobs import HeldJobs


class Shown:
    """What a presenter showed and told."""

    def __init__(self) -> None:
        self.jobs = HeldJobs()
        self.errors: list[BaseException] = []
        self.presenter = ReadModelsPresenter(self.jobs.submit, self.take, self.errors.append)
        self.state = ReadModelsState()

    def take(self, state: ReadModelsState) -> None:
        self.state = state

    def column(self, name: str) -> list[object]:
        number = self.state.columns.index(name)
        return [row[number] for row in self.state.rows]


@pytest.fixture
def shown(shop_log: OpenLog) -> Shown:
    shown = Shown()
    shown.presenter.show_log(shop_log)
    shown.jobs.run_all()
    return shown


def test_without_a_log_there_is_a_hint() -> None:
    shown = Shown()
    shown.presenter.show_log(None)
    assert "Open a log" in shown.state.message


def test_the_first_read_model_is_shown_by_its_key(shown: Shown) -> None:
    assert shown.state.name == "order_summary"
    assert shown.column("order") == ["O-1001", "O-1002", "O-1003", "O-1004", "O-1005"]
    assert shown.state.summary == "5 rows"


def test_sorting_by_a_column_and_once_more_the_other_way_round(shown: Shown) -> None:
    shown.presenter.sort_by("pieces")
    shown.jobs.run_all()
    assert shown.column("pieces") == [1, 2, 3, 3, 3]
    shown.presenter.sort_by("pieces")
    shown.jobs.run_all()
    assert shown.column("pieces") == [3, 3, 3, 2, 1]


def test_a_filter_keeps_the_rows_that_meet_it(shown: Shown) -> None:
    shown.presenter.set_filter("status=shipped")
    shown.jobs.run_all()
    assert shown.column("order") == ["O-1001", "O-1003"]


def test_a_filter_that_no_row_meets_says_so(shown: Shown) -> None:
    shown.presenter.set_filter("status=lost")
    shown.jobs.run_all()
    assert shown.state.message == "No row meets the conditions."


def test_a_wrong_filter_says_why_and_keeps_the_rows(shown: Shown) -> None:
    shown.presenter.set_filter("sttus=shipped")
    assert "no column “sttus”" in shown.state.problem
    assert "touched_at" not in shown.state.problem
    assert len(shown.state.rows) == 5
    shown.presenter.set_filter("")
    shown.jobs.run_all()
    assert not shown.state.problem


def test_a_value_that_is_none_for_its_column_says_why(shown: Shown) -> None:
    shown.presenter.set_filter("pieces=many")
    shown.jobs.run_all()
    assert "whole number" in shown.state.problem
    assert not shown.errors


def test_choosing_another_read_model_shows_its_rows(shown: Shown) -> None:
    shown.presenter.set_filter("status=shipped")
    shown.presenter.choose("stock_by_product")
    shown.jobs.run_all()
    assert shown.column("product") == ["P-1", "P-2", "P-3", "P-4"]
    assert shown.state.filter == ""


def test_the_answer_to_an_older_question_is_dropped(shown: Shown) -> None:
    shown.presenter.sort_by("status")
    shown.presenter.set_filter("status=shipped")
    older, newer = shown.jobs.held
    newer.run()
    older.run()
    assert shown.column("order") == ["O-1001", "O-1003"]


def test_rows_follow_the_log(shown: Shown, shop_log: OpenLog) -> None:
    command = shop_log.commands.submit("CancelOrder", "Order/O-1005", b'{"reason": "Changed my mind"}')
    assert shop_log.settle(command.correlation_id)
    assert shop_log.watch.wait_beyond(shop_log.store.last_position() - 1, 5)
    shown.presenter.follow()
    shown.jobs.run_all()
    assert shown.column("status")[-1] == "cancelled"


def test_the_events_behind_a_row_are_told_as_a_filter(shown: Shown) -> None:
    assert shown.presenter.events_behind(1) == 'stream = "Order/O-1002"'
    assert shown.presenter.events_behind(99) == ""
