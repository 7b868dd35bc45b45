"""Help in the window: F1 shows the page of the pane one is in, and the keys are listed from the actions."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.help import HelpWindow
from app.help.keys import Keys, Section, plain
from app.help.window import KEYBOARD
from app.language import spoken
from app.window.actions import ACTIONS, Actions
from app.window.pane_focus import PaneFocus
from app.window.panes import Panes
from app.words import translate

_MENUS = ("File", "Edit", "Go", "Tools", "View", "Layout", "Help")


class Helping(QObject):
    """Makes the window of help when it is first asked for."""

    def __init__(self, window: QMainWindow, actions: Actions, panes: Panes, focus: PaneFocus) -> None:
        super().__init__(window)
        self._window, self._actions, self._panes, self._focus = window, actions, panes, focus
        self._help: HelpWindow | None = None

    def show_pane(self) -> None:
        """The page of the pane that the keyboard is in; without a log, that of the welcome page."""
        is_at_work = any(dock.isVisible() for dock in self._panes.docks.values())
        name = (self._focus.current or "pane.window") if is_at_work else "pane.welcome"
        self._open(name.removeprefix("pane."))

    def show_keys(self) -> None:
        """The page on the keyboard."""
        self._open(KEYBOARD)

    def take_down(self) -> None:
        """Another language is spoken: help is made again in it."""
        if self._help is not None:
            self._help.close()
            self._help.deleteLater()
        self.deleteLater()

    def _open(self, page: str) -> None:
        if self._help is None:
            self._help = HelpWindow(spoken().value, self._window)
        self._help.show_page(page, self._sections())

    def _sections(self) -> tuple[Section, ...]:
        """The keys of the window, by menu."""
        menus = [
            Section(
                plain(translate("Menus", menu)),
                tuple(
                    Keys(plain(_native(keys)), plain(self._actions[spec.name].text().rstrip("…")))
                    for spec in ACTIONS
                    if spec.menu == menu and (keys := self._actions[spec.name].shortcuts())
                ),
            )
            for menu in _MENUS
        ]
        panes = tuple(
            Keys(plain(_native([QKeySequence(keys)])), plain(self._panes.docks[name].windowTitle()))
            for name, keys in self._focus.keys.items()
        )
        return (*menus, Section(plain(self.tr("To a pane; in it, puts it away")), panes))


def _native(keys: list[QKeySequence]) -> str:
    return ", ".join(each.toString(QKeySequence.SequenceFormat.NativeText) for each in keys)
