"""What the timeline's table says of an event: one text a column, made in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

import msgspec

from app.engine_words import phrase_in_own_words
from app.figures import grouped
from app.json_texts import preview
from app.moments import clock_text, day_text, time_text
from app.timeline.columns import SUMMARY, value_at
from app.words import translate
from domain import json_value
from domain.errors import DomainError
from domain.event import decoded_or_text, event_json
from domain.filtering import condition
from domain.filtering.expression import Path
from infra.open_log import OpenLog
from infra.views.pages import PREVIEW, EventPages, EventRow

_CUT = 240
_LOOKED_INTO = 256 * 1024  # bytes: larger payloads give no values to columns

Summaries: TypeAlias = Mapping[str, Callable[[Mapping[str, Any]], str]]


class Row(msgspec.Struct, frozen=True, gc=False):
    """One event as the table shows it.

    `texts` has one text a column, those of added columns behind the others; `values` has the values of the
    added columns, None where the event has none. `recorded_at` is None where the event is missing.
    """

    position: int
    texts: tuple[str, ...]
    recorded_at: datetime | None = None
    day: str = ""
    clock: str = ""
    stream: str = ""
    version: int = 0
    type: str = ""
    correlation: str = ""
    values: tuple[Any, ...] = ()

    def has_number(self, added: int) -> bool:
        """Whether the event has a number in that one of the added columns."""
        value = self.values[added] if added < len(self.values) else None
        return value is not None and not isinstance(value, str | bool)


class RowReader:
    """Reads the texts of a page of rows from one log."""

    def __init__(self, log: OpenLog) -> None:
        self._pages = EventPages(log.log)
        self._summaries: dict[tuple[str, str], Callable[[Mapping[str, Any]], str]] = {
            (decider.category, name): summary
            for domain in log.registry.domains
            for decider in domain.deciders
            for name, summary in domain.summaries.items()
        }

    def read(self, positions: Sequence[int], paths: Sequence[Path] = ()) -> list[Row]:
        """One row a position, in their order; `paths` are the fields of the added columns."""
        rows = self._pages.rows(
            positions,
            _LOOKED_INTO if paths else PREVIEW,
            with_metadata=any(path.source == "metadata" for path in paths),
        )
        return [
            self._row(row, paths) if row is not None else _missing(position, len(paths))
            for position, row in zip(positions, rows, strict=True)
        ]

    def _row(self, row: EventRow, paths: Sequence[Path]) -> Row:
        is_whole = row.size == len(row.data)
        data = _decoded(row.data) if is_whole and (paths or _named(row) in self._summaries) else None
        metadata = _decoded(row.metadata) if row.metadata else None
        texts, values = [], []
        for path in paths:
            there, value = value_at(metadata if path.source == "metadata" else data, path.segments)
            values.append(value if there and not isinstance(value, dict | list) else None)
            if path.source == "data" and not is_whole:
                texts.append(translate("Timeline", "payload too large"))
            else:
                texts.append(preview(value) if there else "")
        return Row(
            row.position,
            (
                grouped(row.position),
                time_text(row.recorded_at),
                row.stream,
                str(row.version),
                row.type,
                self._summary(row, data),
                *texts,
            ),
            row.recorded_at,
            day_text(row.recorded_at),
            clock_text(row.recorded_at),
            row.stream,
            row.version,
            row.type,
            row.correlation,
            tuple(values),
        )

    def _summary(self, row: EventRow, data: Any) -> str:
        known = self._summaries.get(_named(row))
        if known is not None and data is not None:
            try:
                return phrase_in_own_words(known(data))
            except (DomainError, TypeError, ValueError, AttributeError, KeyError):
                pass  # not the payload that the summary knows: its text says it as well
        text = row.data[: _CUT * 4].decode("utf-8", "replace")
        return text[:_CUT] + "\u2026" if len(text) > _CUT or row.size > len(row.data) else text


def _named(row: EventRow) -> tuple[str, str]:
    """Category and type: another system's stream may use a type's name for something else."""
    return row.stream.partition("/")[0], row.type


def _decoded(recorded: bytes) -> Any:
    try:
        return json_value.decode(recorded)
    except DomainError:
        return None


def _missing(position: int, added: int) -> Row:
    told = translate("Timeline", "missing in this log")
    texts = (grouped(position), *[""] * (SUMMARY - 1), told, *[""] * added)
    return Row(position, texts, values=(None,) * added)


def correlation_filter(log: OpenLog, position: int) -> str:
    """The filter for all events that belong together with that one. Raises `DomainError` for none."""
    event = log.store.at(position)
    metadata = None if event is None else decoded_or_text(event.metadata)
    correlation = metadata.get("correlation_id") if isinstance(metadata, dict) else None
    if not correlation:
        raise DomainError(
            translate("Timeline", "The event at position {0} has no correlation id.").format(
                grouped(position)
            ),
            translate("Timeline", "Events of imported logs may have none; filter by stream or time instead."),
        )
    return condition("correlation", str(correlation))


def rows_json(log: OpenLog, positions: Sequence[int]) -> str:
    """The whole events, one line of JSON each; those that are missing are left out."""
    events = (log.store.at(position) for position in positions)
    return "\n".join(event_json(event).decode("utf-8", "replace") for event in events if event is not None)
