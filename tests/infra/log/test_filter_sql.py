"""The SQL of a filter means what its evaluation in Python means."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.event import Event, NewEvent
from domain.filtering import matches, parse
from domain.filtering.parse import quoted
from infra import clock
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
from infra.log.search import search

PAYLOADS = [
    b'{"n":1,"s":"abc","m":{"amount":"19.99","currency":"EUR"},"l":[1,2,{"x":"y"}],"b":true,"z":null}',
    b'{"n":-3,"s":"ABC","m":{"amount":"7","currency":"USD"},"l":[],"b":false}',
    b'{"n":9007199254740993,"s":"Stra\xc3\x9fe 100%","m":{"amount":"1e3"},"two words":"x"}',
    b'{"n":123456789012345678901234567890,"s":"caf\\u00e9","m":{"amount":"abc"}}',
    b'{"n":0.1,"s":"","m":null}',
    b'{"n":0.10000000000000000000000001,"s":"a_b\\"c","m":{"amount":19.99}}',
    b'{"n":1e2,"s":"[x]*","m":{"amount":true}}',
    b'{"n":1.0,"s":"\xf0\x9f\x8e\x89 \xd8\xb4","m":{"amount":"-0.5"}}',
    b"[1,2,3]",
    b'"only a text"',
    b"{}",
]
FIELDS = st.sampled_from(
    [
        "type",
        "stream",
        "category",
        "key",
        "actor",
        "correlation",
        "command",
        "causation",
        "id",
        "version",
        "position",
        "time",
        "data.n",
        "data.s",
        "data.m.amount",
        "data.m.currency",
        "data.l[0]",
        "data.l[2].x",
        "data.b",
        "data.z",
        'data."two words"',
        "data.nothing",
        "meta.actor",
    ]
)
WORDS = [
    "abc",
    "ABC",
    "a",
    "Order/1",
    "Customer",
    "1",
    "Ada",
    "é",
    "ß",
    "%",
    "_",
    "[x]*",
    'b"c',
    "19.99",
    "🎉",
    "T1",
    "\\",
]
NUMBERS = [
    "0",
    "1",
    "-3",
    "19.99",
    "0.1",
    "100",
    "1e2",
    "9007199254740993",
    "9007199254740992",
    "123456789012345678901234567890",
    "0.10000000000000000000000001",
    "-0.5",
    "7.0",
]
TIMES = ["2026-11-23", "2026-11-24", '"2026-11-23 10:01"', "2026-11-23T10:00:03Z", "2026-11-23T10:00:00.5Z"]


@st.composite
def conditions(draw: st.DrawFn) -> str:
    field = draw(FIELDS)
    kind = draw(st.sampled_from(["compare", "in", "contains", "glob", "text"]))
    if field == "time":
        return (
            f"time {draw(st.sampled_from(['=', '!=', '<', '<=', '>', '>=']))} {draw(st.sampled_from(TIMES))}"
        )
    numeric = field in ("version", "position")
    value = st.sampled_from(NUMBERS if numeric else [*NUMBERS, *map(quoted, WORDS), "true", "false", "null"])
    if kind == "in":
        return f"{field} in ({', '.join(draw(st.lists(value, min_size=1, max_size=3)))})"
    if kind == "text" and not numeric:
        return quoted(draw(st.sampled_from(WORDS)))
    if kind == "contains" and not numeric:
        return f"{field} contains {quoted(draw(st.sampled_from(WORDS)))}"
    if kind == "glob" and not numeric:
        pattern = draw(st.sampled_from(["*", "?", "a*", "*b*", "[x]*", "*1", "O*/?", "ABC"]))
        return f"{field} ~ {quoted(pattern)}"
    return f"{field} {draw(st.sampled_from(['=', '!=', '<', '<=', '>', '>=']))} {draw(value)}"


EXPRESSIONS = st.recursive(
    conditions(),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} and {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} or {pair[1]})"),
        inner.map(lambda one: f"not ({one})"),
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LogFile, list[Event]]]:
    log = LogFile.create(tmp_path_factory.mktemp("filter") / "a.eventlog")
    moments = iter(datetime(2026, 11, 23, 10, tzinfo=UTC) + timedelta(seconds=n * 0.5) for n in range(1000))
    store = EventStore(log, lambda: next(moments))
    metadata = [
        b"{}",
        b'{"actor":"Ada","correlation_id":"abc"}',
        b'{"actor":7,"command_id":"1","causation_id":"a"}',
    ]
    for number, payload in enumerate(PAYLOADS * 3):
        stream = ["Order/1", "Order/[x]*", "Customer/\u00e9 b"][number % 3]
        event = NewEvent(clock.new_id(), f"T{number % 4}", payload, metadata[number % len(metadata)])
        store.append(stream, ANY, [event])
    yield log, list(store.all())
    log.close()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=EXPRESSIONS)
def test_sql_and_python_agree(filled: tuple[LogFile, list[Event]], text: str) -> None:
    log, events = filled
    expression = parse(text)
    assert list(search(log.database, expression)) == [e for e in events if matches(expression, e)], text


def test_a_damaged_payload_does_not_end_the_search(tmp_path: Path) -> None:
    log = LogFile.create(tmp_path / "a.eventlog")
    store = EventStore(log, clock.now)
    store.append("A/1", 0, [NewEvent(clock.new_id(), "T", b'{"n":1}') for _ in range(3)])
    with closing(sqlite3.connect(log.path)) as connection, connection:
        connection.execute("UPDATE events SET data = '{\"n\":1' WHERE position = 2")
    found = [event.position for event in search(log.database, parse("data.n = 1"))]
    assert found == [1, 3]
    assert found == [e.position for e in store.all() if matches(parse("data.n = 1"), e)]
    log.close()


def test_a_search_can_be_limited_to_a_stream_a_start_and_a_count(filled: tuple[LogFile, list[Event]]) -> None:
    log, events = filled
    everything = parse("")
    assert [e.position for e in search(log.database, everything, after=5, limit=3)] == [6, 7, 8]
    in_stream = [e for e in events if e.stream == "Order/1"]
    assert list(search(log.database, everything, stream="Order/1")) == in_stream
