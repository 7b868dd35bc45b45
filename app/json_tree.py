"""Shows a JSON value as a tree: read only, big values folded, numbers exactly as recorded, changes marked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
)
from PySide6.QtGui import QAction, QBrush, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QTreeView, QWidget

from app.long_text import LongText
from app.theme import Role, colour, monospace
from domain import json_value
from domain.history.diff import escape

_Index = QModelIndex | QPersistentModelIndex

PAGE = 200
_CUT = 300
_UNFOLDED = 400  # rows: more cost the GUI thread more than a moment
_NO_INDEX = QModelIndex()
_GROUNDS = {"add": Role.ADDED_BACK, "remove": Role.REMOVED_BACK, "replace": Role.CHANGED_BACK}
_INKS = {"add": Role.ADDED, "remove": Role.REMOVED, "replace": Role.CHANGED}
_WORDS = {"add": "added", "remove": "removed", "replace": "changed"}


class _Node:
    """One line of the tree; its children are made when they are asked for."""

    __slots__ = ("_children", "_items", "name", "parent", "path", "row", "value")

    def __init__(self, parent: _Node | None, row: int, name: str, path: str, value: Any) -> None:
        self.parent = parent
        self.row = row
        self.name = name
        self.path = path
        self.value = value
        self._children: list[_Node] = []
        self._items: Any = None

    @property
    def children(self) -> list[_Node]:
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
            made.append(_Node(self, len(made), str(name), f"{self.path}/{escape(str(name))}", value))


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
            line = value[:_CUT].replace("\n", "\u23ce")
            return f"{line}\u2026 ({len(value):,} characters)" if is_cut(value) else line
        case Mapping():
            return f"{{{len(value)}}}"
        case list() | tuple():
            return f"[{len(value)}]"
        case int() | Decimal():
            return json_value.encode(value).decode()
        case _:
            return str(value)


def is_cut(text: str) -> bool:
    """Whether the tree shows only the beginning of a text."""
    return len(text) > _CUT


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
        self._unfolded: set[str] = set()
        self.collapsed.connect(self._remember_folded)
        self.expanded.connect(self._remember_unfolded)
        self.activated.connect(self._activated)
        self._whole = QAction(self.tr("Show all of it\u2026"), self)
        self._whole.triggered.connect(self._show_current)
        self._copy_value = QAction(self.tr("Copy value"), self)
        self._copy_value.triggered.connect(self._copy_current_value)
        self._copy_path = QAction(self.tr("Copy path"), self)
        self._copy_path.triggered.connect(self._copy_current_path)
        self._room = _UNFOLDED
        self._value: Any = None

    def show_value(self, value: Any, marks: Mapping[str, str] | None = None) -> None:
        """Shows the value; `marks` says by JSON Pointer what was added, removed or replaced."""
        scroll = self.verticalScrollBar().value()
        chosen = self._model.node(self.currentIndex()).path
        self._value = value
        self._model.show(value, marks or {})
        self._room = _UNFOLDED
        with QSignalBlocker(self):  # what is unfolded here was not unfolded by the person
            self._unfold(QModelIndex(), 0, chosen)
        self.verticalScrollBar().setValue(scroll)

    def value(self) -> Any:
        """What is shown."""
        return self._value

    def keyPressEvent(self, event: Any) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            self._copy_current_value()
        else:
            super().keyPressEvent(event)

    def _unfold(self, parent: QModelIndex, depth: int, chosen: str) -> None:
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            node = self._model.node(index)
            if chosen and node.path == chosen:
                self.setCurrentIndex(index)
            is_small = node.size <= min(PAGE, self._room) and depth < 4 and node.path not in self._folded
            if node.size and (is_small or node.path in self._unfolded):
                self._room -= node.size
                self.setExpanded(index, True)
                self._unfold(index, depth + 1, chosen)

    def _remember_folded(self, index: QModelIndex) -> None:
        path = self._model.node(index).path
        self._unfolded.discard(path)
        self._folded.add(path)

    def _remember_unfolded(self, index: QModelIndex) -> None:
        path = self._model.node(index).path
        self._folded.discard(path)
        self._unfolded.add(path)

    def _activated(self, index: QModelIndex) -> None:
        node = self._model.node(index)
        if isinstance(node.value, str) and is_cut(node.value):
            self._show_whole(node)

    def _show_whole(self, node: _Node) -> None:
        dialog = LongText(node.path, node.value, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        node = self._model.node(index)
        menu = QMenu(self)
        menu.setObjectName("json.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setCurrentIndex(index)
        if isinstance(node.value, str) and is_cut(node.value):
            menu.addAction(self._whole)
        menu.addActions([self._copy_value, self._copy_path])
        menu.popup(self.viewport().mapToGlobal(at))

    def _copy_current_value(self) -> None:
        _copy(_text_of(self._model.node(self.currentIndex()).value))

    def _copy_current_path(self) -> None:
        _copy(self._model.node(self.currentIndex()).path)

    def _show_current(self) -> None:
        self._show_whole(self._model.node(self.currentIndex()))


def _text_of(value: Any) -> str:
    return value if isinstance(value, str) else json_value.encode_pretty(value)


def _copy(text: str) -> None:
    if QApplication.instance() is not None:
        QGuiApplication.clipboard().setText(text)
