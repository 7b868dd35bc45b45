"""Makes widgets that are there already larger or smaller: what was sized from a font follows the font."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDockWidget,
    QHeaderView,
    QTabBar,
    QToolBar,
    QWidget,
)

# Where Qt's style sheets keep a widget's own font, to give it back before another sheet is applied.
_KEPT = "_q_styleSheetWidgetFont"


def resize_widgets(app: QApplication, ratio: float) -> None:
    """Multiplies fonts that were set, rows, columns and pictures by `ratio`."""
    for widget in app.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            _resize_font(widget, ratio)
        if isinstance(widget, QHeaderView):
            _resize_sections(widget, ratio)
        elif isinstance(widget, QToolBar):
            widget.setIconSize(_times(widget.iconSize(), ratio))
        elif isinstance(widget, QAbstractButton) and not isinstance(widget.parent(), QToolBar):
            widget.setIconSize(_times(widget.iconSize(), ratio))  # a tool bar tells its own buttons


def repolish_titles(app: QApplication) -> None:
    """Lets docks and tabs take the new letters: theirs stay as they were when they were last polished."""
    for widget in app.allWidgets():
        if isinstance(widget, QDockWidget | QTabBar):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
            widget.update()


def _resize_font(widget: QWidget, ratio: float) -> None:
    font = widget.font()
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * ratio)
        widget.setFont(font)
        if widget.property(_KEPT) is not None:
            widget.setProperty(_KEPT, font)


def _resize_sections(header: QHeaderView, ratio: float) -> None:
    if header.orientation() is Qt.Orientation.Vertical:
        header.setDefaultSectionSize(round(header.defaultSectionSize() * ratio))
        return
    is_last_stretched = header.stretchLastSection()
    for number in range(header.count() - is_last_stretched):
        if header.sectionResizeMode(number) is QHeaderView.ResizeMode.Interactive:
            header.resizeSection(number, round(header.sectionSize(number) * ratio))


def _times(size: QSize, ratio: float) -> QSize:
    return QSize(round(size.width() * ratio), round(size.height() * ratio))
