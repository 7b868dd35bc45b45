"""A filter means the same in SQL as in Python: random filters on random events in real files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.event import microseconds
from domain.filtering import matches, parse
from domain.filtering.payload import lookup
from infra import clock
from infra.log.event_store import EventStore
from infra.log.filter_routes import known_streams
from infra.log.filter_sql import compile, register_functions
from infra.log.log_file import LogFile
from infra.log.search import search
from infra.log.sql_text import Sql, sql

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TEXTS = [
    "",
    "a",
    "A",
    "Ab",
    "é",
    "É",
    "Zürich",
    "zürich",
    "100%",
    "a_b",
    "[x]",
    "a*b",
    "?",
    'say "hi"',
    "back\\slash",
    "line\nend",
    "a/b",
    "<b>",
    "😀",
    "مرحبا",
    "007",
    "5",
    "5.0",
    "-5",
    "5e0",
    " 5",
    "5.",
    "19.99",
    "19.990",
    "1.2.3",
    "2026-11-23",
    "true",
    "null",
    "12345678901234567890",
    "0.1",
    "0.10000000000000001",
    "x" * 40,
]
NUMBERS = [
    "0",
    "-0",
    "0.0",
    "-0.0",
    "0e5",
    "1",
    "1.0",
    "5",
    "-5",
    "19.99",
    "19.989999999999998",
    "19.990",
    "0.1",
    "0.30000000000000004",
    "0.3",
    "1e2",
    "100",
    "1E+2",
    "9007199254740993",
    "9007199254740992",
    "9007199254740993.0",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "123456789012345678901234567890",
    "1e400",
    "-1e400",
    "1e-400",
    "5e-324",
    "999999999999999",
    "0.123456789012345",
    "1e300",
    "1e999999999",
]
WILD_NUMBERS = [*NUMBERS, "1e99999999999999999999"]
STREAMS = ["Order/O-1", "Order/5", "Zürich/é", "a b/[x]", "A/007", "a/19.99/x"]
KEYS = ["a", "b", "total", "a b", "größe", 'qu"ote', "sl/ash", "a.b", "x*y", ""]


def spelled(text: str, ways: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return ways.map(
        lambda way: (
            json.dumps(text),
            json.dumps(text, ensure_ascii=False),
            json.dumps(text).replace("/", "\\/"),
        )[way]
    )


strings = st.sampled_from(TEXTS) | st.text(max_size=4).filter(
    lambda text: "\0" not in text and text.isprintable()
)
json_strings = strings.flatmap(lambda text: spelled(text, st.integers(0, 2)))
scalars = st.one_of(
    json_strings,
    st.sampled_from(WILD_NUMBERS),
    st.sampled_from(["true", "false", "null", '"\\ud800"', '"x\\u0000y"']),
)


def objects(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    members = st.lists(st.tuples(st.sampled_from(KEYS).map(json.dumps), values).map(":".join), max_size=4)
    return members.map(lambda parts: "{" + ", ".join(parts) + "}")


json_texts = st.recursive(
    scalars,
    lambda inner: objects(inner) | st.lists(inner, max_size=3).map(lambda parts: "[" + ",".join(parts) + "]"),
    max_leaves=6,
)
payloads = objects(json_texts)
damaged = st.sampled_from(
    [
        b"",
        b"not json",
        b'{"a":1',
        b'{"a":1} x',
        b'{"a":01}',
        b'{"a":NaN}',
        b'[1, 2, {"a": 5}]',
        b'"a"',
        b'{"a":"\xff","b":5}',
        b'{"a":"Z\xc3rich","total":"5"}',
        b'{"a":1}\0{"b":2}',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":5,"a":6}',
        b'{"a":{"b":5},"a":null}',
        b'{"a":"tab\there"}',
    ]
)
paths = st.lists(
    st.one_of(
        st.sampled_from(KEYS).map(lambda key: "." + json.dumps(key, ensure_ascii=False)),
        st.sampled_from([".a", ".b", ".total", "[0]", "[1]", "[7]"]),
    ),
    min_size=1,
    max_size=3,
).map("".join)
fields = st.one_of(
    paths.map("data".__add__),
    paths.map("data".__add__),
    paths.map("meta".__add__),
    st.sampled_from(["actor", "correlation", "command", "causation", "meta.actor"]),
)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


literals = st.one_of(
    strings.map(quoted),
    st.sampled_from(NUMBERS),
    st.sampled_from(NUMBERS),
)
equality_literals = literals | st.sampled_from(["true", "false", "null"])
orders = st.sampled_from(["<", "<=", ">", ">="])
equalities = st.sampled_from(["=", "!="])
needles = strings | st.sampled_from(["AB", "5", "ü", "Ü", "hi", "\\", '"', "%", "_", "u00"])
patterns = st.lists(
    st.sampled_from(["*", "?", "a", "A", "5", "ü", "[", "]", "x", ".", "é"]), min_size=1, max_size=5
).map("".join)
times = st.sampled_from(
    [
        "2026",
        "2026-11",
        "2026-11-23",
        "2026-11-23T10",
        '"2026-11-23 10:00"',
        "2026-11-23T10:00:01",
        "2026-11-23T10:00:00.25Z",
        "2026-11-23T12:00+02:00",
        "2025-01-01",
        "9999-12",
    ]
)
names = st.sampled_from(["type", "stream", "category", "key"])


def spaced(*parts: Any) -> st.SearchStrategy[str]:
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map(" ".join)


def listed(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=4).map(lambda parts: f"({', '.join(parts)})")


conditions = st.one_of(
    spaced(fields, equalities, equality_literals),
    spaced(fields, orders, literals),
    spaced(fields, "in", listed(equality_literals)),
    spaced(fields, "contains", needles.map(quoted)),
    spaced(fields, "~", patterns.map(quoted)),
    spaced(names, equalities | orders, literals),
    spaced(names, "in", listed(literals)),
    spaced("stream =", st.sampled_from(STREAMS).map(quoted)),
    spaced("stream in", listed(st.sampled_from(STREAMS).map(quoted))),
    spaced("category =", st.sampled_from(["Order", "a b", "A"]).map(quoted)),
    spaced("type =", st.sampled_from(["Happened", "Größer"]).map(quoted)),
    spaced(names, "contains", needles.map(quoted)),
    spaced(names, "~", patterns.map(quoted)),
    spaced(st.sampled_from(["version", "position"]), equalities | orders, st.sampled_from(NUMBERS)),
    spaced(st.sampled_from(["version", "position"]), "in", listed(st.sampled_from(NUMBERS))),
    spaced("time", equalities | orders, times),
    spaced("time in", listed(times)),
    needles.map(quoted),
)
filters = st.recursive(
    conditions,
    lambda inner: st.one_of(
        inner.map(lambda one: f"not ({one})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) and ({two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) or ({two[1]})"),
    ),
    max_leaves=4,
)
types = st.sampled_from(["Happened", "5", "19.99", "Größer", "a*b", "x"])
streams = st.sampled_from(STREAMS)
metadata = st.one_of(
    st.just("{}"),
    payloads,
    st.builds(
        lambda actor, correlation: json.dumps({"actor": actor, "correlation_id": correlation}),
        strings,
        st.sampled_from(["a", "5", "Ab", "é"]),
    ),
)
rows = st.tuples(
    streams, types, payloads.map(str.encode) | damaged, metadata.map(str.encode), st.integers(0, 3000)
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LogFile]:
    log = LogFile.create(tmp_path_factory.mktemp("filters") / "test.eventlog")
    yield log
    log.close()


def fill(connection: sqlite3.Connection, recorded: list[tuple[str, str, bytes, bytes, int]]) -> None:
    """Writes the rows as they are: most of them no store would accept."""
    connection.execute("BEGIN")
    for table in ("events", "streams", "event_types"):
        connection.execute(f"DELETE FROM {table}")
    for number, name in enumerate(dict.fromkeys(row[0] for row in recorded)):
        category, _, key = name.partition("/")
        connection.execute("INSERT INTO streams VALUES (?, ?, ?, ?, 9, 9, 9)", (number, name, category, key))
    for number, name in enumerate(dict.fromkeys(row[1] for row in recorded)):
        connection.execute("INSERT INTO event_types VALUES (?, ?)", (number, name))
    for number, (stream, type_, data, about, milliseconds) in enumerate(recorded, start=1):
        connection.execute(
            "INSERT INTO events VALUES (?, ?, (SELECT id FROM streams WHERE name = ?), ?, "
            "(SELECT id FROM event_types WHERE name = ?), 1, ?, ?, NULL, "
            "CAST(? AS TEXT), CAST(? AS TEXT), x'00')",
            (
                number * 3,
                uuid5(NAMESPACE_URL, str(number)).bytes,
                stream,
                number,
                type_,
                microseconds(START + timedelta(milliseconds=milliseconds)),
                correlation(about),
                data,
                about,
            ),
        )
    connection.execute("COMMIT")


def correlation(about: bytes) -> str | None:
    value = lookup(about, ("correlation_id",))
    return value if isinstance(value, str) and value.isprintable() else None


def found(connection: sqlite3.Connection, condition: Sql) -> list[int]:
    query = sql("SELECT e.position FROM events e WHERE {} ORDER BY e.position", condition)
    return [position for (position,) in connection.execute(*query)]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(recorded=st.lists(rows, min_size=1, max_size=12), texts=st.lists(filters, min_size=8, max_size=16))
def test_a_filter_means_the_same_in_sql_as_in_python(
    template: LogFile, recorded: list[tuple[str, str, bytes, bytes, int]], texts: list[str]
) -> None:
    with closing(template.database.connect(writes=True)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        fill(connection, recorded)
        events = list(EventStore(template, clock.now).all())
        register_functions(connection)
        for text in texts:
            expression = parse(text)
            expected = [event.position for event in events if matches(expression, event)]
            assert found(connection, compile(expression)) == expected, text
            assert found(connection, compile(expression, known_streams(connection))) == expected, text
            assert [event.position for event in search(template, expression)] == expected, text
