from __future__ import annotations

from pathlib import Path

import pytest

from app.rewind.track_shape import Kind
from app.rewind.watch_memory import WatchMemory
from app.rewind.watches_presenter import WatchesPresenter
from infra.open_log import OpenLog
from tests.app.held_jobs import HeldJobs
from tests.app.rewind.test_rewind_pane import fill, receive

STREAM = "Product/P-1"


@pytest.fixture
def jobs_held() -> HeldJobs:
    return HeldJobs()


@pytest.fixture
def presenter(jobs_held: HeldJobs, empty_log: OpenLog) -> WatchesPresenter:
    def failed(error: BaseException) -> None:
        raise error

    fill(empty_log, 10)
    presenter = WatchesPresenter(jobs_held.submit, lambda state: None, failed)
    presenter.show_log(empty_log)
    presenter.show_place(STREAM, 10, 10)
    return presenter


def test_a_watch_is_computed_along_the_whole_stream(presenter: WatchesPresenter, jobs_held: HeldJobs) -> None:
    presenter.add("after.on_hand")
    assert presenter.state.watches[0].track is None
    jobs_held.run_all()
    track = presenter.state.watches[0].track
    assert track is not None
    assert (track.kind, track.changes) == (Kind.NUMBERS, 9)
    assert [track.at(version) for version in (0, 1, 10)] == [0, 0, 9]
    presenter.add("after.on_hand")
    assert len(presenter.state.watches) == 1


def test_watches_grow_with_the_stream_and_read_only_what_is_new(
    presenter: WatchesPresenter, jobs_held: HeldJobs, empty_log: OpenLog
) -> None:
    presenter.add("after.on_hand")
    presenter.add("after.on_hand > 10")
    jobs_held.run_all()
    empty_log.store.append(STREAM, 10, receive(4))
    presenter.show_place(STREAM, 14, 14)
    jobs_held.run_all()
    tracks = [watch.track for watch in presenter.state.watches]
    assert [track.at(14) for track in tracks if track] == [13, True]
    assert [track.last for track in tracks if track] == [14, 14]
    presenter.show_place(STREAM, 14, 3)
    assert jobs_held.held == []


def test_watches_are_remembered_for_the_category(
    presenter: WatchesPresenter, jobs_held: HeldJobs, empty_log: OpenLog, tmp_path: Path
) -> None:
    file = tmp_path / "kept" / "watches.json"
    presenter.remember_in(WatchMemory(file))
    presenter.add("after.on_hand")
    presenter.add("type")
    presenter.remove("type")
    fill(empty_log, 4, "Product/P-2")
    fill(empty_log, 4, "Other/x")
    presenter.show_place("Other/x", 4, 4)
    assert presenter.state.watches == ()
    presenter.remember_in(WatchMemory(file))
    presenter.show_place("Product/P-2", 4, 4)
    jobs_held.run_all()
    (watch,) = presenter.state.watches
    assert watch.expression == "after.on_hand"
    assert watch.track is not None
    assert watch.track.last == 4
    file.write_text("{broken")
    assert WatchMemory(file).of("Product") == ()


def test_a_late_answer_for_a_stream_that_was_left_is_dropped(
    presenter: WatchesPresenter, jobs_held: HeldJobs, empty_log: OpenLog
) -> None:
    presenter.add("after.on_hand")
    fill(empty_log, 4, "Other/x")
    presenter.show_place("Other/x", 4, 4)
    jobs_held.run_all()
    assert presenter.state.watches == ()


def test_a_remembered_expression_that_is_none_any_more_says_so(
    presenter: WatchesPresenter, jobs_held: HeldJobs, tmp_path: Path
) -> None:
    file = tmp_path / "watches.json"
    file.write_text('{"Product": ["after.on_hand", "on_hand <"]}')
    presenter.remember_in(WatchMemory(file))
    presenter.show_place("", 0, 0)
    presenter.show_place(STREAM, 10, 10)
    jobs_held.run_all()
    good, bad = presenter.state.watches
    assert good.track is not None
    assert bad.track is None
    assert bad.error.startswith("Expected a value")
