"""JSON lines in and out: exact for our own, forgiving with those of others, honest about broken ones."""

from __future__ import annotations

import gzip
import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.exchange.errors import NothingToImport

ID = "0190e4f0-0000-7000-8000-0000000000{:02x}"


def line(number: int, stream: str = "Order/O-1", version: int | None = None, **members: str) -> str:
    """One of our own lines, with raw JSON texts in place of the defaults."""
    raw = {
        "position": str(number),
        "id": f'"{ID.format(number)}"',
        "stream": json.dumps(stream, ensure_ascii=False),
        "version": str(version or number),
        "type": '"LineAdded"',
        "schema_version": "1",
        "recorded_at": f'"2026-11-23T10:58:00.{number:06}Z"',
        "data": "{}",
        "metadata": "{}",
        **members,
    }
    return "{" + ",".join(f'"{name}":{text}' for name, text in raw.items()) + "}"


def lines(*texts: str) -> str:
    return "\n".join(texts) + "\n"


def test_our_own_lines_come_out_again_byte_for_byte(bench: Any) -> None:
    text = lines(
        line(1, data='{"total": 1.10, "big": 123456789012345678901234567890, "e":1E5,"total":2}'),
        line(2, stream="Order/O-2", version=1, data='{"name":"Zoë 🦊 שלום","lone":"\\ud800"}'),
        line(5, stream="Order/O-1", version=2, metadata='{"actor":"ann","note":"\\u0000"}'),
    )
    report = bench.bring_in(text)
    assert (report.events, report.streams, report.problem_count) == (3, 2, 0)
    assert bench.exported() == text.encode()
    assert bench.rows("SELECT value FROM log WHERE name = 'gaps'") == [("1",)]
    assert bench.rows("SELECT name, version, events, last_position FROM streams ORDER BY name") == [
        ("Order/O-1", 2, 2, 5),
        ("Order/O-2", 1, 1, 2),
    ]


def test_a_bom_windows_line_ends_blank_lines_and_a_missing_last_line_end_do_not_matter(bench: Any) -> None:
    text = b"\xef\xbb\xbf" + line(1).encode() + b"\r\n\r\n   \n" + line(2).encode()
    assert bench.bring_in(text).events == 2
    assert bench.exported() == lines(line(1), line(2)).encode()


def test_a_gzipped_file_is_read_too(bench: Any) -> None:
    assert bench.bring_in(gzip.compress(lines(line(1), line(2)).encode()), "in.jsonl.gz").events == 2


def test_a_gzipped_file_that_breaks_off_gives_what_was_in_it(bench: Any) -> None:
    whole = gzip.compress("".join(line(n) + "\n" for n in range(1, 100)).encode(), compresslevel=0)
    report = bench.bring_in(whole[:-3000], "in.jsonl.gz")
    assert 50 < report.events < 99
    assert "breaks off" in report.problems[-1].reason


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (line(2)[:-20], "not a JSON object"),
        ("[1, 2]", "not a JSON object"),
        (line(2, data='{"x":NaN}'), "NaN"),
        (line(2, data="[1]"), "'data' is not a JSON object"),
        (line(2, metadata='"x"'), "'metadata' is not a JSON object"),
        (line(2, stream="no-slash"), "not the name of a stream"),
        (line(2).replace("Order/O-1", "Order/\\ud800"), "not valid UTF-8"),
        (line(2, type='""'), "type is empty"),
        (line(2, version="0"), "'version'"),
        (line(2, position="99999999999999999999"), "'position'"),
        (line(2, schema_version="1.5"), "'schema_version'"),
        (line(2, recorded_at='"yesterday"'), "'recorded_at' is not a time"),
        (line(2, id=f'"{ID.format(1)}"'), "A duplicate: the event id"),
        (line(2, version="1"), "does not come after version 1"),
        (line(2, position="1"), "Position 1 does not come after"),
        ('{"type":"A","data":{}}', "no 'stream'"),
        (line(2)[:-1] + ',"data":{}}', "names 'data' twice"),
        (line(2, data="[" * 100_000 + "]" * 100_000), "JSON"),
    ],
)
def test_a_broken_line_is_reported_with_its_number_and_the_rest_is_kept(
    bench: Any, broken: str, reason: str
) -> None:
    report = bench.bring_in(lines(line(1), broken, line(3)))
    assert report.events == 2
    assert report.problem_count == 1
    assert report.problems[0].line == 2
    assert reason in report.problems[0].reason
    assert [event.version for event in bench.events()] == [1, 3]


def test_bytes_that_are_not_utf_8_are_reported(bench: Any) -> None:
    report = bench.bring_in(
        (line(1) + "\n").encode() + line(2, data='{"a":"x"}').replace("x", "\xff").encode("latin-1")
    )
    assert report.events == 1
    assert "UTF-8" in report.problems[0].reason


