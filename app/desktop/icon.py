"""The program's own icon."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtGui import QIcon


def program_icon() -> QIcon:
    """For windows, task bars and the About box."""
    return QIcon(str(files("resources") / "desktop" / "eventscope.svg"))
