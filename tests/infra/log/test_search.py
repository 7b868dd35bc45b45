from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from domain.errors import DomainError
from domain.event import NewEvent
from domain.filtering import parse
from infra import clock
from infra.log.event_store import ANY, EventStore
from infra.log.filter_routes import best_route
from infra.log.filter_sql import compile, register_functions
from infra.log.log_file import LogFile
from infra.log.search import search
from infra.log.sql_text import Sql, sql


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


def steps(connection: sqlite3.Connection, statement: Sql) -> list[str]:
    plan = connection.execute("EXPLAIN QUERY PLAN " + statement[0], statement[1]).fetchall()
    return [row[3] for row in plan if row[3].startswith(("SCAN e", "SEARCH e ")) or " e USING" in row[3]]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("type = Odd", "events_type"),
        ("type = Odd and data.n > 5", "events_type"),
        ("type in (Odd, Even) and stream = Order/O-1", "events_type"),
        ("data.n > 5 or type = Odd", "PRIMARY KEY"),
        ("stream = Order/O-1 and version > 3", "PRIMARY KEY"),
        ("correlation = x", "PRIMARY KEY"),
        ("time > 2026", "PRIMARY KEY"),
        ("id = 0190e0e0-0000-7000-8000-000000000001", "PRIMARY KEY"),
        ("not type = Odd", "PRIMARY KEY"),
    ],
)
def test_a_scan_goes_by_position_or_by_a_type_that_must_be(log: LogFile, text: str, index: str) -> None:
    condition = compile(parse(text))
    with closing(log.database.connect()) as connection:
        register_functions(connection)
        span = sql("e.position BETWEEN {} AND {}", 1, 100)
        (step,) = steps(connection, sql("SELECT e.position FROM events e WHERE {} AND {}", span, condition))
    assert index in step


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("stream = Order/O-1 and data.n = 5", "events_stream_version"),
        ("data.n = 5 and (key ~ *1 and category = Order)", "events_stream_version"),
        ("stream in (Order/O-1, Order/O-2)", "events_stream_version"),
        ("correlation = x", "events_correlation"),
        ("command = x", "events_command"),
        ("id = 0190e0e0-0000-7000-8000-000000000001", "events_id"),
        ("time = 2020", "events_recorded_at"),
        ("time >= 2020 and time < 2021", "events_recorded_at"),
    ],
)
def test_what_few_events_can_pass_is_found_by_an_index(
    log: LogFile, store: EventStore, text: str, index: str
) -> None:
    fill(store, 10)
    with closing(log.database.connect()) as connection:
        register_functions(connection)
        route = best_route(connection, parse(text))
        assert route is not None
        (step,) = steps(
            connection,
            sql(
                "SELECT e.position FROM events e WHERE {} AND +e.position BETWEEN {} AND {} AND {}",
                route.condition,
                1,
                99,
                compile(parse(text)),
            ),
        )
    assert index in step


@pytest.mark.parametrize(
    "text", ["type = Odd", "stream = Order/O-1 or data.n = 5", "not stream = x", "x", ""]
)
def test_what_any_event_may_pass_is_not(log: LogFile, text: str) -> None:
    with closing(log.database.connect()) as connection:
        assert best_route(connection, parse(text)) is None


def test_an_index_gives_the_same_events_in_the_same_order(log: LogFile, store: EventStore) -> None:
    for name in ("Order/O-2", "Order/O-1", "Order/O-2"):
        store.append(name, ANY, [NewEvent(clock.new_id(), "Odd", b"{}") for _ in range(3)])
    text = parse("key = O-2")
    assert [event.position for event in search(log, text)] == [1, 2, 3, 7, 8, 9]
    assert [event.position for event in search(log, text, backward=True, limit=4)] == [9, 8, 7, 3]
    assert [event.position for event in search(log, text, after=2, until=8, limit=3)] == [3, 7, 8]
    found = search(log, text)
    assert next(found).position == 1
    store.append("Order/O-2", ANY, [NewEvent(clock.new_id(), "Odd", b"{}")])
    assert [event.position for event in found] == [2, 3, 7, 8, 9, 10]
