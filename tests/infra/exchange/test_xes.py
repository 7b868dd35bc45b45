"""XES: cases become streams, every attribute is kept with its type, and no entity is ever expanded."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from infra.exchange.detect import Format
from infra.exchange.errors import UnsupportedFormat
from infra.exchange.importing import import_file
from infra.log.verify import verify


def xes(inside: str, root: str = '<log xes.version="1.0">') -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{root}\n{inside}\n</log>"


def case(name: str, *events: str) -> str:
    inside = "".join(f"<event>{event}</event>" for event in events)
    return f'<trace><string key="concept:name" value="{name}"/>{inside}</trace>'


ACTIVITY = '<string key="concept:name" value="pay"/>'
TIME = '<date key="time:timestamp" value="2026-01-01T10:00:00.123456789+02:00"/>'


def test_attributes_keep_their_values_and_their_types(bench: Any) -> None:
    bench.bring_in(
        xes(
            case(
                "1",
                ACTIVITY
                + TIME
                + '<string key="org:resource" value="Ann &amp; &lt;Bob&gt; 🦊"/>'
                + '<string key="text" value="50"/>'
                + '<int key="i" value="12345678901234567890"/><int key="odd" value="+5"/>'
                + '<float key="f" value="1.10"/><float key="whole" value="7"/><float key="nan" value="NaN"/>'
                + '<boolean key="b" value="true"/><boolean key="yes" value="1"/>'
                + '<date key="due" value="2026-02-01"/><id key="ref" value="abc"/>'
                + '<string key="rich" value="v"><int key="part" value="1"/>'
                + '<date key="d/x" value="2026-01-01"/></string>'
                + '<list key="l"><values><string key="x" value="1"/>'
                + '<string key="x" value="2"/></values></list>'
                + '<list key="old"><int key="x" value="1"/></list>'
                + '<container key="c"><int key="x" value="1"/></container>'
                + '<string key="twice" value="1"/><string key="twice" value="2"/>',
            )
        )
    )
    (event,) = bench.events()
    assert (event.stream, event.type) == ("Case/1", "pay")
    assert event.recorded_at == datetime(2026, 1, 1, 8, 0, 0, 123456, tzinfo=UTC)
    assert event.data.decode() == (
        '{"concept:name":"pay","time:timestamp":"2026-01-01T10:00:00.123456789+02:00",'
        '"org:resource":"Ann & <Bob> 🦊","text":"50","i":12345678901234567890,"odd":"+5","f":1.10,"whole":7,'
        '"nan":"NaN","b":true,"yes":"1","due":"2026-02-01","ref":"abc",'
        '"rich":{"value":"v","attributes":{"part":1,"d/x":"2026-01-01"}},'
        '"l":[{"x":"1"},{"x":"2"}],"old":[{"x":1}],"c":{"x":1},"twice":"1","twice#2":"2"}'
    )
    metadata = json.loads(event.metadata)
    assert metadata["actor"] == "Ann & <Bob> 🦊"
    assert metadata["source"] == {
        "format": "XES",
        "types": {
            "/odd": "int",
            "/whole": "float",
            "/nan": "float",
            "/yes": "boolean",
            "/due": "date",
            "/ref": "id",
            "/rich/attributes/d~1x": "date",
            "/rich": "string",
        },
    }


def test_what_belongs_to_the_case_and_to_the_file_is_kept_with_their_first_events(bench: Any) -> None:
    report = bench.bring_in(
        xes(
            '<extension name="Time" prefix="time" uri="http://x/"/>'
            '<global scope="event"><date key="time:timestamp" value="2026-01-01"/></global>'
            '<classifier name="Activity" keys="concept:name"/>'
            '<string key="owner" value="us"/><odd thing="1">text<b/></odd>'
            '<trace><event foo="bar">' + ACTIVITY + "</event>"
            '<int key="cost" value="5"/><string key="concept:name" value="late"/></trace>'
            '<trace><string key="concept:name" value="empty"/><int key="n" value="3"/></trace>'
            + case("2", ACTIVITY + TIME)
            + '<date key="closed" value="2026-03-01"/>',
            '<log xmlns="http://www.xes-standard.org/" xes.version="1.0" xes.features="nested-attributes">',
        )
    )
    assert (report.events, report.streams, report.problem_count) == (2, 2, 0)
    assert report.notes == (
        "1 event names no time that can be read; the time of the event before was taken.",
    )
    first, second = bench.events()
    assert (first.stream, second.stream) == ("Case/late", "Case/2")
    metadata = json.loads(first.metadata)
    assert metadata["source"] == {"format": "XES", "xml": {"foo": "bar"}}
    assert metadata["case"] == {"attributes": {"cost": 5, "concept:name": "late"}}
    assert metadata["log"] == {
        "xml": {
            "xmlns": "http://www.xes-standard.org/",
            "xes.version": "1.0",
            "xes.features": "nested-attributes",
        },
        "extensions": [{"name": "Time", "prefix": "time", "uri": "http://x/"}],
        "globals": [{"xml": {"scope": "event"}, "attributes": {"time:timestamp": "2026-01-01"}}],
        "classifiers": [{"name": "Activity", "keys": "concept:name"}],
        "attributes": {"owner": "us", "closed": "2026-03-01"},
        "types": {"/closed": "date"},
        "others": [{"element": "odd", "xml": {"thing": "1"}, "text": "text", "children": [{"element": "b"}]}],
        "empty_cases": [{"attributes": {"concept:name": "empty", "n": 3}}],
    }
    assert json.loads(second.metadata)["case"] == {"attributes": {"concept:name": "2"}}
    assert verify(bench.log).ok


def test_cases_without_a_name_are_numbered_and_with_the_same_name_kept_apart(bench: Any) -> None:
    event = f"<event>{ACTIVITY}</event>"
    bench.bring_in(
        xes(case("a", ACTIVITY) + case("a", ACTIVITY) + f"<trace>{event}</trace>" + case("a (2)", ""))
    )
    assert [(e.stream, e.type) for e in bench.events()] == [
        ("Case/a", "pay"),
        ("Case/a (2)", "pay"),
        ("Case/case 3", "pay"),
        ("Case/a (2) (2)", "(no activity)"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_namespaces_and_encodings_do_not_matter(bench: Any, encoding: str) -> None:
    text = (
        f"<?xml version='1.0' encoding='{encoding}'?><x:log xmlns:x='http://www.xes-standard.org/'><x:trace>"
        "<x:string key='concept:name' value='é'/><x:event><x:string key='concept:name' value='ö'/></x:event>"
        "</x:trace></x:log>"
    )
    assert bench.bring_in(text.encode(encoding), "x.xes").format is Format.XES
    (event,) = bench.events()
    assert (event.stream, event.type) == ("Case/é", "ö")


def test_a_gzipped_log_is_read(bench: Any) -> None:
    assert bench.bring_in(gzip.compress(xes(case("1", ACTIVITY)).encode()), "x.xes.gz").events == 1


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE log SYSTEM "http://example.invalid/log.dtd">',
    ],
)
def test_a_doctype_is_refused(bench: Any, doctype: str) -> None:
    text = "<?xml version='1.0'?>" + doctype + '<log><trace><string key="a" value="&a;"/></trace></log>'
    with pytest.raises(UnsupportedFormat, match="DOCTYPE"):
        bench.bring_in(text)
    assert bench.names() == {"in.jsonl"}


def test_elements_without_end_are_refused(bench: Any) -> None:
    with pytest.raises(UnsupportedFormat, match="nested"):
        bench.bring_in(xes("<trace><event>" + '<container key="a">' * 100_000))


def test_a_log_that_breaks_off_gives_the_events_that_are_whole(bench: Any) -> None:
    text = xes(case("1", ACTIVITY) + case("2", ACTIVITY, ACTIVITY, ACTIVITY))
    report = bench.bring_in(text[: text.rindex("<event>") + 20])
    assert [e.stream for e in bench.events()] == ["Case/1", "Case/2", "Case/2"]
    assert report.problems[0].line == 3
    assert "Nothing more can be read" in report.problems[0].reason


def test_a_log_without_events_keeps_what_it_says_in_a_fact(bench: Any) -> None:
    assert bench.bring_in(xes(case("1"))).events == 0
    ((value,),) = bench.rows("SELECT value FROM log WHERE name = 'imported'")
    assert json.loads(value)["log"]["empty_cases"] == [{"attributes": {"concept:name": "1"}}]


def test_every_attribute_of_a_real_log_is_found_again(bench: Any, sample: Callable[[str], Path]) -> None:
    path = sample("running-example.xes")
    report = import_file(path, bench.log)
    assert (report.events, report.streams, report.problem_count) == (42, 6, 0)
    root = ET.parse(path).getroot()
    imported = iter(bench.events())
    for trace in root.findall("trace"):
        name = trace.find("string[@key='concept:name']").attrib["value"]  # type: ignore[union-attr] # is there
        for number, element in enumerate(trace.findall("event"), start=1):
            event = next(imported)
            attributes = {child.attrib["key"]: child.attrib["value"] for child in element}
            assert json.loads(event.data) == attributes
            assert (event.stream, event.version) == (f"Case/{name}", number)
            assert event.type == attributes["concept:name"]
            assert event.recorded_at == datetime.fromisoformat(attributes["time:timestamp"])
            metadata = json.loads(event.metadata)
            assert metadata["actor"] == attributes["org:resource"]
            if number == 1:
                assert metadata["case"]["attributes"] == {
                    child.attrib["key"]: child.attrib["value"] for child in trace if child.tag != "event"
                }
    first = json.loads(bench.events()[0].metadata)["log"]
    assert first["extensions"] == [child.attrib for child in root.findall("extension")]
    assert first["classifiers"] == [child.attrib for child in root.findall("classifier")]
    assert [declared["xml"] for declared in first["globals"]] == [g.attrib for g in root.findall("global")]
    assert first["attributes"] == {c.attrib["key"]: c.attrib["value"] for c in root.findall("string")}
    lines = bench.exported()
    bench.log = bench.folder / "second.eventlog"
    bench.bring_in(lines)
    assert bench.exported() == lines
