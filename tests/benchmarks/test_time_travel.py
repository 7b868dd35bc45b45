"""Scrubbing, finding and watching in a stream of 100,000 events, against a plain fold, with their memory."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from statistics import median, quantiles
from typing import Any

import pytest

from domain.history.predicate_text import parse_predicate, read_watched
from domain.history.series import SeriesScan
from domain.history.state import evolution_for
from domain.shop import DOMAIN
from infra.open_log import OpenLog
from tests.benchmarks.pairs import report, seconds
from tests.benchmarks.test_fold import filled

COUNT = 100_000
STREAM = "Product/P-1"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenLog]:
    path = filled(tmp_path_factory.mktemp("long") / "a.eventlog", COUNT)
    with closing(OpenLog.open(path, domains=[DOMAIN])) as log:
        yield log


def plain_fold(log: OpenLog) -> Any:
    """All of the stream's states, one after the other, by the same events and the same decider."""
    evolution = evolution_for(STREAM, "ProductListed", log.registry)
    state = evolution.initial
    for event in log.store.stream(STREAM):
        state, _ = evolution.apply(state, event)
    return state


def mebibytes(work: Callable[[], object]) -> tuple[float, float]:
    """What is kept of memory after the work while its result lives, and the most that was held during it."""
    tracemalloc.start()
    kept = work()
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept is not None
    return now / 2**20, peak / 2**20


def test_a_scrub_step_costs_a_small_part_of_a_fold_and_memory_is_bounded(log: OpenLog) -> None:
    history = log.states.history(STREAM)
    fold = median(seconds(lambda: plain_fold(log)) for _ in range(3))
    first = seconds(lambda: history.value_at(COUNT))
    chosen = random.Random(7)

    def steps(versions: list[int]) -> tuple[float, float]:
        times = [seconds_of(lambda: history.value_at(version)) for version in versions]  # noqa: B023 - called at once
        return 1000 * median(times), 1000 * quantiles(times, n=100)[98]

    figures = {
        "forward": steps(list(range(30_000, 30_400))),
        "back": steps(list(range(70_400, 70_000, -1))),
        "jump": steps([chosen.randrange(COUNT) for _ in range(400)]),
    }
    told = "; ".join(f"{name} median {m:.2f} ms, p99 {p:.1f} ms" for name, (m, p) in figures.items())

    def climbed() -> Any:
        again = log.states.history(STREAM)
        again.state_at(COUNT)
        for _ in range(50):
            again.state_at(chosen.randrange(COUNT))
        return again

    kept, peak = mebibytes(climbed)
    report("scrub in 100,000 events", f"{told}; first {first / fold:.2f} of a plain fold ({fold:.2f} s)")
    report(
        "memory of scrubbing",
        f"{kept:.1f} MiB kept, {peak:.1f} MiB at most, {history.keyframes} keyframes",
    )
    assert all(m / 1000 < fold / 20 for m, _ in figures.values())
    assert history.keyframes <= 512


def test_finding_every_transition_costs_little_more_than_a_fold(log: OpenLog) -> None:
    predicate = parse_predicate("after.price.amount > 85 and after.reserved.O-1 >= 1")

    def all_hits() -> list[int]:
        return [hit.version for hit in log.finder.along(STREAM, predicate).hits()]

    def nearest_behind() -> int:
        run = log.finder.along(STREAM, predicate, backward=True)
        return next(iter(run.hits())).version

    folds, finds, backs = [], [], []
    for _ in range(5):
        folds.append(seconds(lambda: plain_fold(log)))
        finds.append(seconds(all_hits))
        backs.append(seconds(nearest_behind))
    kept, peak = mebibytes(all_hits)
    ratio = median(find / fold for find, fold in zip(finds, folds, strict=True))
    back = median(back / fold for back, fold in zip(backs, folds, strict=True))
    report(
        "find in 100,000 events",
        f"{median(finds):.2f} s for {len(all_hits()):,} transitions, {ratio:.2f} of a plain fold; "
        f"nearest behind the last {back:.2f} of it",
    )
    report("memory of finding", f"{kept:.1f} MiB kept, {peak:.1f} MiB at most")
    assert ratio < 6


def test_watching_four_expressions_is_one_pass(log: OpenLog) -> None:
    expressions = ("after.on_hand", "after.price.amount", "type", "after.on_hand > 100000")

    def watched() -> SeriesScan:
        scan = SeriesScan(log.states.history(STREAM), [read_watched(each) for each in expressions])
        scan.follow(COUNT)
        return scan

    folds, scans = [], []
    for _ in range(3):
        folds.append(seconds(lambda: plain_fold(log)))
        scans.append(seconds(watched))
    kept, _ = mebibytes(watched)
    ratio = median(scan / fold for scan, fold in zip(scans, folds, strict=True))
    report("four watches over 100,000 events", f"{ratio:.2f} of a plain fold; {kept:.1f} MiB kept")
    assert ratio < 10


def seconds_of(work: Callable[[], object]) -> float:
    """Without a collection before: a step is far shorter than that."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
