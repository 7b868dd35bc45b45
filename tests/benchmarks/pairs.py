"""Measuring against a peer: both in turn in one run, so that a slow moment hits both."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from statistics import median


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def ratio(ours: Callable[[], object], peer: Callable[[], object], *, rounds: int = 5) -> float:
    """The median over rounds of peer's time by our time: above 1 we are faster."""
    found = []
    for _ in range(rounds):
        theirs = seconds(peer)
        found.append(theirs / seconds(ours))
    return median(found)


def report(what: str, figure: str) -> None:
    """One line of the benchmark's result."""
    sys.stdout.write(f"\n{what}: {figure}\n")
