"""What the timeline's table says of an event: one text a column, made in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from app.moments import time_text
from app.words import QT_TRANSLATE_NOOP, translate
from domain import json_value
from domain.errors import DomainError
from domain.event import decoded_or_text, event_json
from domain.filtering import condition
from infra.open_log import OpenLog
from infra.views.pages import EventPages, EventRow

COLUMNS = (
    QT_TRANSLATE_NOOP("Timeline", "Position"),
    QT_TRANSLATE_NOOP("Timeline", "Time"),
    QT_TRANSLATE_NOOP("Timeline", "Stream"),
    QT_TRANSLATE_NOOP("Timeline", "Version"),
    QT_TRANSLATE_NOOP("Timeline", "Type"),
    QT_TRANSLATE_NOOP("Timeline", "Summary"),
)
POSITION, TIME, STREAM, VERSION, TYPE, SUMMARY = range(6)
_CUT = 240

Cells: TypeAlias = tuple[str, ...]
Summaries: TypeAlias = Mapping[str, Callable[[Mapping[str, Any]], str]]


class RowReader:
    """Reads the texts of a page of rows from one log."""

    def __init__(self, log: OpenLog) -> None:
        self._pages = EventPages(log.log)
        self._summaries: dict[str, Callable[[Mapping[str, Any]], str]] = {
            name: summary for domain in log.registry.domains for name, summary in domain.summaries.items()
        }

    def read(self, positions: Sequence[int]) -> list[Cells]:
        """One tuple of texts a position, in their order."""
        rows = self._pages.rows(positions)
        return [
            self._cells(row) if row is not None else _missing(position)
            for position, row in zip(positions, rows, strict=True)
        ]

    def _cells(self, row: EventRow) -> Cells:
        return (
            f"{row.position:,}",
            time_text(row.recorded_at),
            row.stream,
            str(row.version),
            row.type,
            self._summary(row),
        )

    def _summary(self, row: EventRow) -> str:
        known = self._summaries.get(row.type)
        if known is not None and row.size == len(row.data):
            try:
                return known(json_value.decode(row.data))
            except (DomainError, TypeError, ValueError, AttributeError, KeyError):
                pass  # not the payload that the summary knows: its text says it as well
        text = row.data[: _CUT * 4].decode("utf-8", "replace")
        return text if len(text) <= _CUT else text[:_CUT] + "\u2026"


def _missing(position: int) -> Cells:
    return (f"{position:,}", "", "", "", "", translate("Timeline", "missing in this log"))


def correlation_filter(log: OpenLog, position: int) -> str:
    """The filter for all events that belong together with that one. Raises `DomainError` for none."""
    event = log.store.at(position)
    metadata = None if event is None else decoded_or_text(event.metadata)
    correlation = metadata.get("correlation_id") if isinstance(metadata, dict) else None
    if not correlation:
        raise DomainError(
            translate("Timeline", "The event at position {0} has no correlation id.").format(f"{position:,}"),
            translate("Timeline", "Events of imported logs may have none; filter by stream or time instead."),
        )
    return condition("correlation", str(correlation))


def row_json(log: OpenLog, position: int) -> str:
    """The whole event as one line of JSON; "" where it is missing."""
    event = log.store.at(position)
    return "" if event is None else event_json(event).decode("utf-8", "replace")
