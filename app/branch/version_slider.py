"""A slider over the versions that a stream has on one side of a branch."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from app.figures import grouped
from app.plain_text import PlainLabel
from app.theme import MEDIUM

_PAGES = 10  # that a click beside the handle divides the stream into


class VersionSlider(QWidget):
    """`sought(version)` while a person moves it, by mouse or by the arrow keys."""

    sought = Signal(int)

    def __init__(self, name: str, told: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName(name)
        self.slider.setAccessibleName(told)
        self.slider.setToolTip(told)
        self.slider.valueChanged.connect(self.sought)
        self._about = PlainLabel(self)
        self._about.setObjectName(f"{name}.about")
        self._about.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEDIUM)
        row.addWidget(self.slider, 1)
        row.addWidget(self._about)

    def show_version(self, version: int, last: int) -> None:
        """Shows where one is; a stream that is not there has nothing to move through."""
        with QSignalBlocker(self.slider):
            self.slider.setMaximum(last)
            self.slider.setPageStep(max(1, last // _PAGES))
            if not self.slider.isSliderDown():  # the hand is ahead of what is shown
                self.slider.setValue(version)
        self.slider.setEnabled(last > 0)
        self._about.setText(self.tr("version {0} of {1}").format(grouped(version), grouped(last)))
