"""OCEL 1.0 and 2.0: every event once, nothing dropped, numbers as they are written."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from infra.exchange.detect import Format
from infra.exchange.errors import NothingToImport
from infra.exchange.importing import import_file
from infra.exchange.json_pieces import BrokenOff, pieces
from infra.log.verify import verify


def exact(text: bytes | str) -> Any:
    return json.loads(text, parse_float=Decimal)


def document_2(**changes: Any) -> dict[str, Any]:
    return {
        "objectTypes": [{"name": "order", "attributes": []}],
        "eventTypes": [{"name": "place", "attributes": []}],
        "vendor": {"x": [1, {"y": 2.50}]},
        "objects": [
            {
                "id": "o1",
                "type": "order",
                "attributes": [{"name": "a", "time": "2026-01-01T00:00:00Z", "value": 1}],
            },
            {"id": "a/b", "type": "big/order"},
            {"id": "alone", "type": "order", "relationships": [{"objectId": "o1", "qualifier": "near"}]},
        ],
        "events": [
            {
                "id": "e1",
                "type": "place",
                "time": "2026-01-01T01:00:00+01:00",
                "attributes": [{"name": "n", "value": 1}],
                "relationships": [
                    {"objectId": "o1", "qualifier": "q"},
                    {"objectId": "a/b", "qualifier": "r"},
                ],
            },
            {
                "id": "e2",
                "type": "pay",
                "time": "2026-01-02T00:00:00.000000Z",
                "relationships": [{"objectId": "a/b"}],
            },
            {"id": "e3", "type": "tick", "time": "2026-01-03T00:00:00Z", "attributes": []},
            {
                "id": "e4",
                "type": "odd",
                "time": "2026-01-04T00:00:00Z",
                "relationships": [{"objectId": "ghost"}],
            },
        ],
        **changes,
    }


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("backward", [False, True])
def test_the_sections_may_stand_in_any_order(bench: Any, indent: int | None, backward: bool) -> None:
    document = document_2()
    names = sorted(document, reverse=backward)
    report = bench.bring_in(json.dumps({name: document[name] for name in names}, indent=indent), "x.jsonocel")
    assert (report.format, report.events, report.problem_count) == (Format.OCEL, 4, 0)
    events = bench.events()
    assert [(e.position, e.stream, e.version, e.type) for e in events] == [
        (1, "order/o1", 1, "place"),
        (2, "big%2Forder/a/b", 1, "pay"),
        (3, "Event/x.jsonocel", 1, "tick"),
        (4, "Object/ghost", 1, "odd"),
    ]
    first = exact(events[0].metadata)
    assert first["source"] == {"format": "OCEL 2.0", "id": "e1", "timestamp": "2026-01-01T01:00:00+01:00"}
    assert first["objects"] == [
        {"id": "o1", "type": "order", "qualifier": "q", "record": document["objects"][0]},
        {"id": "a/b", "type": "big/order", "qualifier": "r", "record": document["objects"][1]},
    ]
    assert first["log"] == {
        name: exact(json.dumps(document[name])) for name in ("objectTypes", "eventTypes", "vendor")
    }
    assert first["unreferenced_objects"] == [{"id": "alone", "record": document["objects"][2]}]
    assert exact(events[1].metadata) == {
        "source": {"format": "OCEL 2.0", "id": "e2"},
        "objects": [{"id": "a/b", "type": "big/order"}],
    }
    assert exact(events[3].metadata)["objects"] == [{"id": "ghost", "type": None}]
    assert exact(events[0].data) == {"n": 1}
    assert verify(bench.log).ok


def test_values_are_kept_as_they_are_written(bench: Any) -> None:
    values = [
        "1.10",
        "1E+5",
        "123456789012345678901234567890",
        '"\\ud800"',
        '"a  \\n b"',
        "null",
        "true",
        '{"k" : [ 1.0 ]}',
    ]
    attributes = ",".join(f'{{"name":"v{n}","value":{value}}}' for n, value in enumerate(values))
    bench.bring_in(
        '{"events":[{"id":"e","type":"t","time":"2026-01-01T00:00:00Z","attributes":[' + attributes + "]}]}"
    )
    (event,) = bench.events()
    assert event.data.decode() == (
        '{"v0":1.10,"v1":1E+5,"v2":123456789012345678901234567890,"v3":"\\ud800","v4":"a  \\n b",'
        '"v5":null,"v6":true,"v7":{"k":[1.0]}}'
    )


def test_attributes_that_an_object_cannot_hold_are_kept_beside_it(bench: Any) -> None:
    attributes = [
        {"name": "a", "value": 1},
        {"name": "a", "value": 2},
        {"name": "b", "value": 3, "unit": "kg"},
    ]
    event = {"id": "e", "type": "t", "time": "2026-01-01T00:00:00Z", "attributes": attributes, "more": 5}
    bench.bring_in(json.dumps({"events": [event]}))
    (imported,) = bench.events()
    assert exact(imported.data) == {"a": 1, "b": 3}
    assert exact(imported.metadata)["source"]["members"] == {"attributes": attributes, "more": 5}


def test_times_names_and_objects_that_are_odd_do_not_lose_the_event(bench: Any) -> None:
    events = {
        "1": {
            "ocel:activity": "a",
            "ocel:timestamp": "2026-01-01 10:00:00",
            "ocel:omap": ["x"],
            "ocel:vmap": {},
        },
        "2": {"ocel:activity": "", "ocel:timestamp": "some day", "ocel:omap": [], "ocel:vmap": {"a": 1}},
        "3": {"ocel:activity": 7, "ocel:omap": "x", "ocel:vmap": [1], "ocel:typedOmap": [{"ocel:oid": "x"}]},
        "4": {"ocel:activity": "b\ud800", "ocel:timestamp": None, "ocel:omap": ["", "x", "x"]},
    }
    report = bench.bring_in(json.dumps({"ocel:events": events, "ocel:objects": {"x": {"ocel:type": ""}}}))
    assert (report.events, report.problem_count) == (4, 0)
    assert report.notes == (
        "3 events name no time that can be read; the time of the event before was taken.",
    )
    imported = bench.events()
    assert [(e.stream, e.type) for e in imported] == [
        ("Object/x", "a"),
        ("Event/in.jsonl", "(no activity)"),
        ("Event/in.jsonl", "(no activity)"),
        ("Object/(no id)", "b\\ud800"),
    ]
    assert len({event.recorded_at for event in imported}) == 1
    source = exact(imported[2].metadata)["source"]
    assert source["activity"] == 7
    assert source["members"] == {"ocel:omap": "x", "ocel:vmap": [1], "ocel:typedOmap": [{"ocel:oid": "x"}]}
    assert exact(imported[1].metadata)["source"]["timestamp"] == "some day"
    assert bench.exported().count(b"\n") == 4


def test_a_broken_event_is_reported_with_its_line_and_the_rest_imported(bench: Any) -> None:
    text = (
        '{"events":[\n{"id":"e1","type":"t","time":"2026-01-01T00:00:00Z"},\n'
        '{"id":"e2","type":NaN},\n{"id":"e3","type":"t","time":"2026-01-01T00:00:00Z"}\n],\n"objects":[[1]]}'
    )
    report = bench.bring_in(text)
    assert report.events == 2
    assert [problem.line for problem in report.problems] == [3, 6]


@pytest.mark.parametrize("cut", [75, 100, 200, 290])
def test_a_file_that_breaks_off_gives_what_was_whole(bench: Any, cut: int) -> None:
    text = json.dumps(
        {"events": [{"id": f"e{n}", "type": "t", "time": "2026-01-01T00:00:00Z"} for n in range(5)]}
    )
    report = bench.bring_in(text[:cut])
    assert report.events == text[:cut].count("}")
    assert "breaks off" in report.problems[-1].reason


def test_a_file_without_events_keeps_what_it_says_in_a_fact(bench: Any) -> None:
    report = bench.bring_in(json.dumps(document_2(events=[])))
    assert report.events == 0
    assert "no events" in report.notes[0]
    ((value,),) = bench.rows("SELECT value FROM log WHERE name = 'imported'")
    assert len(exact(value)["unreferenced_objects"]) == 3


def test_a_document_with_nothing_at_all_is_an_error(bench: Any) -> None:
    with pytest.raises(NothingToImport):
        bench.bring_in('{"events":[], "objects":[]}')
    assert bench.names() == {"in.jsonl"}


def test_the_same_file_again_is_recognised_as_the_same_events(bench: Any) -> None:
    text = json.dumps(document_2())
    bench.bring_in(text)
    with pytest.raises(NothingToImport, match="already in the log"):
        bench.bring_in(text, append=True)


def test_objects_declared_twice_are_both_kept(bench: Any) -> None:
    objects = [{"id": "o1", "type": "order", "v": 1}, {"id": "o1", "type": "order", "v": 2}]
    bench.bring_in(json.dumps(document_2(objects=objects)))
    entry = exact(bench.events()[0].metadata)["objects"][0]
    assert (entry["record"], entry["more_records"]) == (objects[0], [objects[1]])


@pytest.mark.parametrize("name", ["ocel20_example.jsonocel", "ocpa_order_process.jsonocel"])
def test_every_fact_of_a_real_log_is_found_again(
    bench: Any, sample: Callable[[str], Path], name: str
) -> None:
    path = sample(name)
    source = exact(path.read_bytes())
    report = import_file(path, bench.log)
    events = source.get("events") or [
        {"id": id, "type": e.pop("ocel:activity"), "time": e.pop("ocel:timestamp"), **e}
        for id, e in source["ocel:events"].items()
    ]
    objects = {o["id"]: o for o in source["objects"]} if "objects" in source else source["ocel:objects"]
    assert (report.events, report.problem_count) == (len(events), 0)
    records: dict[str, Any] = {}
    imported = bench.events()
    for event, original in zip(imported, events, strict=True):
        metadata = exact(event.metadata)
        assert metadata["source"]["id"] == original["id"]
        assert metadata["source"]["timestamp"] == original["time"]
        assert event.type == original["type"]
        attributes = original.get(
            "ocel:vmap", {a["name"]: a["value"] for a in original.get("attributes", [])}
        )
        assert exact(event.data) == attributes
        wanted = original.get("ocel:omap") or [r["objectId"] for r in original["relationships"]]
        assert [entry["id"] for entry in metadata["objects"]] == wanted
        assert [entry.get("qualifier") for entry in metadata["objects"]] == [
            r["qualifier"] for r in original.get("relationships", [])
        ] or "ocel:omap" in original
        type_ = objects[wanted[0]].get("type") or objects[wanted[0]]["ocel:type"]
        assert event.stream == f"{type_}/{wanted[0]}"
        for entry in metadata["objects"]:
            if "record" in entry:
                assert entry["id"] not in records
                records[entry["id"]] = entry["record"]
    first = exact(imported[0].metadata)
    for entry in first.get("unreferenced_objects", []):
        records[entry["id"]] = entry["record"]
    assert records == objects
    assert first["log"] == {
        key: value
        for key, value in source.items()
        if key not in ("events", "objects", "ocel:events", "ocel:objects")
    }
    assert verify(bench.log).ok


def test_an_imported_log_survives_its_own_export(bench: Any, sample: Callable[[str], Path]) -> None:
    import_file(sample("ocel20_example.jsonocel"), bench.log)
    lines = bench.exported()
    assert lines.count(b"\n") == 13
    first, bench.log = bench.log, bench.folder / "second.eventlog"
    bench.bring_in(lines)
    assert bench.exported() == lines
    select = "SELECT position, id, hash FROM events"
    assert bench.rows(select) == bench.rows(select, first)


class Trickle:
    """A stream that gives a few bytes at a time, so that every token is cut somewhere."""

    def __init__(self, text: bytes, size: int) -> None:
        self._text, self._size = text, size

    def read(self, _: int) -> bytes:
        part, self._text = self._text[: self._size], self._text[self._size :]
        return part


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_pieces_do_not_depend_on_where_the_file_is_cut(size: int) -> None:
    text = (
        '{"a" : 12.50 ,\n"s":[ "x\\"]", {"k":"}\\\\"} ,[1,[2]],true],"o":{"p q":{}, "r":-1e5},"z":"é"} \n'
    ).encode()
    found = [
        (p.section, p.name, p.raw.decode(), p.line)
        for p in pieces(Trickle(text, size), ("s", "o"))  # type: ignore[arg-type] # reads like a file
    ]
    assert found == [
        ("", "a", "12.50", 1),
        ("s", "", '"x\\"]"', 2),
        ("s", "", '{"k":"}\\\\"}', 2),
        ("s", "", "[1,[2]]", 2),
        ("s", "", "true", 2),
        ("o", "p q", "{}", 2),
        ("o", "r", "-1e5", 2),
        ("", "z", '"é"', 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"a"',
        '{"a":',
        '{"a":}',
        '{"a":1',
        '{"a":1,}',
        '{"a" 1}',
        '{"a":1}x',
        '{"s":[1 2]}',
        '{"s":["',
    ],
)
def test_a_broken_document_is_told(text: str) -> None:
    with pytest.raises(BrokenOff) as caught:
        list(pieces(Trickle(text.encode(), 3), ("s",)))  # type: ignore[arg-type] # reads like a file
    assert caught.value.line == 1
