"""The welcome page: the ways to begin, and the logs that were open lately."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.theme import HUGE, LARGE, MEDIUM, SMALL, heading

_WIDTH = 560
_COLUMNS = 2


class WelcomePage(QWidget):
    """What one sees while no log is open. `open_wanted(path)` when a recent log is chosen."""

    open_wanted = Signal(object)

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        title = QLabel("Eventscope", self)
        title.setProperty("role", "title")
        subtitle = QLabel(self.tr("See what happened, rewind it, and ask who set this value."), self)
        subtitle.setProperty("role", "muted")
        ways = QGridLayout()
        ways.setSpacing(MEDIUM)
        for number, action in enumerate(actions):
            ways.addWidget(_card(action, self), number // _COLUMNS, number % _COLUMNS)
        self._heading = QLabel(self.tr("Recent logs"), self)
        self._heading.setFont(heading())
        self._recent = QListWidget(self)
        self._recent.setObjectName("welcome.recent")
        self._recent.setAccessibleName(self.tr("Recent logs"))
        self._recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._recent.itemActivated.connect(self._chosen)
        self._recent.itemClicked.connect(self._chosen)
        hint = QLabel(self.tr("Or drop a file on this window to open or import it."), self)
        hint.setProperty("role", "muted")
        inner = QWidget(self)
        inner.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(SMALL)
        column.addWidget(title)
        column.addWidget(subtitle)
        column.addSpacing(LARGE)
        column.addLayout(ways)
        column.addSpacing(LARGE)
        column.addWidget(self._heading)
        column.addWidget(self._recent)
        column.addSpacing(MEDIUM)
        column.addWidget(hint)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(HUGE, HUGE, HUGE, HUGE)
        outer.addStretch(2)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_recent(self, paths: list[str]) -> None:
        """Lists the recent logs that still exist."""
        self._recent.clear()
        for path in map(Path, paths):
            if path.exists():
                item = QListWidgetItem(f"{path.name}    {path.parent}", self._recent)
                item.setData(Qt.ItemDataRole.UserRole, str(path))
                item.setToolTip(str(path))
        rows = self._recent.count()
        self._recent.setFixedHeight(rows * max(self._recent.sizeHintForRow(0), 1) + SMALL)
        self._heading.setVisible(rows > 0)
        self._recent.setVisible(rows > 0)

    def _chosen(self, item: QListWidgetItem) -> None:
        self.open_wanted.emit(Path(item.data(Qt.ItemDataRole.UserRole)))


def _card(action: QAction, parent: QWidget) -> QPushButton:
    """A wide button that does what the action does."""
    card = QPushButton(action.icon(), f"  {action.text()}", parent)
    card.setObjectName(f"welcome.{action.objectName().removeprefix('action.')}")
    card.setAccessibleName(action.text())
    card.setToolTip(action.toolTip())
    card.setProperty("role", "card")
    card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    card.clicked.connect(action.trigger)
    return card
