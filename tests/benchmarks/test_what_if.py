"""What if, minimise and causes where there is much: 100,000 events in one stream, or in one correlation."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.branch.edits import Branch, Drop
from domain.event import NewEvent
from domain.history.predicate_text import parse_predicate
from domain.shop import DOMAIN
from infra import clock
from infra.branching.read_models import BranchReadModels
from infra.branching.run import run_branch
from infra.branching.states import state_diff
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile
from infra.open_log import OpenLog
from tests.benchmarks.pairs import report, seconds
from tests.benchmarks.test_fold import filled

COUNT = int(os.environ.get("EVENTSCOPE_BENCH_WHAT_IF", "100000"))
SHORT = COUNT // 20
STREAM = "Product/P-1"


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenLog]:
    path = filled(tmp_path_factory.mktemp("long") / "a.eventlog", COUNT)
    with closing(OpenLog.open(path, domains=[DOMAIN])) as log:
        yield log


def test_a_branch_of_a_long_log_is_a_few_times_a_read_of_it(log: OpenLog) -> None:
    branch = Branch(log_id=log.log.log_id, position=COUNT, edits=(Drop(COUNT // 2),))
    read = seconds(lambda: sum(1 for _ in log.store.all()))
    runs = []

    def run() -> None:
        runs.append(run_branch(log, branch))

    ran = seconds(run)
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    compared = seconds(lambda: state_diff(runs[0], STREAM))
    models = seconds(lambda: BranchReadModels(runs[0]).compare())
    for each in runs:
        each.close()
    report(
        f"a branch of {COUNT:,} events without one of them",
        f"{ran:.2f} s, {ran / read:.1f} times a read of the log ({read:.2f} s), "
        f"{peak / 2**20:.0f} MiB at most; states side by side {compared:.2f} s, read models {models:.2f} s",
    )
    assert ran < 30 * read


def test_minimising_takes_few_folds_of_the_history(tmp_path: Path) -> None:
    with closing(OpenLog.open(filled(tmp_path / "b.eventlog", SHORT), domains=[DOMAIN])) as log:
        predicate = parse_predicate("after.price.amount > 80 and after.on_hand > 60")
        attempts = []
        fold = seconds(lambda: log.repository.fold(STREAM))
        found = []
        took = seconds(lambda: found.append(log.evidence.minimise(STREAM, predicate, attempts.append)))
    report(
        f"the fewest of {SHORT:,} events for a condition",
        f"{len(found[0].events)} in {found[0].attempts} attempts, {took:.2f} s, {took / fold:.1f} folds",
    )
    assert took < 100 * fold


def test_one_correlation_of_a_whole_log_is_cut_and_stays_quick(tmp_path: Path) -> None:
    path = tmp_path / "c.eventlog"
    log = LogFile.create(path)
    store = EventStore(log, clock.now)
    correlation = str(clock.new_id())
    cause = b'"%b"' % correlation.encode()
    for start in range(0, COUNT, 1000):
        chunk = []
        for _ in range(1000):
            id = clock.new_id()
            told = b'{"correlation_id":"%b","causation_id":%b}' % (correlation.encode(), cause)
            chunk.append(NewEvent(id, "Happened", b"{}", metadata=told))
            cause = b'"%b"' % str(id).encode()
        store.append(f"Thing/T-{start // 1000}", 0, chunk)
    log.close()
    with closing(OpenLog.open(path, domains=[DOMAIN])) as opened:
        read = seconds(lambda: sum(1 for _ in opened.store.all()))
        traces = []
        took = seconds(lambda: traces.append(opened.correlations.of(COUNT // 2)))
    report(
        f"the causes of an event in a correlation of {COUNT:,}",
        f"{took * 1000:.0f} ms for the {len(traces[0].events)} nearest of {traces[0].of_events:,} "
        f"({took / read:.2f} of a read of the log)",
    )
    assert took < 4 * read
