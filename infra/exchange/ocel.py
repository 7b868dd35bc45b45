"""OCEL 1.0 and 2.0 as JSON: objects become streams, activities event types; nothing in the file is dropped.

The file is read twice: first its objects, then its events, so that the sections may stand in any order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from domain.errors import Unreadable
from domain.event import moment, timestamp
from domain.identity import uuid7
from infra.exchange import json_text
from infra.exchange.json_pieces import BrokenOff, Piece, pieces
from infra.exchange.ocel_objects import ObjectSpool, decoded
from infra.exchange.reader import Report, category, stored_name, untimed_note
from infra.exchange.source import Source
from infra.exchange.times import stored_microseconds
from infra.log.bulk import Incoming

_EVENTS = ("ocel:events", "events")
_OBJECTS = ("ocel:objects", "objects")
_SECTIONS = (*_EVENTS, *_OBJECTS)
_NO_ACTIVITY = "(no activity)"


class Ocel:
    """Reads one file.

    Parameters
    ----------
    tick:
        Called now and then while the objects are read; may raise to stop.
    """

    def __init__(self, source: Source, report: Report, tick: Callable[[], None]) -> None:
        source.passes = 2
        self._source = source
        self._report = report
        self._tick = tick
        self._objects = ObjectSpool()
        self._header: list[tuple[str, str]] = []
        self._time = 0
        self._untimed = 0

    def events(self) -> Iterator[Incoming]:
        self._read_objects()
        self._source.rewind()
        number = 0
        try:
            for piece in pieces(self._source.stream, _SECTIONS):
                if piece.section not in _EVENTS:
                    continue
                number += 1
                try:
                    yield self._event(piece, number)
                except Unreadable as error:
                    self._report(piece.line, f"Event {piece.name or number} cannot be read: {error.reason}.")
        except BrokenOff as error:
            fault = self._source.fault or error.reason.rstrip(".")
            self._report(error.line, f"Nothing more can be read from here: {fault}.")

    def about_the_file(self) -> list[tuple[str, str]]:
        unused = [
            json_text.joined([("id", key), ("record", record)]) for key, record in self._objects.unused()
        ]
        about = [("log", json_text.joined(self._header))] if self._header else []
        if unused:
            about.append(("unreferenced_objects", f"[{','.join(unused)}]"))
        return about

    def notes(self) -> list[str]:
        return untimed_note(self._untimed)

    def close(self) -> None:
        self._objects.close()

    def _read_objects(self) -> None:
        try:
            for count, piece in enumerate(pieces(self._source.stream, _SECTIONS)):
                if count % 1000 == 0:
                    self._tick()
                try:
                    if piece.section in _OBJECTS:
                        self._objects.add(piece)
                    elif not piece.section:
                        self._header.append((piece.name, _checked(piece.raw)))
                except Unreadable as error:
                    what = f"Object {piece.name}" if piece.section else f"The member {piece.name!r}"
                    self._report(piece.line, f"{what.strip()} cannot be read: {error.reason.rstrip('.')}.")
        except BrokenOff:
            pass  # the second reading comes to the same place and reports it
        self._objects.finish()

    def _event(self, piece: Piece, number: int) -> Incoming:
        parts = json_text.members(decoded(piece.raw))
        raw = dict(parts)
        if piece.section == "ocel:events" or "ocel:activity" in raw:
            return self._event_1(piece, number, raw, parts)
        return self._event_2(piece, number, raw, parts)

    def _event_1(
        self, piece: Piece, number: int, raw: dict[str, str], parts: list[tuple[str, str]]
    ) -> Incoming:
        used = {"ocel:activity", "ocel:timestamp"}
        objects: list[tuple[str, list[tuple[str, str]]]] = []
        if raw.get("ocel:omap", "").startswith("["):
            ids = [json_text.string(element) for element in json_text.elements(raw["ocel:omap"])]
            if None not in ids:
                objects = [(id, []) for id in ids if id is not None]
                used.add("ocel:omap")
        data = "{}"
        if raw.get("ocel:vmap", "").startswith("{"):
            data = raw["ocel:vmap"]
            used.add("ocel:vmap")
        source = [("format", '"OCEL 1.0"'), ("id", json_text.quoted(piece.name))]
        rest = [(name, value) for name, value in parts if name not in used]
        return self._incoming(
            piece,
            number,
            raw.get("ocel:activity", "null"),
            raw.get("ocel:timestamp", "null"),
            data,
            objects,
            source,
            rest,
        )

    def _event_2(
        self, piece: Piece, number: int, raw: dict[str, str], parts: list[tuple[str, str]]
    ) -> Incoming:
        used = {"type", "time"}
        source = [("format", '"OCEL 2.0"')]
        if json_text.string(raw.get("id", "null")) is not None:
            used.add("id")
            source.append(("id", raw["id"]))
        elif piece.name:
            source.append(("id", json_text.quoted(piece.name)))
        objects = _relationships(raw.get("relationships", ""))
        if objects is not None:
            used.add("relationships")
        attributes = _attributes(raw.get("attributes", ""))
        if attributes is not None:
            used.add("attributes")
        rest = [(name, value) for name, value in parts if name not in used]
        return self._incoming(
            piece,
            number,
            raw.get("type", "null"),
            raw.get("time", "null"),
            json_text.joined(attributes or _first_of_each(raw.get("attributes", ""))),
            objects or [],
            source,
            rest,
        )

    def _incoming(
        self,
        piece: Piece,
        number: int,
        raw_activity: str,
        raw_time: str,
        data: str,
        objects: list[tuple[str, list[tuple[str, str]]]],
        source: list[tuple[str, str]],
        rest: list[tuple[str, str]],
    ) -> Incoming:
        self._take_time(raw_time, source)
        activity = json_text.string(raw_activity)
        if activity is None and raw_activity != "null":
            source.append(("activity", raw_activity))
        if rest:
            source.append(("members", json_text.joined(rest)))
        entries = [self._entry(id, also) for id, also in objects]
        metadata = [("source", json_text.joined(source)), ("objects", f"[{','.join(entries)}]")]
        seed = hashlib.blake2b(b"ocel %d %b" % (number, piece.raw), digest_size=10).digest()
        return Incoming(
            piece.line,
            uuid7(moment(self._time), seed).bytes,
            self._stream(objects[0][0]) if objects else f"Event/{stored_name(self._source.path.name)}",
            0,
            0,
            stored_name(activity or _NO_ACTIVITY),
            1,
            self._time,
            data.encode(),
            json_text.joined(metadata).encode(),
        )

    def _take_time(self, raw: str, source: list[tuple[str, str]]) -> None:
        text = json_text.string(raw)
        time = stored_microseconds(text) if text else None
        if time is None:
            self._untimed += 1
        else:
            self._time = time
        if text is None or time is None or timestamp(moment(time)) != text:
            source.append(("timestamp", raw))

    def _entry(self, id: str, also: list[tuple[str, str]]) -> str:
        type_ = self._objects.type(id)
        entry = [("id", json_text.quoted(id)), ("type", "null" if type_ is None else json_text.quoted(type_))]
        entry += also
        records = self._objects.first_use(id)
        if records:
            entry.append(("record", records[0]))
        if len(records) > 1:
            entry.append(("more_records", f"[{','.join(records[1:])}]"))
        return json_text.joined(entry)

    def _stream(self, id: str) -> str:
        return f"{category(self._objects.type(id) or 'Object')}/{stored_name(id) or '(no id)'}"


def _checked(raw: bytes) -> str:
    """The text of a value that is kept as it is. Raises `Unreadable` where it is not JSON."""
    text = decoded(raw)
    json_text.elements(f"[{text}]")
    return text


def _relationships(raw: str) -> list[tuple[str, list[tuple[str, str]]]] | None:
    """Object ids with what else is said of them; None where the text is not a list of such."""
    if not raw.startswith("["):
        return None
    found = []
    for element in json_text.elements(raw):
        parts = json_text.members(element) if element.startswith("{") else []
        id = json_text.string(dict(parts).get("objectId", "null"))
        if id is None:
            return None
        qualifier = [part for part in parts if part[0] == "qualifier"]
        others = [part for part in parts if part[0] not in ("objectId", "qualifier")]
        found.append((id, qualifier + ([("members", json_text.joined(others))] if others else [])))
    return found


def _attributes(raw: str) -> list[tuple[str, str]] | None:
    """Names and raw values; None where a plain object cannot say all that the text says."""
    if not raw.startswith("["):
        return None
    found: dict[str, str] = {}
    for element in json_text.elements(raw):
        parts = json_text.members(element) if element.startswith("{") else []
        name = json_text.string(dict(parts).get("name", "null"))
        if name is None or name in found or sorted(part for part, _ in parts) != ["name", "value"]:
            return None
        found[name] = dict(parts)["value"]
    return list(found.items())


def _first_of_each(raw: str) -> list[tuple[str, str]]:
    """What an object can say of attributes that it cannot say all of; the list itself is kept beside it."""
    found: dict[str, str] = {}
    for element in json_text.elements(raw) if raw.startswith("[") else []:
        parts = dict(json_text.members(element)) if element.startswith("{") else {}
        name = json_text.string(parts.get("name", "null"))
        if name is not None and "value" in parts:
            found.setdefault(name, parts["value"])
    return list(found.items())
