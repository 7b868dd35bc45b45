"""What the timeline's table says of an event: one text a column, made in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from app.moments import time_text
from domain import json_value
from domain.errors import DomainError
from infra.open_log import OpenLog
from infra.views.pages import EventPages, EventRow

COLUMNS = ("Position", "Time", "Stream", "Version", "Type", "Summary")
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
    return (f"{position:,}", "", "", "", "", "missing in this log")
