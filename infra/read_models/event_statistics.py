"""Event statistics: how many events of which type, of which category, in which hour. For any log."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from domain.event import Event
from infra.projections.projection import Projection, Query
from infra.projections.rows import Rows

_table = Table(
    "event_statistics",
    MetaData(),
    Column("hour", Text, primary_key=True),
    Column("category", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("events", Integer),
    Index("event_statistics_type", "type", "hour"),
    Index("event_statistics_category", "category", "hour"),
)


def _count(event: Event, _payload: Any, rows: Rows) -> None:
    hour, category = f"{event.recorded_at.isoformat()[:13]}:00Z", event.category
    row = rows.get("event_statistics", hour, category, event.type)
    rows.put(
        "event_statistics",
        {
            "hour": hour,
            "category": category,
            "type": event.type,
            "events": (row["events"] if row else 0) + 1,
        },
    )


EVENT_STATISTICS = Projection(
    name="event_statistics",
    version=1,
    tables=(_table,),
    any_event=_count,
    queries=(
        Query(
            "events_of_type",
            "event_statistics",
            "SELECT hour, category, events FROM {table} WHERE type = :type ORDER BY hour",
        ),
        Query(
            "events_of_category",
            "event_statistics",
            "SELECT hour, type, events FROM {table} WHERE category = :category ORDER BY hour",
        ),
        Query(
            "events_between",
            "event_statistics",
            "SELECT hour, category, type, events FROM {table} "
            "WHERE hour >= :start AND hour < :end ORDER BY hour",
        ),
    ),
)
