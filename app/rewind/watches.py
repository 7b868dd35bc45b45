"""The watches under the slider: one track for each watched expression."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Jobs
from app.owned import owned_submit
from app.rewind.watch_memory import WatchMemory
from app.rewind.watch_track import WatchTrack
from app.rewind.watches_presenter import WatchesPresenter, WatchesState
from app.theme import TIGHT
from infra.open_log import OpenLog

_MOST_SHOWN = 3  # tracks; of more one scrolls


class WatchesPanel(QScrollArea):
    """Shows the tracks, aligned with a slider. `version_wanted(version)` when one is clicked.

    Takes no room while nothing is watched.
    """

    version_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, slider: QSlider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rewind.watches")
        self.setAccessibleName(self.tr("Watches"))
        self.setProperty("role", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._slider = slider
        slider.installEventFilter(self)
        self._inner = QWidget(self)
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(TIGHT)
        self._column.addStretch()
        self.setWidget(self._inner)
        self._tracks: dict[str, WatchTrack] = {}
        self._presenter = WatchesPresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        self._show(self._presenter.state)

    def remember_in(self, memory: WatchMemory) -> None:
        """From now on what is watched is remembered there."""
        self._presenter.remember_in(memory)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the panel to a log, or to none."""
        self._presenter.show_log(log)

    def show_place(self, stream: str, last: int, version: int) -> None:
        """Follows the slider."""
        self._presenter.show_place(stream, last, version)

    def watch(self, expression: str) -> None:
        """Adds a watch."""
        self._presenter.add(expression)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._slider and event.type() in (
            QEvent.Type.Resize,
            QEvent.Type.Move,
            QEvent.Type.Show,
        ):
            self._align()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height(_MOST_SHOWN))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self._height(1))

    def _height(self, most: int) -> int:
        """That of so many tracks, or of as many as there are."""
        return sum([track.sizeHint().height() + TIGHT for track in self._tracks.values()][:most])

    def _show(self, state: WatchesState) -> None:
        wanted = [watch.expression for watch in state.watches]
        if list(self._tracks) != wanted:
            self._set_tracks(wanted)
        self.setVisible(bool(wanted))
        for watch in state.watches:
            self._tracks[watch.expression].show_watch(watch, state.last, state.version)

    def _set_tracks(self, wanted: list[str]) -> None:
        for expression in [each for each in self._tracks if each not in wanted]:
            track = self._tracks.pop(expression)
            self._column.removeWidget(track)
            track.hide()
            track.deleteLater()
        for expression in wanted:
            if expression not in self._tracks:
                track = WatchTrack(expression, self._inner)
                track.version_wanted.connect(self.version_wanted)
                track.removed.connect(self._presenter.remove)
                self._tracks[expression] = track
                self._column.insertWidget(self._column.count() - 1, track)
        self._tracks = {expression: self._tracks[expression] for expression in wanted}
        self.updateGeometry()
        self._align()

    def _align(self) -> None:
        left, right = handle_range(self._slider)
        offset = self._slider.x() - self.x()
        for track in self._tracks.values():
            track.align(left + offset, right + offset)


def handle_range(slider: QSlider) -> tuple[float, float]:
    """Where the middle of a slider's handle is at the least and at the greatest value."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    option.minimum, option.maximum = 0, 1
    found = []
    for position in (0, 1):
        option.sliderPosition = option.sliderValue = position
        handle = slider.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
        )
        found.append(handle.left() + handle.width() / 2)
    return found[0], found[1]
