"""Read models as of a position are those of a projection that had run so far and no further."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra import clock
from infra.cache import open_cache
from infra.database import Database
from infra.log.log_file import LogFile
from infra.projections import copies, past
from infra.projections.copies import KEPT
from infra.projections.past import PastReadModels, stops
from infra.projections.projection import Projection
from infra.projections.querying import Condition, QueryError
from infra.projections.service import ProjectionService
from infra.read_models.event_statistics import EVENT_STATISTICS
from tests.infra.projections.conftest import Bench, catch_up, counts

EVENTS = 240


class Stop(Exception):
    """Somebody has cancelled."""


class Past:
    """A log of 240 events, its live read models caught up, and the past of them."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        bench.append(*(b'{"n":%d}' % n for n in range(EVENTS // 3)))
        for n in range(EVENTS // 3):
            bench.append(b"{}", b"{}", stream=f"B/{n % 7}")
        self.projections = (bench.tally.projection(), EVENT_STATISTICS)
        self.service = bench.service(*self.projections)
        catch_up(self.service)
        self.models = self.again()

    def again(self) -> PastReadModels:
        """As another program has it."""
        bench = self.bench
        return PastReadModels(bench.log.database, bench.cache, self.service, bench.registry, clock.now)

    def counts(self, position: int, **more: Any) -> dict[str, int]:
        page = self.models.page("counts", position, limit=1000, **more)
        return {row["key"]: row["events"] for row in page.rows}

    def copies(self) -> list[int]:
        return self.bench.copies()


@pytest.fixture
def short_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies are made every few events, so that a short log has several."""
    monkeypatch.setattr(past, "NEAR", 5)
    monkeypatch.setattr(past, "LEAST_APART", 17)


@pytest.fixture
def rewound(bench: Bench, short_ways: None) -> Iterator[Past]:
    rewound = Past(bench)
    yield rewound
    rewound.models.close()


def plain_run(bench: Bench, projections: tuple[Projection, ...], position: int, folder: Path) -> Any:
    """What the projections make of the log up to a position, in a file of its own, from the first event."""
    folder.mkdir()
    path = folder / "plain"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    database = Database(path)
    try:
        service = ProjectionService(
            bench.log.database, database, bench.store, bench.registry, projections, clock.now, until=position
        )
        catch_up(service)
        names = [model.name for model in service.queries.read_models()]
        return {name: service.queries.page(name, limit=1000).rows for name in names}
    finally:
        database.close()
        shutil.rmtree(folder)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=st.lists(st.integers(0, EVENTS + 10), min_size=1, max_size=4))
def test_every_moment_asked_in_any_order_is_that_of_a_plain_run(
    rewound: Past, tmp_path: Path, asked: list[int]
) -> None:
    for position in asked:
        wanted = plain_run(rewound.bench, rewound.projections, position, tmp_path / "plain")
        for name, rows in wanted.items():
            assert rewound.models.page(name, position, limit=1000).rows == rows, (name, position)


def test_a_live_read_model_is_not_touched(rewound: Past) -> None:
    before = counts(rewound.service), rewound.service.status()
    tables = [name for name in rewound.bench.tables() if name == "counts__1"]
    assert sum(rewound.counts(100).values()) == 100
    assert (counts(rewound.service), rewound.service.status()) == before
    assert set(tables) <= set(rewound.bench.tables())


def test_conditions_order_and_pages_work_as_on_the_live_one(rewound: Past) -> None:
    first = rewound.models.page("counts", 200, order_by="events", descending=True, limit=3)
    assert first.rows[0]["key"] == "A/1"
    assert first.after is not None
    second = rewound.models.page(
        "counts", 200, order_by="events", descending=True, after=first.after, limit=3
    )
    assert not {row["key"] for row in first.rows} & {row["key"] for row in second.rows}
    (only,) = rewound.models.page("counts", 200, [Condition("key", "=", "A/1")]).rows
    assert only["events"] == EVENTS // 3
    with pytest.raises(QueryError):
        rewound.models.page("nothing", 200)


def test_another_program_begins_at_the_copies_that_were_kept(
    rewound: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewound.counts(EVENTS)
    kept = rewound.copies()
    assert 3 <= len(kept) <= KEPT
    assert EVENTS - 5 in kept
    handled: list[int] = []
    rewound.bench.tally.before = lambda event: handled.append(event.position)
    rewound.models.close()
    rewound.models = rewound.again()
    assert sum(rewound.counts(EVENTS - 2).values()) == EVENTS - 2
    assert handled == [EVENTS - 4, EVENTS - 3, EVENTS - 2]


def test_going_on_needs_no_copy_and_applies_only_what_is_new(rewound: Past) -> None:
    rewound.counts(100)
    handled: list[int] = []
    rewound.bench.tally.before = lambda event: handled.append(event.position)
    assert sum(rewound.counts(101).values()) == 101
    assert handled == [101]
    assert sum(rewound.counts(101).values()) == 101
    assert handled == [101]


def test_copies_stay_few_and_spread_over_the_log(rewound: Past) -> None:
    for position in range(20, EVENTS, 9):
        rewound.counts(position)
    kept = rewound.copies()
    assert len(kept) <= KEPT
    assert kept[0] < EVENTS // 3
    assert kept[-1] > EVENTS // 2
    assert len(rewound.bench.tables(copies=True)) == len(kept) + 1


def test_a_cancelled_build_leaves_a_good_start_and_the_next_one_is_right(rewound: Past) -> None:
    def stop(done: int, _total: int) -> None:
        if done > 30:
            raise Stop

    with pytest.raises(Stop):
        rewound.counts(200, progress=stop)
    assert sum(rewound.counts(200).values()) == 200
    assert sum(rewound.counts(30).values()) == 30


def test_the_progress_ends_at_the_moment(rewound: Past) -> None:
    told: list[tuple[int, int]] = []
    rewound.counts(200, progress=lambda done, total: told.append((done, total)))
    assert (200, 200) in told


def test_copies_of_another_past_or_another_version_are_not_used(rewound: Past) -> None:
    rewound.counts(EVENTS)
    kept = copies.Copies(rewound.bench.log.database, rewound.bench.cache, clock.now)
    assert kept.nearest(rewound.projections[0], EVENTS) is not None
    assert kept.nearest(rewound.bench.tally.projection(version=2), EVENTS) is None
    with rewound.bench.cache.writing() as connection:
        connection.exec_driver_sql("UPDATE copied_at SET event_id = zeroblob(16)")
    assert kept.nearest(rewound.projections[0], EVENTS) is None


def test_events_that_fail_are_left_out_as_they_are_live_and_no_copy_is_kept(rewound: Past) -> None:
    rewound.bench.tally.poison.add(b'{"n":3}')
    assert sum(rewound.counts(100).values()) == 99
    assert not [at for at in rewound.copies() if at > 4]


def test_a_repaired_release_is_built_anew(rewound: Past) -> None:
    rewound.bench.tally.poison.add(b'{"n":3}')
    assert sum(rewound.counts(100).values()) == 99
    rewound.bench.tally.poison.clear()
    rewound.service.use(rewound.bench.tally.projection())
    assert sum(rewound.counts(100).values()) == 100


def test_a_log_that_is_only_read_has_a_past_too(rewound: Past) -> None:
    path = rewound.bench.log.path
    log = LogFile.open(path, read_only=True)
    cache = open_cache(log)
    models = PastReadModels(log.database, cache, rewound.service, rewound.bench.registry, clock.now)
    try:
        assert sum(row["events"] for row in models.page("counts", 50).rows) == 50
    finally:
        models.close()
        cache.close()
        log.close()


def test_the_scratch_file_goes_with_the_log(rewound: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    rewound.counts(50)
    scratch = rewound.models._scratch
    assert scratch is not None
    path = scratch.database.path
    assert path.exists()
    rewound.models.close()
    assert not path.exists()


def test_what_a_killed_program_left_behind_goes_with_the_next_question(
    rewound: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left, used = tmp_path / f"eventscope-past-{dead.pid}-x", tmp_path / f"eventscope-past-{os.getppid()}-x"
    left.mkdir()
    used.mkdir()
    rewound.counts(50)
    assert not left.exists()
    assert used.exists()


@given(start=st.integers(0, 10**6), way=st.integers(1, 10**6), more=st.integers(0, 10**6))
def test_stops_lie_on_the_way_and_are_few(start: int, way: int, more: int) -> None:
    places = stops(start, start + way, start + way + more)
    assert list(places) == sorted(set(places))
    assert all(start < place < start + way for place in places)
    assert len(places) <= KEPT + 1
