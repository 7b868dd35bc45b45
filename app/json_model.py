"""The model of a tree of JSON: lazily made nodes, big values folded, numbers exactly as recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from app.json_texts import is_cut, preview
from app.plain_text import plain_tip
from app.theme import Role, colour
from domain.event import decoded_or_text
from domain.history.diff import escape

_Index = QModelIndex | QPersistentModelIndex

PAGE = 200
_NO_INDEX = QModelIndex()
_GROUNDS = {"add": Role.ADDED_BACK, "remove": Role.REMOVED_BACK, "replace": Role.CHANGED_BACK}
_INKS = {"add": Role.ADDED, "remove": Role.REMOVED, "replace": Role.CHANGED}
_WORDS = {"add": "added", "remove": "removed", "replace": "changed"}
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])


__all__ = ["PAGE", "JsonModel", "Node", "is_cut", "preview"]


class Node:
    """One line of the tree; its children are made when they are asked for."""

    __slots__ = ("_children", "_is_resolved", "_items", "_value", "name", "parent", "path", "row")

    def __init__(self, parent: Node | None, row: int, name: str, path: str, value: Any) -> None:
        self.parent = parent
        self.row = row
        self.name = name
        self.path = path
        self._value = value
        self._is_resolved = not isinstance(value, msgspec.Raw)
        self._children: list[Node] = []
        self._items: Any = None

    @property
    def value(self) -> Any:
        """What stands here; the members of something large are still raw."""
        if not self._is_resolved:
            self._value, self._is_resolved = _resolved(self._value), True
        return self._value

    @property
    def children(self) -> list[Node]:
        """Those made so far: a page at least."""
        if self._items is None and self.size:
            self.fetch(PAGE)
        return self._children

    @property
    def size(self) -> int:
        return len(self.value) if isinstance(self.value, Mapping | list | tuple) else 0

    def fetch(self, count: int) -> None:
        """Makes the next `count` children."""
        if self._items is None:
            value = self.value
            self._items = iter(value.items() if isinstance(value, Mapping) else enumerate(value))
        made = self._children
        for _ in range(min(count, self.size - len(made))):
            name, value = next(self._items)
            made.append(Node(self, len(made), str(name), f"{self.path}/{escape(str(name))}", value))


class JsonModel(QAbstractItemModel):
    """The model behind the tree: columns are name and value; children come in pages."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node(None, 0, "", "", {})
        self._marks: Mapping[str, str] = {}

    def show(self, value: Any, marks: Mapping[str, str]) -> None:
        """Another value; `marks` maps JSON Pointers to "add", "remove" or "replace"."""
        self.beginResetModel()
        is_container = isinstance(value, Mapping | list | tuple)
        whole = value if is_container else {"": value}
        self._root = Node(None, 0, "", "", whole)
        self._marks = marks
        self.endResetModel()

    def node(self, index: _Index) -> Node:
        """The line at an index; the root for no index."""
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self._root

    def index(self, row: int, column: int, parent: _Index = _NO_INDEX) -> QModelIndex:
        children = self.node(parent).children
        if not 0 <= row < len(children) or not 0 <= column < 2:
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: _Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]  # Qt overloads it
        above = self.node(index).parent
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 2

    def hasChildren(self, parent: _Index = _NO_INDEX) -> bool:
        return parent.column() <= 0 and self.node(parent).size > 0

    def canFetchMore(self, parent: _Index) -> bool:
        node = self.node(parent)
        return len(node.children) < node.size

    def fetchMore(self, parent: _Index) -> None:
        node = self.node(parent)
        first = len(node.children)
        last = min(first + PAGE, node.size) - 1
        if last >= first:
            self.beginInsertRows(parent, first, last)
            node.fetch(PAGE)
            self.endInsertRows()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Field"), self.tr("Value"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.name if index.column() == 0 else preview(node.value)
            case Qt.ItemDataRole.BackgroundRole if node.path in self._marks:
                return QBrush(colour(_GROUNDS[self._marks[node.path]]))
            case Qt.ItemDataRole.ForegroundRole:
                if node.path in self._marks:
                    return QBrush(colour(_INKS[self._marks[node.path]]))
                return QBrush(colour(Role.MUTED)) if index.column() == 0 or node.size else None
            case Qt.ItemDataRole.ToolTipRole:
                word = _WORDS.get(self._marks.get(node.path, ""), "")
                return plain_tip(f"{node.path or '/'}{' — ' + word if word else ''}")
            case Qt.ItemDataRole.AccessibleTextRole:
                word = _WORDS.get(self._marks.get(node.path, ""), "")
                return f"{node.name} {preview(node.value)} {word}".strip()
            case _:
                return None


def _resolved(raw: msgspec.Raw) -> Any:
    """One level of a recorded text: what is not looked at is not decoded."""
    kind = bytes(memoryview(raw)[:1])
    try:
        if kind == b"{":
            return _OBJECT.decode(raw)
        if kind == b"[":
            return _LIST.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        pass  # what msgspec does not take, the slower way below does
    return decoded_or_text(bytes(raw))
