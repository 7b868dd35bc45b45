"""Connects the state's tree with the panel that says who set a field."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.owned import owned_submit
from app.rewind.blame_presenter import BlamePresenter
from app.rewind.details import Details
from app.rewind.state import RewindState
from app.rewind.state_tree import StateTree
from infra.open_log import OpenLog


class Blaming(QObject):
    """Asks for the chosen field as long as the panel is open. `version_wanted(version)` to go to a setter."""

    version_wanted = Signal(int)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, tree: StateTree, details: Details, parent: QObject) -> None:
        super().__init__(parent)
        self._tree = tree
        self._details = details
        self._shown = RewindState()
        self._jumped: int | None = None
        panel = details.blame
        self._presenter = BlamePresenter(owned_submit(jobs, self), panel.show_state, self.failed.emit)
        details.blame_toggled.connect(self._toggled)
        tree.blame_wanted.connect(self.blame)
        tree.field_chosen.connect(self._chosen)
        panel.field_asked.connect(self._ask)
        panel.version_wanted.connect(self._jump)
        panel.causes_wanted.connect(self._presenter.explain)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds it to a log, or to none."""
        self._presenter.show_log(log)

    def blame(self, path: str) -> None:
        """Shows who set a field of the state."""
        if not self._details.is_blaming:
            self._details.blame_button.setChecked(True)  # asks for the chosen field by itself
        if path:
            self._ask(path)

    def follow(self, state: RewindState) -> None:
        """Another version is shown: the field is asked about as seen from there."""
        self._shown = state
        asked = self._presenter.state
        if not self._details.is_blaming or not asked.stream or state.shown == self._jumped:
            return
        if state.shown != state.version:
            return  # the hand is still moving
        self._jumped = None
        if asked.stream == state.stream:
            self._presenter.ask(state.stream, asked.path, state.shown)
        else:
            self._presenter.forget()

    def _toggled(self, is_on: bool) -> None:
        if not is_on:
            self._presenter.forget()
        elif self._tree.currentIndex().isValid():
            self._ask(self._tree.current_path())
        else:
            self._details.blame.ask_for_path()

    def _chosen(self, path: str) -> None:
        if self._details.is_blaming:
            self._ask(path)

    def _ask(self, path: str) -> None:
        self._jumped = None
        self._presenter.ask(self._shown.stream, path, self._shown.shown)

    def _jump(self, version: int) -> None:
        """To a setter, while the list of setters stays as it is."""
        self._jumped = version
        self.version_wanted.emit(version)
