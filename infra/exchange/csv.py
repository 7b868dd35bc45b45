"""CSV (RFC 4180), for spreadsheets and tables: written only.

Every text stands as it was recorded. A spreadsheet may take one that begins with "=", "+", "-" or "@" for a
formula: nothing is altered to prevent that, because the file would then say something else than the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.event import Event, timestamp

HEADER = b"position,id,stream,version,type,schema_version,recorded_at,data,metadata\r\n"
_SPECIAL = re.compile(r'[",\r\n]')


def row(event: Event) -> bytes:
    """The event as one record with its line end; data and metadata exactly as recorded."""
    texts: Iterable[str] = (
        str(event.position),
        str(event.id),
        _field(event.stream),
        str(event.version),
        _field(event.type),
        str(event.schema_version),
        timestamp(event.recorded_at),
    )
    return ",".join(texts).encode() + b",%b,%b\r\n" % (_quoted(event.data), _quoted(event.metadata))


def _field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text


def _quoted(text: bytes) -> bytes:
    return b'"' + text.replace(b'"', b'""') + b'"'
