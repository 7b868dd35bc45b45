"""What the Read models pane shows, as plain values."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import msgspec

from app.figures import grouped
from app.moments import short_time_text
from app.words import QT_TRANSLATE_NOOP, translate
from infra.projections.querying import ReadModel

NO_LOG = QT_TRANSLATE_NOOP("ReadModels", "Open a log to see its read models.")
TOUCHED = "touched_at"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


class ReadModelsState(msgspec.Struct, frozen=True):
    """The whole pane.

    `rows` are the fetched rows, values in the order of `columns`; `problem` says what is wrong with the
    filter; `is_stale` that there are newer rows than the many that are shown. `as_of` is the position as of
    which the rows are wanted, None for now; `is_given_up` that building them was cancelled.
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
    as_of: int | None = None
    is_given_up: bool = False

    @property
    def model(self) -> ReadModel | None:
        """The read model that is shown."""
        return next((model for model in self.models if model.name == self.name), None)

    @property
    def summary(self) -> str:
        """How many rows there are, as far as is known."""
        if self.message or self.problem:
            return ""
        if self.is_busy and self.as_of is not None:
            return translate("ReadModels", "Building as of position {0} …").format(grouped(self.as_of))
        if self.is_busy:
            return translate("ReadModels", "Reading …")
        count = len(self.rows)
        if not self.is_complete:
            text = translate("ReadModels", "{0} rows shown, there are more")
        elif count == 1:
            text = translate("ReadModels", "1 row")
        else:
            text = translate("ReadModels", "{0} rows")
        return text.format(grouped(count))


def cell_text(value: Any) -> str:
    """A value in a cell: numbers grouped, recorded moments short and in the reader's time zone."""
    if value is None:
        return ""
    if isinstance(value, int):
        return grouped(value)
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return short_time_text(datetime.fromisoformat(value))
    return str(value)


def title_of(column: str) -> str:
    """A column's header, and a read model's name: "placed_at" is "Placed at", in the reader's language."""
    words = column.replace("_", " ")
    return translate("Engine", words[:1].upper() + words[1:])
