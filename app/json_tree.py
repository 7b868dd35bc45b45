"""Shows a JSON value as a tree: read only, big values folded, numbers exactly as recorded, changes marked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QBrush, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QTreeView, QWidget

from app.theme import Role, colour, monospace
from domain import json_value
from domain.history.diff import escape

_Index = QModelIndex | QPersistentModelIndex

PAGE = 200
_CUT = 300
_NO_INDEX = QModelIndex()
_GROUNDS = {"add": Role.ADDED_BACK, "remove": Role.REMOVED_BACK, "replace": Role.CHANGED_BACK}
_INKS = {"add": Role.ADDED, "remove": Role.REMOVED, "replace": Role.CHANGED}
_WORDS = {"add": "added", "remove": "removed", "replace": "changed"}


class _Node:
    """One line of the tree; its children are made when they are asked for."""

    __slots__ = ("_items", "children", "name", "parent", "path", "row", "value")

    def __init__(self, parent: _Node | None, row: int, name: str, path: str, value: Any) -> None:
        self.parent = parent
        self.row = row
        self.name = name
        self.path = path
        self.value = value
        self.children: list[_Node] = []
        self._items: Any = None

    @property
    def size(self) -> int:
        return len(self.value) if isinstance(self.value, Mapping | list | tuple) else 0

    def fetch(self, count: int) -> None:
        """Makes the next `count` children."""
        if self._items is None:
            value = self.value
            self._items = iter(value.items() if isinstance(value, Mapping) else enumerate(value))
        for _ in range(min(count, self.size - len(self.children))):
            name, value = next(self._items)
            path = f"{self.path}/{escape(str(name))}"
            self.children.append(_Node(self, len(self.children), str(name), path, value))


class JsonModel(QAbstractItemModel):
    """The model behind the tree: columns are name and value; children come in pages."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = _Node(None, 0, "", "", {})
        self._marks: Mapping[str, str] = {}

    def show(self, value: Any, marks: Mapping[str, str]) -> None:
        """Another value; `marks` maps JSON Pointers to "add", "remove" or "replace"."""
        self.beginResetModel()
        whole = value if isinstance(value, Mapping | list | tuple) else {"": value}
        self._root = _Node(None, 0, "", "", whole)
        self._root.fetch(PAGE)
        self._marks = marks
        self.endResetModel()

    def node(self, index: _Index) -> _Node:
        """The line at an index; the root for no index."""
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else self._root

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
                return f"{node.path or '/'}{' — ' + word if word else ''}"
            case Qt.ItemDataRole.AccessibleTextRole:
                word = _WORDS.get(self._marks.get(node.path, ""), "")
                return f"{node.name} {preview(node.value)} {word}".strip()
            case _:
                return None


def preview(value: Any) -> str:
    """A value in one line: texts as they are, numbers as recorded, long ones cut, containers counted."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            line = value[: _CUT * 2].replace("\n", "\u23ce")
            return line if len(value) <= _CUT else f"{line[:_CUT]}\u2026 ({len(value):,} characters)"
        case Mapping():
            return f"{{{len(value)}}}"
        case list() | tuple():
            return f"[{len(value)}]"
        case int() | Decimal():
            return json_value.encode(value).decode()
        case _:
            return str(value)


class JsonTree(QTreeView):
    """The tree. Keeps what was unfolded and where it was scrolled to when the value is replaced."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._model = JsonModel(self)
        self.setModel(self._model)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setFont(monospace())
        self.setSelectionBehavior(QTreeView.SelectionBehavior.SelectRows)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.header().resizeSection(0, 170)
        self.setIndentation(14)
        self._folded: set[str] = set()
        self.collapsed.connect(self._remember_folded)
        self.expanded.connect(self._forget_folded)
        self._value: Any = None

    def show_value(self, value: Any, marks: Mapping[str, str] | None = None) -> None:
        """Shows the value; `marks` says by JSON Pointer what was added, removed or replaced."""
        scroll = self.verticalScrollBar().value()
        self._value = value
        self._model.show(value, marks or {})
        self._unfold(QModelIndex(), 0)
        self.verticalScrollBar().setValue(scroll)

    def value(self) -> Any:
        """What is shown."""
        return self._value

    def keyPressEvent(self, event: Any) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            _copy(_text_of(self._model.node(self.currentIndex()).value))
        else:
            super().keyPressEvent(event)

    def _unfold(self, parent: QModelIndex, depth: int) -> None:
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            node = self._model.node(index)
            if 0 < node.size <= PAGE and depth < 4 and node.path not in self._folded:
                if self._model.canFetchMore(index):
                    self._model.fetchMore(index)
                self.setExpanded(index, True)
                self._unfold(index, depth + 1)

    def _remember_folded(self, index: QModelIndex) -> None:
        self._folded.add(self._model.node(index).path)

    def _forget_folded(self, index: QModelIndex) -> None:
        self._folded.discard(self._model.node(index).path)

    def _show_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        node = self._model.node(index)
        menu = QMenu(self)
        copy_value = menu.addAction(self.tr("Copy value"))
        copy_path = menu.addAction(self.tr("Copy path"))
        chosen = menu.exec(self.viewport().mapToGlobal(at))
        if chosen is copy_value:
            _copy(_text_of(node.value))
        elif chosen is copy_path:
            _copy(node.path)


def _text_of(value: Any) -> str:
    return value if isinstance(value, str) else json_value.encode_pretty(value)


def _copy(text: str) -> None:
    if QApplication.instance() is not None:
        QGuiApplication.clipboard().setText(text)
