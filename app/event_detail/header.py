"""The top of the Event pane: which event it is at one glance, what it belongs to, and its neighbours."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.event_detail.presenter import EventState
from app.figures import grouped
from app.moments import exact_time_text
from app.plain_text import PlainLabel
from app.theme import MEDIUM, SMALL, TIGHT, Role, colour, heading, icon, mark_width, paint_mark
from domain.event import Event


class EventHeader(QWidget):
    """Shows an event's type, stream, version, time and actor.

    `followed(kind, id)` when a link is: "rewind", "stream", "correlation", "cause" or "command".
    """

    followed = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = PlainLabel(self)
        self._title.setObjectName("event.title")
        self._title.setAccessibleName(self.tr("Which event this is"))
        self._title.setFont(heading())
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mark = TypeMark(self)
        self._links = PlainLabel(self)
        self._links.setObjectName("event.links")
        self._links.setAccessibleName(self.tr("What this event belongs to"))
        self._links.setTextFormat(Qt.TextFormat.RichText)
        self._links.setWordWrap(True)
        self._links.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._links.linkActivated.connect(self._follow)
        self.previous = self._button("event.previous", "caret-left")
        self.previous.setAccessibleName(self.tr("The event before in this stream"))
        self.previous.setToolTip(self.tr("The event before in this stream (Alt+Up)"))
        self.next = self._button("event.next", "caret-right")
        self.next.setAccessibleName(self.tr("The next event in this stream"))
        self.next.setToolTip(self.tr("The next event in this stream (Alt+Down)"))
        top = QHBoxLayout()
        top.setSpacing(TIGHT)
        top.addWidget(self._mark)
        top.addWidget(self._title, 1)
        top.addWidget(self.previous)
        top.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(top)
        column.addWidget(self._links)

    def show_state(self, state: EventState) -> None:
        """Tells of the state's event."""
        event = state.event
        if event is None:
            return
        self.previous.setEnabled(state.has_previous)
        self.next.setEnabled(state.has_next)
        self._mark.show_type(event.type)
        self._title.setText(event.type)
        self._links.setText("<br>".join(filter(None, (self._whose(state, event), self._kin(state)))))

    def _whose(self, state: EventState, event: Event) -> str:
        of = self.tr("of {0}").format(grouped(state.head)) if state.head > event.version else ""
        version = f"{_link('rewind', '', event.stream)} <b>v{grouped(event.version)}</b> {_muted(of)}"
        by = self.tr("by {0}").format(escape(state.actor)) if state.actor else ""
        time = _muted(exact_time_text(event.recorded_at))
        position = _muted(self.tr("position {0}").format(grouped(event.position)))
        dot = _muted(" \u00b7 ")
        return dot.join(filter(None, (version, by))) + "<br>" + dot.join((time, position))

    def _kin(self, state: EventState) -> str:
        links = []
        if state.correlation:
            links.append(_link("correlation", state.correlation, self.tr("correlation")))
        if state.causation:
            links.append(_link("cause", state.causation, self.tr("cause")))
        if state.command:
            links.append(_link("command", state.command, self.tr("command")))
        assert state.event is not None
        links.append(_link("stream", state.event.stream, self.tr("stream in timeline")))
        return _muted(" \u00b7 ").join(links)

    def _button(self, name: str, picture: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icon(picture))
        button.setEnabled(False)
        return button

    def _follow(self, link: str) -> None:
        kind, _, value = link.partition(":")
        self.followed.emit(kind, QUrl.fromPercentEncoding(value.encode()))


class TypeMark(QWidget):
    """The mark of an event type, as in the timeline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._type = ""
        self.setFixedWidth(round(mark_width()) + MEDIUM)

    def show_type(self, type: str) -> None:
        """Paints the mark of this type."""
        self._type = type
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._type:
            painter = QPainter(self)
            paint_mark(painter, QPointF(mark_width() / 2, self.height() / 2), self._type)


def _muted(text: str) -> str:
    return f'<span style="color:{colour(Role.MUTED).name()}">{text}</span>' if text else ""


def _link(kind: str, value: str, text: str) -> str:
    target = bytes(QUrl.toPercentEncoding(value).data()).decode()
    ink = colour(Role.ACCENT).name()
    return f'<a href="{kind}:{target}" style="text-decoration:none; color:{ink}">{escape(text)}</a>'
