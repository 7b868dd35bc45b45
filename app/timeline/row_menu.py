"""What can be done with one row of the timeline: filter by its values, rewind its stream, copy it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.timeline.rows import POSITION, STREAM, TYPE, VERSION, Cells
from domain.filtering import condition

_FIELDS = {POSITION: "position", STREAM: "stream", VERSION: "version", TYPE: "type"}
_NUMBERS = (POSITION, VERSION)


class RowMenu(QMenu):
    """The context menu of a row; it deletes itself.

    `filter_wanted(text)`, `correlation_wanted()`, `rewind_wanted()` and `copy_wanted()` when chosen.
    """

    filter_wanted = Signal(object)
    correlation_wanted = Signal()
    rewind_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, cells: Cells, column: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.menu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._by_value = value_filter(cells, column)
        self._by_stream = condition("stream", cells[STREAM])
        if self._by_value:
            self.addAction(self.tr("Filter by this value"), self._value_chosen)
        self.addAction(self.tr("Only this stream"), self._stream_chosen)
        self.addAction(self.tr("Show correlation"), self.correlation_wanted.emit)
        self.addSeparator()
        self.addAction(self.tr("Open in Rewind"), self.rewind_wanted.emit)
        self.addAction(self.tr("Copy as JSON"), self.copy_wanted.emit)

    def _value_chosen(self) -> None:
        self.filter_wanted.emit(self._by_value)

    def _stream_chosen(self) -> None:
        self.filter_wanted.emit(self._by_stream)


def value_filter(cells: Cells, column: int) -> str:
    """The filter for rows that have the same value in that column; "" where it has no field."""
    field, value = _FIELDS.get(column), cells[column]
    if field is None or not value:
        return ""
    return condition(field, int(value.replace(",", "")) if column in _NUMBERS else value)
