"""A case to solve: a sample log of another system in a fresh log, with its story beside the panes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
from PySide6.QtCore import QObject

from app.help.story import StoryDock
from app.language import spoken
from app.window.files import free_name
from app.window.layouts import Layout

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

CASE = "shipped-twice"


class Case(QObject):
    """Brings the sample in, and shows the story once its log is open; it goes with the log."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._log: Path | None = None
        self._story: StoryDock | None = None
        window.files.opened.connect(self._opened)
        window.panes_replaced.connect(self.put_away)

    def begin(self) -> None:
        """Makes a log of the sample in the user's data folder."""
        folder = platformdirs.user_data_path("eventscope", appauthor=False) / "cases"
        folder.mkdir(parents=True, exist_ok=True)
        self._log = free_name(folder / f"{CASE}.eventlog")
        sample = files("resources") / "samples" / f"{CASE}.jsonl"
        self._window.files.import_into(Path(str(sample)), self._log)

    def put_away(self) -> None:
        """Takes the story away."""
        if self._story is not None:
            self._window.removeDockWidget(self._story)
            self._story.deleteLater()
            self._story = None

    def _opened(self, log: Any) -> None:
        self.put_away()
        if log.path == self._log:
            self._window.panes.arrange(Layout.DEBUG)
            self._story = StoryDock(f"story-{CASE}", spoken().value, self._window)
