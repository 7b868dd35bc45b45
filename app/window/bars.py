"""The window's menus, tool bar and status bar, made from its declared actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenuBar,
    QSizePolicy,
    QStatusBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from app.jobs import Jobs
from app.theme import MEDIUM, icon
from app.window.actions import Actions
from app.window.source_label import SourceLabel
from app.window.tasks import TaskBar
from app.words import QT_TRANSLATE_NOOP, translate

_TOOLS = (
    *("back", "forward", "", "open", "import", "export", "", "undo_command", ""),
    *("palette", "go_to", "find", "rewind_all"),
)
_PICTURE_ONLY = ("back", "forward")
_AT_THE_END = ("demo",)
_MENUS = (
    QT_TRANSLATE_NOOP("Menus", "File"),
    QT_TRANSLATE_NOOP("Menus", "Edit"),
    QT_TRANSLATE_NOOP("Menus", "Go"),
    QT_TRANSLATE_NOOP("Menus", "Tools"),
)


class Bars:
    """Makes them; `take_down` removes them, for they are made again in another language."""

    def __init__(
        self, window: QMainWindow, actions: Actions, docks: Iterable[QDockWidget], jobs: Jobs
    ) -> None:
        self._window = window
        menus = window.menuBar()
        for name in _MENUS:
            menus.addMenu(translate("Menus", name)).addActions(actions.of_menu(name))
        view = menus.addMenu(translate("Menus", "View"))
        view.addActions([dock.toggleViewAction() for dock in docks])
        view.addSeparator()
        view.addActions(actions.of_menu("View"))
        layout = view.addMenu(translate("Menus", "Layout"))
        layout.addActions(actions.of_menu("Layout"))
        menus.addMenu(translate("Menus", "Help")).addActions(actions.of_menu("Help"))
        self.tools = self._tool_bar(actions)
        self.source = SourceLabel(window)
        self.source.setContentsMargins(MEDIUM, 0, 0, 0)
        window.statusBar().addWidget(self.source, 1)
        self.tasks = TaskBar(jobs, window)
        window.statusBar().addPermanentWidget(self.tasks)

    def take_down(self) -> None:
        """Removes menus and bars."""
        self._window.removeToolBar(self.tools)
        self.tools.deleteLater()
        self._window.setMenuBar(QMenuBar(self._window))  # the one before is deleted, with its menus
        self._window.setStatusBar(QStatusBar(self._window))

    def _tool_bar(self, actions: Actions) -> QToolBar:
        bar = self._window.addToolBar(translate("Menus", "Main"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.toggleViewAction().setEnabled(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(bar.iconSize() * 0.75)
        for name in _TOOLS:
            _add(bar, actions, name)
        space = QWidget(bar)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        for name in _AT_THE_END:
            _add(bar, actions, name)
        more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:  # leads to what has no room; Qt's own picture cannot be seen on dark ground
            more.setIcon(icon("caret-double-right"))
            more.setAccessibleName(translate("Menus", "More"))
            more.setToolTip(translate("Menus", "More"))
        return bar


def _add(bar: QToolBar, actions: Actions, name: str) -> None:
    if not name:
        bar.addSeparator()
        return
    action = actions[f"action.{name}"]
    bar.addAction(action)
    button = bar.widgetForAction(action)
    button.setObjectName(f"toolbar.{name}")
    button.setAccessibleName(action.text().rstrip("…"))
    if name in _PICTURE_ONLY and isinstance(button, QToolButton):
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
