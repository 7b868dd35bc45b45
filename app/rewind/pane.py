"""The Rewind pane's widget: slider, steps, state with what changed marked, changes, who set a field."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.rewind.blaming import Blaming
from app.rewind.controls import StreamBox, VersionSlider, button
from app.rewind.details import Details
from app.rewind.heading import Heading
from app.rewind.presenter import RewindPresenter
from app.rewind.room import Room
from app.rewind.state import RewindState
from app.rewind.state_tree import StateTree
from app.rewind.transport import Transport
from app.rewind.until import UntilPanel
from app.rewind.watches import WatchesPanel
from app.theme import LARGE, MEDIUM, SMALL
from app.words import translate
from domain.history.diff import pointer_parts
from domain.history.predicate_text import state_field
from infra.open_log import OpenLog

_ANSWER_MS = 800  # within this the setters of a field come nearly always


class RewindPane(QWidget):
    """Rewinds one stream.

    `event_wanted(position)` when an event is asked for, `command_wanted(id)` when a command is,
    `moved(stream, version)` when another version is shown. `note_wanted(stream, version, path)` when a field
    is to be noted, `test_wanted(stream, version)` when the history up to here is to become a test.
    """

    event_wanted = Signal(object)
    command_wanted = Signal(object)
    moved = Signal(str, object)
    note_wanted = Signal(object, object, object)
    test_wanted = Signal(object, object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ("", -1, False)
        self._noted: Mapping[str, Collection[int]] = {}
        self._fields_noted: Mapping[str, Mapping[str, str]] = {}
        self._presenter = RewindPresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        self.stream = StreamBox(self)
        self.compare = button("rewind.compare", self.tr("Compare others with this version"), "push-pin", self)
        self.compare.setCheckable(True)
        self.slider = VersionSlider(self)
        self.transport = Transport(self)
        self.heading = Heading(self)
        self.state = StateTree(self)
        self.details = Details(self)
        self.blaming = Blaming(jobs, self.state, self.details, self)
        self.watches = WatchesPanel(jobs, self.slider, self)
        self.until = UntilPanel(jobs, self)
        self._watch_this = QAction(self.tr("Watch this"), self)
        self._note_this = QAction(self.tr("Write a note on this\u2026"), self)
        self._note_this.setObjectName("rewind.note")
        self._test_this = QAction(self.tr("Make a test of the history up to here\u2026"), self)
        for action in (self._watch_this, self._note_this, self._test_this):
            self.state.offer(action)
        self._notice = PlainLabel(self)
        self._notice.setObjectName("rewind.notice")
        self._notice.setProperty("role", "muted")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._answering = QTimer(self)
        self._answering.setSingleShot(True)
        self._answering.setInterval(_ANSWER_MS)
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        for part in (self.watches, self.until, self.blaming, self._presenter):
            part.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """Shows no version later than that position; None is now."""
        self.until.show_as_of(position)
        self._presenter.show_as_of(position)

    def open_stream(self, stream: str, version: int | None = None) -> None:
        """Shows a stream at a version, or at its last one."""
        self._presenter.open(stream, version)

    def show_noted(self, versions: Mapping[str, Collection[int]]) -> None:
        """Shows by stream which versions carry bookmarks and notes."""
        self._noted = versions
        self.slider.mark_noted(versions.get(self._presenter.state.stream, ()))

    def show_fields_noted(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        """Shows by stream and JSON Pointer what was written on fields."""
        self._fields_noted = texts
        self.state.show_notes(texts.get(self._presenter.state.stream, {}))

    def refresh(self) -> None:
        """The log has grown."""
        self._presenter.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self._presenter.step(-1)
            case Qt.Key.Key_Right:
                self._presenter.step(1)
            case Qt.Key.Key_Home:
                self._presenter.seek(0)
            case Qt.Key.Key_End:
                self._presenter.seek(self._presenter.state.last)
            case Qt.Key.Key_Space:
                self._presenter.play(not self._presenter.state.is_playing)
            case Qt.Key.Key_B if not event.modifiers():
                self.blaming.blame(self.state.current_path())
            case _:
                super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, LARGE, 0)
        top.setSpacing(SMALL)
        top.addWidget(self.stream, 1)
        top.addWidget(self.compare)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._room = Room(self._in_order(), self)
        self._room.widened.connect(self._turn)
        self._room.verticalScrollBar().rangeChanged.connect(self._follow_answer)
        self._stack.addWidget(self._below_controls(self._room))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(LARGE, MEDIUM, 0, MEDIUM)
        outer.setSpacing(MEDIUM)
        outer.addLayout(top)
        outer.addWidget(self._stack, 1)

    def _in_order(self) -> list[QWidget]:
        self._upper = shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self.heading)
        column.addWidget(self.state, 1)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.addWidget(shown)
        self._split.addWidget(self.details)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setChildrenCollapsible(False)
        return [self.watches, self.until, self._split]

    def _below_controls(self, room: QWidget) -> QWidget:
        """However low the pane is, the slider and its buttons are there; the rest may scroll."""
        page = QWidget(self)
        controls = QVBoxLayout()
        controls.setContentsMargins(0, 0, LARGE, 0)
        controls.setSpacing(SMALL)
        controls.addWidget(self.transport)
        controls.addWidget(self.slider)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(controls)
        column.addWidget(room, 1)
        return page

    def _turn(self, is_wide: bool) -> None:
        """Where there is room beside the state, what changed stands there, and both are seen whole."""
        layout = self._upper.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, MEDIUM if is_wide else 0, 0)
        self._split.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        self.details.stand_beside(is_wide)
        self._make_room(self.details.is_blaming)

    def ask_for_test(self) -> None:
        """Asks for a test of what is shown: the stream up to this version."""
        state = self._presenter.state
        self.test_wanted.emit(state.stream, state.shown)

    def _ask_for_note(self) -> None:
        state = self._presenter.state
        if state.shown > 0:
            self.note_wanted.emit(state.stream, state.shown, self.state.current_path())

    def _connect(self) -> None:
        presenter = self._presenter
        self._note_this.triggered.connect(self._ask_for_note)
        self._test_this.triggered.connect(self.ask_for_test)
        self.stream.chosen.connect(presenter.open)
        self.stream.typed.connect(presenter.complete)
        self.slider.valueChanged.connect(presenter.seek)
        self.compare.clicked.connect(presenter.compare)
        self.transport.sought.connect(presenter.seek)
        self.transport.stepped.connect(presenter.step)
        self.transport.played.connect(presenter.play)
        self.transport.ticked.connect(presenter.tick)
        self.heading.event_wanted.connect(self._show_event)
        self.heading.skip_wanted.connect(presenter.skip)
        self.details.changes.field_wanted.connect(self.state.select)
        self.details.blame_toggled.connect(self._make_room)
        self.details.blame.event_wanted.connect(self.event_wanted)
        self.details.blame.command_wanted.connect(self.command_wanted)
        self.blaming.version_wanted.connect(presenter.seek)
        self.watches.version_wanted.connect(presenter.seek)
        self.until.place_wanted.connect(presenter.open)
        self.until.watch_wanted.connect(self.watches.watch)
        self._watch_this.triggered.connect(self._watch_current)
        for part in (self.watches, self.until, self.blaming):
            part.failed.connect(self.failed)

    def _show_event(self) -> None:
        self.event_wanted.emit(self._presenter.state.position)

    def _watch_current(self) -> None:
        self.watches.watch(state_field(tuple(pointer_parts(self.state.current_path()))))

    def _make_room(self, is_blaming: bool) -> None:
        """Setters and their causes need more room than changes do."""
        share = 55 if is_blaming else 45 if self._room.is_wide else 40
        self._split.setSizes([1000 - 10 * share, 10 * share])
        self._answering.start()
        QTimer.singleShot(0, self._keep_in_sight)

    def _follow_answer(self) -> None:
        """An answer that comes just after it was asked for is shown whole; later nothing moves by itself."""
        if self.details.is_blaming and self._answering.isActive():
            self._room.ensureWidgetVisible(self.details)

    def _keep_in_sight(self) -> None:
        self._follow_answer()
        self.state.scrollTo(self.state.currentIndex())

    def _show(self, state: RewindState) -> None:
        self.slider.mark_noted(self._noted.get(state.stream, ()))
        self.state.show_notes(self._fields_noted.get(state.stream, {}))
        self._stack.setCurrentIndex(0 if state.notice else 1)
        self._notice.setText(translate("Rewind", state.notice))
        self.stream.show_streams(state.stream, state.streams)
        with QSignalBlocker(self.slider):
            self.slider.setMaximum(state.last)
            self.slider.setValue(state.version)
        self.slider.mark(state.pinned, (problem.version for problem in state.problems))
        self._show_compare(state)
        self.transport.show_state(state)
        self._tell_where(state)
        self.watches.show_place(state.stream, state.last, state.version)
        self.until.show_place(state.stream, state.last, state.version, state.value)
        self.heading.show_state(state)
        self.details.show_state(state)
        if state.shown >= 0:
            self.state.show_state(state)
            self.blaming.follow(state)

    def _show_compare(self, state: RewindState) -> None:
        is_pinned = state.pinned is not None
        self.compare.setEnabled(not state.notice)
        self.compare.setChecked(is_pinned)
        self.compare.setText(f"v{state.pinned}" if is_pinned else "")
        self.compare.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if is_pinned
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        text = (
            self.tr("Stop comparing with version {0}").format(state.pinned)
            if is_pinned
            else self.tr("Compare others with this version")
        )
        self.compare.setToolTip(text)
        self.compare.setAccessibleName(text)

    def _tell_where(self, state: RewindState) -> None:
        """Whoever only stays at the end of a growing stream has not gone anywhere."""
        stream, shown, was_at_end = self._told
        if (stream, shown) == (state.stream, state.shown) or state.shown < 0:
            return
        is_at_end = state.shown == state.last
        self._told = (state.stream, state.shown, is_at_end)
        if not (stream == state.stream and was_at_end and is_at_end):
            self.moved.emit(state.stream, state.shown)
