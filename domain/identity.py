"""Ids: UUIDv7 for what is new, and ids derived from other ids where a repeat must be recognised."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from domain.event import microseconds


def uuid7(moment: datetime, entropy: bytes) -> UUID:
    """A version 7 UUID (RFC 9562, 5.7): 48 bits of milliseconds, then 74 bits of `entropy` (>= 10 bytes)."""
    milliseconds = max(microseconds(moment) // 1000, 0) & 0xFFFF_FFFF_FFFF
    bits = int.from_bytes(entropy[:10], "big")
    return UUID(
        int=milliseconds << 80
        | 0x7 << 76
        | (bits >> 62 & 0xFFF) << 64
        | 0b10 << 62
        | bits & 0x3FFF_FFFF_FFFF_FFFF
    )


def derived_id(cause: UUID, moment: datetime, *parts: str | int) -> UUID:
    """A UUIDv7 that is the same whenever it is derived from the same cause, moment and parts.

    Event ids come from their command's id and a follow-up command's id from the event behind it, so that
    a step done twice is recognised as the same step.
    """
    seed = cause.bytes + "\x1f".join(map(str, parts)).encode()
    return uuid7(moment, hashlib.blake2b(seed, digest_size=10).digest())
