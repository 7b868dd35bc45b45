"""Events as they are recorded, the streams they belong to, and how an event is written as JSON."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from domain import json_value
from domain.errors import DomainError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Event(msgspec.Struct, frozen=True, gc=False):
    """One recorded event. `data` and `metadata` are JSON objects, byte for byte as recorded.

    `position` counts from 1 over the whole log, `version` from 1 within the stream; `recorded_at` is
    aware and in UTC, to the microsecond.
    """

    position: int
    id: UUID
    stream: str
    version: int
    type: str
    schema_version: int
    recorded_at: datetime
    data: bytes
    metadata: bytes

    @property
    def category(self) -> str:
        """What comes before the first "/" of the stream's name."""
        return self.stream.partition("/")[0]

    @property
    def key(self) -> str:
        """What comes after the first "/" of the stream's name."""
        return self.stream.partition("/")[2]


class NewEvent(msgspec.Struct, frozen=True, gc=False):
    """An event about to be appended: version and position are given by the append."""

    id: UUID
    type: str
    data: bytes
    metadata: bytes = b"{}"
    schema_version: int = 1


class Metadata(msgspec.Struct, frozen=True, omit_defaults=True):
    """The metadata that our own events carry. Imported events may carry other members too.

    `origin` is "host/process/app version": where the event was produced.
    """

    correlation_id: UUID | None = None
    causation_id: UUID | None = None
    command_id: UUID | None = None
    actor: str = ""
    origin: str = ""


class StreamName(msgspec.Struct, frozen=True):
    """`Category/key`, e.g. `Order/O-1001`. Only the first "/" separates."""

    category: str
    key: str

    def __str__(self) -> str:
        return f"{self.category}/{self.key}"

    @classmethod
    def parse(cls, text: str) -> StreamName:
        """Raises `DomainError` where either half is missing."""
        category, slash, key = text.partition("/")
        if not (category and slash and key):
            raise DomainError(
                f"{text!r} is not the name of a stream.", "Write it as Category/key, e.g. Order/O-1001."
            )
        return cls(category, key)


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970-01-01 UTC: how times are stored and compared."""
    return (moment - EPOCH) // _MICROSECOND


def moment(microseconds: int) -> datetime:
    """The aware UTC time of so many microseconds since 1970-01-01."""
    return EPOCH + timedelta(microseconds=microseconds)


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC, always with six digits: 2026-11-23T10:58:00.000000Z."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class _EventLine(msgspec.Struct):
    position: int
    id: UUID
    stream: str
    version: int
    type: str
    schema_version: int
    recorded_at: str
    data: msgspec.Raw
    metadata: msgspec.Raw


def event_json(event: Event) -> bytes:
    """The event as one JSON object (no line end); `data` and `metadata` exactly as recorded."""
    return json_value.encode(
        _EventLine(
            event.position,
            event.id,
            event.stream,
            event.version,
            event.type,
            event.schema_version,
            timestamp(event.recorded_at),
            msgspec.Raw(event.data),
            msgspec.Raw(event.metadata),
        )
    )


def event_value(event: Event) -> dict[str, Any]:
    """The event as a JSON value, for filters, trees and documents that embed it.

    What cannot be decoded stands as its raw text, so that an event can always be shown.
    """
    return {
        "position": event.position,
        "id": str(event.id),
        "stream": event.stream,
        "version": event.version,
        "type": event.type,
        "schema_version": event.schema_version,
        "recorded_at": timestamp(event.recorded_at),
        "data": decoded_or_text(event.data),
        "metadata": decoded_or_text(event.metadata),
    }


def decoded_or_text(recorded: bytes) -> Any:
    """The JSON value of recorded bytes, or the text itself where it is no JSON."""
    try:
        return json_value.decode(recorded)
    except DomainError:
        return recorded.decode("utf-8", "replace")


def content_hash(
    id: bytes,
    stream: str,
    version: int,
    type: str,
    schema_version: int,
    recorded_at: int,
    data: bytes,
    metadata: bytes,
) -> bytes:
    """The 16-byte BLAKE2b digest that each event carries, so that a flipped byte can be found.

    Every part goes in with its length in front: no two different events spell the same input.
    """
    name, kind = stream.encode("utf-8", "surrogatepass"), type.encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(
        b"%b %d:%b %d %d:%b %d %d %d:%b %d:"
        % (
            id,
            len(name),
            name,
            version,
            len(kind),
            kind,
            schema_version,
            recorded_at,
            len(data),
            data,
            len(metadata),
        ),
        digest_size=16,
    )
    digest.update(metadata)
    return digest.digest()
