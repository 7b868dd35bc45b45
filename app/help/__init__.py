"""Help in the window: the page of the pane that one is in (F1), an index of all, and the keys."""

from app.help.window import HelpWindow

__all__ = ["HelpWindow"]
