"""What can be done from the window's menus and tool bar, declared in one place."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.theme import icon


class ActionSpec(msgspec.Struct, frozen=True):
    """One action. `needs` is "" (always), "log" (an open log), "writable" (one to write to) or "past".

    "past" is never yet: it waits for the cursor that takes the whole window back in time.
    """

    name: str
    text: str
    menu: str
    shortcut: str = ""
    picture: str = ""
    needs: str = ""
    help: str = ""
    short: str = ""  # for the tool bar, where it is not the text


ACTIONS = (
    ActionSpec("action.new", "New log…", "File", "Ctrl+N", "file-plus", help="Make a new, empty log"),
    ActionSpec(
        "action.open", "Open log…", "File", "Ctrl+O", "folder-open", help="Open a log file", short="Open"
    ),
    ActionSpec(
        "action.import",
        "Import…",
        "File",
        "Ctrl+I",
        "download-simple",
        help="Bring JSON lines, OCEL or XES in",
    ),
    ActionSpec(
        "action.export",
        "Export…",
        "File",
        "Ctrl+E",
        "upload-simple",
        "log",
        "Write the shown events to a file",
    ),
    ActionSpec("action.quit", "Quit", "File", "Ctrl+Q"),
    ActionSpec(
        "action.undo_command",
        "Undo last command…",
        "Edit",
        "Ctrl+Z",
        "arrow-u-up-left",
        "writable",
        "Take the newest command back",
        "Undo",
    ),
    ActionSpec("action.preferences", "Preferences…", "Edit", "Ctrl+,", "gear"),
    ActionSpec("action.go_to", "Go to…", "Go", "Ctrl+G", "crosshair", "log", "To a position, time or stream"),
    ActionSpec(
        "action.find",
        "Filter events",
        "Go",
        "Ctrl+F",
        "funnel",
        "log",
        "Put the cursor into the filter",
        "Filter",
    ),
    ActionSpec(
        "action.return_to_now",
        "Return to now",
        "Go",
        "Ctrl+Shift+N",
        "clock-clockwise",
        "past",
        "Leave the past that all panes show",
    ),
    ActionSpec(
        "action.demo", "Run the demo", "Help", "", "play-circle", help="A day at the shop, live", short="Demo"
    ),
    ActionSpec("action.about", "About Eventscope", "Help"),
)


class Actions:
    """The window's actions by name, in its menus and its tool bar."""

    def __init__(self, window: QMainWindow, callbacks: dict[str, Callable[[], object]]) -> None:
        self._by_name: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, window)
            action.setObjectName(spec.name)
            action.setToolTip(f"{spec.help or spec.text} ({spec.shortcut})" if spec.shortcut else spec.help)
            if spec.shortcut:
                action.setShortcut(QKeySequence(spec.shortcut))
            if spec.picture:
                action.setIcon(icon(spec.picture))
            if spec.name in callbacks:
                action.triggered.connect(callbacks[spec.name])
            action.setIconText(spec.short or spec.text.rstrip("…"))
            self._by_name[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def of_menu(self, menu: str) -> list[QAction]:
        """The actions of a menu, in their order."""
        return [self._by_name[spec.name] for spec in ACTIONS if spec.menu == menu]

    def enable(self, *, has_log: bool, is_writable: bool) -> None:
        """Enables what makes sense now."""
        for spec in ACTIONS:
            possible = {"": True, "log": has_log, "writable": is_writable, "past": False}[spec.needs]
            self._by_name[spec.name].setEnabled(possible)
