"""A command as it is journalled: what is wanted, of which stream, by whom and because of what."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """The envelope around a command's fields. `id` is the idempotency key; `data` is a JSON object.

    `causation_id` is the event or command that led to it, `undo_of` the command it takes back, `process`
    "manager:key:step" where a process manager issued it.
    """

    id: UUID
    type: str
    stream: str
    data: bytes
    issued_at: datetime
    correlation_id: UUID
    actor: str = ""
    causation_id: UUID | None = None
    undo_of: UUID | None = None
    process: str | None = None
    origin: str = ""
