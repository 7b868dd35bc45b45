"""What the Read models pane shows, as plain values."""

from __future__ import annotations

from typing import Any

import msgspec

from infra.projections.querying import ReadModel

NO_LOG = "Open a log to see its read models."
TOUCHED = "touched_at"


class ReadModelsState(msgspec.Struct, frozen=True):
    """The whole pane.

    `rows` are the fetched rows, values in the order of `columns`; `problem` says what is wrong with the
    filter; `is_stale` that there are newer rows than the many that are shown.
    """

    models: tuple[ReadModel, ...] = ()
    name: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    keys: tuple[tuple[Any, ...], ...] = ()
    filter: str = ""
    order_by: str = ""
    descending: bool = False
    is_complete: bool = False
    is_stale: bool = False
    is_busy: bool = False
    problem: str = ""
    message: str = NO_LOG

    @property
    def model(self) -> ReadModel | None:
        """The read model that is shown."""
        return next((model for model in self.models if model.name == self.name), None)

    @property
    def summary(self) -> str:
        """How many rows there are, as far as is known."""
        if self.message or self.problem:
            return ""
        if self.is_busy:
            return "Reading …"
        count = len(self.rows)
        rows = "row" if count == 1 else "rows"
        return f"{count:,} {rows}" if self.is_complete else f"{count:,} {rows} shown, there are more"


def title_of(column: str) -> str:
    """A column's header: "placed_at" is "Placed at"."""
    words = column.replace("_", " ")
    return words[:1].upper() + words[1:]
