"""What the Streams pane shows, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec

from app.figures import grouped
from app.words import QT_TRANSLATE_NOOP, translate
from infra.log.streams import StreamInfo


class CategoryState(msgspec.Struct, frozen=True):
    """A category with the streams fetched of it so far.

    `total` is how many there are, None where that is not known (a filter finds them page by page).
    """

    name: str
    total: int | None
    streams: tuple[StreamInfo, ...] = ()
    is_complete: bool = False

    @property
    def count_text(self) -> str:
        """The count, honest about what is not known."""
        if self.total is not None:
            return grouped(self.total)
        return grouped(len(self.streams)) if self.is_complete else f"{grouped(len(self.streams))}+"


class StreamsState(msgspec.Struct, frozen=True):
    """The whole pane. `message` stands in place of an empty tree; `summary` below a filled one.

    `last_activity` of each category comes after its streams: finding it may take a while.
    """

    filter: str = ""
    categories: tuple[CategoryState, ...] = ()
    last_activity: Mapping[str, datetime] = MappingProxyType({})
    is_busy: bool = False
    message: str = QT_TRANSLATE_NOOP("Streams", "Open a log to see its streams.")
    summary: str = ""


def summary_of(categories: tuple[CategoryState, ...], filter: str) -> str:
    """One line below the tree."""
    if not categories:
        return ""
    if any(category.total is None and not category.is_complete for category in categories):
        found = sum(len(category.streams) for category in categories)
        return translate("Streams", "more than {0} streams match").format(grouped(found))
    count = sum(len(c.streams) if c.total is None else c.total for c in categories)
    if filter:
        matching = (
            translate("Streams", "1 stream matches")
            if count == 1
            else translate("Streams", "{0} streams match")
        )
        return matching.format(grouped(count))
    streams = translate("Streams", "1 stream") if count == 1 else translate("Streams", "{0} streams")
    kinds = (
        translate("Streams", "1 category") if len(categories) == 1 else translate("Streams", "{0} categories")
    )
    return translate("Streams", "{0} in {1}").format(
        streams.format(grouped(count)), kinds.format(len(categories))
    )
