from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.event import NewEvent
from domain.filtering import FilterError
from infra import clock
from infra.finding import Finder, Run
from infra.open_log import OpenLog
from infra.states import NoSuchState

LISTED = b'{"name":"Desk","price":{"amount":"1.00","currency":"EUR"},"stock":0}'


def fill(log: OpenLog, stream: str, *payloads: tuple[str, bytes]) -> None:
    events = [NewEvent(clock.new_id(), type, data) for type, data in (("ProductListed", LISTED), *payloads)]
    for start in range(0, len(events), 2000):
        log.store.append(stream, start, events[start : start + 2000])


def receive(quantity: int) -> tuple[str, bytes]:
    return "StockReceived", b'{"quantity":%d}' % quantity


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "a.eventlog", create=True)
    yield log
    log.close()


@pytest.fixture
def finder(log: OpenLog) -> Finder:
    return log.finder


def found(run: Run) -> list[tuple[str, int, bool]]:
    return [(hit.stream, hit.version, hit.becomes) for hit in run.hits()]


def test_a_run_along_a_stream_starts_where_it_is_told_and_says_how_much_it_saw(
    log: OpenLog, finder: Finder
) -> None:
    fill(log, "Product/P-1", *[receive(1)] * 9)
    predicate = finder.parse("Product/P-1", "after.on_hand > 2 and after.on_hand < 7")
    run = finder.along("Product/P-1", predicate, start=4)
    assert found(run) == [("Product/P-1", 4, True), ("Product/P-1", 8, False)]
    assert (run.coverage.versions, run.coverage.of_versions, run.coverage.is_complete) == (7, 7, True)
    run = finder.along("Product/P-1", predicate, start=5, backward=True)
    assert found(run) == [("Product/P-1", 4, True)]
    assert run.coverage.versions == 5
    with pytest.raises(NoSuchState, match="versions 1 to 10"):
        finder.along("Product/P-1", predicate, start=11)


@pytest.mark.parametrize(
    ("here", "backward", "versions"),
    [
        (0, False, [4, 8]),
        (4, False, [8, 4]),
        (9, False, [4, 8]),
        (10, True, [8, 4]),
        (8, True, [4, 8]),
        (4, True, [8, 4]),
        (0, True, [8, 4]),
        (99, False, [4, 8]),
    ],
)
def test_a_run_around_a_version_looks_ahead_first_and_misses_nothing(
    log: OpenLog, finder: Finder, here: int, backward: bool, versions: list[int]
) -> None:
    fill(log, "Product/P-1", *[receive(1)] * 9)
    predicate = finder.parse("Product/P-1", "after.on_hand > 2 and after.on_hand < 7")
    run = finder.around("Product/P-1", predicate, here, backward=backward)
    assert [version for _, version, _ in found(run)] == versions
    assert (run.coverage.versions, run.coverage.is_complete) == (10, True)


def test_a_run_that_is_left_early_says_so(log: OpenLog, finder: Finder) -> None:
    fill(log, "Product/P-1", *[receive(1)] * 2999)
    run = finder.along("Product/P-1", finder.parse("Product/P-1", "after.on_hand > 100"))
    hits = run.hits()
    assert next(hits).version == 102
    hits.close()
    assert (run.coverage.versions, run.coverage.is_complete) == (102, False)


def test_all_streams_of_a_category_are_searched_large_ones_too(log: OpenLog, finder: Finder) -> None:
    fill(log, "Product/P-2", *[receive(5)] * 2)
    fill(log, "Product/P-1", *[receive(1)] * 2500)
    fill(log, "Product/P-3")
    fill(log, "Other/x")
    checks: list[None] = []
    run = finder.across("Product/*", finder.parse("Product/*", "after.on_hand >= 10"))
    hits = [(hit.stream, hit.version) for hit in run.hits(lambda: checks.append(None))]
    assert hits == [("Product/P-1", 11), ("Product/P-2", 3)]
    assert (run.coverage.streams, run.coverage.of_streams, run.coverage.versions) == (3, 3, 2505)
    assert len(checks) > 9
    with pytest.raises(NoSuchState, match="no streams of the category 'Nothing'"):
        finder.across("Nothing/*", finder.parse("Product/*", "version > 1"))


def test_events_that_do_not_decode_are_counted_where_they_were_looked_at(
    log: OpenLog, finder: Finder
) -> None:
    bad = ("StockReceived", b'{"quantity":"many"}')
    fill(log, "Product/P-1", receive(1), bad, receive(1), bad)
    predicate = finder.parse("Product/P-1", "after.on_hand = 2")
    run = finder.along("Product/P-1", predicate)
    assert found(run) == [("Product/P-1", 4, True)]
    assert run.coverage.undecodable == 2
    run = finder.along("Product/P-1", predicate, start=4)
    assert found(run) == [("Product/P-1", 4, True)]
    assert run.coverage.undecodable == 1


def test_a_field_that_never_was_is_told_with_the_one_that_may_be_meant(log: OpenLog, finder: Finder) -> None:
    fill(log, "Product/P-1", receive(1))
    fill(log, "Product/P-2", ("StockReserved", b'{"order":"O-1","quantity":1}'))
    run = finder.across(
        "Product/*", finder.parse("Product/*", "after.onhand = 2 or exists(after.reserved.O-1)")
    )
    assert found(run) == [("Product/P-2", 2, True)]
    assert finder.meant("Product/*", run.coverage) == (("after.onhand", "after.on_hand"),)
    with pytest.raises(FilterError, match=r"Did you mean 'after\.on_hand'"):
        finder.parse("Product/P-1", "on_hand = 2")
    with pytest.raises(FilterError, match=r"Did you mean 'after\.on_hand'"):
        finder.parse("Product/*", "onhand = 2")


def test_as_of_a_position_nothing_later_is_found(log: OpenLog, finder: Finder) -> None:
    fill(log, "Product/P-1", *[receive(1)] * 4)
    as_of = log.store.last_position()
    log.store.append("Product/P-1", 5, [NewEvent(clock.new_id(), *receive(5))])
    fill(log, "Product/P-2", receive(9))
    predicate = finder.parse("Product/*", "after.on_hand = 2 or after.on_hand = 9")
    everything = [("Product/P-1", 3, True), ("Product/P-1", 4, False), ("Product/P-1", 6, True)]
    assert found(finder.across("Product/*", predicate)) == [*everything, ("Product/P-2", 2, True)]
    run = finder.across("Product/*", predicate, as_of=as_of)
    assert found(run) == everything[:2]
    assert run.coverage.is_complete
    run = finder.around("Product/P-1", predicate, 1, backward=False, as_of=as_of)
    assert found(run) == everything[:2]
    with pytest.raises(NoSuchState):
        finder.around("Product/P-2", predicate, 1, backward=False, as_of=as_of)
