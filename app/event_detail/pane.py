"""The Event pane's widget: a header with links, a tree, and the text as recorded."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.event_detail.fields import place_of
from app.event_detail.header import EventHeader
from app.event_detail.presenter import EventPresenter, EventState
from app.figures import grouped
from app.jobs import Jobs
from app.json_tree import JsonTree
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, icon, monospace, row_height
from app.words import translate
from domain.filtering import condition
from infra.open_log import OpenLog

_ROWS_WITH_TITLES = 13  # a lower pane gives the room of its columns' titles to the rows


class EventPane(QWidget):
    """Shows one event.

    `event_wanted(position)`, `rewind_wanted(stream, version)`, `filter_wanted(text)` and `command_wanted(id)`
    when a link is followed; `narrowing_wanted(condition)` and `column_wanted(field)` for a field of it;
    `rewind_all_wanted(position)` when everything is to be shown as of the event, `note_wanted(position)` when
    it is to be noted, `causes_wanted(position)` when all that belongs together with it is to be shown.
    """

    event_wanted = Signal(object)
    rewind_wanted = Signal(object, object)
    rewind_all_wanted = Signal(object)
    filter_wanted = Signal(object)
    narrowing_wanted = Signal(object)
    column_wanted = Signal(object)
    command_wanted = Signal(object)
    note_wanted = Signal(object)
    causes_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._as_of: int | None = None
        self._shown: Any = None  # the value that is in the tree
        self._presenter = EventPresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        self._header = EventHeader(self)
        self._header.followed.connect(self._follow)
        self._header.previous.clicked.connect(self.show_previous)
        self._header.next.clicked.connect(self.show_next)
        self._later = PlainLabel(self.tr("Still to come at the moment that the window shows"), self)
        self._later.setObjectName("event.later")
        self._later.setProperty("role", "past")
        self._problem = PlainLabel(self)
        self._problem.setObjectName("event.problem")
        self._problem.setProperty("role", "danger")
        self._problem.setWordWrap(True)
        self._tabs = self._build_tabs()
        self._lay_out()
        for keys, act in (("Alt+Up", self.show_previous), ("Alt+Down", self.show_next)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
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

    def show_previous(self) -> None:
        """The event before in the same stream."""
        self._presenter.step(self.event_wanted.emit, forward=False)

    def show_next(self) -> None:
        """The next event in the same stream."""
        self._presenter.step(self.event_wanted.emit, forward=True)

    def refresh(self) -> None:
        """The log has changed."""
        self._presenter.refresh()

    def rewrite(self) -> None:
        """Times are to be written otherwise."""
        self._header.show_state(self._presenter.state)

    def _build_tabs(self) -> QTabWidget:
        self.tree = JsonTree("event.tree", self.tr("Event as a tree"), self)
        self.tree.menu_opening.connect(self._offer_field)
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
        column.setSpacing(SMALL)
        for widget in (self._header, self._later, self._problem):
            column.addWidget(widget)
        column.addWidget(self._tabs, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(LARGE, SMALL, MEDIUM, MEDIUM)
        outer.addWidget(self._stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)  # what is a field and what a value one sees without titles too
        self.tree.setHeaderHidden(self.height() < _ROWS_WITH_TITLES * row_height(self))

    def _show(self, state: EventState) -> None:
        self._stack.setCurrentIndex(0 if state.event is None else 1)
        self._notice.setText(translate("Event", state.notice))
        event = state.event
        if event is None:
            return
        self._header.show_state(state)
        self._later.setVisible(self._as_of is not None and event.position > self._as_of)
        self._problem.setText(state.problem)
        self._problem.setVisible(bool(state.problem))
        if state.value is self._shown:
            return
        self._shown = state.value
        self.tree.show_value({**state.value, "id": str(event.id), "schema_version": event.schema_version})
        if not state.is_readable:
            self._tabs.setCurrentWidget(self.raw)
        more = state.raw_size - len(state.raw)
        note = self.tr("({0} more bytes are not shown here.)").format(grouped(more))
        self.raw.setPlainText(f"{state.raw}\n\n{note}" if more > 0 else state.raw)

    def _rewind_all(self) -> None:
        event = self._presenter.state.event
        if event is not None:
            self.rewind_all_wanted.emit(event.position)

    def _copy(self) -> None:
        self._presenter.copy(QGuiApplication.clipboard().setText)

    def _offer_field(self, menu: QMenu) -> None:
        """What else can be done with the field that the tree's menu is for."""
        place = place_of(self.tree.chosen_segments, self.tree.chosen_value)
        event = self._presenter.state.event
        if event is not None:
            menu.addSeparator()
            menu.addAction(
                self.tr("Write a note on this event\u2026"), partial(self.note_wanted.emit, event.position)
            )
            menu.addAction(
                self.tr("Show causes and consequences"), partial(self.causes_wanted.emit, event.position)
            )
        if place is None:
            return
        menu.addSeparator()
        if place.keeping:
            menu.addAction(
                self.tr("Filter by this value"), partial(self.narrowing_wanted.emit, place.keeping)
            )
            menu.addAction(
                self.tr("Exclude this value"), partial(self.narrowing_wanted.emit, place.excluding)
            )
        if place.column:
            menu.addAction(self.tr("Add as column"), partial(self.column_wanted.emit, place.column))

    def _follow(self, kind: str, id: str) -> None:
        event = self._presenter.state.event
        if event is None:
            return
        match kind:
            case "rewind":
                self.rewind_wanted.emit(event.stream, event.version)
            case "stream":
                self.filter_wanted.emit(condition("stream", id))
            case "correlation":
                self.filter_wanted.emit(condition("correlation", id))
            case "cause":
                self._presenter.follow_cause(self.event_wanted.emit, self.command_wanted.emit)
            case "command":
                self.command_wanted.emit(id)
