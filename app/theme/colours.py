"""Colours by role, in light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

_DARK = "eventscope.dark"


class Role(StrEnum):
    """What a colour is for. Widgets know roles, never colours.

    FIELD frames what can be filled in, so that it is seen (3:1); BORDER only divides. FAINT is for what
    cannot be used now.
    """

    WINDOW = "window"
    SURFACE = "surface"
    RAISED = "raised"
    BORDER = "border"
    FIELD = "field"
    TEXT = "text"
    MUTED = "muted"
    FAINT = "faint"
    ACCENT = "accent"
    ACCENT_STRONG = "accent_strong"
    ON_ACCENT = "on_accent"
    SELECTION = "selection"
    DANGER = "danger"
    WARNING = "warning"
    SUCCESS = "success"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    ADDED_BACK = "added_back"
    REMOVED_BACK = "removed_back"
    CHANGED_BACK = "changed_back"
    PAST = "past"  # what says that the window shows the past
    PAST_BACK = "past_back"


LIGHT: Mapping[Role, str] = MappingProxyType(
    {
        Role.WINDOW: "#f4f5f7",
        Role.SURFACE: "#ffffff",
        Role.RAISED: "#eceef2",
        Role.BORDER: "#dfe2e8",
        Role.FIELD: "#858d9b",
        Role.TEXT: "#1d2129",
        Role.MUTED: "#5a6372",
        Role.FAINT: "#9299a6",
        Role.ACCENT: "#2f5fd0",
        Role.ACCENT_STRONG: "#244dae",
        Role.ON_ACCENT: "#ffffff",
        Role.SELECTION: "#d9e4fb",
        Role.DANGER: "#b3261e",
        Role.WARNING: "#8a5300",
        Role.SUCCESS: "#1b6e3c",
        Role.ADDED: "#1b6e3c",
        Role.REMOVED: "#b3261e",
        Role.CHANGED: "#7a4f00",
        Role.ADDED_BACK: "#e3f4e8",
        Role.REMOVED_BACK: "#fbe6e4",
        Role.CHANGED_BACK: "#fbf0d9",
        Role.PAST: "#6a3fb5",
        Role.PAST_BACK: "#e9e0fa",
    }
)
DARK: Mapping[Role, str] = MappingProxyType(
    {
        Role.WINDOW: "#1b1d22",
        Role.SURFACE: "#22252b",
        Role.RAISED: "#2c3038",
        Role.BORDER: "#353a43",
        Role.FIELD: "#6f7785",
        Role.TEXT: "#e4e7ec",
        Role.MUTED: "#a3abb8",
        Role.FAINT: "#767e8b",
        Role.ACCENT: "#8ab0ff",
        Role.ACCENT_STRONG: "#a9c5ff",
        Role.ON_ACCENT: "#10182c",
        Role.SELECTION: "#33436a",
        Role.DANGER: "#ff9a91",
        Role.WARNING: "#f0b35a",
        Role.SUCCESS: "#7ed39b",
        Role.ADDED: "#7ed39b",
        Role.REMOVED: "#ff9a91",
        Role.CHANGED: "#f0c06a",
        Role.ADDED_BACK: "#203a2b",
        Role.REMOVED_BACK: "#452725",
        Role.CHANGED_BACK: "#40361f",
        Role.PAST: "#c9adff",
        Role.PAST_BACK: "#382a55",
    }
)


def is_dark() -> bool:
    """Whether the dark colours are in use."""
    app = QApplication.instance()
    return bool(app is not None and app.property(_DARK))


def use_dark(app: QApplication, dark: bool) -> None:
    """From here on colours are those of the dark or the light scheme."""
    app.setProperty(_DARK, dark)


def colour(role: Role) -> QColor:
    """The present colour of a role."""
    return named_colour((DARK if is_dark() else LIGHT)[role])


@cache
def named_colour(name: str) -> QColor:
    """A colour by its "#rrggbb", made once."""
    return QColor(name)
