"""What can be done from the window's menus and tool bar, declared in one place."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.theme import icon
from app.words import QT_TRANSLATE_NOOP, translate


class ActionSpec(msgspec.Struct, frozen=True):
    """One action. `needs` is "" (always), "log" (an open log), "writable" (one to write to) or "past".

    "past" is while the cursor has taken the whole window back in time, "writable" only while it has not.
    A `shortcut` may be several, with "; " between. "back" and "forward" are for the places visited
    (`app.window.navigation`) to say.
    """

    name: str
    text: str
    menu: str
    shortcut: str = ""
    picture: str = ""
    needs: str = ""
    help: str = ""
    short: str = ""  # for the tool bar, where it is not the text

    @property
    def texts(self) -> tuple[str, str, str]:
        """What a person reads of it, in English: text, help, short."""
        return self.text, self.help, self.short


ACTIONS = (
    ActionSpec(
        "action.new",
        QT_TRANSLATE_NOOP("Actions", "New log…"),
        "File",
        "Ctrl+N",
        "file-plus",
        help=QT_TRANSLATE_NOOP("Actions", "Make a new, empty log"),
    ),
    ActionSpec(
        "action.open",
        QT_TRANSLATE_NOOP("Actions", "Open log…"),
        "File",
        "Ctrl+O",
        "folder-open",
        help=QT_TRANSLATE_NOOP("Actions", "Open a log file"),
        short=QT_TRANSLATE_NOOP("Actions", "Open"),
    ),
    ActionSpec(
        "action.import",
        QT_TRANSLATE_NOOP("Actions", "Import…"),
        "File",
        "Ctrl+I",
        "download-simple",
        help=QT_TRANSLATE_NOOP("Actions", "Bring JSON lines, OCEL or XES in"),
    ),
    ActionSpec(
        "action.export",
        QT_TRANSLATE_NOOP("Actions", "Export…"),
        "File",
        "Ctrl+E",
        "upload-simple",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Write the shown events to a file"),
    ),
    ActionSpec("action.quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "File", "Ctrl+Q", "sign-out"),
    ActionSpec(
        "action.undo_command",
        QT_TRANSLATE_NOOP("Actions", "Undo last command…"),
        "Edit",
        "Ctrl+Z",
        "arrow-u-up-left",
        "writable",
        QT_TRANSLATE_NOOP("Actions", "Take the newest command back"),
        QT_TRANSLATE_NOOP("Actions", "Undo"),
    ),
    ActionSpec(
        "action.make_test",
        QT_TRANSLATE_NOOP("Actions", "Make a test of the history…"),
        "Edit",
        "Ctrl+Shift+T",
        "flask",
        "log",
        QT_TRANSLATE_NOOP("Actions", "The rewound stream up to the shown version, as a test for pytest"),
    ),
    ActionSpec("action.preferences", QT_TRANSLATE_NOOP("Actions", "Preferences…"), "Edit", "Ctrl+,", "gear"),
    ActionSpec(
        "action.back",
        QT_TRANSLATE_NOOP("Actions", "Back"),
        "Go",
        "Alt+Left",
        "arrow-left",
        "back",
        QT_TRANSLATE_NOOP("Actions", "To the event, version or filter seen before"),
    ),
    ActionSpec(
        "action.forward",
        QT_TRANSLATE_NOOP("Actions", "Forward"),
        "Go",
        "Alt+Right",
        "arrow-right",
        "forward",
        QT_TRANSLATE_NOOP("Actions", "Again to where Back was chosen"),
    ),
    ActionSpec(
        "action.go_to",
        QT_TRANSLATE_NOOP("Actions", "Go to…"),
        "Go",
        "Ctrl+G",
        "crosshair",
        "log",
        QT_TRANSLATE_NOOP("Actions", "To a position, time or stream"),
    ),
    ActionSpec(
        "action.palette",
        QT_TRANSLATE_NOOP("Actions", "Command palette…"),
        "Go",
        "Ctrl+K",
        "magnifying-glass",
        help=QT_TRANSLATE_NOOP("Actions", "Do or find anything by typing a little of it"),
        short=QT_TRANSLATE_NOOP("Actions", "Search"),
    ),
    ActionSpec(
        "action.find",
        QT_TRANSLATE_NOOP("Actions", "Filter events"),
        "Go",
        "Ctrl+F",
        "funnel",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Put the cursor into the filter"),
        QT_TRANSLATE_NOOP("Actions", "Filter"),
    ),
    ActionSpec(
        "action.rewind_all",
        QT_TRANSLATE_NOOP("Actions", "Rewind everything to…"),
        "Go",
        "Ctrl+Shift+G",
        "clock-counter-clockwise",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Show every pane as of a position or time"),
        QT_TRANSLATE_NOOP("Actions", "Rewind all"),
    ),
    ActionSpec(
        "action.step_earlier",
        QT_TRANSLATE_NOOP("Actions", "Everything one event back"),
        "Go",
        "Alt+Up",
        "caret-left",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Show every pane as of one event earlier"),
    ),
    ActionSpec(
        "action.step_later",
        QT_TRANSLATE_NOOP("Actions", "Everything one event on"),
        "Go",
        "Alt+Down",
        "caret-right",
        "past",
        QT_TRANSLATE_NOOP("Actions", "Show every pane as of one event later"),
    ),
    ActionSpec(
        "action.return_to_now",
        QT_TRANSLATE_NOOP("Actions", "Return to now"),
        "Go",
        "Esc; Ctrl+Shift+N",
        "clock-clockwise",
        "past",
        QT_TRANSLATE_NOOP("Actions", "Leave the past that all panes show"),
    ),
    ActionSpec(
        "action.what_if",
        QT_TRANSLATE_NOOP("Actions", "What if…"),
        "Tools",
        "Ctrl+B",
        "git-branch",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Branch from the selected event, without touching the log"),
    ),
    ActionSpec(
        "action.replay",
        QT_TRANSLATE_NOOP("Actions", "Replay commands…"),
        "Tools",
        "Ctrl+Shift+B",
        "repeat",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Decide the journal's commands again with the code of today"),
    ),
    ActionSpec(
        "action.demo",
        QT_TRANSLATE_NOOP("Actions", "Run the demo"),
        "Help",
        "",
        "play-circle",
        help=QT_TRANSLATE_NOOP("Actions", "A day at the shop, live"),
        short=QT_TRANSLATE_NOOP("Actions", "Demo"),
    ),
    ActionSpec(
        "action.case",
        QT_TRANSLATE_NOOP("Actions", "Solve a case"),
        "Help",
        "",
        "package",
        help=QT_TRANSLATE_NOOP("Actions", "The order that was shipped twice, step by step"),
    ),
    ActionSpec(
        "action.presentation",
        QT_TRANSLATE_NOOP("Actions", "Presentation mode"),
        "Layout",
        "Ctrl+Alt+P",
        "projector-screen",
        help=QT_TRANSLATE_NOOP("Actions", "Larger type, and pressed keys and clicks are shown"),
    ),
    ActionSpec(
        "action.help",
        QT_TRANSLATE_NOOP("Actions", "Help on this pane"),
        "Help",
        "F1",
        "question",
        help=QT_TRANSLATE_NOOP("Actions", "What the pane is for and how to do things in it"),
    ),
    ActionSpec(
        "action.shortcuts",
        QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"),
        "Help",
        "Ctrl+/",
        "keyboard",
        help=QT_TRANSLATE_NOOP("Actions", "All keys, of the window and of every pane"),
    ),
    ActionSpec("action.about", QT_TRANSLATE_NOOP("Actions", "About Eventscope"), "Help", "", "info"),
    ActionSpec(
        "action.larger_text",
        QT_TRANSLATE_NOOP("Actions", "Larger text"),
        "View",
        "Ctrl++",
        "magnifying-glass-plus",
        help=QT_TRANSLATE_NOOP("Actions", "Everything a step larger"),
    ),
    ActionSpec(
        "action.smaller_text",
        QT_TRANSLATE_NOOP("Actions", "Smaller text"),
        "View",
        "Ctrl+-",
        "magnifying-glass-minus",
        help=QT_TRANSLATE_NOOP("Actions", "Everything a step smaller"),
    ),
    ActionSpec(
        "action.usual_text",
        QT_TRANSLATE_NOOP("Actions", "Usual text size"),
        "View",
        "Ctrl+0",
        "text-aa",
        help=QT_TRANSLATE_NOOP("Actions", "Everything as large as it was at first"),
    ),
    ActionSpec(
        "action.layout_demo",
        QT_TRANSLATE_NOOP("Actions", "Demo layout"),
        "Layout",
        "Ctrl+Alt+1",
        "presentation",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Commands, timeline and rewind, large"),
    ),
    ActionSpec(
        "action.layout_debug",
        QT_TRANSLATE_NOOP("Actions", "Debug layout"),
        "Layout",
        "Ctrl+Alt+2",
        "bug",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Timeline, rewind and event"),
    ),
    ActionSpec(
        "action.layout_operations",
        QT_TRANSLATE_NOOP("Actions", "Operations layout"),
        "Layout",
        "Ctrl+Alt+3",
        "gauge",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Projections, journal and read models"),
    ),
    ActionSpec(
        "action.reset_layout",
        QT_TRANSLATE_NOOP("Actions", "Reset layout"),
        "Layout",
        "Ctrl+Alt+0",
        "layout",
        "log",
        QT_TRANSLATE_NOOP("Actions", "All panes where they were at first"),
    ),
)


class Actions:
    """The window's actions by name, in its menus and its tool bar."""

    def __init__(self, window: QMainWindow, callbacks: dict[str, Callable[[], object]]) -> None:
        self._by_name: dict[str, QAction] = {}
        for spec in ACTIONS:
            text, help, short = (translate("Actions", each) if each else "" for each in spec.texts)
            action = QAction(text, window)
            action.setObjectName(spec.name)
            action.setToolTip(f"{help or text} ({spec.shortcut})" if spec.shortcut else help)
            action.setStatusTip(help)
            if spec.shortcut:
                action.setShortcuts(QKeySequence.listFromString(spec.shortcut))
            if spec.picture:
                action.setIcon(icon(spec.picture))
            if spec.name in callbacks:
                action.triggered.connect(callbacks[spec.name])
            action.setIconText(short or text.rstrip("…"))
            self._by_name[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def with_picture(self, name: str) -> tuple[QAction, str]:
        """An action, and the name of its picture for where it is shown large."""
        return self._by_name[name], next(spec.picture for spec in ACTIONS if spec.name == name)

    def delete(self) -> None:
        """Takes them from the window, shortcuts and all."""
        for action in self._by_name.values():
            action.deleteLater()

    def of_menu(self, menu: str) -> list[QAction]:
        """The actions of a menu, in their order."""
        return [self._by_name[spec.name] for spec in ACTIONS if spec.menu == menu]

    def enable(self, *, has_log: bool, is_writable: bool, is_past: bool = False) -> None:
        """Enables what makes sense now."""
        for spec in ACTIONS:
            possible = {
                "": True,
                "log": has_log,
                "writable": is_writable and not is_past,
                "past": is_past,
            }.get(spec.needs)
            if possible is not None:
                self._by_name[spec.name].setEnabled(possible)
