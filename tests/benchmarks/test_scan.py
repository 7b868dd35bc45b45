"""A filter over a whole log, against one `sqlite3` connection on the same predicate.

EVENTSCOPE_BENCH_EVENTS sets how many events; `pytest -s` shows the numbers.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.filtering import parse
from infra.log.log_file import LogFile
from infra.views.scans import Scans
from infra.views.view import View
from tests.benchmarks.logs import filled_log

EVENTS = int(os.environ.get("EVENTSCOPE_BENCH_EVENTS", "300000"))
ROUNDS = 3
FROM = "SELECT e.position FROM events e"

# filter -> what someone with a plain connection would write for it
PREDICATES = {
    "data.quantity > 8": f"{FROM} WHERE json_extract(e.data, '$.quantity') > 8",
    "data.quantity > 1": f"{FROM} WHERE json_extract(e.data, '$.quantity') > 1",
    "data.amount > 990": f"{FROM} WHERE CAST(json_extract(e.data, '$.amount') AS REAL) > 990",
    "data.city = Berlin": f"{FROM} WHERE json_extract(e.data, '$.city') = 'Berlin'",
    '"P-97"': f"{FROM} WHERE e.data LIKE '%P-97%' OR e.metadata LIKE '%P-97%'",
    "actor = user7": f"{FROM} WHERE json_extract(e.metadata, '$.actor') = 'user7'",
    "type = LineAdded": f"{FROM} JOIN event_types t ON t.id = e.type_id WHERE t.name = 'LineAdded'",
    "type = LineAdded and data.quantity > 8": (
        f"{FROM} JOIN event_types t ON t.id = e.type_id WHERE t.name = 'LineAdded' "
        "AND json_extract(e.data, '$.quantity') > 8"
    ),
    "stream ~ *O-1*7": f"{FROM} JOIN streams s ON s.id = e.stream_id WHERE s.name GLOB '*O-1*7'",
}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LogFile]:
    path = tmp_path_factory.mktemp("scan") / "large.eventlog"
    log = LogFile.open(filled_log(path, EVENTS, max(1, EVENTS // 10)))
    yield log
    log.close()


def plainly(path: Path, statement: str) -> tuple[float, list[int]]:
    with closing(sqlite3.connect(path)) as connection:
        started = time.perf_counter()
        found = [position for (position,) in connection.execute(statement)]
        return time.perf_counter() - started, sorted(found)


def by_view(scans: Scans, text: str) -> tuple[float, float, list[int]]:
    begun = time.perf_counter()
    firsts: list[float] = []

    def changed() -> None:
        if views and len(views[0]):
            firsts.append(time.perf_counter())

    views: list[View] = []
    views.append(scans.view(parse(text), changed=changed))
    view = views[0]
    assert view.wait(600), view.error
    seconds = time.perf_counter() - begun
    found = view.positions(0, len(view)).tolist()
    scans.cancel(view)
    return seconds, (firsts[0] - begun) if firsts else seconds, found


@pytest.mark.parametrize("text", PREDICATES)
def test_a_whole_scan_against_plain_sqlite(log: LogFile, text: str) -> None:
    scans = Scans(log)
    ratios, firsts = [], []
    try:
        by_view(scans, text)  # both sides have the file in memory and their threads running
        for _ in range(ROUNDS):
            plain, expected = plainly(log.path, PREDICATES[text])
            seconds, first, found = by_view(scans, text)
            assert found == expected
            ratios.append(seconds / plain)
            firsts.append(first)
    finally:
        scans.close()
    print(  # noqa: T201  # a measurement is there to be read
        f"\n{text:45} {EVENTS:,} events: {min(ratios):.2f}x of sqlite3 ({plain:.3f} s), "
        f"first rows after {min(firsts) * 1000:.0f} ms, {len(found):,} hits"
    )
    assert min(ratios) < 20  # generous: the budget (0.6) is for a machine with nothing else to do
