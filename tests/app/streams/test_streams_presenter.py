"""The Streams presenter fetches pages as they are wanted and drops answers to what is no longer asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.streams.presenter import PAGE, StreamsPresenter
from app.streams.state import StreamsState
from domain.event import NewEvent
from infra.errors import NoPermission
from infra.open_log import OpenLog
from tests.app.held_jobs import HeldJobs


class Shown:
    """What a presenter showed and told."""

    def __init__(self) -> None:
        self.jobs = HeldJobs()
        self.errors: list[BaseException] = []
        self.presenter = StreamsPresenter(self.jobs.submit, self.take, self.errors.append)
        self.state = StreamsState()

    def take(self, state: StreamsState) -> None:
        self.state = state

    def counts(self) -> dict[str, tuple[int | None, int]]:
        return {c.name: (c.total, len(c.streams)) for c in self.state.categories}


def append(log: OpenLog, *streams: str) -> None:
    for stream in streams:
        log.store.append(stream, -1, [NewEvent(uuid4(), "Happened", b"{}")])


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "many.eventlog", create=True)
    append(log, *(f"Order/O-{number:04}" for number in range(PAGE + 50)), "Product/P-1", "Product/P-2")
    yield log
    log.close()


@pytest.fixture
def shown() -> Shown:
    return Shown()


def test_at_first_there_is_a_hint_to_open_a_log(shown: Shown) -> None:
    shown.presenter.show_log(None)
    assert "Open a log" in shown.state.message


def test_an_empty_log_says_so(shown: Shown, empty_log: OpenLog) -> None:
    shown.presenter.show_log(empty_log)
    shown.jobs.run_all()
    assert "No streams yet" in shown.state.message


def test_a_log_shows_its_categories_with_counts_and_no_streams_yet(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    assert shown.counts() == {"Order": (PAGE + 50, 0), "Product": (2, 0)}
    assert shown.state.summary == f"{PAGE + 52} streams in 2 categories"


def test_streams_come_page_by_page_until_all_are_there(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    for expected in (PAGE, PAGE + 50, PAGE + 50):
        shown.presenter.want_more("Order")
        shown.jobs.run_all()
        assert shown.counts()["Order"] == (PAGE + 50, expected)
    assert shown.state.categories[0].is_complete


def test_a_page_asked_for_twice_is_fetched_once(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    shown.presenter.want_more("Order")
    shown.presenter.want_more("Order")
    assert len(shown.jobs.held) == 1


def test_a_filter_keeps_only_matching_streams(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    shown.presenter.set_filter("O-000")
    shown.jobs.run_all()
    assert [s.name for s in shown.state.categories[0].streams] == [f"Order/O-000{n}" for n in range(10)]
    assert shown.state.summary == "10 streams match"


def test_a_filter_with_more_matches_than_a_page_says_that_there_are_more(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.presenter.set_filter("Order/")
    shown.jobs.run_all()
    assert shown.state.categories[0].count_text == f"{PAGE}+"
    assert shown.state.summary.startswith("more than")


def test_a_filter_without_a_match_says_so(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.presenter.set_filter("zebra")
    shown.jobs.run_all()
    assert shown.state.message == "No stream's name contains “zebra”."


def test_answers_to_an_older_filter_are_dropped(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.presenter.set_filter("P-1")
    shown.presenter.set_filter("P-2")
    older, newer = shown.jobs.held[-2:]
    newer.run()
    older.run()
    assert [s.name for c in shown.state.categories for s in c.streams] == ["Product/P-2"]


def test_new_streams_appear_where_they_belong(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    shown.presenter.want_more("Product")
    shown.jobs.run_all()
    append(log, "Product/P-11", "Shelf/S-1")
    log.watch.position = log.store.last_position()
    shown.presenter.follow()
    shown.jobs.run_all()
    assert [s.key for s in shown.state.categories[1].streams] == ["P-1", "P-11", "P-2"]
    assert shown.counts()["Shelf"] == (1, 0)


def test_a_page_that_comes_while_the_log_is_looked_at_again_is_kept(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    shown.presenter.want_more("Order")
    shown.jobs.run_all()
    log.watch.position += 1
    shown.presenter.follow()
    shown.presenter.want_more("Order")
    look, page = shown.jobs.held
    page.run()
    look.run()
    assert shown.counts()["Order"] == (PAGE + 50, PAGE + 50)


def test_a_fault_is_told_once_and_not_at_every_look(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    log.close()
    log.path.unlink()
    log.watch.position += 1
    shown.presenter.follow()
    shown.jobs.run_all()
    assert [type(error) for error in shown.errors] == [NoPermission]
    shown.presenter.follow()
    assert not shown.jobs.held


def test_categories_tell_when_something_last_happened(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    assert shown.state.last_activity == {
        category: max(stream.last_recorded_at for stream in log.streams.all(category))
        for category in ("Order", "Product")
    }


def test_the_past_does_not_tell_of_what_happened_later(shown: Shown, log: OpenLog) -> None:
    shown.presenter.show_log(log)
    shown.jobs.run_all()
    shown.presenter.show_as_of(3)
    shown.jobs.run_all()
    assert shown.state.last_activity == {}
