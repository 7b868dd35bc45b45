"""The row above the timeline: filter box with suggestions and recent filters, what is wrong below it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from app.figures import grouped
from app.plain_text import PlainLabel
from app.theme import MEDIUM, SMALL, icon
from app.timeline.completing import Completing
from app.timeline.filter_edit import FilterEdit
from app.timeline.memory import TimelineMemory
from domain.filtering.literals import number
from domain.filtering.parser import LONGEST
from domain.filtering.value_slot import value_slot

_TYPING_MS = 350
_OFFERED = 5
_SHOWN = 80  # letters of a recent filter in the menu


class FilterBar(QWidget):
    """`changed(text, is_typing)` when the events that pass it are wanted; `refused(reason)` of a text."""

    changed = Signal(object, object)
    refused = Signal(object)

    def __init__(self, completing: Completing, memory: TimelineMemory, parent: QWidget) -> None:
        super().__init__(parent)
        self._completing = completing
        self._memory = memory
        self.edit = FilterEdit(self)
        self.edit.setAccessibleName(self.tr("Filter"))
        self.edit.setPlaceholderText(self.tr("Filter, e.g. type = OrderPlaced and data.quantity > 2"))
        self.edit.ask = self._suggest
        self.recent = QToolButton(self)
        self.recent.setObjectName("timeline.recent")
        self.recent.setAccessibleName(self.tr("Recent filters"))
        self.recent.setToolTip(self.tr("Recent filters"))
        self.recent.setIcon(icon("clock-counter-clockwise"))
        self.recent.clicked.connect(self._show_recent)
        self.follow = QToolButton(self)
        self.follow.setObjectName("timeline.follow")
        self.follow.setAccessibleName(self.tr("Follow new events"))
        self.follow.setToolTip(self.tr("Follow new events (F)"))
        self.follow.setIcon(icon("arrow-line-down"))
        self.follow.setCheckable(True)
        self._error = PlainLabel(self)
        self._error.setObjectName("timeline.error")
        self._error.setProperty("role", "danger")
        self._error.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.edit, 1)
        row.addWidget(self.recent)
        row.addWidget(self.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, SMALL)
        column.setSpacing(SMALL)
        column.addLayout(row)
        column.addWidget(self._error)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._paused)
        self.edit.textEdited.connect(self._typed)
        self.edit.textChanged.connect(self._emptied)
        self.edit.returnPressed.connect(self.apply)
        self.edit.inputRejected.connect(self._rejected)

    def set_text(self, text: str) -> None:
        """Writes a filter into the box and applies it."""
        self.edit.setText(text)
        self.apply()

    def apply(self) -> None:
        """Wants the events that pass what is written."""
        self._typing.stop()
        self.changed.emit(self.edit.text(), False)

    def show_error(self, error: str, position: int) -> None:
        """Says what is wrong with the filter, and underlines it; "" for nothing."""
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self.edit.show_error(position)

    def _typed(self) -> None:
        self._typing.start()

    def _paused(self) -> None:
        if self.edit.popup.isVisible() and not self._is_at_number():
            return  # the last word may still become another
        self.changed.emit(self.edit.text(), True)

    def _is_at_number(self) -> bool:
        """Whether a number is being written: it is whole as it stands, though the log has longer ones."""
        slot = value_slot(self.edit.text(), self.edit.cursor_offset)
        return slot is not None and number(slot.begun) is not None

    def _emptied(self, text: str) -> None:
        if not text:
            self.apply()

    def _rejected(self) -> None:
        reason = self.tr("A filter has at most {0} characters: what was more than that has been left out.")
        self.refused.emit(reason.format(grouped(LONGEST)))

    def _suggest(self, text: str, cursor: int) -> None:
        self._completing.ask(text, cursor, self._memory.filters[:_OFFERED])

    def _show_recent(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("timeline.recent_menu")
        menu.setAccessibleName(self.tr("Recent filters"))
        for filter in self._memory.filters:
            shown = filter if len(filter) <= _SHOWN else filter[:_SHOWN] + "\u2026"
            menu.addAction(shown.replace("&", "&&"), self._recent_chosen).setData(filter)
        if not self._memory.filters:
            menu.addAction(self.tr("Filters that you use appear here")).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.recent.mapToGlobal(self.recent.rect().bottomLeft()))

    def _recent_chosen(self) -> None:
        self.set_text(self.sender().data())  # type: ignore[attr-defined]  # it is an action
