"""Every text of a widget and its parts that a person may see or hear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

_ROWS = 60  # of a list; the rest says no other kind of thing


class Shown(msgspec.Struct, frozen=True):
    """A text and where it is; `is_value` for cells of lists and choices of boxes, which may be data."""

    where: str
    text: str
    is_value: bool = False


def shown_texts(root: QWidget) -> Iterator[Shown]:
    """Of all that is visible, and of the actions."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget is root or widget.isVisible():
            for text in _of_widget(widget):
                is_choice = isinstance(widget, QComboBox) and text == widget.currentText()
                yield Shown(_name(widget), text, is_choice)
            for text in _values_of(widget):
                yield Shown(_name(widget), text, is_value=True)
    for action in root.findChildren(QAction):
        if isinstance(action.parent(), QWidget) or action.objectName():
            for text in (action.text(), action.toolTip(), action.statusTip(), action.iconText()):
                yield Shown(action.objectName() or "action", text)


def menu_texts(menu: QMenu) -> Iterator[str]:
    """The entries of a menu and of those that open from it."""
    for action in menu.actions():
        yield action.text()
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from menu_texts(inner)


def _name(widget: QWidget) -> str:
    while not widget.objectName() or widget.objectName().startswith("qt_"):
        parent = widget.parentWidget()
        if parent is None:
            return type(widget).__name__
        widget = parent
    return widget.objectName()


def _of_widget(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.statusTip()
    yield widget.windowTitle()
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield interface.text(QAccessible.Text.Name)
        yield interface.text(QAccessible.Text.Description)
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QAbstractSpinBox():
            yield widget.text()
        case QPlainTextEdit():
            yield widget.placeholderText()
        case QTextEdit():
            yield widget.placeholderText()
            yield from widget.toPlainText().splitlines()
        case QGroupBox():
            yield widget.title()
        case QTabBar():
            yield from (widget.tabText(number) for number in range(widget.count()))
            yield from (widget.tabToolTip(number) for number in range(widget.count()))
        case QHeaderView():
            yield from _headers(widget, Qt.ItemDataRole.DisplayRole)
        case _:
            pass


def _values_of(widget: QWidget) -> Iterator[str]:
    match widget:
        case QComboBox():
            yield widget.currentText()
            yield from (widget.itemText(number) for number in range(widget.count()))
        case QHeaderView():
            yield from _headers(widget, Qt.ItemDataRole.ToolTipRole)
        case QAbstractItemView():
            yield from _cells(widget.model())
        case _:
            pass


def _headers(header: QHeaderView, role: Qt.ItemDataRole) -> Iterator[str]:
    model = header.model()
    if model is not None and header.orientation() is Qt.Orientation.Horizontal:
        for column in range(model.columnCount()):
            yield str(model.headerData(column, header.orientation(), role) or "")


def _cells(model: QAbstractItemModel | None, parent: QModelIndex | None = None) -> Iterator[str]:
    if model is None:
        return
    parent = parent or QModelIndex()
    for row in range(min(model.rowCount(parent), _ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from _texts(
                index.data(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            )
        yield from _cells(model, model.index(row, 0, parent))


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
