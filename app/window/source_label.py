"""Says in the status bar which log is open: its name, and where it lies as far as there is room to tell."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.plain_text import PlainLabel, plain_tip
from app.theme import MEDIUM, Role, colour

_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def short_folder(path: Path, home: Path) -> str:
    """The folder of a file, with the home folder as "~"."""
    folder = path.absolute().parent
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)


class SourceLabel(PlainLabel):
    """The name is always whole; the folder beside it loses its middle where there is no room for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status.source")
        self.setAccessibleName(self.tr("The open log"))
        self._folder = ""

    def show_path(self, path: Path, name: str) -> None:
        """Names the log; the whole path is in the tool tip."""
        self.setText(name)
        self.setToolTip(plain_tip(str(path)))
        self._folder = short_folder(path, Path.home())
        self.setAccessibleDescription(str(path))
        self.update()

    def clear(self) -> None:
        super().clear()
        self.setToolTip("")
        self._folder = ""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics, room = painter.fontMetrics(), self.contentsRect()
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.setPen(colour(Role.TEXT))
        painter.drawText(room, int(_MIDDLE), name)
        used = metrics.horizontalAdvance(name) + MEDIUM
        rest = QRect(room.left() + used, room.top(), room.width() - used, room.height())
        if rest.width() > metrics.horizontalAdvance("/…/"):
            painter.setPen(colour(Role.MUTED))
            folder = metrics.elidedText(self._folder, Qt.TextElideMode.ElideMiddle, rest.width())
            painter.drawText(rest, int(_MIDDLE), folder)
