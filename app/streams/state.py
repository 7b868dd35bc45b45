"""What the Streams pane shows, as plain values."""

from __future__ import annotations

import msgspec

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
            return f"{self.total:,}"
        return f"{len(self.streams):,}" if self.is_complete else f"{len(self.streams):,}+"


class StreamsState(msgspec.Struct, frozen=True):
    """The whole pane. `message` stands in place of an empty tree; `summary` below a filled one."""

    filter: str = ""
    categories: tuple[CategoryState, ...] = ()
    is_busy: bool = False
    message: str = "Open a log to see its streams."
    summary: str = ""


def summary_of(categories: tuple[CategoryState, ...], filter: str) -> str:
    """One line below the tree."""
    if not categories:
        return ""
    if any(category.total is None and not category.is_complete for category in categories):
        found = sum(len(category.streams) for category in categories)
        return f"more than {found:,} streams match"
    count = sum(len(c.streams) if c.total is None else c.total for c in categories)
    streams = "stream" if count == 1 else "streams"
    if filter:
        return f"{count:,} {streams} {'matches' if count == 1 else 'match'}"
    kinds = "category" if len(categories) == 1 else "categories"
    return f"{count:,} {streams} in {len(categories)} {kinds}"
