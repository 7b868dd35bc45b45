from __future__ import annotations

from contextlib import closing

import pytest

from domain.errors import DomainError
from domain.event import NewEvent
from domain.filtering import parse
from infra import clock
from infra.log.event_store import ANY, EventStore
from infra.log.filter_sql import compile, register_functions, seeks
from infra.log.log_file import LogFile
from infra.log.search import search


def fill(store: EventStore, count: int) -> None:
    for start in range(0, count, 500):
        store.append(
            "Order/O-1",
            ANY,
            [
                NewEvent(clock.new_id(), "Even" if n % 2 == 0 else "Odd", b'{"n":%d}' % n)
                for n in range(start + 1, min(start + 500, count) + 1)
            ],
        )


def test_a_search_streams_what_passes_in_order_over_page_borders(log: LogFile, store: EventStore) -> None:
    fill(store, 5000)
    even = list(range(2, 5001, 2))
    assert [event.position for event in search(log, parse("type = Even"))] == even
    assert [event.position for event in search(log, parse("type = Even"), backward=True)] == even[::-1]
    assert [event.position for event in search(log, parse(""), limit=150, after=10)] == list(range(11, 161))
    assert [event.position for event in search(log, parse("data.n > 4990"), until=4993)] == [4991, 4992, 4993]
    assert [event.position for event in search(log, parse("data.n < 9"), backward=True, limit=2)] == [8, 7]
    assert list(search(log, parse("nothing"))) == []


def test_a_search_finds_what_is_appended_while_it_goes_on(log: LogFile, store: EventStore) -> None:
    fill(store, 200)
    found = search(log, parse("type = Odd"))
    first = next(found)
    fill(store, 10)
    assert first.position == 1
    assert sum(1 for _ in found) == 104


def test_a_search_in_a_log_that_is_gone_is_a_fault_with_a_reason(log: LogFile) -> None:
    log.close()
    log.path.unlink()
    with pytest.raises(DomainError):
        list(search(log, parse("type = Odd")))


def test_the_largest_filter_runs(log: LogFile, store: EventStore) -> None:
    fill(store, 10)
    many = " or ".join(f"data.n = {number}.5" for number in range(499)) + " or data.n = 7"
    assert [event.position for event in search(log, parse(many))] == [7]
    nested = "data.n = 7"
    for level in range(30):
        nested = f"not (data.n > 99 {'or' if level % 2 else 'and'} data.n = 98 or {nested})"
    assert [event.position for event in search(log, parse(nested))] == [7]
    assert list(search(log, parse(f'"{"😀" * 1000}" or data.n contains "{"[" * 1000}"'))) == []


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("type = Odd", "events_type"),
        ("stream = Order/O-1 and version > 3", "events_stream_version"),
        ("correlation = x", "events_correlation"),
        ("command = x", "events_command"),
        ("id = 0190e0e0-0000-7000-8000-000000000001", "events_id"),
        ("data.n > 5 or type = Odd", "PRIMARY KEY"),
        ("time > 2026", "PRIMARY KEY"),
        ("not type = Odd", "PRIMARY KEY"),
    ],
)
def test_only_what_must_hold_leads_through_an_index(log: LogFile, text: str, index: str) -> None:
    condition, parameters = compile(parse(text))
    with closing(log.database.connect()) as connection:
        register_functions(connection)
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT e.position FROM events e WHERE e.position BETWEEN ? AND ? "
            f"AND ({condition})",
            (1, 100, *parameters),
        ).fetchall()
    steps = [row[3] for row in plan if " e " in row[3]]
    assert len(steps) == 1
    assert index in steps[0]


def test_what_seeks_needs_no_scan() -> None:
    assert seeks(parse("stream = Order/O-1 and data.n = 5"))
    assert seeks(parse("correlation = x"))
    assert not seeks(parse("type = Odd"))
    assert not seeks(parse("stream = Order/O-1 or data.n = 5"))
