"""The list of recent logs on the welcome page: what each is, where, and how to take it off the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.plain_text import plain_tip
from app.theme import LARGE, MEDIUM, SMALL, TIGHT, Role, body, caption, colour, heading, icon
from app.window.recent_logs import RecentLog, detail_of
from app.window.source_label import short_folder

_LOG = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecentList(QListWidget):
    """`open_wanted(path)` when a log is chosen, `remove_wanted(path)` when one is to be off the list."""

    open_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("welcome.recent")
        self.setAccessibleName(self.tr("Recent logs"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)

    def show_logs(self, logs: Sequence[RecentLog]) -> None:
        """Lists them; the chosen row stays where it was."""
        row = self.currentRow()
        self.clear()
        for log in logs:
            path = Path(log.path)
            item = QListWidgetItem(path.name, self)
            item.setData(_LOG, log)
            item.setToolTip(plain_tip(log.path))
            said = f"{path.name}, {detail_of(log)}, {path.parent}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        if logs:
            self.setCurrentRow(min(max(row, 0), len(logs) - 1))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.count() * max(self.sizeHintForRow(0), 0) + SMALL)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.count(), 2) * max(self.sizeHintForRow(0), 0) + SMALL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in _ENTER:
            self._open(item)
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit(item.data(_LOG).path)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            if cross_of(self.visualItemRect(item)).contains(event.position().toPoint()):
                self.remove_wanted.emit(item.data(_LOG).path)
            else:
                self._open(item)
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def _open(self, item: QListWidgetItem) -> None:
        log: RecentLog = item.data(_LOG)
        if not log.is_missing:
            self.open_wanted.emit(Path(log.path))


def cross_of(row: QRect) -> QRect:
    """Where in a row the cross is that takes it off the list."""
    side = row.height() // 2
    return QRect(row.right() - side - MEDIUM, row.center().y() - side // 2, side, side)


class _Delegate(QStyledItemDelegate):
    """Two lines: the name, and its folder; on the right its size and when it was written to."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        log: RecentLog = index.data(_LOG)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        view = self.parent()
        is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_under_mouse or (is_current and isinstance(view, QWidget) and view.hasFocus()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(Role.RAISED if is_under_mouse else Role.SELECTION))
            painter.drawRoundedRect(rect, SMALL, SMALL)
        cross = cross_of(rect)
        if is_under_mouse or log.is_missing:
            icon("x").paint(painter, cross.adjusted(TIGHT, TIGHT, -TIGHT, -TIGHT))
        room = rect.adjusted(MEDIUM, SMALL, cross.left() - rect.right() - MEDIUM, -SMALL)
        upper, lower = room.adjusted(0, 0, 0, -room.height() // 2), room.adjusted(0, room.height() // 2, 0, 0)
        painter.setFont(body())
        painter.setPen(colour(Role.WARNING if log.is_missing else Role.MUTED))
        detail = detail_of(log)
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), detail)
        upper.setRight(upper.right() - painter.fontMetrics().horizontalAdvance(detail) - LARGE)
        painter.setFont(heading() if not log.is_missing else body())
        painter.setPen(colour(Role.MUTED if log.is_missing else Role.TEXT))
        _write(painter, upper, Path(log.path).name)
        painter.setFont(caption())
        painter.setPen(colour(Role.MUTED))
        _write(painter, lower, short_folder(Path(log.path), Path.home()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = QFontMetrics(heading()).height() + QFontMetrics(caption()).height()
        return QSize(0, lines + 2 * MEDIUM)


def _write(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
