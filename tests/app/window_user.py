"""What a person can do with the window and see in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QDockWidget, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.window import MainWindow
from app.window.notices import NoticeBar

W = TypeVar("W", bound=QWidget)


class WindowUser:
    """The only place that knows the window's widgets."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def action(self, name: str) -> QAction:
        found: Any = self.window.findChild(QAction, f"action.{name}")
        assert found is not None, name
        return found  # type: ignore[no-any-return]  # findChild is typed by its class argument

    @property
    def table(self) -> QTableView:
        return self.find(QTableView, "timeline.table")

    @property
    def notice(self) -> NoticeBar:
        return self.find(NoticeBar, "notice")

    def sees(self, name: str, text: str) -> None:
        label = self.find(QLabel, name)
        self.waits_until(lambda: text in label.text())

    def sees_events(self, count: int) -> None:
        model = self.table.model()
        self.waits_until(lambda: model.rowCount() == count)

    def reads(self, row: int, column: int) -> str:
        index = self.table.model().index(row, column)
        self.waits_until(lambda: index.data() != "…")
        return str(index.data())

    def filters(self, text: str) -> None:
        box = self.find(QLineEdit, "timeline.filter")
        box.clear()
        self.qtbot.keyClicks(box, text)
        self.qtbot.keyClick(box, Qt.Key.Key_Return)

    def clicks_row(self, row: int, column: int = 2) -> None:
        self.clicks_cell(self.table, self.table.model().index(row, column))

    def clicks_cell(self, view: QAbstractItemView, index: QModelIndex) -> None:
        view.scrollTo(index)
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())

    def clicks(self, kind: type[W], name: str) -> None:
        self.qtbot.mouseClick(self.find(kind, name), Qt.MouseButton.LeftButton)

    def dock(self, name: str) -> QDockWidget:
        return self.find(QDockWidget, name)

    def drops(self, path: Path) -> None:
        """Lets go of a file over the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        self.window.dropEvent(
            QDropEvent(
                QPointF(50, 50),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    def drags(self, path: Path) -> None:
        """Holds a file over the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        self.window.dragEnterEvent(
            QDragEnterEvent(
                QPoint(50, 50),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    def drags_away(self) -> None:
        """Leaves the window with it."""
        self.window.dragLeaveEvent(QDragLeaveEvent())

    def waits_until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)
