"""The welcome page: the ways to begin, and the logs that were open lately."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Jobs
from app.plain_text import PlainLabel
from app.theme import HUGE, LARGE, MEDIUM, SMALL, Role, icon
from app.window.recent_list import RecentList
from app.window.recent_logs import RecentLog, look_at
from app.work import Work

_LETTERS = 96  # how wide the page's middle is
_COLUMNS = 2
_FIRST = "action.demo"  # the way that is offered before the others


class WelcomePage(QWidget):
    """What one sees while no log is open.

    `open_wanted(path)` when a recent log is chosen, `forget_wanted(path)` when one is taken off the list.
    """

    open_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, actions: Sequence[tuple[QAction, str]], jobs: Jobs, parent: QWidget) -> None:
        """`actions` are the ways to begin, with the names of their pictures."""
        super().__init__(parent)
        self.setObjectName("welcome")
        self._jobs = jobs
        title = QLabel("Eventscope", self)
        title.setProperty("role", "title")
        subtitle = QLabel(self.tr("See what happened, rewind it, and ask who set this value."), self)
        subtitle.setProperty("role", "muted")
        ways = QGridLayout()
        ways.setSpacing(MEDIUM)
        for number, (action, picture) in enumerate(actions):
            ways.addWidget(_Card(action, picture, self), number // _COLUMNS, number % _COLUMNS)
        last = len(actions)
        ways.addWidget(
            _drop_hint(self.tr("Or drop a file here to open or import it"), self),
            last // _COLUMNS,
            last % _COLUMNS,
            1,
            _COLUMNS - last % _COLUMNS,
        )
        self._heading = QLabel(self.tr("Recent logs"), self)
        self._heading.setProperty("role", "heading")
        self._recent = RecentList(self)
        self._recent.open_wanted.connect(self.open_wanted)
        self._recent.remove_wanted.connect(self.forget_wanted)
        self._inner = QWidget(self)
        self._inner.setMaximumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self._inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(title)
        column.addWidget(subtitle)
        column.addSpacing(LARGE)
        column.addLayout(ways)
        column.addSpacing(LARGE)
        column.addWidget(self._heading)
        column.addWidget(self._recent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(HUGE, LARGE, HUGE, LARGE)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._inner, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Lists the recent logs, and what the file system says of them once it has."""
        kept = list(paths)
        self._heading.setVisible(bool(kept))
        self._recent.setVisible(bool(kept))
        if not kept:
            self._recent.clear()
            return

        def work(_job: Work) -> list[RecentLog]:
            return look_at(kept)

        self._jobs.submit(work, on_success=self._recent.show_logs, owner=self, key="recent")


class _Card(QPushButton):
    """A wide button that does what an action does: its picture, its name, what it is good for, its keys."""

    def __init__(self, action: QAction, picture: str, parent: QWidget) -> None:
        super().__init__(parent)
        is_first = action.objectName() == _FIRST
        self.setObjectName(f"welcome.{action.objectName().removeprefix('action.')}")
        self.setAccessibleName(action.text().rstrip("…"))
        self.setAccessibleDescription(action.statusTip())
        self.setToolTip(action.toolTip())
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clicked.connect(action.trigger)
        shown = QLabel(self)
        side = 2 * self.fontMetrics().height() - SMALL
        shown.setPixmap(icon(picture, Role.ACCENT if is_first else Role.MUTED).pixmap(side, side))
        name = PlainLabel(action.text(), self)
        font = QFont(name.font())
        font.setWeight(QFont.Weight.DemiBold)
        name.setFont(font)
        detail = PlainLabel(action.statusTip(), self)
        detail.setProperty("role", "caption")
        keys = PlainLabel(action.shortcut().toString(), self)
        keys.setProperty("role", "key")
        keys.setVisible(bool(keys.text()))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(name)
        texts.addWidget(detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        row.setSpacing(LARGE)
        row.addWidget(shown)
        row.addLayout(texts, 1)
        row.addWidget(keys, 0, Qt.AlignmentFlag.AlignVCenter)
        for each in (shown, name, detail, keys):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()


def _drop_hint(text: str, parent: QWidget) -> QFrame:
    """A frame that looks like a place to put things."""
    frame = QFrame(parent)
    frame.setProperty("role", "drop")
    label = QLabel(text, frame)
    label.setProperty("role", "muted")
    row = QHBoxLayout(frame)
    row.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
    return frame
