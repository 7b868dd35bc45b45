"""The fonts that come with the program, and the one scale of type: caption, body, heading, title, monospace.

Inter is for reading, JetBrains Mono for what must line up; Chinese, Japanese and Korean come from the
system's fonts, the reader's own variant first. Sizes are points: they follow the system's text scaling.

A widget is given its font when it is made: Qt takes fonts that are set on shown widgets back whenever the
application's style sheet is another one.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

_TEXT, _MONO = "Inter", "JetBrains Mono"
# By the territory or script of the reader; the same character is drawn differently in each.
_HAN = {
    "TW": ("Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei UI"),
    "HK": ("Noto Sans CJK HK", "Noto Sans HK", "PingFang HK", "Microsoft JhengHei UI"),
    "JP": ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic UI"),
    "KR": ("Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"),
}
_SIMPLIFIED = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei UI"),
    "WenQuanYi Micro Hei",
)

_BODY = 13.0 if sys.platform == "darwin" else 9.75  # 13 pixels: a point is a pixel on macOS, 4/3 elsewhere
_CAPTION, _HEADING, _TITLE, _CODE = 0.86, 1.1, 1.85, 0.95  # of the body's size
_SCALE = "eventscope.scale"


def install() -> None:
    """Makes the program's fonts known to Qt; once per application."""
    _load()


@cache
def _load() -> None:
    for each in files("resources").joinpath("fonts").iterdir():
        if each.name.endswith((".otf", ".ttf")):
            with as_file(each) as path:
                QFontDatabase.addApplicationFont(str(Path(path)))


def scale() -> float:
    """How much larger than usual everything is: 1 unless enlarged."""
    app = QApplication.instance()
    kept = app.property(_SCALE) if app is not None else None
    return float(kept) if isinstance(kept, float) else 1.0


def rescale(app: QApplication, factor: float) -> None:
    """From here on fonts are made at `factor` times their usual size."""
    app.setProperty(_SCALE, float(factor))


def points(share: float = 1.0) -> float:
    """A size as a share of the body's, in points, at the present scale.

    Where the reader has made the system's text larger, ours is larger too.
    """
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return round(max(_BODY, system - 1) * share * scale(), 2)


def body() -> QFont:
    """For everything that is read; figures are equally wide, so that they line up in columns."""
    font = QFont([_TEXT, *_han_families()])
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPointSizeF(points())
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # letters stand where Inter puts them
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def caption() -> QFont:
    """For what stands beside or below the matter: units, hints, counts."""
    font = body()
    font.setPointSizeF(points(_CAPTION))
    return font


def heading() -> QFont:
    """For the one line of a pane that says what it shows."""
    font = body()
    font.setPointSizeF(points(_HEADING))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def title() -> QFont:
    """For the one line of a page that says where one is."""
    font = body()
    font.setPointSizeF(points(_TITLE))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def monospace() -> QFont:
    """For JSON, ids and whatever must line up. No ligatures: what was recorded is shown letter by letter."""
    font = QFont([_MONO, *_han_families()])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPointSizeF(points(_CODE))
    for ligature in ("calt", "liga"):
        font.setFeature(QFont.Tag(ligature), 0)
    return font


def style_values() -> dict[str, str]:
    """The sizes and families that the style sheet names."""
    return {
        "han": f'"{(*_han_families(), _TEXT)[0]}"',
        "caption": f"{points(_CAPTION)}pt",
        "body": f"{points()}pt",
        "heading": f"{points(_HEADING)}pt",
        "title": f"{points(_TITLE)}pt",
    }


@cache
def _han_families() -> tuple[str, ...]:
    """The installed family for Chinese, Japanese and Korean that suits the reader, if there is one."""
    names = {name.rpartition("-")[2] for name in QLocale.system().uiLanguages()}
    wanted = [family for territory, families in _HAN.items() if territory in names for family in families]
    for family in (*wanted, *_SIMPLIFIED):
        if QFontDatabase.hasFamily(family):
            return (family,)
    return ()
