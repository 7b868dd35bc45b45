"""One command whole: what it asked for, what became of it, what led to it and what took it back."""

from __future__ import annotations

from datetime import datetime
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.engine_words import in_own_words
from app.figures import grouped
from app.journal.looks import status_colour
from app.journal.state import CommandDetail
from app.json_tree import JsonTree
from app.moments import in_zone
from app.plain_text import PlainLabel
from app.theme import MEDIUM, SMALL, Role, colour, heading, mark, row_height
from app.words import translate
from domain.event import decoded_or_text

_WIDE_LETTERS = 65
_EVENT, _COMMAND, _STREAM = "event", "command", "stream"


class DetailView(QWidget):
    """Beside the table. Its links: `event_wanted(position)`, `command_wanted(id)`, `stream_wanted(name)`."""

    event_wanted = Signal(object)
    command_wanted = Signal(object)
    stream_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: CommandDetail | None = None
        self._title = PlainLabel(self)
        self._title.setObjectName("journal.detail_title")
        self._title.setFont(heading())
        self._title.setWordWrap(True)
        self._facts = QTextBrowser(self)
        self._facts.setObjectName("journal.detail")
        self._facts.setAccessibleName(self.tr("What became of the command"))
        self._facts.setOpenLinks(False)
        self._facts.setProperty("frame", "none")
        self._facts.anchorClicked.connect(self._follow)
        self._payload = JsonTree("journal.payload", self.tr("What the command asked for"), self)
        self._body = body = QSplitter(Qt.Orientation.Vertical, self)
        body.setChildrenCollapsible(False)
        body.addWidget(self._facts)
        body.addWidget(self._payload)
        body.setSizes([300, 200])
        for part in (self._facts, self._payload):
            part.setMinimumHeight(3 * row_height(part))
        column = QVBoxLayout(self)
        column.setContentsMargins(MEDIUM, SMALL, SMALL, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._title)
        column.addWidget(body, 1)

    def show_detail(self, detail: CommandDetail | None) -> None:
        """Shows a command; None hides the view."""
        self.setVisible(detail is not None)
        if detail is None or detail == self._shown:
            return
        entry = detail.entry
        if self._shown is None or self._shown.entry.command_id != entry.command_id:
            asked = decoded_or_text(entry.data)
            self._payload.show_value(asked)
            self._payload.setVisible(bool(asked))
        self._shown = detail
        self._title.setText(self.tr("{0} on {1}").format(entry.command, entry.stream))
        place = self._facts.verticalScrollBar().value()
        self._facts.setHtml(_html(detail))
        self._facts.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What became of it and what it asked for stand beside each other where there is the width for it."""
        is_wide = event.size().width() > _WIDE_LETTERS * self.fontMetrics().averageCharWidth()
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self._body.orientation() != orientation:
            self._body.setOrientation(orientation)
            self._body.setSizes([600, 400])
        super().resizeEvent(event)

    def _follow(self, link: QUrl) -> None:
        kind, _, name = link.toString().partition(":")
        if kind == _EVENT:
            self.event_wanted.emit(int(name))
        elif kind == _COMMAND:
            self.command_wanted.emit(UUID(name))
        elif kind == _STREAM and self._shown is not None:
            self.stream_wanted.emit(self._shown.entry.stream)


def _html(detail: CommandDetail) -> str:
    entry = detail.entry
    status = escape(translate("Status", entry.status))
    rows = [
        (
            translate("JournalDetail", "Status"),
            f'<b style="color:{status_colour(entry.status).name()}">{status}</b>',
        ),
        (translate("JournalDetail", "Reason"), escape(in_own_words(entry.reason))),
        (translate("JournalDetail", "What to do"), escape(in_own_words(entry.hint))),
        (
            translate("JournalDetail", "Events"),
            "<br>".join(_event_link(detail, number) for number in range(len(detail.events))),
        ),
        (translate("JournalDetail", "Stream"), f'<a href="{_STREAM}:">{escape(entry.stream)}</a>'),
        (translate("JournalDetail", "Issued"), _time(entry.issued_at)),
        (
            translate("JournalDetail", "Finished"),
            _time(entry.finished_at) if entry.finished_at else "",
        ),
        (translate("JournalDetail", "Attempts"), str(entry.attempts)),
        (translate("JournalDetail", "Actor"), escape(entry.actor)),
        (translate("JournalDetail", "Because of"), _cause(detail)),
        (translate("JournalDetail", "Takes back"), _command_link(entry.undo_of)),
        (translate("JournalDetail", "Undone by"), _command_link(entry.undone_by)),
        (translate("JournalDetail", "Command id"), str(entry.command_id)),
        (translate("JournalDetail", "Correlation"), escape(entry.correlation_id)),
        (translate("JournalDetail", "Error"), f"<pre>{escape(entry.error)}</pre>" if entry.error else ""),
    ]
    muted = colour(Role.MUTED).name()
    cells = "".join(
        f'<tr><td style="color:{muted};padding-right:12px;white-space:nowrap">{escape(title)}</td>'
        f"<td>{value}</td></tr>"
        for title, value in rows
        if value
    )
    return f'<table cellspacing="0" cellpadding="1">{cells}</table>'


def _time(moment: datetime) -> str:
    """To the recorded microsecond, in the zone that the whole window is read in."""
    return f"{in_zone(moment):%Y-%m-%d %H:%M:%S.%f}"


def _event_link(detail: CommandDetail, number: int) -> str:
    event = detail.events[number]
    dot = f'<span style="color:{mark(event.type).name()}">\u25cf</span>'
    place = translate("JournalDetail", "v{0}, position {1}").format(event.version, grouped(event.position))
    return f'{dot} <a href="{_EVENT}:{event.position}">{escape(event.type)}</a> {escape(place)}'


def _command_link(id: UUID | None) -> str:
    return "" if id is None else f'<a href="{_COMMAND}:{id}">{id}</a>'


def _cause(detail: CommandDetail) -> str:
    if detail.cause_event is not None:
        event = detail.cause_event
        told = translate("JournalDetail", "{0} of {1}").format(event.type, event.stream)
        return f'<a href="{_EVENT}:{event.position}">{escape(told)}</a>'
    if detail.cause_command is not None:
        entry = detail.cause_command
        told = translate("JournalDetail", "{0} on {1}").format(entry.command, entry.stream)
        return f'<a href="{_COMMAND}:{entry.command_id}">{escape(told)}</a>'
    return escape(detail.entry.causation_id or "")
