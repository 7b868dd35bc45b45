"""The model of a tree of JSON: lazily made nodes, big values folded, numbers exactly as recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from app.json_texts import preview
from app.plain_text import plain_tip
from app.theme import Role, colour, icon, monospace
from domain.event import decoded_or_text
from domain.history.diff import escape

Gone: TypeAlias = Mapping[str, Sequence[tuple[str, Any]]]
_NOTHING: Gone = MappingProxyType({})
_Index = QModelIndex | QPersistentModelIndex

PAGE = 200
_NO_INDEX = QModelIndex()
_GROUNDS = {"add": Role.ADDED_BACK, "remove": Role.REMOVED_BACK, "replace": Role.CHANGED_BACK}
_INKS = {"add": Role.ADDED, "remove": Role.REMOVED, "replace": Role.CHANGED}
_WORDS = {"add": "added", "remove": "removed", "replace": "changed"}
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])


class Node:
    """One line of the tree; its children are made when they are asked for."""

    __slots__ = (
        "_children",
        "_gone",
        "_is_resolved",
        "_items",
        "_value",
        "is_gone",
        "name",
        "parent",
        "path",
        "row",
    )

    def __init__(
        self,
        parent: Node | None,
        row: int,
        name: str,
        path: str,
        value: Any,
        gone: Gone = _NOTHING,
        *,
        is_gone: bool = False,
    ) -> None:
        self.parent = parent
        self.row = row
        self.name = name
        self.path = path
        self._value = value
        self._is_resolved = not isinstance(value, msgspec.Raw)
        self._children: list[Node] = []
        self._items: Any = None
        self._gone = gone
        self.is_gone = is_gone

    @property
    def value(self) -> Any:
        """What stands here; the members of something large are still raw."""
        if not self._is_resolved:
            self._value, self._is_resolved = _resolved(self._value), True
        return self._value

    @property
    def segments(self) -> tuple[str | int, ...]:
        """The way to it from the top."""
        if self.parent is None:
            return ()
        is_item = not isinstance(self.parent.value, Mapping)
        return (*self.parent.segments, self.row if is_item else self.name)

    @property
    def children(self) -> list[Node]:
        """Those made so far: a page at least."""
        if self._items is None and self.rows:
            self.fetch(PAGE)
        return self._children

    @property
    def size(self) -> int:
        return len(self.value) if isinstance(self.value, Mapping | list | tuple) else 0

    @property
    def rows(self) -> int:
        """How many children there are to make, with those that are gone."""
        return self.size + (0 if self.is_gone else len(self._gone.get(self.path, ())))

    def fetch(self, count: int) -> None:
        """Makes the next `count` children; those that are gone come behind the others."""
        if self._items is None:
            self._items = self._parts()
        made = self._children
        for name, value, is_gone in islice(self._items, min(count, self.rows - len(made))):
            path = f"{self.path}/{escape(name)}"
            made.append(Node(self, len(made), name, path, value, self._gone, is_gone=is_gone))

    def _parts(self) -> Iterator[tuple[str, Any, bool]]:
        value = self.value
        if self.size:
            parts = value.items() if isinstance(value, Mapping) else enumerate(value)
            for name, part in parts:
                yield str(name), part, self.is_gone
        if not self.is_gone:
            for name, part in self._gone.get(self.path, ()):
                yield name, part, True


class JsonModel(QAbstractItemModel):
    """The model behind the tree: columns are name and value; children come in pages."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node(None, 0, "", "", {})
        self._marks: Mapping[str, str] = {}
        self.notes: Mapping[str, str] = {}  # by JSON Pointer, what people wrote there
        self._struck = monospace()

    def show(self, value: Any, marks: Mapping[str, str], gone: Gone = _NOTHING) -> None:
        """Another value; `marks` maps JSON Pointers to "add", "remove" or "replace".

        `gone` are parts that are not in the value any more: (name, value) by the JSON Pointer of what they
        were in.
        """
        self.beginResetModel()
        is_container = isinstance(value, Mapping | list | tuple)
        whole = value if is_container else {"": value}
        self._root = Node(None, 0, "", "", whole, gone)
        self._marks = marks
        self._struck = monospace()
        self._struck.setStrikeOut(True)
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
        return parent.column() <= 0 and self.node(parent).rows > 0

    def canFetchMore(self, parent: _Index) -> bool:
        node = self.node(parent)
        return len(node.children) < node.rows

    def fetchMore(self, parent: _Index) -> None:
        node = self.node(parent)
        first = len(node.children)
        last = min(first + PAGE, node.rows) - 1
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
            case Qt.ItemDataRole.BackgroundRole:
                mark = self._mark(node)
                return QBrush(colour(_GROUNDS[mark])) if mark else None
            case Qt.ItemDataRole.ForegroundRole:
                if mark := self._mark(node):
                    return QBrush(colour(_INKS[mark]))
                return QBrush(colour(Role.MUTED)) if index.column() == 0 or node.size else None
            case Qt.ItemDataRole.FontRole:
                return self._struck if node.is_gone else None
            case Qt.ItemDataRole.DecorationRole if index.column() == 0 and node.path in self.notes:
                return icon("note", Role.ACCENT)
            case Qt.ItemDataRole.ToolTipRole if index.column() == 0 and node.path in self.notes:
                return plain_tip(f"{node.path}\n{self.notes[node.path]}")
            case Qt.ItemDataRole.ToolTipRole:
                word = _WORDS.get(self._mark(node), "")
                told = f"{node.path or '/'}{' — ' + word if word else ''}"
                is_short = index.column() == 0 or node.size
                return plain_tip(told if is_short else f"{preview(node.value)}\n{told}")
            case Qt.ItemDataRole.AccessibleTextRole:
                word = _WORDS.get(self._mark(node), "")
                noted = self.notes.get(node.path, "")
                return " ".join(filter(None, (node.name, preview(node.value), word, noted)))
            case _:
                return None

    def _mark(self, node: Node) -> str:
        """ "add", "remove", "replace" or ""."""
        return "remove" if node.is_gone else self._marks.get(node.path, "")


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
