"""The tree of categories and streams: holds what was fetched, and asks for more when that is seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.figures import grouped
from app.moments import brief_time_text, time_text
from app.plain_text import plain_tip
from app.row_changes import Inserted, Removed, row_changes
from app.streams.state import CategoryState
from app.words import QT_TRANSLATE_NOOP, translate
from infra.log.streams import StreamInfo

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MORE = ""


class _Branch:
    """A category as it is shown; `keys` are its rows' stream names, then _MORE while there are more."""

    def __init__(self, category: CategoryState) -> None:
        self.category = category
        self.keys = [stream.name for stream in category.streams]
        if not category.is_complete:
            self.keys.append(_MORE)
        self.streams = {stream.name: stream for stream in category.streams}


class StreamTreeModel(QAbstractItemModel):
    """Categories, below each its streams, below the last fetched one a row "more …" while there are more.

    An index's internal id is 0 for a category, and its category's row + 1 for a stream.
    """

    page_wanted = Signal(object)
    HEADERS = (
        QT_TRANSLATE_NOOP("Streams", "Stream"),
        QT_TRANSLATE_NOOP("Streams", "Version"),
        QT_TRANSLATE_NOOP("Streams", "Last activity"),
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._branches: list[_Branch] = []
        self._last_activity: Mapping[str, datetime] = {}
        self._wanted: set[str] = set()
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(0)
        self._ask.timeout.connect(self._ask_for_wanted)

    def show_categories(self, categories: tuple[CategoryState, ...]) -> None:
        """Takes over what is now known, announcing no more than what changed."""
        steps = row_changes([branch.category.name for branch in self._branches], [c.name for c in categories])
        if steps is None or any(isinstance(step, Removed) for step in steps):
            self.beginResetModel()
            self._branches = [_Branch(category) for category in categories]
            self.endResetModel()
            return
        for step in steps:
            self.beginInsertRows(QModelIndex(), step.first, step.last)
            new = [_Branch(category) for category in categories[step.first : step.last + 1]]
            self._branches[step.first : step.first] = new
            self.endInsertRows()
        for row, category in enumerate(categories):
            if self._branches[row].category != category:
                self._show_category(row, category)

    def show_last_activity(self, moments: Mapping[str, datetime]) -> None:
        """When something last happened in each category."""
        if moments == self._last_activity:
            return
        self._last_activity = moments
        if self._branches:
            last = self.index(len(self._branches) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [_DISPLAY])

    def stream_at(self, index: Index) -> StreamInfo | None:
        """The stream in that row; None for a category and for the row "more …"."""
        if not index.isValid() or index.internalId() == 0:
            return None
        branch = self._branches[index.internalId() - 1]
        return branch.streams.get(branch.keys[index.row()])

    def category_at(self, index: Index) -> str | None:
        """The category whose row it is, or to which the row belongs."""
        if not index.isValid():
            return None
        return self._branches[index.internalId() - 1 if index.internalId() else index.row()].category.name

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's default
        if not parent.isValid():
            inside = 0 <= row < len(self._branches)
            return self.createIndex(row, column, 0) if inside else QModelIndex()
        if parent.internalId() == 0 and 0 <= row < len(self._branches[parent.row()].keys):
            return self.createIndex(row, column, parent.row() + 1)
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another matter
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        if not parent.isValid():
            return len(self._branches)
        if parent.internalId() or parent.column():
            return 0
        return len(self._branches[parent.row()].keys)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's default
        return not parent.isValid() or (parent.internalId() == 0 and parent.column() == 0)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return len(self.HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return translate("Streams", self.HEADERS[section])
        if role == _ALIGNMENT and section == 1:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _ALIGNMENT:
            return _RIGHT if index.column() == 1 else None
        if role not in (_DISPLAY, _TOOL_TIP, _ACCESSIBLE):
            return None
        if index.internalId() == 0:
            category = self._branches[index.row()].category
            return None if index.column() else self._category_text(category, role)
        stream = self.stream_at(index)
        if stream is None:
            self._want(self._branches[index.internalId() - 1].category.name)
            return self.tr("more …") if index.column() == 0 else None
        if role == _TOOL_TIP:
            return plain_tip(
                self.tr("{0}: {1} events, the last at position {2} on {3}").format(
                    stream.name,
                    grouped(stream.events),
                    grouped(stream.last_position),
                    time_text(stream.last_recorded_at),
                )
            )
        if index.column() == 0:
            return stream.key or stream.name
        if index.column() == 1:
            return grouped(stream.version)
        return brief_time_text(stream.last_recorded_at)

    def _category_text(self, category: CategoryState, role: int) -> str | None:
        last = self._last_activity.get(category.name)
        if role == _TOOL_TIP:
            return None if last is None else self.tr("Last activity on {0}").format(time_text(last))
        if role == _ACCESSIBLE:
            text = self.tr("{0}, {1} streams").format(category.name, category.count_text)
            return text if last is None else self.tr("{0}, last activity {1}").format(text, time_text(last))
        text = f"{category.name}  ({category.count_text})"
        return text if last is None else f"{text}  ·  {brief_time_text(last)}"

    def _show_category(self, row: int, category: CategoryState) -> None:
        branch, new = self._branches[row], _Branch(category)
        parent = self.index(row, 0)
        branch.streams = {**branch.streams, **new.streams}
        for step in row_changes(branch.keys, new.keys) or ():
            if isinstance(step, Inserted):
                self.beginInsertRows(parent, step.first, step.last)
                branch.keys[step.first : step.first] = new.keys[step.first : step.last + 1]
                self.endInsertRows()
            else:
                self.beginRemoveRows(parent, step.first, step.last)
                del branch.keys[step.first : step.last + 1]
                self.endRemoveRows()
        self._branches[row] = new
        last_column = len(self.HEADERS) - 1
        self.dataChanged.emit(parent, parent.siblingAtColumn(last_column), [_DISPLAY])
        if new.keys:
            last = self.index(len(new.keys) - 1, last_column, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last, [_DISPLAY])

    def _want(self, category: str) -> None:
        self._wanted.add(category)
        self._ask.start()

    def _ask_for_wanted(self) -> None:
        wanted, self._wanted = self._wanted, set()
        for category in wanted:
            self.page_wanted.emit(category)
