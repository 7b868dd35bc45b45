"""Copies for the past are laid while read models are projected: few, cheap, and those of a plain run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from infra import clock
from infra.projections import copies, live_copies
from infra.projections.copies import KEPT, Copies
from infra.projections.past import PastReadModels
from infra.projections.service import ProjectionService
from tests.infra.projections.conftest import Bench, catch_up, counts


@pytest.fixture(autouse=True)
def short_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies are due every few events, so that a short log has several."""
    monkeypatch.setattr(live_copies, "LEAST_APART", 10)


@pytest.fixture
def service(bench: Bench) -> Iterator[ProjectionService]:
    service = bench.service()
    yield service
    service.stop_rebuilds()


def fill(bench: Bench, service: ProjectionService, events: int) -> None:
    """One event after the other, as a log grows."""
    for number in range(events):
        bench.append(b'{"n":%d}' % number, stream=f"A/{number % 5}")
        catch_up(service)


def as_of(bench: Bench, service: ProjectionService, position: int) -> dict[str, int]:
    past = PastReadModels(bench.log.database, bench.cache, service, bench.registry, clock.now)
    try:
        return {row["key"]: row["events"] for row in past.page("counts", position).rows}
    finally:
        past.close()


def test_the_first_question_about_the_past_begins_at_a_copy_that_was_laid_live(
    bench: Bench, service: ProjectionService
) -> None:
    fill(bench, service, 60)
    assert bench.copies()
    before = max(at for at in bench.copies() if at <= 47)
    handled: list[int] = []
    bench.tally.before = lambda event: handled.append(event.position)
    assert sum(as_of(bench, service, 47).values()) == 47
    assert handled == list(range(before + 1, 48))


def test_a_growing_log_keeps_few_copies_spread_over_all_of_it(
    bench: Bench, service: ProjectionService
) -> None:
    fill(bench, service, 400)
    kept = bench.copies()
    assert 4 <= len(kept) <= KEPT
    assert kept[0] < 200
    assert kept[-1] > 340
    for position in (kept[0], kept[-1] + 1):
        assert sum(as_of(bench, service, position).values()) == position


def test_a_rebuild_lays_them_anew(bench: Bench, service: ProjectionService) -> None:
    fill(bench, service, 30)
    with bench.cache.writing() as connection:  # what the copies hold is wrong, which is why one rebuilds
        for name in bench.tables(copies=True):
            connection.exec_driver_sql(f'UPDATE "{name}" SET events = 1000')
    runner = service._rebuilds._runner
    runner._batches._size = 4
    assert service.rebuild("counts")
    assert bench.copies()
    for position in bench.copies():
        assert sum(as_of(bench, service, position).values()) == position
    assert sum(counts(service).values()) == 30


def test_no_copy_is_kept_once_an_event_was_left_out_or_applied_behind_its_turn(
    bench: Bench, service: ProjectionService
) -> None:
    bench.tally.poison.add(b'{"n":3}')
    fill(bench, service, 30)
    assert not bench.copies()
    bench.tally.poison.clear()
    (parked,) = service.parked()
    service.retry(parked.id)
    fill(bench, service, 30)
    assert not bench.copies()
    assert service.rebuild("counts")
    fill(bench, service, 30)
    assert bench.copies()


def test_an_event_that_a_person_skips_leaves_no_plain_run_either(
    bench: Bench, service: ProjectionService
) -> None:
    bench.tally.poison.add(b'{"n":3}')
    fill(bench, service, 5)
    (parked,) = service.parked()
    service.skip(parked.id)
    fill(bench, service, 30)
    assert not bench.copies()


def test_a_read_model_with_more_rows_than_events_since_is_not_copied(
    bench: Bench, service: ProjectionService
) -> None:
    for number in range(9):
        bench.append(b"{}", stream=f"A/{number}")
    catch_up(service)
    copies_of = Copies(bench.log.database, bench.cache, clock.now)
    live = service._generations.find("counts", "live")
    assert live is not None
    assert not copies_of.keep_own(service.release("counts"), live, 8)
    assert not bench.copies()
    assert copies_of.keep_own(service.release("counts"), live, 9)
    assert not copies_of.keep_own(service.release("counts"), live, 9), "there is one"
    assert bench.copies() == [9]


def test_copies_that_serve_nobody_make_room_first(bench: Bench, service: ProjectionService) -> None:
    fill(bench, service, 200)
    assert len(bench.copies()) > 2
    newer = bench.service(bench.tally.projection(version=2))
    with bench.cache.writing() as connection:
        connection.exec_driver_sql("UPDATE generations SET fingerprint = 'older' WHERE role = 'copy'")
    catch_up(newer)
    kept = bench.copies()
    copies_of = copies.Copies(bench.log.database, bench.cache, clock.now)
    assert kept
    for at in kept:
        copy = copies_of.nearest(newer.release("counts"), at)
        assert copy is not None
        assert copy.position == at