def test_a_file_of_nothing_but_broken_lines_is_an_error_and_leaves_no_log(bench: Any) -> None:
    with pytest.raises(NothingToImport, match="the first in line 1"):
        bench.bring_in("{\nnonsense\n")
    assert bench.names() == {"in.jsonl"}


def test_lines_of_other_tools_get_what_they_lack(bench: Any) -> None:
    text = lines(
        '{"stream": "Cart/1", "type": "Opened", "data": {"n": 1}}',
        '{"type": "Filled", "data": {}, "stream": "Cart/1", "recorded_at": "2026-01-01T01:00:00+01:00",'
        ' "id": "evt-7", "tenant": {"a": 1.0}, "metadata": {"source": 1, "correlation_id": 5}}',
        '{"stream":"Cart/1","type":"Closed","data":{},"recorded_at":"2026-01-01T00:00:00Z","metadata":null}',
    )
    report = bench.bring_in(text)
    assert report.problem_count == 0
    first, second, third = bench.events()
    assert (first.version, first.position, first.schema_version, first.metadata) == (1, 1, 1, b"{}")
    assert first.data == b'{"n": 1}'
    assert second.metadata == (
        b'{"source": 1, "correlation_id": 5,"source_":{"format":"JSON lines","members":'
        b'{"tenant":{"a": 1.0},"recorded_at":"2026-01-01T01:00:00+01:00","id":"evt-7"}}}'
    )
    assert second.recorded_at == third.recorded_at
    assert third.metadata == b"{}"
    assert third.version == 3


def test_the_same_file_of_another_tool_gives_the_same_ids(bench: Any) -> None:
    text = lines('{"stream":"Cart/1","type":"A","data":{}}', '{"stream":"Cart/1","type":"A","data":{}}')
    bench.bring_in(text)
    first = [event.id for event in bench.events()]
    assert len(set(first)) == 2
    with pytest.raises(NothingToImport, match="already in the log, at position 1"):
        bench.bring_in(text, append=True)
    assert len(bench.events()) == 2


def test_ten_megabytes_in_one_line_are_kept(bench: Any) -> None:
    text = lines(line(1, data='{"text":"' + "ä" * 5_000_000 + '"}'), line(2))
    bench.bring_in(text)
    assert bench.exported() == text.encode()


def test_many_duplicates_over_many_batches_are_each_reported(bench: Any) -> None:
    count = 25_000
    texts = []
    for n in range(1, count + 1):
        number = n - 1 if n % 1000 == 0 else n
        texts.append(
            f'{{"stream":"S/{n % 7}","type":"T","data":{{}},"id":"{UUID(int=number)}",'
            f'"recorded_at":"2026-01-01T00:00:00Z"}}'
        )
    report = bench.bring_in(lines(*texts))
    assert report.events == count - 25
    assert [problem.line for problem in report.problems] == list(range(1000, count + 1, 1000))
    events = bench.events()
    assert [event.position for event in events] == list(range(1, count - 24))
    heads: dict[str, int] = {}
    for event in events:
        assert event.version == heads.get(event.stream, 0) + 1
        heads[event.stream] = event.version
    assert dict(bench.rows("SELECT name, version FROM streams")) == heads


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.text(st.characters(categories=["Cs", "Lu"]), max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
objects = st.dictionaries(st.text(max_size=8), json_values, max_size=4)
spellings = st.sampled_from(
    [{"ensure_ascii": True}, {"ensure_ascii": True, "separators": (",", ":")}, {"indent": None}]
)
storable = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(storable, storable, objects, objects, spellings), min_size=1, max_size=5),
)
def test_any_payload_survives_import_and_export_to_the_byte(bench: Any, drawn: list[Any]) -> None:
    bench.log.unlink(missing_ok=True)
    texts = []
    heads: dict[str, int] = {}
    for number, (key, type_, data, metadata, spelling) in enumerate(drawn, start=1):
        stream = f"Any/{key}"
        heads[stream] = heads.get(stream, 0) + 1
        texts.append(
            line(
                number,
                stream=stream,
                version=heads[stream],
                type=json.dumps(type_, ensure_ascii=True),
                data=json.dumps(data, **spelling),
                metadata=json.dumps(metadata, **spelling),
            )
        )
    bench.bring_in(lines(*texts))
    once = bench.exported()
    second = bench.folder / "second.eventlog"
    second.unlink(missing_ok=True)
    bench.log, first = second, bench.log
    bench.bring_in(once)
    assert bench.exported() == once
    bench.log = first
    assert bench.rows("SELECT position, id, hash FROM events") == bench.rows(
        "SELECT position, id, hash FROM events", second
    )
    for text, event in zip(texts, bench.events(), strict=True):
        assert event.data.decode() in text
        assert event.metadata.decode() in text
