"""Checks one stored event: its values' kinds, its JSON, its hash, and its place in its stream."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from domain import json_value
from domain.errors import DomainError
from domain.event import content_hash
from infra.log.bulk import indexed_columns
from infra.log.problems import Problem, Report
from infra.log.verify_streams import StreamCheck


class _AnyObject(msgspec.Struct):
    pass


_object = msgspec.json.Decoder(_AnyObject)


class EventCheck:
    """Checks rows as `verify` reads them: every text as bytes, and of any type at all."""

    def __init__(self, report: Report, streams: StreamCheck, types: dict[int, str]) -> None:
        self._report = report
        self._streams = streams
        self._types = types

    def check(self, row: tuple[Any, ...]) -> None:
        """Reports what is wrong with the row."""
        position, id, stream_id, version, type_id, schema_version, recorded_at, data, metadata = row[:9]
        stored_hash, correlation_id, command_id, kinds_are_right = row[9:]
        stream = self._streams.name(stream_id)
        type_ = self._types.get(type_id)
        if stream is None:
            self._report(Problem("stream", f"The event's stream ({stream_id!r}) does not exist.", position))
        elif isinstance(version, int):
            self._streams.add_event(stream_id, version, position)
        if type_ is None:
            self._report(Problem("type", f"The event's type ({type_id!r}) does not exist.", position, stream))
        numbers = (version, schema_version, recorded_at)
        if not kinds_are_right or len(id) != 16 or not all(isinstance(number, int) for number in numbers):
            self._report(
                Problem("row", "A column of the event holds a value of a wrong kind.", position, stream)
            )
        texts_are_right = self._is_json("data", data, position, stream)
        texts_are_right &= self._is_json("metadata", metadata, position, stream)
        if (
            stream is not None
            and type_ is not None
            and isinstance(id, bytes)
            and isinstance(data, bytes)
            and isinstance(metadata, bytes)
            and all(isinstance(number, int) for number in numbers)
        ):
            wanted = content_hash(id, stream, version, type_, schema_version, recorded_at, data, metadata)
            if wanted != stored_hash:
                self._report(
                    Problem(
                        "hash",
                        f"Event {version} of {stream} ({type_}) is not what was recorded: "
                        "its hash does not fit its content.",
                        position,
                        stream,
                    )
                )
        if texts_are_right:
            named = tuple(text and text.encode() for text in indexed_columns(metadata))
            if named != (correlation_id, command_id):
                self._report(
                    Problem(
                        "correlation",
                        "The columns correlation_id and command_id do not say what the metadata say.",
                        position,
                        stream,
                    )
                )

    def _is_json(self, name: str, text: object, position: int, stream: str | None) -> bool:
        fault = _json_fault(text)
        if fault:
            self._report(Problem("json", f"The event's {name} {fault}.", position, stream))
        return not fault


def _json_fault(text: object) -> str:
    if not isinstance(text, bytes):
        return "is no text"
    try:
        text.decode()
        _object.decode(text)
    except UnicodeDecodeError as error:
        return f"is not UTF-8 (byte {error.start + 1})"
    except (msgspec.MsgspecError, RecursionError):
        return _slow_json_fault(text)
    return ""


def _slow_json_fault(text: bytes) -> str:
    # Lone surrogates are JSON, though the fast decoder refuses them.
    try:
        value = json_value.decode(text)
    except DomainError as error:
        return f"cannot be read: {error.reason}".rstrip(".")
    return "" if isinstance(value, dict) else "is not a JSON object"


def stored_text(value: object) -> str:
    """A stored value for a message, whatever it is."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def shown_id(id: object) -> str:
    """An event id for a message, whatever is stored in its place."""
    if isinstance(id, bytes) and len(id) == 16:
        return str(UUID(bytes=id))
    return repr(id)
