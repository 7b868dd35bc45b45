"""The panes of the window: made, named, docked, and connected with each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from app.branch.pane import WhatIfPane
from app.causation.pane import CausationPane
from app.commands.pane import CommandsPane
from app.event_detail.pane import EventPane
from app.evidence.pane import EvidencePane
from app.jobs import Jobs
from app.journal.pane import JournalPane
from app.language import Language, spoken
from app.notes.pane import NotesPane
from app.projections.pane import ProjectionsPane
from app.read_models.pane import ReadModelsPane
from app.replay.pane import ReplayPane
from app.rewind.pane import RewindPane
from app.rewind.watch_memory import WatchMemory
from app.streams.pane import StreamsPane
from app.timeline.pane import TimelinePane
from app.window.layouts import Layout, arrange
from app.window.pane_room import PaneRoom
from infra.open_log import OpenLog

_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea


class Panes(QObject):
    """All panes and their docks, by name ("pane.timeline" ...)."""

    def __init__(self, jobs: Jobs, window: QMainWindow, failed: Callable[[BaseException], None]) -> None:
        super().__init__(window)
        self._window = window
        self.commands = CommandsPane(jobs)
        self.streams = StreamsPane(jobs)
        self.timeline = TimelinePane(jobs)
        self.detail = EventPane(jobs)
        self.rewind = RewindPane(jobs)
        self.rewind.watches.remember_in(WatchMemory.of_person())
        self.journal = JournalPane(jobs)
        self.projections = ProjectionsPane(jobs)
        self.read_models = ReadModelsPane(jobs)
        self.causation = CausationPane(jobs)
        self.notes = NotesPane(jobs)
        self.evidence = EvidencePane(jobs)
        self.branch = WhatIfPane(jobs)
        self.replay = ReplayPane(jobs)
        named: Mapping[str, tuple[str, Any]] = {
            "pane.commands": (self.tr("Commands"), self.commands),
            "pane.streams": (self.tr("Streams"), self.streams),
            "pane.timeline": (self.tr("Timeline"), self.timeline),
            "pane.event": (self.tr("Event"), self.detail),
            "pane.rewind": (self.tr("Rewind"), self.rewind),
            "pane.journal": (self.tr("Journal"), self.journal),
            "pane.projections": (self.tr("Projections"), self.projections),
            "pane.read_models": (self.tr("Read models"), self.read_models),
            "pane.causation": (self.tr("Causation"), self.causation),
            "pane.notes": (self.tr("Notes"), self.notes),
            "pane.evidence": (self.tr("Evidence"), self.evidence),
            "pane.branch": (self.tr("What if"), self.branch),
            "pane.replay": (self.tr("Replay"), self.replay),
        }
        self.docks = {name: self._dock(name, title, pane) for name, (title, pane) in named.items()}
        self._panes: tuple[Any, ...] = tuple(pane for _, pane in named.values())
        for pane in self._panes:
            pane.failed.connect(failed)
        self._connect()
        for dock in self.docks.values():
            window.addDockWidget(_LEFT, dock)
            dock.hide()

    def show_log(self, log: OpenLog | None) -> None:
        """Binds every pane to a log."""
        for pane in self._panes:
            pane.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """Shows everything as of a position; None is now."""
        for pane in self._panes:
            pane.show_as_of(position)

    def refresh(self) -> None:
        """The log has changed: panes that do not look by themselves look again."""
        self.detail.refresh()
        self.rewind.refresh()
        self.journal.refresh()
        self.causation.refresh()
        self.notes.refresh()

    def hide(self) -> None:
        """Hides all docks."""
        for dock in self.docks.values():
            dock.hide()

    def rewrite_times(self) -> None:
        """Times are to be written in another zone."""
        self.timeline.rewrite()
        self.detail.rewrite()
        self.journal.rewrite()
        self.read_models.rewrite()
        self.refresh()

    def bring_up(self, name: str) -> None:
        """Shows a pane and brings it before the others in its tab."""
        self.docks[name].show()
        self.docks[name].raise_()

    def arrange(self, layout: Layout) -> None:
        """Puts the panes where the layout wants them."""
        focused = self._window.focusWidget()
        arrange(self._window, self.docks, layout)
        if focused is not None and focused.isVisible():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)  # taking docks out took it away

    def show_event(self, position: object) -> None:
        """Selects an event in the timeline and shows it whole."""
        if isinstance(position, int):
            self.timeline.go_to(position)
            self.detail.open_event(position)

    def show_linked_event(self, position: object) -> None:
        """Shows an event that a link led to, before the panes that share a place with the Event pane."""
        self.show_event(position)
        self._raise_detail()

    def follow_to_event(self, position: object) -> None:
        """Shows an event that a link led to, and its causes, also where the timeline's filter hides it."""
        self.show_linked_event(position)
        self.causation.open_event(position)

    def show_in_timeline(self, filter: object) -> None:
        """Filters the timeline."""
        self.bring_up("pane.timeline")
        self.timeline.set_filter(str(filter))

    def narrow_timeline(self, condition: object) -> None:
        """Shows only those of the timeline's events that meet the condition as well."""
        self.bring_up("pane.timeline")
        self.timeline.narrow(str(condition))

    def add_to_timeline(self, field: object) -> None:
        """Shows a field as a column of the timeline."""
        self.bring_up("pane.timeline")
        self.timeline.add_column(str(field))

    def rewind_stream(self, stream: object, version: object = None) -> None:
        """Opens a stream in Rewind."""
        self.bring_up("pane.rewind")
        self.rewind.open_stream(str(stream), version if isinstance(version, int) else None)

    def show_causes(self, position: object) -> None:
        """Shows what led to an event and what followed."""
        self.bring_up("pane.causation")
        self.causation.open_event(position)

    def write_note(self, position: object) -> None:
        """Begins a note about an event."""
        self.bring_up("pane.notes")
        self._give_room("pane.notes", 0, 48)
        self.notes.write_about_event(position)

    def write_note_about(self, stream: object, version: object, path: object = "") -> None:
        """Begins a note about a version of a stream, or about a field of its state."""
        self.bring_up("pane.notes")
        self._give_room("pane.notes", 0, 48)
        self.notes.write_about(stream, version, path)

    def make_test(self, stream: object, version: object) -> None:
        """Makes a test of a stream's history up to a version."""
        self.bring_up("pane.evidence")
        self._give_room("pane.evidence", 0, 58)
        self.evidence.open_stream(stream, version)

    def show_command(self, id: object) -> None:
        """Selects a command in the journal."""
        self.bring_up("pane.journal")
        try:
            self.journal.select(UUID(str(id)))
        except ValueError:
            return  # an imported log may name its commands otherwise; they are not in this journal

    def ask_what_if(self, position: object = None) -> None:
        """Begins a branch at that position, or at the end of the log."""
        self.bring_up("pane.branch")
        self._give_room("pane.branch")
        self.branch.begin(position if isinstance(position, int) else None)

    def show_replay(self) -> None:
        """Brings the replay of commands up."""
        self.bring_up("pane.replay")
        self._give_room("pane.replay")

    def _give_room(self, name: str, width: int = 45, height: int = 70) -> None:
        """Enlarges a pane to these shares of the window in hundredths, where it has less than it needs."""
        dock, window = self.docks[name], self._window
        if dock.isFloating():
            return
        for orientation, have, wanted in (
            (Qt.Orientation.Horizontal, dock.width(), window.width() * width // 100),
            (Qt.Orientation.Vertical, dock.height(), window.height() * height // 100),
        ):
            if have < wanted:
                window.resizeDocks([dock], [wanted], orientation)

    def _raise_detail(self) -> None:
        """Brings the Event pane to the front where it is shown at all, but never over the timeline."""
        dock = self.docks["pane.event"]
        beside = self._window.tabifiedDockWidgets(self.docks["pane.timeline"])
        if not dock.isHidden() and dock not in beside:
            dock.raise_()

    def _connect(self) -> None:
        self.timeline.what_if_wanted.connect(self.ask_what_if)
        self.replay.command_wanted.connect(self.show_command)
        self.timeline.event_wanted.connect(self.detail.open_event)
        self.timeline.table.clicked.connect(self._raise_detail)
        self.timeline.event_wanted.connect(self.causation.open_event)
        self.causation.event_wanted.connect(self.show_linked_event)
        self.causation.command_wanted.connect(self.show_command)
        self.timeline.acts.causes_wanted.connect(self.show_causes)
        self.timeline.acts.bookmark_wanted.connect(self.notes.toggle_bookmark)
        self.timeline.acts.note_wanted.connect(self.write_note)
        self.timeline.acts.test_wanted.connect(self.make_test)
        self.rewind.test_wanted.connect(self.make_test)
        self.rewind.note_wanted.connect(self.write_note_about)
        self.evidence.event_wanted.connect(self.show_linked_event)
        self.notes.marked.connect(self.timeline.show_marks)
        self.notes.noted.connect(self.rewind.show_noted)
        self.notes.fields_noted.connect(self.rewind.show_fields_noted)
        self.notes.event_wanted.connect(self.show_linked_event)
        self.notes.rewind_wanted.connect(self.rewind_stream)
        self.timeline.rewind_wanted.connect(self.rewind_stream)
        self.detail.rewind_wanted.connect(self.rewind_stream)
        self.detail.filter_wanted.connect(self.show_in_timeline)
        self.detail.command_wanted.connect(self.show_command)
        self.detail.note_wanted.connect(self.write_note)
        self.detail.causes_wanted.connect(self.show_causes)
        self.detail.event_wanted.connect(self.follow_to_event)
        self.detail.narrowing_wanted.connect(self.narrow_timeline)
        self.detail.column_wanted.connect(self.add_to_timeline)
        self.commands.event_wanted.connect(self.show_linked_event)
        self.commands.filter_wanted.connect(self.show_in_timeline)
        self.rewind.event_wanted.connect(self.follow_to_event)
        self.rewind.command_wanted.connect(self.show_command)
        self.journal.filter_wanted.connect(self.show_in_timeline)
        self.journal.event_wanted.connect(self.show_linked_event)
        self.journal.stream_wanted.connect(self.rewind_stream)
        self.streams.rewind_wanted.connect(self.rewind_stream)
        self.streams.timeline_wanted.connect(self.show_in_timeline)
        self.projections.event_wanted.connect(self.show_linked_event)
        self.read_models.timeline_wanted.connect(self.show_in_timeline)
        self.read_models.event_wanted.connect(self.show_linked_event)

    def _dock(self, name: str, title: str, pane: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setAccessibleName(title)
        dock.setProperty("han", spoken() is Language.CHINESE)  # Qt gives a title the height of its first font
        pane.setObjectName(f"{name}.content")
        dock.setWidget(PaneRoom(pane, dock))
        return dock
