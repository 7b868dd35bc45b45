"""The Event pane's widget: a header with links, a tree, and the text as recorded."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.event_detail.presenter import EventPresenter, EventState
from app.jobs import Jobs
from app.json_tree import JsonTree
from app.moments import exact_time_text
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, Role, colour, heading, icon, mark, monospace
from app.words import translate
from domain.filtering import condition
from infra.open_log import OpenLog


class EventPane(QWidget):
    """Shows one event.

    `rewind_wanted(stream, version)`, `filter_wanted(text)` and `command_wanted(id)` when a link is followed,
    `rewind_all_wanted(position)` when everything is to be shown as of the event.
    """

    rewind_wanted = Signal(object, object)
    rewind_all_wanted = Signal(object)
    filter_wanted = Signal(object)
    command_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._as_of: int | None = None
        self._presenter = EventPresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        self._build_header()
        self._tabs = self._build_tabs()
        self._lay_out()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """The moment that the window shows, to say of an event that it is later; None is now."""
        self._as_of = position
        self._show(self._presenter.state)

    def open_event(self, position: int) -> None:
        """Shows the event at that position."""
        self._presenter.open(position)

    def rewrite(self) -> None:
        """Times are to be written otherwise."""
        self._show(self._presenter.state)

    def _build_header(self) -> None:
        self._title = PlainLabel(self)
        self._title.setFont(heading())
        self._title.setTextFormat(Qt.TextFormat.RichText)
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
        self._later = PlainLabel(self.tr("Still to come at the moment that the window shows"), self)
        self._later.setObjectName("event.later")
        self._later.setProperty("role", "past")
        self._problem = PlainLabel(self)
        self._problem.setObjectName("event.problem")
        self._problem.setProperty("role", "danger")
        self._problem.setWordWrap(True)

    def _build_tabs(self) -> QTabWidget:
        self.tree = JsonTree("event.tree", self.tr("Event as a tree"), self)
        self.raw = QPlainTextEdit(self)
        self.raw.setObjectName("event.raw")
        self.raw.setAccessibleName(self.tr("Event as recorded"))
        self.raw.setReadOnly(True)
        self.raw.setFont(monospace())
        self.raw.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.raw.setWordWrapMode(self.raw.wordWrapMode().WrapAnywhere)
        tabs = QTabWidget(self)
        tabs.setObjectName("event.tabs")
        tabs.setAccessibleName(self.tr("Event as tree or text"))
        tabs.setDocumentMode(True)
        copy = QToolButton(self)
        copy.setObjectName("event.copy")
        copy.setAccessibleName(self.tr("Copy the event as JSON"))
        copy.setToolTip(self.tr("Copy the event as JSON"))
        copy.setIcon(icon("copy"))
        copy.clicked.connect(self._copy)
        rewind = QToolButton(self)
        rewind.setObjectName("event.rewind_all")
        rewind.setAccessibleName(self.tr("Rewind everything to here"))
        rewind.setToolTip(self.tr("Rewind everything to here: show every pane as of this event"))
        rewind.setIcon(icon("clock-counter-clockwise"))
        rewind.clicked.connect(self._rewind_all)
        corner = QWidget(self)
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(rewind)
        row.addWidget(copy)
        tabs.setCornerWidget(corner)
        tabs.addTab(self.tree, self.tr("Tree"))
        tabs.addTab(self.raw, self.tr("As recorded"))
        return tabs

    def _lay_out(self) -> None:
        self._notice = PlainLabel(self)
        self._notice.setObjectName("event.notice")
        self._notice.setProperty("role", "muted")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        for widget in (self._title, self._later, self._links, self._problem):
            column.addWidget(widget)
        column.addWidget(self._tabs, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        outer.addWidget(self._stack)

    def _show(self, state: EventState) -> None:
        self._stack.setCurrentIndex(0 if state.event is None else 1)
        self._notice.setText(translate("Event", state.notice))
        event = state.event
        if event is None:
            return
        muted = colour(Role.MUTED).name()
        self._title.setText(
            f'<span style="color:{mark(event.type).name()}">\u25cf</span> {escape(event.type)} '
            f'<span style="color:{muted}; font-weight:400">'
            f"{self.tr('at position {0}').format(f'{event.position:,}')}</span>"
        )
        links = [f"{_link('rewind', '', event.stream)} v{event.version}", exact_time_text(event.recorded_at)]
        if state.correlation:
            links.append(_link("correlation", state.correlation, self.tr("correlation")))
        if state.command:
            links.append(_link("command", state.command, self.tr("command")))
        self._links.setText(" \u00b7 ".join(links))
        self._later.setVisible(self._as_of is not None and event.position > self._as_of)
        self._problem.setText(state.problem)
        self._problem.setVisible(bool(state.problem))
        self.tree.show_value({"id": str(event.id), "schema_version": event.schema_version, **state.value})
        if not state.is_readable:
            self._tabs.setCurrentWidget(self.raw)
        more = state.raw_size - len(state.raw)
        note = self.tr("({0} more bytes are not shown here.)").format(f"{more:,}")
        self.raw.setPlainText(f"{state.raw}\n\n{note}" if more > 0 else state.raw)

    def _rewind_all(self) -> None:
        event = self._presenter.state.event
        if event is not None:
            self.rewind_all_wanted.emit(event.position)

    def _copy(self) -> None:
        self._presenter.copy(QGuiApplication.clipboard().setText)

    def _follow(self, link: str) -> None:
        kind, _, value = link.partition(":")
        event = self._presenter.state.event
        if event is None:
            return
        text = QUrl.fromPercentEncoding(value.encode())
        match kind:
            case "rewind":
                self.rewind_wanted.emit(event.stream, event.version)
            case "correlation":
                self.filter_wanted.emit(condition("correlation", text))
            case "command":
                self.command_wanted.emit(text)


def _link(kind: str, value: str, text: str) -> str:
    target = bytes(QUrl.toPercentEncoding(value).data()).decode()
    return f'<a href="{kind}:{target}" style="text-decoration:none">{escape(text)}</a>'
