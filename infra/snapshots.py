"""Persisted snapshots of aggregates, in the cache: a long stream is not folded anew each time."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

from domain.decider import Decider
from domain.registry import schema_version
from infra.database import Database, rows_of

_metadata = MetaData()
_snapshots = Table(
    "snapshots",
    _metadata,
    Column("stream", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("event_id", LargeBinary(16), nullable=False),
    Column("fingerprint", LargeBinary(16), nullable=False),
    Column("state", Text, nullable=False),
)


class Snapshot(msgspec.Struct, frozen=True):
    """An aggregate's state right after the event `event_id` at `version`."""

    version: int
    event_id: bytes
    state: Any


class Snapshots:
    """The newest snapshot of each stream. One taken under another schema of its state does not count."""

    def __init__(self, cache: Database) -> None:
        self._database = cache
        self._fingerprints: dict[str, bytes] = {}
        with cache.writing() as connection:
            _metadata.create_all(connection, checkfirst=True)

    def newest(self, stream: str, decider: Decider[Any]) -> Snapshot | None:
        """The stream's snapshot, if it was taken under the decider's present schema."""
        with self._database.reading() as connection:
            row = rows_of(
                connection,
                "SELECT version, event_id, CAST(state AS BLOB) FROM snapshots "
                "WHERE stream = ? AND fingerprint = ?",
                (stream, self._fingerprint(decider)),
            ).fetchone()
        if row is None:
            return None
        return Snapshot(row[0], row[1], msgspec.json.decode(row[2], type=decider.state))

    def keep(self, stream: str, decider: Decider[Any], snapshot: Snapshot) -> None:
        """Replaces the stream's snapshot."""
        with self._database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO snapshots (stream, version, event_id, fingerprint, state) "
                "VALUES (?, ?, ?, ?, ?)",
                (
                    stream,
                    snapshot.version,
                    snapshot.event_id,
                    self._fingerprint(decider),
                    msgspec.json.encode(snapshot.state).decode(),
                ),
            )

    def _fingerprint(self, decider: Decider[Any]) -> bytes:
        known = self._fingerprints.get(decider.category)
        if known is None:
            shape = [
                decider.state_version,
                msgspec.json.schema(decider.state),
                [(event.__name__, schema_version(event)) for event in decider.events],
            ]
            known = hashlib.blake2b(msgspec.json.encode(shape), digest_size=16).digest()
            self._fingerprints[decider.category] = known
        return known
