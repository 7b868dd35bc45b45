"""Below the state: what changed between two versions, or who set a field."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QToolTip, QVBoxLayout, QWidget

from app.figures import grouped
from app.plain_text import PlainLabel
from app.rewind.blame_panel import BlamePanel
from app.rewind.changes import SHOWN, ChangesList
from app.rewind.controls import button
from app.rewind.state import RewindState
from app.theme import MEDIUM, SMALL, heading, icon, row_height
from app.words import translate
from domain import json_value
from domain.history.patch import json_patch

_SETTERS_SEEN = 4  # a setter and what led to it


class Details(QWidget):
    """Shows changes, or the blame panel where it is asked for. `blame_toggled(is_on)`."""

    blame_toggled = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = RewindState()
        self._title = PlainLabel(self)
        self._title.setObjectName("rewind.range")
        self._title.setFont(heading())
        self._copy = button("rewind.copy_patch", self.tr("Copy as JSON Patch"), "copy", self)
        self._copy.clicked.connect(self._copy_patch)
        self.blame_button = QToolButton(self)
        self.blame_button.setObjectName("rewind.blame")
        self.blame_button.setText(self.tr("Who set this?"))
        self.blame_button.setAccessibleName(self.tr("Who set this field?"))
        self.blame_button.setToolTip(self.tr("Choose a field to see which events set it (B)"))
        self.blame_button.setIcon(icon("fingerprint"))
        self.blame_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.blame_button.setCheckable(True)
        self.blame_button.toggled.connect(self._toggled)
        self.changes = ChangesList(self)
        self._none = PlainLabel(self)
        self._none.setObjectName("rewind.no_changes")
        self._none.setProperty("role", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self.blame = BlamePanel(self)
        self._pages = QStackedWidget(self)
        for page in (self.changes, self._none, self.blame):
            self._pages.addWidget(page)
        self.changes.setMinimumHeight(5 * row_height(self.changes) // 2)
        top = QHBoxLayout()
        top.setSpacing(SMALL)
        top.addWidget(self._title, 1)
        top.addWidget(self.blame.path, 1)
        top.addWidget(self._copy)
        top.addWidget(self.blame_button)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(SMALL)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        self.stand_beside(False)
        self._show_page()

    def stand_beside(self, is_beside: bool) -> None:
        """Stands to the right of the state, or below it."""
        if is_beside:
            self._column.setContentsMargins(MEDIUM, 0, 0, 0)
        else:
            self._column.setContentsMargins(0, MEDIUM, 0, 0)

    def show_state(self, state: RewindState) -> None:
        """Shows what changed."""
        self._state = state
        if state.shown < 0:
            return
        self._copy.setEnabled(bool(state.changes))
        self.changes.show_changes(state.changes)
        self._show_page()

    @property
    def is_blaming(self) -> bool:
        """Whether it is shown who set a field."""
        return self.blame_button.isChecked()

    def _show_page(self) -> None:
        state = self._state
        self._copy.setVisible(not self.is_blaming)
        self._title.setVisible(not self.is_blaming)
        self.blame.path.setVisible(self.is_blaming)
        rows = _SETTERS_SEEN if self.is_blaming else 1
        self.blame.setters.setMinimumHeight(rows * row_height(self.blame.setters))
        if self.is_blaming:
            self._pages.setCurrentWidget(self.blame)
            return
        self._title.setText(_title(state))
        self._none.setText(_why_none(state))
        self._pages.setCurrentWidget(self.changes if state.changes else self._none)

    def _toggled(self, is_on: bool) -> None:
        self._show_page()
        self.blame_toggled.emit(is_on)

    def _copy_patch(self) -> None:
        QGuiApplication.clipboard().setText(json_value.encode_pretty(json_patch(self._state.changes)))
        below = self._copy.mapToGlobal(QPoint(0, self._copy.height()))
        QToolTip.showText(below, self.tr("Copied"), self._copy)


def _title(state: RewindState) -> str:
    if state.shown == state.base:
        return f"v{state.shown}"
    between = f"v{state.base} → v{state.shown}"
    count = len(state.changes)
    if not count:
        return between
    if count == 1:
        told = translate("Rewind", "1 change")
    elif count <= SHOWN:
        told = translate("Rewind", "{0} changes").format(grouped(count))
    else:
        told = translate("Rewind", "{0} of {1} changes").format(grouped(SHOWN), grouped(count))
    return f"{between} · {told}"


def _why_none(state: RewindState) -> str:
    if state.unknown_from:
        return translate("Rewind", "What changed is not known: an event cannot be read.")
    if state.shown == 0 and not state.pinned:
        return translate("Rewind", "Step on to see what the first event sets.")
    if state.shown == state.base:
        return translate("Rewind", "This is the pinned version. Move on to compare.")
    if state.pinned is not None:
        return translate("Rewind", "The states at both versions are the same.")
    return translate("Rewind", "This event changed nothing in the state.")
