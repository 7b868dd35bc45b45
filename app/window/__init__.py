"""The main window: assembles the panes, menus, tasks and messages."""

from app.window.main_window import MainWindow

__all__ = ["MainWindow"]
