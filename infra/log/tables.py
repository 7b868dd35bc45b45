"""The tables of a log file. What can be recomputed is not here but in the cache beside it."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

APPLICATION_ID = 0x45565343  # "EVSC", so that `file` and we can tell a log from any other database
SCHEMA_VERSION = 2
OLDEST_READABLE = 1  # a log that is only read is not migrated: it lacks what was added since
ADDED_IN = {"notes": 2}  # tables by the schema version that brought them

metadata = MetaData()

log = Table(  # facts about the log itself: log_id, created_at, gaps
    "log",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

streams = Table(
    "streams",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("last_position", Integer, nullable=False),
    Index("streams_name", "name", unique=True),
    Index("streams_category_key", "category", "key"),
)

event_types = Table(
    "event_types",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Index("event_types_name", "name", unique=True),
)

# Times are whole microseconds since 1970 in UTC; data and metadata JSON texts exactly as recorded.
events = Table(
    "events",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False),
    Column("stream_id", Integer, ForeignKey("streams.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("type_id", Integer, ForeignKey("event_types.id"), nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("recorded_at", Integer, nullable=False),
    Column("correlation_id", Text),
    Column("command_id", Text),
    Column("data", Text, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("hash", LargeBinary(16), nullable=False),
    Index("events_id", "id", unique=True),
    Index("events_stream_version", "stream_id", "version", unique=True),
    Index("events_type", "type_id"),
    Index("events_recorded_at", "recorded_at"),
)
Index(
    "events_correlation",
    events.c.correlation_id,
    sqlite_where=events.c.correlation_id.is_not(None),
)
Index("events_command", events.c.command_id, sqlite_where=events.c.command_id.is_not(None))

commands = Table(  # the journal: every command ever submitted, and what became of it
    "commands",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False),
    Column("type", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("content_hash", LargeBinary(16), nullable=False),
    Column("actor", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("correlation_id", Text, nullable=False),
    Column("causation_id", Text),
    Column("undo_of", LargeBinary(16)),
    Column("process", Text),
    Column("issued_at", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("available_at", Integer, nullable=False, server_default=text("0")),
    Column("lease_owner", Text),
    Column("lease_until", Integer),
    Column("finished_at", Integer),
    Column("reason", Text),
    Column("hint", Text),
    Column("error", Text),
    Index("commands_id", "id", unique=True),
    Index("commands_correlation", "correlation_id"),
    Index("commands_stream", "stream", "sequence"),
)
OPEN_STATUSES = "('pending', 'running', 'failed')"
Index("commands_open", commands.c.sequence, sqlite_where=text(f"status IN {OPEN_STATUSES}"))
Index(
    "commands_open_by_stream",
    commands.c.stream,
    commands.c.sequence,
    sqlite_where=text(f"status IN {OPEN_STATUSES}"),
)
Index("commands_undo_of", commands.c.undo_of, sqlite_where=commands.c.undo_of.is_not(None))

consumers = (
    Table(  # how far each process manager has read; events up to `silent_until` change no more than its state
        "consumers",
        metadata,
        Column("name", Text, primary_key=True),
        Column("position", Integer, nullable=False),
        Column("silent_until", Integer, nullable=False),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        Column("error", Text),
    )
)

processes = Table(  # the state of each running process, as JSON
    "processes",
    metadata,
    Column("manager", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("state", Text, nullable=False),
)

refusals = Table(  # follow-up commands that came to nothing and wait for their process manager to hear of it
    "refusals",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("command_id", LargeBinary(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("error", Text),
)

parked_reactions = Table(  # events a process manager could not handle
    "parked_reactions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("manager", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("parked_at", Integer, nullable=False),
)

schedules = Table(
    "schedules",
    metadata,
    Column("id", Text, primary_key=True),
    Column("projection", Text, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("paused", Integer, nullable=False, server_default=text("0")),
    Column("created_at", Integer, nullable=False),
    Column("last_run_at", Integer),
)

schedule_runs = Table(
    "schedule_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schedule_id", Text, nullable=False),
    Column("started_at", Integer, nullable=False),
    Column("finished_at", Integer),
    Column("outcome", Text),
    Index("schedule_runs_schedule", "schedule_id", "id"),
)

notes = Table(  # what people wrote of events, versions and fields; a bookmark may have no text
    "notes",
    metadata,
    Column("id", LargeBinary(16), primary_key=True),
    Column("about", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("event_id", LargeBinary(16)),
    Column("path", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("bookmark", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("created_at", Integer, nullable=False),
    Column("changed_at", Integer, nullable=False),
    Index("notes_stream_version", "stream", "version"),
)

# The published face of the log: names instead of surrogate keys, readable with any SQL tool.
EVENT_LOG_VIEW = """
CREATE VIEW event_log AS
SELECT
    e.position,
    lower(substr(hex(e.id), 1, 8) || '-' || substr(hex(e.id), 9, 4) || '-' || substr(hex(e.id), 13, 4)
        || '-' || substr(hex(e.id), 17, 4) || '-' || substr(hex(e.id), 21)) AS id,
    s.name AS stream,
    s.category,
    s.key,
    e.version,
    t.name AS type,
    e.schema_version,
    strftime('%Y-%m-%dT%H:%M:%S', (e.recorded_at - (e.recorded_at % 1000000 + 1000000) % 1000000) / 1000000,
        'unixepoch') || printf('.%06dZ', (e.recorded_at % 1000000 + 1000000) % 1000000) AS recorded_at,
    e.correlation_id,
    e.command_id,
    e.data,
    e.metadata
FROM events e
JOIN streams s ON s.id = e.stream_id
JOIN event_types t ON t.id = e.type_id
"""
