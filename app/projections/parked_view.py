"""Parked events: the list, and the failing event beside its error."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.flat_table import make_flat
from app.moments import time_text
from app.plain_text import PlainLabel
from app.projections.buttons import button
from app.projections.state import ProjectionsState, error_line
from app.words import QT_TRANSLATE_NOOP, translate
from domain import json_value
from domain.event import event_value
from infra.projections.service import ParkedEvent

_HEADERS = (
    QT_TRANSLATE_NOOP("Projections", "Position"),
    QT_TRANSLATE_NOOP("Projections", "Event"),
    QT_TRANSLATE_NOOP("Projections", "Stream"),
    QT_TRANSLATE_NOOP("Projections", "Projection"),
    QT_TRANSLATE_NOOP("Projections", "Parked at"),
    QT_TRANSLATE_NOOP("Projections", "Attempts"),
    QT_TRANSLATE_NOOP("Projections", "Error"),
)
_EMPTY = QT_TRANSLATE_NOOP("Projections", "No parked events: every event could be applied.")


class ParkedView(QWidget):
    """Shows parked events; says which is to be retried, skipped or looked at."""

    retry_wanted = Signal(object)
    skip_wanted = Signal(object)
    event_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parked: tuple[ParkedEvent, ...] = ()
        self._build()
        self._show_detail()

    def show_state(self, state: ProjectionsState) -> None:
        """Shows the parked events; keeps the selected one selected."""
        if state.parked != self._parked:
            chosen = self._chosen()
            self._parked = state.parked
            self._fill(None if chosen is None else chosen.id)
        self._body.setVisible(bool(self._parked))
        self._empty.setVisible(not self._parked)
        can = state.is_writable and self._chosen() is not None
        self._retry.setEnabled(can)
        self._skip.setEnabled(can)

    def _build(self) -> None:
        self._table = QTableWidget(0, len(_HEADERS), self)
        self._table.setObjectName("projections.parked")
        self._table.setAccessibleName(self.tr("Parked events"))
        self._table.setHorizontalHeaderLabels([translate("Projections", header) for header in _HEADERS])
        make_flat(self._table, (10, 18, 16, 18, 21, 10))
        self._table.itemSelectionChanged.connect(self._show_detail)
        self._table.itemDoubleClicked.connect(self._activated)
        self._event = _text(self, "projections.parked_event", self.tr("The event that failed"))
        self._error = _text(self, "projections.parked_error", self.tr("Why it failed"))
        self._retry = button(
            "projections.parked_retry",
            self.tr("Retry"),
            "arrow-clockwise",
            self.tr("Apply the event now"),
            self,
        )
        self._skip = button(
            "projections.parked_skip",
            self.tr("Skip"),
            "skip-forward",
            self.tr("Leave the event out for good"),
            self,
        )
        self._retry.clicked.connect(self._retry_clicked)
        self._skip.clicked.connect(self._skip_clicked)
        self._empty = PlainLabel(translate("Projections", _EMPTY), self)
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        detail = QSplitter(Qt.Orientation.Horizontal)
        detail.addWidget(self._event)
        detail.addWidget(self._error)
        self._body = QSplitter(Qt.Orientation.Vertical, self)
        self._body.addWidget(self._table)
        self._body.addWidget(detail)
        row = QHBoxLayout()
        row.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        row.setSpacing(theme.SMALL)
        row.addWidget(self._retry)
        row.addWidget(self._skip)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._empty, 1)

    def _fill(self, chosen: int | None) -> None:
        self._table.blockSignals(True)
        self._table.setRowCount(len(self._parked))
        for number, parked in enumerate(self._parked):
            event = parked.event
            texts = (
                f"{parked.position:,}",
                event.type if event else "?",
                event.stream if event else "?",
                parked.projection,
                time_text(parked.parked_at),
                str(parked.attempts),
                error_line(parked.error),
            )
            for column, text in enumerate(texts):
                self._table.setItem(number, column, QTableWidgetItem(text))
        self._table.blockSignals(False)
        numbers = [number for number, parked in enumerate(self._parked) if parked.id == chosen]
        if self._parked:
            self._table.selectRow(numbers[0] if numbers else 0)
        self._show_detail()

    def _show_detail(self) -> None:
        parked = self._chosen()
        self._error.setPlainText(parked.error if parked else "")
        event = parked.event if parked else None
        self._event.setPlainText(json_value.encode_pretty(event_value(event)) if event else "")
        self._retry.setEnabled(parked is not None)
        self._skip.setEnabled(parked is not None)

    def _chosen(self) -> ParkedEvent | None:
        rows = self._table.selectionModel().selectedRows()
        number = rows[0].row() if rows else -1
        return self._parked[number] if 0 <= number < len(self._parked) else None

    def _retry_clicked(self) -> None:
        if (parked := self._chosen()) is not None:
            self.retry_wanted.emit(parked.id)

    def _skip_clicked(self) -> None:
        if (parked := self._chosen()) is not None:
            self.skip_wanted.emit(parked.id)

    def _activated(self) -> None:
        if (parked := self._chosen()) is not None:
            self.event_wanted.emit(parked.position)


def _text(parent: QWidget, name: str, accessible: str) -> QPlainTextEdit:
    text = QPlainTextEdit(parent)
    text.setObjectName(name)
    text.setAccessibleName(accessible)
    text.setReadOnly(True)
    text.setFont(theme.monospace())
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.setTabChangesFocus(True)
    return text
