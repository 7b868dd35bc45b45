"""The welcome page: recent logs, and the ways to begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import HUGE, LARGE, MEDIUM, heading


class WelcomePage(QWidget):
    """What one sees while no log is open. `open_wanted(path)` when a recent log is chosen."""

    open_wanted = Signal(object)

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        title = QLabel("Eventscope", self)
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        subtitle = QLabel(self.tr("See what happened, rewind it, and ask who set this value."), self)
        subtitle.setProperty("role", "muted")
        inner = QWidget(self)
        inner.setMaximumWidth(520)
        column = QVBoxLayout(inner)
        column.setSpacing(MEDIUM)
        column.addWidget(title)
        column.addWidget(subtitle)
        column.addSpacing(LARGE)
        for action in actions:
            button = QToolButton(inner)
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAccessibleName(action.text())
            column.addWidget(button)
        column.addSpacing(LARGE)
        self._heading = QLabel(self.tr("Recent logs"), inner)
        self._heading.setFont(heading())
        column.addWidget(self._heading)
        self._recent = QListWidget(inner)
        self._recent.setObjectName("welcome.recent")
        self._recent.setAccessibleName(self.tr("Recent logs"))
        self._recent.itemActivated.connect(self._chosen)
        self._recent.itemClicked.connect(self._chosen)
        column.addWidget(self._recent)
        hint = QLabel(self.tr("Or drop a file on this window to open or import it."), inner)
        hint.setProperty("role", "muted")
        column.addWidget(hint)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(HUGE, HUGE, HUGE, HUGE)
        outer.addStretch(1)
        outer.addWidget(inner, 4, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)

    def show_recent(self, paths: list[str]) -> None:
        """Lists the recent logs that still exist."""
        self._recent.clear()
        for name in paths:
            path = Path(name)
            if path.exists():
                item = QListWidgetItem(f"{path.name}   {path.parent}")
                item.setData(Qt.ItemDataRole.UserRole, name)
                self._recent.addItem(item)
        self._heading.setVisible(self._recent.count() > 0)
        self._recent.setVisible(self._recent.count() > 0)

    def _chosen(self, item: QListWidgetItem) -> None:
        self.open_wanted.emit(Path(item.data(Qt.ItemDataRole.UserRole)))
