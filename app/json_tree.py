"""Shows a JSON value as a tree: read only, changes marked, unfolding and scroll kept when it is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QTreeView, QWidget

from app.json_model import PAGE, Gone, JsonModel, Node
from app.json_texts import is_cut
from app.long_text import LongText
from app.theme import MEDIUM, monospace
from domain import json_value

_NAMES = 110  # pixels for the names of fields, at least
_MEASURED = 60  # names of a level, and letters of a name, that are looked at for it
_UNFOLDED = 400  # rows: more cost the GUI thread more than a moment


class JsonTree(QTreeView):
    """The tree. Keeps what was unfolded and where it was scrolled to when the value is replaced.

    `menu_opening(menu)` before the context menu of a line is shown, for actions of others on that line.
    """

    menu_opening = Signal(object)

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
        self.header().resizeSection(0, _NAMES)
        self._fitted = _NAMES
        self._widest = 0  # of the names that are in sight at first
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
        self._offered: list[QAction] = []
        self._room = _UNFOLDED
        self._value: Any = None

    def offer(self, action: QAction) -> None:
        """Adds an action to the menu of every line; it finds the line by `current_path`."""
        self._offered.append(action)

    def current_path(self) -> str:
        """The JSON Pointer of the line that is chosen, "" where none is."""
        return self.path_of(self.currentIndex())

    def path_of(self, index: QModelIndex) -> str:
        """The JSON Pointer of a line, "" for no line."""
        return self._model.node(index).path

    def show_value(
        self, value: Any, marks: Mapping[str, str] | None = None, gone: Gone | None = None
    ) -> None:
        """Shows the value; `marks` says by JSON Pointer what was added, removed or replaced.

        `gone` are parts that are not there any more, as `JsonModel.show` takes them: they stand struck out.
        """
        scroll = self.verticalScrollBar().value()
        chosen = self._model.node(self.currentIndex()).path
        self._value = value
        self._model.show(value, marks or {}, gone or {})
        self._room = _UNFOLDED
        self._widest = 0
        with QSignalBlocker(self):  # what is unfolded here was not unfolded by the person
            self._unfold(QModelIndex(), 0, chosen)
        self.verticalScrollBar().setValue(scroll)
        self._fit_names()

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """Marks the lines that people wrote notes on; `notes` has their texts by JSON Pointer."""
        if notes != self._model.notes:
            self._model.notes = notes
            self.viewport().update()

    def value(self) -> Any:
        """What is shown."""
        return self._value

    @property
    def chosen_segments(self) -> tuple[str | int, ...]:
        """The way to the current line: names of members, and indexes into lists."""
        return self._model.node(self.currentIndex()).segments

    @property
    def chosen_value(self) -> Any:
        """What stands in the current line."""
        return self._model.node(self.currentIndex()).value

    def keyPressEvent(self, event: Any) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            self._copy_current_value()
        else:
            super().keyPressEvent(event)

    def _fit_names(self) -> None:
        """Names take what they need, values the rest; a width that a person chose stays."""
        header = self.header()
        if header.sectionSize(0) == self._fitted:
            most = max(self.viewport().width() // 2, _NAMES)
            self._fitted = min(max(self._widest + 2 * MEDIUM, _NAMES), most)
            header.resizeSection(0, self._fitted)

    def _unfold(self, parent: QModelIndex, depth: int, chosen: str) -> None:
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            node = self._model.node(index)
            if row < _MEASURED:
                width = self.fontMetrics().horizontalAdvance(node.name[:_MEASURED])
                self._widest = max(self._widest, (depth + 1) * self.indentation() + width)
            if chosen and node.path == chosen:
                self.setCurrentIndex(index)
            is_small = node.rows <= min(PAGE, self._room) and depth < 4 and node.path not in self._folded
            if node.rows and (is_small or node.path in self._unfolded):
                self._room -= node.rows
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

    def _show_whole(self, node: Node) -> None:
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
        if self._offered:
            menu.addSeparator()
            menu.addActions(self._offered)
        self.menu_opening.emit(menu)
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
