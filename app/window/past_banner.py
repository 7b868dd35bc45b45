"""The banner over the whole window that says: this is the past; with a slider through the log's time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolBar,
    QToolButton,
    QWidget,
)

from app.figures import grouped
from app.moments import duration_text, exact_time_text, time_text
from app.plain_text import PlainLabel, plain_tip
from app.theme import LARGE, MEDIUM, SMALL, Role, heading, icon
from infra import clock
from infra.as_of import AsOf

_LEAST_LETTERS = 30  # how wide the slider is at least
_TICKS = 100_000  # Qt counts in 32 bits, positions do not


class PastBanner(QToolBar):
    """Shown while the window is in the past.

    `position_wanted(position)` when the slider is moved, `earlier_wanted()`, `later_wanted()`,
    `now_wanted()`.
    """

    position_wanted = Signal(object)
    earlier_wanted = Signal()
    later_wanted = Signal()
    now_wanted = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("past_banner")
        self.setMovable(False)
        self.setWindowTitle(self.tr("The past"))
        self.toggleViewAction().setEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._moment: AsOf | None = None
        self._build()

    def show_moment(self, moment: AsOf | None) -> None:
        """Says which moment is shown; goes away for now."""
        self._moment = moment
        self.setVisible(moment is not None)
        if moment is None:
            return
        self._title.setText(self.tr("The past, as of position {0}").format(grouped(moment.position)))
        ago = duration_text((clock.now() - moment.recorded_at).total_seconds())
        self._about.setText(self.tr("{0}, {1} ago").format(time_text(moment.recorded_at), ago))
        self._about.setToolTip(exact_time_text(moment.recorded_at))
        event = self.tr("after {0} of {1}, version {2}").format(
            moment.type, moment.stream, grouped(moment.version)
        )
        self._event.setText(event)
        self._title.setToolTip(plain_tip(event))
        self._make_room()
        self._earlier.setEnabled(moment.position > moment.first)
        with QSignalBlocker(self._slider):
            self._slider.setMaximum(min(max(moment.last - moment.first, 1), _TICKS))
            self._slider.setPageStep(max(self._slider.maximum() // 20, 1))
            if not self._slider.isSliderDown():
                self._slider.setValue(tick_of(moment, self._slider.maximum()))

    def rewrite(self) -> None:
        """Times are to be written otherwise."""
        self.show_moment(self._moment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._paint()

    def _paint(self) -> None:
        self._picture.setPixmap(icon("clock-counter-clockwise", Role.PAST).pixmap(18, 18))

    def _make_room(self) -> None:
        """The event is told where there is room beside the slider; two panes tell it anyway."""
        others = (self._title, self._about, self._now, self._earlier, self._later)
        taken = sum(widget.sizeHint().width() + MEDIUM for widget in others) + 4 * LARGE
        least = _LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        self._content.setMinimumWidth(taken + least)  # the event must not keep the window wide
        self._event.setVisible(taken + self._event.sizeHint().width() + least < self.width())

    def _build(self) -> None:
        self._picture = QLabel(self)
        self._paint()
        self._title = _label("past_banner.title", "past", self)
        self._title.setFont(heading())
        self._title.setAccessibleName(self.tr("The moment that the window shows"))
        self._about = _label("past_banner.about", "muted", self)
        self._event = _label("past_banner.event", "muted", self)
        self._earlier = self._step("past_banner.earlier", "caret-left", self.tr("One event back (Alt+Up)"))
        self._earlier.clicked.connect(self.earlier_wanted)
        self._later = self._step("past_banner.later", "caret-right", self.tr("One event on (Alt+Down)"))
        self._later.clicked.connect(self.later_wanted)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setObjectName("past_banner.slider")
        self._slider.setAccessibleName(self.tr("Moment in the log"))
        self._slider.setToolTip(self.tr("Drag through the log's events, from the first to the newest"))
        self._slider.valueChanged.connect(self._moved)
        self._now = QPushButton(self.tr("Return to now (Esc)"), self)
        self._now.setObjectName("past_banner.now")
        self._now.setAccessibleName(self.tr("Return to now"))
        self._now.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._now.clicked.connect(self.now_wanted)
        content = QWidget(self)
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(content)
        row.setContentsMargins(MEDIUM, SMALL, LARGE, SMALL)
        row.setSpacing(MEDIUM)
        for widget in (self._picture, self._title, self._about, self._event, self._earlier):
            row.addWidget(widget)
        row.addWidget(self._slider, 1)
        row.addWidget(self._later)
        row.addWidget(self._now)
        self.addWidget(content)
        self._content = content

    def _step(self, name: str, picture: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icon(picture, Role.PAST))
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _moved(self, tick: int) -> None:
        if self._moment is not None:
            self.position_wanted.emit(position_of(self._moment, tick, self._slider.maximum()))


def position_of(moment: AsOf, tick: int, ticks: int) -> int:
    """The position that a place on the slider stands for."""
    return moment.first + tick * (moment.last - moment.first) // max(ticks, 1)


def tick_of(moment: AsOf, ticks: int) -> int:
    """Where on the slider a moment is."""
    span = max(moment.last - moment.first, 1)
    return (moment.position - moment.first) * ticks // span


def _label(name: str, role: str, parent: QWidget) -> PlainLabel:
    label = PlainLabel(parent)
    label.setObjectName(name)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
