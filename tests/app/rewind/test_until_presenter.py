from __future__ import annotations

import pytest

from app.rewind.until_presenter import UntilPresenter, UntilState, next_hit
from infra.finding import Hit
from infra.open_log import OpenLog
from tests.app.held_jobs import HeldJobs
from tests.app.rewind.test_rewind_pane import fill, receive

STREAM = "Product/P-1"


class Reader:
    """Reads what the presenter shows, and where it jumps to."""

    def __init__(self, log: OpenLog, *, last: int, version: int) -> None:
        self.jobs = HeldJobs()
        self.states: list[UntilState] = []
        self.jumps: list[tuple[str, int]] = []
        self.presenter = UntilPresenter(self.jobs.submit, self.states.append, self._jump, self._failed)
        self.last = last
        self.presenter.show_log(log)
        self.goes_to(STREAM, version)

    @property
    def state(self) -> UntilState:
        return self.presenter.state

    def goes_to(self, stream: str, version: int) -> None:
        self.presenter.show_place(stream, self.last, version, {"on_hand": version})

    def runs(self, *, backward: bool = False) -> None:
        self.presenter.run(backward)
        self.jobs.run_all()

    def _jump(self, stream: str, version: int) -> None:
        self.jumps.append((stream, version))
        self.goes_to(stream, version)

    def _failed(self, error: BaseException) -> None:
        raise error


@pytest.fixture
def reader(empty_log: OpenLog) -> Reader:
    fill(empty_log, 10)  # at version n there are n - 1 on hand
    return Reader(empty_log, last=10, version=1)


def test_every_transition_is_listed_and_the_next_one_gone_to(reader: Reader) -> None:
    reader.presenter.typed("after.on_hand > 2 and after.on_hand < 7")
    reader.runs()
    assert [(hit.version, hit.becomes) for hit in reader.state.hits] == [(4, True), (8, False)]
    assert reader.jumps == [(STREAM, 4)]
    assert reader.state.message == "Transitions: 2. Looked at 10 of 10 versions."
    assert not reader.state.is_running


def test_further_steps_need_no_further_run(reader: Reader) -> None:
    reader.presenter.typed("after.on_hand > 2 and after.on_hand < 7")
    reader.runs()
    reader.presenter.run(False)
    reader.presenter.run(False)
    assert reader.jobs.held == []
    assert reader.jumps == [(STREAM, 4), (STREAM, 8)]
    assert reader.state.message.startswith("No transition after version 8 of Product/P-1.")
    reader.presenter.run(True)
    reader.presenter.run(True)
    assert reader.jumps[-1] == (STREAM, 4)
    assert reader.state.message.startswith("No transition before version 4 of Product/P-1.")


def test_a_run_back_goes_to_the_nearest_one_behind_and_lists_those_ahead_too(reader: Reader) -> None:
    reader.goes_to(STREAM, 7)
    reader.presenter.typed("after.on_hand > 2 and after.on_hand < 7")
    reader.runs(backward=True)
    assert reader.jumps == [(STREAM, 4)]
    assert [hit.version for hit in reader.state.hits] == [4, 8]


def test_a_stream_that_has_grown_is_searched_anew(reader: Reader, empty_log: OpenLog) -> None:
    reader.presenter.typed("after.on_hand > 9")
    reader.runs()
    assert reader.jumps == []
    empty_log.store.append(STREAM, 10, receive(3))
    reader.last = 13
    reader.goes_to(STREAM, 1)
    reader.runs()
    assert reader.jumps == [(STREAM, 11)]


def test_an_error_is_told_with_its_place_and_what_may_be_meant(reader: Reader) -> None:
    reader.presenter.typed("version > 1 and on_hnd > 3")
    reader.presenter.look_at_text()
    assert reader.state.error.startswith("Unknown field 'on_hnd' at 17. Did you mean 'after.on_hand'?")
    assert reader.state.error_at == 16
    reader.presenter.typed("version > 1 and after.on_hand > 3")
    assert (reader.state.error, reader.state.error_at) == ("", None)
    reader.presenter.typed("after.on_hand")
    reader.presenter.look_at_text()
    assert reader.state.error == ""  # it can be watched
    reader.runs()
    assert reader.state.error.startswith("Expected a comparison such as =")
    assert not reader.state.is_running


def test_a_name_that_never_was_is_told_after_the_run(reader: Reader) -> None:
    reader.presenter.typed("after.onhand > 3")
    reader.runs()
    assert "There never was anything in after.onhand. Did you mean after.on_hand?" in reader.state.message


def test_all_streams_of_the_category_are_searched_and_gone_through(
    reader: Reader, empty_log: OpenLog
) -> None:
    fill(empty_log, 6, "Product/P-0")
    fill(empty_log, 6, "Product/P-2")
    reader.presenter.widen(True)
    reader.presenter.typed("after.on_hand = 4")
    reader.runs()
    places = [(hit.stream, hit.version) for hit in reader.state.hits]
    assert places == [
        (stream, version) for stream in ("Product/P-0", STREAM, "Product/P-2") for version in (5, 6)
    ]
    for _ in range(3):
        reader.presenter.run(False)
    assert reader.jumps == [(STREAM, 5), (STREAM, 6), ("Product/P-2", 5), ("Product/P-2", 6)]
    assert len(reader.state.hits) == 6
    for _ in range(4):
        reader.presenter.run(True)
    assert reader.jumps[-1] == ("Product/P-0", 6)
    assert "3 of 3 streams" in reader.state.message


def test_a_run_that_is_stopped_keeps_what_it_found_and_says_how_far_it_came(
    reader: Reader, empty_log: OpenLog
) -> None:
    fill(empty_log, 3000, "Product/P-9")
    reader.last = 3000
    reader.goes_to("Product/P-9", 1)
    reader.presenter.typed("after.on_hand = 100")
    reader.presenter.run(False)
    (job,) = reader.jobs.held
    seen: list[UntilState] = []

    def stop(done: int, total: int) -> None:
        if done >= 512 and not job.is_cancelled:
            reader.presenter.cancel()
            seen.append(reader.state)

    job._callbacks["on_progress"] = stop
    reader.jobs.run_all()
    assert job.is_cancelled
    assert not seen[0].is_running
    assert [hit.version for hit in seen[0].hits] == [101, 102]
    assert seen[0].message == "Stopped. Transitions: 2. Looked at 767 of 3,000 versions."


def test_another_stream_begins_without_hits(reader: Reader, empty_log: OpenLog) -> None:
    fill(empty_log, 5, "Product/P-2")
    reader.presenter.typed("after.on_hand > 2")
    reader.runs()
    assert len(reader.state.hits) == 1
    reader.goes_to("Product/P-2", 1)
    assert (reader.state.hits, reader.state.message) == ((), "")


def test_the_nearest_hit_is_found_among_many() -> None:
    hits = [Hit("a", 2, 1, "x", True), Hit("a", 5, 2, "x", False), Hit("b", 1, 3, "x", True)]
    assert next_hit(hits, "a", 2, backward=False) == hits[1]
    assert next_hit(hits, "a", 5, backward=False) == hits[2]
    assert next_hit(hits, "b", 1, backward=False) is None
    assert next_hit(hits, "a", 2, backward=True) is None
    assert next_hit(hits, "b", 9, backward=True) == hits[2]
