"""The links as a tree: every cause with what it led to below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.causation.link_texts import spoken, subtitle, title
from app.plain_text import plain_tip
from app.theme import Role, colour, icon, mark_width, paint_mark
from domain.history.correlation import Correlation, Kind, Link

_ID = int(Qt.ItemDataRole.UserRole)


class CauseTree(QTreeWidget):
    """`chosen(id)` when a row is chosen, `activated_link(id)` on Enter or a double click."""

    chosen = Signal(str)
    activated_link = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("causation.tree")
        self.setAccessibleName(self.tr("Causes and consequences"))
        self.setHeaderLabels([self.tr("What happened"), self.tr("Where, or by whom")])
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setIconSize(QSize(14, 14))
        self._whole: Correlation | None = None
        self._items: dict[str, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._current_changed)
        self.itemActivated.connect(self._activated)

    def show_whole(self, whole: Correlation | None, chosen: str) -> None:
        """Shows these links; the ones shown already stay as they are."""
        with QSignalBlocker(self):
            if whole is not self._whole:
                self._whole = whole
                self._fill(whole)
            item = self._items.get(chosen)
            if item is not None and item is not self.currentItem():
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def recolour(self) -> None:
        """The theme has changed: the marks of the types have other colours."""
        for item in self._items.values():
            link = None if self._whole is None else self._whole.links.get(item.data(0, _ID))
            if link is not None:
                _colour(item, link)

    def _fill(self, whole: Correlation | None) -> None:
        self.clear()
        self._items = {}
        if whole is None:
            return
        tops = []
        for _, link in whole.walk():
            item = _item(link)
            above = None if link.cause is None else self._items.get(link.cause)
            if above is None:
                tops.append(item)
            else:
                above.addChild(item)
            self._items[link.id] = item
        self.addTopLevelItems(tops)
        self.expandAll()

    def _current_changed(self, current: QTreeWidgetItem | None, _before: object) -> None:
        if current is not None:
            self.chosen.emit(current.data(0, _ID))

    def _activated(self, item: QTreeWidgetItem) -> None:
        self.activated_link.emit(item.data(0, _ID))


def _item(link: Link) -> QTreeWidgetItem:
    item = QTreeWidgetItem([title(link), subtitle(link)])
    item.setData(0, _ID, link.id)
    tip = plain_tip(spoken(link))
    for column in (0, 1):
        item.setToolTip(column, tip)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken(link))
    _colour(item, link)
    return item


def _colour(item: QTreeWidgetItem, link: Link) -> None:
    if link.kind is Kind.EVENT:
        item.setIcon(0, _mark(link.name))
    else:
        item.setIcon(0, icon("terminal-window" if link.kind is Kind.COMMAND else "question"))
    if link.status in ("rejected", "parked", "failed"):
        item.setForeground(1, colour(Role.DANGER))


def _mark(type: str) -> QIcon:
    side = round(mark_width()) + 4
    picture = QPixmap(2 * side, 2 * side)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(painter, QPointF(side / 2, side / 2), type)
    painter.end()
    return QIcon(picture)
