"""What can be done with a cell of the timeline: filter by its value, rewind its stream, copy its row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.conditions import excluding, keeping
from app.timeline.columns import COLUMNS, POSITION, STREAM, TIME, TYPE, VERSION
from app.timeline.rows import Row
from domain.event import timestamp
from domain.filtering import condition
from domain.filtering.expression import Path

_FIELDS = {POSITION: "position", STREAM: "stream", VERSION: "version", TYPE: "type"}


class RowMenu(QMenu):
    """The context menu of a cell; it deletes itself.

    `filter_wanted(text)`, `correlation_wanted()`, `causes_wanted()`, `bookmark_wanted()`, `note_wanted()`,
    `test_wanted()`, `rewind_wanted()`, `rewind_all_wanted()` and `copy_wanted()` when chosen.
    """

    filter_wanted = Signal(object)
    correlation_wanted = Signal()
    causes_wanted = Signal()
    bookmark_wanted = Signal()
    note_wanted = Signal()
    test_wanted = Signal()
    rewind_wanted = Signal()
    rewind_all_wanted = Signal()
    what_if_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, row: Row, column: int, paths: Sequence[Path], chosen: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.menu")
        self.setAccessibleName(self.tr("What can be done with this event"))
        self._conditions: list[str] = []
        both = value_conditions(row, column, paths)
        if both is not None:
            self._offer(self.tr("Filter by this value") + "\t=", both[0])
            self._offer(self.tr("Exclude this value") + "\t!", both[1])
        if column == TIME and row.recorded_at is not None:
            moment = timestamp(row.recorded_at)
            self._offer(self.tr("From this time on"), f"time >= {moment}")
            self._offer(self.tr("Up to this time"), f"time <= {moment}")
        if column != STREAM:
            self._offer(self.tr("Only this stream"), condition("stream", row.stream))
        follow = self.addAction(self.tr("Show correlation") + "\tC", self.correlation_wanted.emit)
        follow.setEnabled(bool(row.correlation))
        self.addAction(self.tr("Show causes and consequences"), self.causes_wanted.emit)
        self.addSeparator()
        self.addAction(self.tr("Bookmark") + "\tCtrl+D", self.bookmark_wanted.emit)
        self.addAction(self.tr("Write a note\u2026") + "\tCtrl+Shift+D", self.note_wanted.emit)
        self.addAction(self.tr("Make a test of it\u2026"), self.test_wanted.emit)
        self.addSeparator()
        self.addAction(self.tr("Open in Rewind") + "\t" + self.tr("Enter"), self.rewind_wanted.emit)
        self.addAction(self.tr("Rewind everything to here") + "\tP", self.rewind_all_wanted.emit)
        self.addAction(self.tr("What if from here\u2026") + "\tW", self.what_if_wanted.emit)
        copy = self.tr("Copy as JSON") if chosen <= 1 else self.tr("Copy {0} events as JSON").format(chosen)
        self.addAction(copy + "\tCtrl+C", self.copy_wanted.emit)

    def _offer(self, text: str, condition: str) -> None:
        action = self.addAction(text, self._condition_chosen)
        action.setData(condition)

    def _condition_chosen(self) -> None:
        self.filter_wanted.emit(self.sender().data())  # type: ignore[attr-defined]  # it is an action


def value_conditions(row: Row, column: int, paths: Sequence[Path]) -> tuple[str, str] | None:
    """The conditions for and against what that cell holds; None where it holds no single value."""
    if row.recorded_at is None:
        return None
    if column >= len(COLUMNS):
        number = column - len(COLUMNS)
        if number >= len(row.values):
            return None
        value = row.values[number]
        if value is None and row.texts[column] != "null":
            return None
        return keeping(paths[number], value), excluding(paths[number], value)
    values = {POSITION: row.position, STREAM: row.stream, VERSION: row.version, TYPE: row.type}
    field = _FIELDS.get(column)
    if field is None:
        return None
    return keeping(field, values[column]), excluding(field, values[column])
