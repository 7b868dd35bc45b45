"""What could not be handled and was parked: the list, and the failing event beside its error."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.figures import grouped
from app.flat_button import ButtonRow, button
from app.flat_table import make_flat
from app.moments import exact_time_text, short_time_text
from app.parked_row import ParkedRow
from app.plain_text import PlainLabel, plain_tip

_PARKED_AT = 4
_LOW_LINES = 22
_WIDE_LETTERS = 60
_LETTERS = (10, 18, 18, 18, 17, 10)


class ParkedView(QWidget):
    """Shows what is parked; says what is to be retried, skipped or looked at. `acts` may be placed elsewhere.

    Parameters
    ----------
    prefix:
        What the object names begin with, "projections" or "journal".
    owner:
        The header above who could not handle it.
    empty:
        What stands there where nothing is parked.
    """

    retry_wanted = Signal(object)
    retry_all_wanted = Signal()
    skip_wanted = Signal(object)
    event_wanted = Signal(object)

    def __init__(self, prefix: str, owner: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parked: tuple[ParkedRow, ...] = ()
        self._is_writable = False
        self._build(prefix, owner, empty)
        self._show_detail()

    def show_rows(self, rows: tuple[ParkedRow, ...], is_writable: bool, count: int) -> None:
        """Shows these of the `count` that are parked; keeps the selected one selected."""
        self._is_writable = is_writable
        if rows != self._parked:
            chosen = self._chosen()
            self._parked = rows
            self._fill(None if chosen is None else chosen.id)
        self._body.setVisible(bool(rows))
        self._rest.setVisible(count > len(rows))
        self._rest.setText(
            self.tr("{1} are parked; the oldest {0} are listed. Retry or skip them to see the rest.").format(
                grouped(len(rows)), grouped(count)
            )
        )
        self._empty.setVisible(not rows)
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the event and its error stand beside the list; both are read whole in turn."""
        size = event.size()
        is_low = size.height() < _LOW_LINES * self.fontMetrics().lineSpacing()
        is_wide = size.width() > _WIDE_LETTERS * self.fontMetrics().averageCharWidth()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        orientation = across if is_low and is_wide else down
        if self._body.orientation() != orientation:
            self._body.setOrientation(orientation)
            self._body.setSizes([1000, 1000])
        super().resizeEvent(event)

    def _build(self, prefix: str, owner: str, empty: str) -> None:
        headers = (
            self.tr("Position"),
            self.tr("Event"),
            self.tr("Stream"),
            owner,
            self.tr("Parked at"),
            self.tr("Attempts"),
            self.tr("Error"),
        )
        self._table = QTableWidget(0, len(headers), self)
        self._table.setObjectName(f"{prefix}.parked")
        self._table.setAccessibleName(self.tr("Parked events"))
        self._table.setHorizontalHeaderLabels(headers)
        make_flat(self._table, _LETTERS)
        self._table.itemSelectionChanged.connect(self._show_detail)
        self._table.itemActivated.connect(self._activated)
        self._event = _text(self, f"{prefix}.parked_event", self.tr("The event that failed"))
        self._error = _text(self, f"{prefix}.parked_error", self.tr("Why it failed"))
        self._retry = button(
            f"{prefix}.parked_retry", self.tr("Retry"), "arrow-clockwise", self.tr("Try it again now"), self
        )
        self._retry_all = button(
            f"{prefix}.parked_retry_all",
            self.tr("Retry all"),
            "arrows-clockwise",
            self.tr("Try all of them again, in their order"),
            self,
        )
        self._skip = button(
            f"{prefix}.parked_skip",
            self.tr("Skip"),
            "skip-forward",
            self.tr("Leave the event out for good"),
            self,
        )
        self._show_event = button(
            f"{prefix}.parked_show",
            self.tr("Show in timeline"),
            "crosshair",
            self.tr("Show the event in the timeline"),
            self,
        )
        self._retry.clicked.connect(self._retry_clicked)
        self._retry_all.clicked.connect(self.retry_all_wanted)
        self._skip.clicked.connect(self._skip_clicked)
        self._show_event.clicked.connect(self._activated)
        self._empty = PlainLabel(empty, self)
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._rest = PlainLabel(self)
        self._rest.setObjectName(f"{prefix}.parked_rest")
        self._rest.setProperty("role", "muted")
        self._rest.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        self._rest.setWordWrap(True)
        self._rest.hide()
        detail = QSplitter(Qt.Orientation.Horizontal)
        detail.addWidget(_titled(self.tr("The event"), self._event))
        detail.addWidget(_titled(self.tr("Its error"), self._error))
        detail.setChildrenCollapsible(False)
        self._body = QSplitter(Qt.Orientation.Vertical, self)
        self._body.addWidget(self._table)
        self._body.addWidget(detail)
        self._body.setChildrenCollapsible(False)
        self.acts = ButtonRow((self._retry, self._skip, self._retry_all, self._show_event), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.acts, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._rest)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._empty, 1)

    def _fill(self, chosen: Hashable) -> None:
        self._table.blockSignals(True)
        self._table.setRowCount(len(self._parked))
        for number, parked in enumerate(self._parked):
            texts = (
                grouped(parked.position) if parked.position else "",
                parked.title,
                parked.stream,
                parked.owner,
                short_time_text(parked.parked_at) if parked.parked_at else "",
                str(parked.attempts),
                parked.error_line,
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                if column == _PARKED_AT and parked.parked_at is not None:
                    item.setToolTip(exact_time_text(parked.parked_at))
                self._table.setItem(number, column, item)
        self._table.blockSignals(False)
        numbers = [number for number, parked in enumerate(self._parked) if parked.id == chosen]
        if self._parked:
            self._table.selectRow(numbers[0] if numbers else 0)
        self._show_detail()

    def _show_detail(self) -> None:
        parked = self._chosen()
        self._error.setPlainText(_error_text(parked) if parked else "")
        self._event.setPlainText(parked.what if parked else "")
        self._enable()

    def _enable(self) -> None:
        parked = self._chosen()
        self._retry.setEnabled(self._is_writable and parked is not None)
        self._skip.setEnabled(self._is_writable and parked is not None)
        self._retry_all.setEnabled(self._is_writable and len(self._parked) > 1)
        self._show_event.setEnabled(parked is not None and parked.position > 0)

    def _chosen(self) -> ParkedRow | None:
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
        if (parked := self._chosen()) is not None and parked.position:
            self.event_wanted.emit(parked.position)


def _error_text(parked: ParkedRow) -> str:
    """What it says, before the whole of it: a traceback says it last."""
    is_long = len(parked.error.strip().splitlines()) > 1
    return f"{parked.error_line}\n\n{parked.error}" if is_long else parked.error


def _titled(title: str, text: QPlainTextEdit) -> QWidget:
    box = QWidget()
    label = PlainLabel(title, box)
    label.setProperty("role", "muted")
    label.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, 0)
    label.setBuddy(text)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.TIGHT)
    column.addWidget(label)
    column.addWidget(text, 1)
    return box


def _text(parent: QWidget, name: str, accessible: str) -> QPlainTextEdit:
    text = QPlainTextEdit(parent)
    text.setObjectName(name)
    text.setAccessibleName(accessible)
    text.setReadOnly(True)
    text.setProperty("frame", "none")
    text.setFont(theme.monospace())
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.setTabChangesFocus(True)
    return text
