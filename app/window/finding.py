"""The palette in the window: what it offers here, and what choosing does."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.jobs import Jobs
from app.palette.entries import Entry, Kind
from app.palette.widget import Palette
from app.window.actions import ACTIONS, Actions
from app.window.pane_focus import PaneFocus
from app.window.panes import Panes
from app.window.settings import Settings
from domain.filtering import condition
from infra.open_log import OpenLog

_RECENT = 20
_NEVER = ("action.palette",)


class Finding(QObject):
    """Brings the palette up and does what is chosen in it."""

    def __init__(
        self,
        window: QMainWindow,
        jobs: Jobs,
        actions: Actions,
        panes: Panes,
        focus: PaneFocus,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._actions, self._panes, self._focus, self._settings = actions, panes, focus, settings
        self.palette = Palette(jobs, window)
        self.palette.chosen.connect(self._chosen)

    def come_up(self, log: OpenLog | None) -> None:
        """Shows the palette."""
        self.palette.come_up(log, tuple(self._entries(has_log=log is not None)), self._settings.palette)

    def _entries(self, *, has_log: bool) -> Iterator[Entry]:
        for spec in ACTIONS:
            action = self._actions[spec.name]
            if action.isEnabled() and spec.name not in _NEVER:
                detail = action.statusTip()
                yield Entry(Kind.ACTION, spec.name, action.text(), detail, _keys(action), spec.picture)
        if has_log:
            for name, dock in self._panes.docks.items():
                keys = QKeySequence(self._focus.keys.get(name, ""))
                shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
                yield Entry(
                    Kind.PANE, name, dock.windowTitle(), self.tr("Go to this pane"), shown, "app-window"
                )

    def _chosen(self, entry: Entry, aside: bool) -> None:
        self._remember(entry)
        match entry.kind:
            case Kind.ACTION:
                self._actions[entry.key].trigger()
            case Kind.PANE:
                self._focus.go_into(entry.key)
            case Kind.STREAM if aside:
                self._panes.show_in_timeline(condition("stream", entry.key))
            case Kind.STREAM:
                self._panes.rewind_stream(entry.key)
            case Kind.EVENT:
                self._panes.bring_up("pane.timeline")
                self._panes.show_linked_event(int(entry.key))
            case Kind.COMMAND:
                self._panes.show_command(UUID(entry.key))

    def _remember(self, entry: Entry) -> None:
        if entry.kind in (Kind.ACTION, Kind.PANE, Kind.STREAM):
            others = [name for name in self._settings.palette if name != entry.name]
            self._settings.palette = [entry.name, *others][:_RECENT]
            self._settings.save()


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
