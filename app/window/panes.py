"""The panes of the window: made, named, docked, and connected with each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from app.commands import CommandsPane
from app.event_detail import EventPane
from app.jobs import Jobs
from app.journal import JournalPane
from app.projections.pane import ProjectionsPane
from app.read_models.pane import ReadModelsPane
from app.rewind import RewindPane
from app.streams.pane import StreamsPane
from app.timeline import TimelinePane
from infra.open_log import OpenLog

_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_LARGE, _SMALL = (0.22, 0.30), (0.27, 0.38)  # how much of the width the sides have
_ROOMY = QSize(1280, 800)
_CHROME = 120  # menu bar, tool bar, status bar and tabs, about


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
        self.journal = JournalPane(jobs)
        self.projections = ProjectionsPane(jobs)
        self.read_models = ReadModelsPane(jobs)
        named: Mapping[str, tuple[str, Any]] = {
            "pane.commands": (self.tr("Commands"), self.commands),
            "pane.streams": (self.tr("Streams"), self.streams),
            "pane.timeline": (self.tr("Timeline"), self.timeline),
            "pane.event": (self.tr("Event"), self.detail),
            "pane.rewind": (self.tr("Rewind"), self.rewind),
            "pane.journal": (self.tr("Journal"), self.journal),
            "pane.projections": (self.tr("Projections"), self.projections),
            "pane.read_models": (self.tr("Read models"), self.read_models),
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

    def refresh(self) -> None:
        """The log has changed: panes that do not look by themselves look again."""
        self.rewind.refresh()
        self.journal.refresh()

    def hide(self) -> None:
        """Hides all docks."""
        for dock in self.docks.values():
            dock.hide()

    def rewrite_times(self) -> None:
        """Times are to be written in another zone."""
        self.timeline.rewrite()
        self.detail.rewrite()
        self.refresh()

    def bring_up(self, name: str) -> None:
        """Shows a pane and brings it before the others in its tab."""
        self.docks[name].show()
        self.docks[name].raise_()

    def arrange(self) -> None:
        """The layout one begins with: commands left, timeline in the middle, event and rewind right.

        In a small window event and rewind share their place.
        """
        docks, window = self.docks, self._window
        size = window.size()
        is_small = size.width() < _ROOMY.width() or size.height() < _ROOMY.height()
        for dock in docks.values():
            dock.setFloating(False)
            window.removeDockWidget(dock)
        window.addDockWidget(_LEFT, docks["pane.commands"])
        window.splitDockWidget(docks["pane.commands"], docks["pane.timeline"], _ACROSS)
        window.splitDockWidget(docks["pane.timeline"], docks["pane.event"], _ACROSS)
        window.splitDockWidget(docks["pane.timeline"], docks["pane.journal"], _DOWN)
        if is_small:
            window.tabifyDockWidget(docks["pane.event"], docks["pane.rewind"])
        else:
            window.splitDockWidget(docks["pane.event"], docks["pane.rewind"], _DOWN)
        window.tabifyDockWidget(docks["pane.commands"], docks["pane.streams"])
        window.tabifyDockWidget(docks["pane.journal"], docks["pane.projections"])
        window.tabifyDockWidget(docks["pane.journal"], docks["pane.read_models"])
        for dock in docks.values():
            dock.show()
        side, detail = (round(size.width() * part) for part in (_SMALL if is_small else _LARGE))
        middle = size.width() - side - detail
        self._size({"pane.commands": side, "pane.timeline": middle, "pane.event": detail}, _ACROSS)
        self._size({"pane.timeline": 62, "pane.journal": 38}, _DOWN)
        if not is_small:
            self._size({"pane.event": 44, "pane.rewind": 56}, _DOWN)
        for front in ("pane.commands", "pane.journal", "pane.event"):
            docks[front].raise_()

    def _size(self, sizes: Mapping[str, int], orientation: Qt.Orientation) -> None:
        if orientation == _DOWN:  # given in parts of a hundred, without what is not theirs
            height = self._window.height() - _CHROME
            sizes = {name: height * part // 100 for name, part in sizes.items()}
        self._window.resizeDocks([self.docks[name] for name in sizes], list(sizes.values()), orientation)

    def show_event(self, position: object) -> None:
        """Selects an event in the timeline and shows it whole."""
        if isinstance(position, int):
            self.timeline.go_to(position)
            self.detail.open_event(position)

    def show_in_timeline(self, filter: object) -> None:
        """Filters the timeline."""
        self.bring_up("pane.timeline")
        self.timeline.set_filter(str(filter))

    def rewind_stream(self, stream: object, version: object = None) -> None:
        """Opens a stream in Rewind."""
        self.bring_up("pane.rewind")
        self.rewind.open_stream(str(stream), version if isinstance(version, int) else None)

    def show_command(self, id: object) -> None:
        """Selects a command in the journal."""
        self.bring_up("pane.journal")
        try:
            self.journal.select(UUID(str(id)))
        except ValueError:
            return  # an imported log may name its commands otherwise; they are not in this journal

    def _connect(self) -> None:
        self.timeline.event_wanted.connect(self.detail.open_event)
        self.timeline.rewind_wanted.connect(self.rewind_stream)
        self.detail.rewind_wanted.connect(self.rewind_stream)
        self.detail.filter_wanted.connect(self.show_in_timeline)
        self.detail.command_wanted.connect(self.show_command)
        self.commands.event_wanted.connect(self.show_event)
        self.rewind.event_wanted.connect(self.show_event)
        self.journal.filter_wanted.connect(self.show_in_timeline)
        self.streams.rewind_wanted.connect(self.rewind_stream)
        self.streams.timeline_wanted.connect(self.show_in_timeline)
        self.projections.event_wanted.connect(self.show_event)
        self.read_models.timeline_wanted.connect(self.show_in_timeline)

    def _dock(self, name: str, title: str, pane: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setAccessibleName(title)
        pane.setObjectName(f"{name}.content")
        dock.setWidget(pane)
        return dock
