"""How everything looks: spacing, type, colours by role in light and dark, event-type colours, icons."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Any

import qtawesome
from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

# One scale of distances, in device-independent pixels.
TIGHT, SMALL, MEDIUM, LARGE, HUGE = 2, 4, 8, 16, 32


class Role(StrEnum):
    """What a colour is for. Widgets know roles, never colours."""

    WINDOW = "window"
    SURFACE = "surface"
    RAISED = "raised"
    BORDER = "border"
    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
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


LIGHT: Mapping[Role, str] = MappingProxyType(
    {
        Role.WINDOW: "#f4f5f7",
        Role.SURFACE: "#ffffff",
        Role.RAISED: "#eceef2",
        Role.BORDER: "#d5d9e0",
        Role.TEXT: "#1d2129",
        Role.MUTED: "#5a6372",
        Role.ACCENT: "#2f5fd0",
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
    }
)
DARK: Mapping[Role, str] = MappingProxyType(
    {
        Role.WINDOW: "#1b1d22",
        Role.SURFACE: "#22252b",
        Role.RAISED: "#2c3038",
        Role.BORDER: "#3a3f49",
        Role.TEXT: "#e4e7ec",
        Role.MUTED: "#a3abb8",
        Role.ACCENT: "#8ab0ff",
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
    }
)

# Eight hues that stay apart for colour-blind eyes, after Okabe & Ito, "Color Universal Design" (2008),
# darkened for light and lightened for dark surfaces until they reach 3:1 as marks.
_MARKS_LIGHT = ("#0067a5", "#b34700", "#00785a", "#a83f7a", "#7a6a00", "#3a7ca8", "#8c3b2e", "#5b5b8f")
_MARKS_DARK = ("#56b4e9", "#f0883e", "#2fc79a", "#e29ac4", "#e6d84a", "#8fd0f0", "#e08a7a", "#b0b0ea")


class Scheme(StrEnum):
    """What a person can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of the application; emits `changed` when it is another one."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """What was chosen."""
        return self._scheme

    def choose(self, scheme: Scheme) -> None:
        """Light, dark, or as the system says."""
        self._scheme = scheme
        self._apply()

    def _system_changed(self, _scheme: object) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        is_dark = self._scheme is Scheme.DARK or (
            self._scheme is Scheme.SYSTEM
            and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        colours = DARK if is_dark else LIGHT
        self._app.setProperty("eventscope.dark", is_dark)
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(style_sheet(colours))
        self.changed.emit()


def is_dark() -> bool:
    """Whether the dark colours are in use."""
    app = QApplication.instance()
    return bool(app is not None and app.property("eventscope.dark"))


def colour(role: Role) -> QColor:
    """The present colour of a role."""
    return _colour((DARK if is_dark() else LIGHT)[role])


def mark(name: str) -> QColor:
    """The colour of an event type: the same for the same name, always."""
    marks = _MARKS_DARK if is_dark() else _MARKS_LIGHT
    return _colour(marks[hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=2).digest()[0] % 8])


@cache
def _colour(name: str) -> QColor:
    return QColor(name)


def icon(name: str, role: Role = Role.MUTED) -> QIcon:
    """An icon of the one family in use (Phosphor), by its name there, e.g. "play"; it follows the theme."""
    _icon(name, role, is_dark())  # a name that is not there is a fault here, not in the middle of painting
    return QIcon(_ThemedEngine(name, role))


class _ThemedEngine(QIconEngine):
    """Paints an icon in the colour that its role has when it is painted."""

    def __init__(self, name: str, role: Role) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        self._now().paint(painter, rect, Qt.AlignmentFlag.AlignCenter, mode, state)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._now().pixmap(size, mode, state)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self._now().pixmap(size, scale, mode, state)

    def _now(self) -> QIcon:
        return _icon(self._name, self._role, is_dark())

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._role)

    def isNull(self) -> bool:
        return False


@cache
def _icon(name: str, role: Role, _dark: bool) -> QIcon:
    shown: Any = qtawesome.icon(
        f"ph.{name}",
        color=colour(role),
        color_selected=colour(role),
        color_disabled=_faded(),
        color_on=colour(Role.ACCENT),
    )
    assert isinstance(shown, QIcon)
    return shown


def _faded() -> QColor:
    faded = QColor(colour(Role.MUTED))
    faded.setAlphaF(0.4)
    return faded


def monospace() -> QFont:
    """For JSON, ids and whatever must line up."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(max(QApplication.font().pointSizeF() - 0.5, 7.0))
    return font


def heading() -> QFont:
    """For the one line of a pane that says what it shows."""
    font = QFont(QApplication.font())
    font.setWeight(QFont.Weight.DemiBold)
    return font


def palette(colours: Mapping[Role, str]) -> QPalette:
    """The Qt palette of a set of colours."""
    p = QPalette
    roles = {
        p.ColorRole.Window: Role.WINDOW,
        p.ColorRole.WindowText: Role.TEXT,
        p.ColorRole.Base: Role.SURFACE,
        p.ColorRole.AlternateBase: Role.WINDOW,
        p.ColorRole.Text: Role.TEXT,
        p.ColorRole.Button: Role.RAISED,
        p.ColorRole.ButtonText: Role.TEXT,
        p.ColorRole.BrightText: Role.DANGER,
        p.ColorRole.Highlight: Role.SELECTION,
        p.ColorRole.HighlightedText: Role.TEXT,
        p.ColorRole.Accent: Role.ACCENT,
        p.ColorRole.Link: Role.ACCENT,
        p.ColorRole.LinkVisited: Role.ACCENT,
        p.ColorRole.ToolTipBase: Role.RAISED,
        p.ColorRole.ToolTipText: Role.TEXT,
        p.ColorRole.PlaceholderText: Role.MUTED,
        p.ColorRole.Mid: Role.BORDER,
        p.ColorRole.Midlight: Role.BORDER,
        p.ColorRole.Dark: Role.BORDER,
        p.ColorRole.Light: Role.RAISED,
        p.ColorRole.Shadow: Role.BORDER,
    }
    made = QPalette()
    for qt_role, role in roles.items():
        made.setColor(qt_role, QColor(colours[role]))
    for qt_role in (p.ColorRole.Text, p.ColorRole.WindowText, p.ColorRole.ButtonText):
        made.setColor(p.ColorGroup.Disabled, qt_role, QColor(colours[Role.MUTED]))
    return made


def style_sheet(colours: Mapping[Role, str]) -> str:
    """The little that a palette cannot say."""
    folder = Path(str(files("resources")))
    template = (folder / "style.qss").read_text("utf-8")
    values = {role.value: value for role, value in colours.items()}
    values["icons"] = (folder / "icons").as_posix()
    values["scheme"] = "dark" if colours is DARK else "light"
    return Template(template).substitute(values)


def marks(dark: bool) -> tuple[str, ...]:
    """The event-type colours of a scheme."""
    return _MARKS_DARK if dark else _MARKS_LIGHT
