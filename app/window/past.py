"""How the window shows that it is in the past: the banner, the tinted chrome, the panes as of then."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QWidget

from app.window.cursor import Cursor
from app.window.panes import Panes
from app.window.past_banner import PastBanner
from infra.as_of import AsOf


class PastView(QObject):
    """Made with the window's other parts, and taken down with them.

    `moment_wanted()` when a person wants to choose another moment.
    """

    moment_wanted = Signal()

    def __init__(self, window: QMainWindow, cursor: Cursor, panes: Panes) -> None:
        super().__init__(panes)
        self._window = window
        self._panes = panes
        self._shown: AsOf | None = None
        window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        self._banner = PastBanner(window)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._banner)
        self._banner.hide()
        self._banner.position_wanted.connect(cursor.rewind_to)
        self._banner.earlier_wanted.connect(cursor.step_earlier)
        self._banner.later_wanted.connect(cursor.step_later)
        self._banner.now_wanted.connect(cursor.return_to_now)
        panes.timeline.rewind_all_wanted.connect(cursor.rewind_to)
        panes.read_models.moment_wanted.connect(self.moment_wanted)
        panes.detail.rewind_all_wanted.connect(cursor.rewind_to)

    def show_moment(self, moment: AsOf | None) -> None:
        """Shows that moment in every pane, and says so; None is now."""
        self._banner.show_moment(moment)
        self._tint(moment is not None)
        before, self._shown = self._shown, moment
        if before == moment:
            return
        self._panes.show_as_of(None if moment is None else moment.position)
        if moment is not None:
            self._panes.show_event(moment.position)

    def rewrite_times(self) -> None:
        """Times are to be written otherwise."""
        self._banner.rewrite()

    def take_down(self) -> None:
        """Removes the banner."""
        self._window.removeToolBar(self._banner)
        self._banner.deleteLater()

    def _tint(self, is_past: bool) -> None:
        # The parts one by one: a property of the window would have every widget in it polished again.
        parts: list[QWidget] = [self._window.menuBar(), self._window.statusBar()]
        parts += self._window.findChildren(QToolBar) + self._window.findChildren(QDockWidget)
        for part in parts:
            if bool(part.property("past")) != is_past:
                part.setProperty("past", is_past)
                part.style().unpolish(part)
                part.style().polish(part)
                part.update()
