"""Tells the format of a file by its content; the suffix is only asked where the content does not tell."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from domain.errors import Unreadable
from infra.exchange import json_text
from infra.exchange.errors import NothingToImport, UnknownFormat, UnsupportedFormat
from infra.exchange.source import open_source
from infra.log.tables import APPLICATION_ID

_HEAD = 1 << 16
_EXPECTED = (
    "Files that can be imported: JSON lines with one event a line (at least stream, type and data), "
    "OCEL 1.0 or 2.0 as JSON, and XES (also .xes.gz)."
)
_EVENT_LINE = re.compile(
    r'\s*\{\s*(?:\}|"(?:position|id|stream|version|type|schema_version|recorded_at|data|metadata)"\s*:)'
)
_OCEL_START = re.compile(r'\s*\{\s*"(?:ocel:[^"]*|objectTypes|eventTypes|objects|events)"\s*:')
_OCEL_INSIDE = re.compile(
    r'"(?:ocel:(?:events|objects|global-log|global-event|global-object)|objectTypes|eventTypes)"\s*:\s*[{\[]'
)
_MARKUP = re.compile(r"<(?:\?.*?\?>|!--.*?-->|!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)|\s+", re.DOTALL)
_ROOT = re.compile(r"<(?:[^\s>/:]+:)?([^\s>/]+)")


class Format(StrEnum):
    """What can be imported."""

    JSONL = "jsonl"
    OCEL = "ocel"
    XES = "xes"


def detect(path: Path) -> Format:
    """The format of the file.

    Raises `UnknownFormat`, `UnsupportedFormat` (named, with a way out), `NothingToImport` for an empty file
    and `ExchangeError` where it cannot be read.
    """
    with open_source(path) as source:
        head = source.stream.read(_HEAD)
        if source.fault and not head:
            raise UnknownFormat(f"{path} cannot be unpacked: {source.fault}.", _EXPECTED)
    if not head.strip():
        raise NothingToImport(f"{path} is empty.", _EXPECTED)
    if head.startswith(b"SQLite format 3\0"):
        raise _database(path, head)
    text = _text(path, head)
    if text.lstrip().startswith("<"):
        return _markup(path, text)
    return _json(path, text)


def _database(path: Path, head: bytes) -> Exception:
    if int.from_bytes(head[68:72], "big") == APPLICATION_ID:
        return UnsupportedFormat(
            f"{path} is an event log already.",
            "Open it; or export its events as JSON lines first and import those.",
        )
    return UnsupportedFormat(
        f"{path} is an SQLite database. OCEL in SQLite is not supported yet.",
        "Save it as OCEL 2.0 JSON (.jsonocel) and import that.",
    )


def _text(path: Path, head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
        if not text.lstrip().startswith("<"):
            raise UnsupportedFormat(f"{path} is UTF-16 text.", "Save it as UTF-8 and import that.")
        return text
    return head.decode("utf-8-sig", "replace")


def _markup(path: Path, text: str) -> Format:
    start = 0
    while skipped := _MARKUP.match(text, start):
        start = skipped.end()
    root = _ROOT.match(text, start)
    name = root.group(1) if root else ""
    if name == "log" and re.search(r"<(?:object-types|event-types|objects|events)\b", text[start:]):
        raise UnsupportedFormat(
            f"{path} is OCEL as XML, which is not supported yet.",
            "Save it as OCEL 2.0 JSON (.jsonocel) and import that.",
        )
    if name != "log":
        raise UnknownFormat(f"{path} is XML, but no XES log (its root is {name or 'missing'}).", _EXPECTED)
    return Format.XES


def _json(path: Path, text: str) -> Format:
    if _OCEL_START.match(text):
        return Format.OCEL
    if any(_EVENT_LINE.match(line) or _is_event(line) for line in text.split("\n")):
        # An OCEL document may begin with other members; none of its lines names these from its start.
        return Format.OCEL if _is_one_document(text) else Format.JSONL
    if text.lstrip().startswith("{") and _OCEL_INSIDE.search(text):
        return Format.OCEL
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return Format.JSONL
    if text.lstrip().startswith("["):
        raise UnknownFormat(
            f"{path} is one JSON array.", "Write its events as JSON lines: one object a line, no brackets."
        )
    if text.lstrip().startswith("position,id,stream,"):
        raise UnsupportedFormat(
            f"{path} is a CSV export, which leaves out what an import needs to be exact.",
            "Export JSON lines instead.",
        )
    raise UnknownFormat(f"{path} is no event log that is known here.", _EXPECTED)


def _is_event(line: str) -> bool:
    if not line.lstrip().startswith("{"):
        return False
    try:
        names = {name for name, _ in json_text.members(line)}
    except Unreadable:
        return False
    return {"stream", "type", "data"} <= names


def _is_one_document(text: str) -> bool:
    first = text.lstrip().partition("\n")[0].strip()
    return not _EVENT_LINE.match(first) and _OCEL_INSIDE.search(text) is not None
