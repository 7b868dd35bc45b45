"""JSON lines, one event a line: our own, kept to the last byte, and those of other tools."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import NoReturn
from uuid import UUID

import msgspec

from domain.errors import DomainError, Unreadable
from domain.event import EPOCH, moment
from domain.identity import uuid7
from infra.exchange import json_text
from infra.exchange.reader import Report
from infra.exchange.source import Source
from infra.exchange.times import says_more, stored_microseconds
from infra.log.bulk import Incoming

_BOM = b"\xef\xbb\xbf"
_LARGEST = 2**63 - 1
_BRACE = ord("{")
# What our own line is made of besides the values; its length tells that nothing else stands in the line.
_FRAME = len(
    '{"position":,"id":"00000000-0000-0000-0000-000000000000","stream":"","version":,"type":"",'
    '"schema_version":,"recorded_at":"2026-11-23T10:58:00.000000Z","data":,"metadata":}'
)
_NAMES = (
    "position",
    "id",
    "stream",
    "version",
    "type",
    "schema_version",
    "recorded_at",
    "data",
    "metadata",
)


class _Line(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    position: int
    id: UUID
    stream: str
    version: int
    type: str
    schema_version: int
    recorded_at: str
    data: msgspec.Raw
    metadata: msgspec.Raw


_decoder = msgspec.json.Decoder(_Line)


class JsonLines:
    """Reads one file.

    Parameters
    ----------
    imported_at:
        Microseconds; the time of lines that name none.
    """

    def __init__(self, source: Source, report: Report, imported_at: int) -> None:
        self._source = source
        self._report = report
        self._imported_at = imported_at

    def events(self) -> Iterator[Incoming]:
        number = 0
        for number, line in enumerate(self._source.stream, start=1):
            text = (line.removeprefix(_BOM) if number == 1 else line).strip()
            if not text:
                continue
            try:
                yield _own_line(number, text) or _other_line(number, text, self._imported_at)
            except DomainError as error:
                self._report(number, f"{error.reason} {error.hint}".rstrip())
        if self._source.fault:
            self._report(number + 1, f"Nothing more can be read: {self._source.fault}.")

    def about_the_file(self) -> list[tuple[str, str]]:
        return []

    def notes(self) -> list[str]:
        return []

    def close(self) -> None:
        """Nothing is held."""


def _own_line(number: int, line: bytes) -> Incoming | None:
    """The event of a line exactly as we write it; None where it is written in another way."""
    try:
        parts = _decoder.decode(line)
        position, version, schema_version = parts.position, parts.version, parts.schema_version
        stream, type_, time = parts.stream, parts.type, parts.recorded_at
        data, metadata = bytes(parts.data), bytes(parts.metadata)
        length = (
            len(str(position))
            + len(stream.encode())
            + len(str(version))
            + len(type_.encode())
            + len(str(schema_version))
            + len(data)
            + len(metadata)
        )
        if length + _FRAME != len(line) or len(time) != 27 or time[26] != "Z":
            return None
        duration = datetime.fromisoformat(time) - EPOCH
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    if (
        data[0] != _BRACE
        or metadata[0] != _BRACE
        or not (0 < position <= _LARGEST and 0 < version <= _LARGEST and 0 < schema_version <= _LARGEST)
    ):
        return None
    return Incoming(
        number,
        parts.id.bytes,
        stream,
        version,
        position,
        type_,
        schema_version,
        (duration.days * 86_400 + duration.seconds) * 1_000_000 + duration.microseconds,
        data,
        metadata,
    )


def _other_line(number: int, line: bytes, imported_at: int) -> Incoming:
    """The event of any other line that names at least stream, type and data. Raises `DomainError`."""
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(f"The line is not UTF-8 (byte {error.start + 1}).") from error
    try:
        named = json_text.members(text)
    except Unreadable as error:
        raise Unreadable(f"The line is not a JSON object: {error.reason}.") from error
    raw = dict(named)
    for name in _NAMES:
        if sum(1 for other, _ in named if other == name) > 1:
            _refuse(f"The line names {name!r} twice.")
    missing = [name for name in ("stream", "type", "data") if name not in raw]
    if missing:
        _refuse(f"The line has no {' and no '.join(map(repr, missing))}.")
    metadata = raw["metadata"] if raw.get("metadata", "null") != "null" else "{}"
    for name, value in (("data", raw["data"]), ("metadata", metadata)):
        if not value.startswith("{"):
            _refuse(f"{name!r} is not a JSON object.")
    kept = [(name, value) for name, value in named if name not in _NAMES]
    recorded_at = _time(raw.get("recorded_at", "null"), imported_at, kept)
    return Incoming(
        number,
        _id(raw, line, number, recorded_at, kept),
        _text(raw, "stream"),
        _count(raw, "version", 0),
        _count(raw, "position", 0),
        _text(raw, "type"),
        _count(raw, "schema_version", 1),
        recorded_at,
        raw["data"].encode(),
        _with_source(metadata, kept).encode(),
    )


def _with_source(metadata: str, kept: list[tuple[str, str]]) -> str:
    """The metadata with a member "source" for what a line says beyond an event of ours."""
    if not kept:
        return metadata
    source = json_text.joined([("format", '"JSON lines"'), ("members", json_text.joined(kept))])
    return json_text.extended(metadata, [("source", source)])


def _time(raw: str, imported_at: int, kept: list[tuple[str, str]]) -> int:
    if raw == "null":
        return imported_at
    text = json_text.string(raw)
    stored = stored_microseconds(text) if text else None
    if text is None or stored is None:
        _refuse(f"'recorded_at' is not a time that can be read: {_short(raw)}.")
    if says_more(text):
        kept.append(("recorded_at", raw))
    return stored


def _id(
    raw: dict[str, str], line: bytes, number: int, recorded_at: int, kept: list[tuple[str, str]]
) -> bytes:
    written = raw.get("id", "null")
    given = _uuid(json_text.string(written))
    if given:
        return given.bytes
    if written != "null":
        kept.append(("id", written))
    # The same line of the same file gives the same id, so that a file imported twice is noticed.
    seed = hashlib.blake2b(b"%d:%b" % (number, line), digest_size=10).digest()
    return uuid7(moment(recorded_at) if "recorded_at" in raw else EPOCH, seed).bytes


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _text(raw: dict[str, str], name: str) -> str:
    text = json_text.string(raw[name])
    if not text:
        _refuse(f"{name!r} is not a text: {_short(raw[name])}.")
    return text


def _count(raw: dict[str, str], name: str, default: int) -> int:
    written = raw.get(name, "null")
    if written == "null":
        return default
    if not (written.isascii() and written.isdigit() and len(written) < 20 and 0 < int(written) <= _LARGEST):
        _refuse(f"{name!r} is not a whole number from 1 on: {_short(written)}.")
    return int(written)


def _short(raw: str) -> str:
    return raw if len(raw) <= 60 else f"{raw[:57]}..."


def _refuse(reason: str) -> NoReturn:
    raise Unreadable(reason)
