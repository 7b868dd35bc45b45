"""The look of the application as a whole: the chosen scheme and scale, Qt's palette, the style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.theme import scaling, typography
from app.theme.colours import DARK, LIGHT, Role, use_dark

_PIXELS = re.compile(r"\b(\d+)px")
_HAIRLINE = 2  # lines stay as thin as they are at any scale


class Scheme(StrEnum):
    """What a person can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of the application; emits `changed` when it is another one."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM, scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        typography.install()
        typography.rescale(app, scale)
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

    def enlarge(self, factor: float) -> None:
        """Everything at `factor` times its usual size: type, rows, columns and the distances around them."""
        ratio = factor / typography.scale()
        typography.rescale(self._app, factor)
        self._app.setStyleSheet("")  # its fonts go, so that those which widgets were given can be told
        scaling.resize_widgets(self._app, ratio)
        self._apply()
        scaling.repolish_titles(self._app)

    def _system_changed(self, _scheme: object) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        is_dark = self._scheme is Scheme.DARK or (
            self._scheme is Scheme.SYSTEM
            and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        colours = DARK if is_dark else LIGHT
        use_dark(self._app, is_dark)
        self._app.setFont(typography.body())
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(style_sheet(colours))
        self.changed.emit()


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
        made.setColor(p.ColorGroup.Disabled, qt_role, QColor(colours[Role.FAINT]))
    return made


def style_sheet(colours: Mapping[Role, str]) -> str:
    """The little that a palette cannot say; its distances are those of the present scale."""
    folder = Path(str(files("resources")))
    template = (folder / "style.qss").read_text("utf-8")
    values = {role.value: value for role, value in colours.items()} | typography.style_values()
    values["icons"] = (folder / "icons").as_posix()
    values["scheme"] = "dark" if colours is DARK else "light"
    return _PIXELS.sub(_scaled, Template(template).substitute(values))


def _scaled(found: re.Match[str]) -> str:
    pixels = int(found[1])
    return found[0] if pixels <= _HAIRLINE else f"{round(pixels * typography.scale())}px"
