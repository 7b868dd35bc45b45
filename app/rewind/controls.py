"""The controls that move through a stream's versions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSlider, QSpinBox, QToolButton, QWidget

from app.completer import completer
from app.figures import grouped
from app.theme import SMALL, Role, colour, icon
from app.words import QT_TRANSLATE_NOOP, translate

AS_RECORDED = -1  # in place of a pause: as long as it took then
_LONGEST, _SHORTEST = 3.0, 0.02
_HANDLE = 14  # the width of the slider's handle in style.qss
_SPEEDS = (
    (QT_TRANSLATE_NOOP("Rewind", "1 step/s"), 1000),
    (QT_TRANSLATE_NOOP("Rewind", "4 steps/s"), 250),
    (QT_TRANSLATE_NOOP("Rewind", "20 steps/s"), 50),
    (QT_TRANSLATE_NOOP("Rewind", "As recorded"), AS_RECORDED),
)


class StreamBox(QComboBox):
    """Where a stream's name is typed or chosen. `typed(text)` asks for completions, `chosen(name)` opens."""

    typed = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rewind.stream")
        self.setAccessibleName(self.tr("Stream"))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line = QLineEdit(self)
        self._line.setAccessibleName(self.tr("Stream"))
        self._line.setPlaceholderText(self.tr("Category/key, e.g. Order/O-1001"))
        self.setLineEdit(self._line)
        self._names = QStringListModel([], self)
        offered = completer(self._names, self)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        offered.activated.connect(self._chosen)
        self.setCompleter(offered)
        self._line.returnPressed.connect(self._chosen)
        self._line.textEdited.connect(self.typed)
        self.activated.connect(self._chosen)

    def show_streams(self, current: str, names: tuple[str, ...]) -> None:
        """Shows the open stream, unless a person is typing, and what can be completed."""
        if not self._line.hasFocus() and self.currentText() != current:
            self.setEditText(current)
        if tuple(self._names.stringList()) != names:
            self._names.setStringList(list(names))

    def _chosen(self) -> None:
        self.chosen.emit(self.currentText().strip())


def version_box(parent: QWidget) -> QSpinBox:
    """Where a version's number is typed."""
    box = QSpinBox(parent)
    box.setObjectName("rewind.version")
    box.setAccessibleName(translate("Rewind", "Version"))
    box.setKeyboardTracking(False)
    box.setMinimumWidth(72)
    box.lineEdit().setTextMargins(SMALL, 0, 0, 0)
    return box


_TOLD = 20  # versions with notes that are read aloud


class VersionSlider(QSlider):
    """The slider over all versions. Marks the pinned one, those that cannot be read, and those with notes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("rewind.slider")
        self.setAccessibleName(self.tr("Version slider"))
        self.setPageStep(10)
        self._marks: dict[int, Role] = {}
        self._noted: frozenset[int] = frozenset()

    def mark(self, pinned: int | None, unreadable: Iterable[int]) -> None:
        """Marks these versions; a later call replaces them."""
        marks = dict.fromkeys(unreadable, Role.DANGER)
        if pinned is not None:
            marks[pinned] = Role.ACCENT
        if marks != self._marks:
            self._marks = marks
            self.update()

    def mark_noted(self, versions: Iterable[int]) -> None:
        """Marks the versions that carry bookmarks and notes, below the slider."""
        noted = frozenset(versions)
        if noted != self._noted:
            self._noted = noted
            told = ", ".join(grouped(version) for version in sorted(noted)[:_TOLD])
            self.setAccessibleDescription(self.tr("Notes at versions {0}").format(told) if noted else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self._marks or self._noted) or self.maximum() <= 0:
            return
        painter = QPainter(self)
        room = self.width() - _HANDLE
        for version, role in self._marks.items():
            x = _HANDLE // 2 + round(room * version / self.maximum())
            painter.fillRect(QRect(x - 1, 0, 3, self.height()), colour(role))
        high = self.height() // 4
        for version in self._noted:
            x = _HANDLE // 2 + round(room * min(version, self.maximum()) / self.maximum())
            painter.fillRect(QRect(x - 1, self.height() - high, 3, high), colour(Role.ACCENT))


def speed_box(parent: QWidget) -> QComboBox:
    """How fast the play goes; each item's data is the pause in milliseconds, or `AS_RECORDED`."""
    box = QComboBox(parent)
    box.setObjectName("rewind.speed")
    box.setProperty("role", "quiet")
    box.setAccessibleName(translate("Rewind", "Speed of the play"))
    box.setToolTip(
        translate(
            "Rewind", "Speed of the play. As recorded: with the pauses there were, of 3 seconds at the most."
        )
    )
    for text, pause in _SPEEDS:
        box.addItem(translate("Rewind", text), pause)
    box.setCurrentIndex(1)
    return box


def pause_before(speed: int, recorded: float | None) -> int:
    """How many milliseconds the play waits before its next step.

    Parameters
    ----------
    speed:
        An item of the speed box.
    recorded:
        How many seconds lay between the two events.
    """
    if speed != AS_RECORDED:
        return speed
    return round(1000 * min(max(recorded or 0.0, _SHORTEST), _LONGEST))


def button(name: str, text: str, picture: str, parent: QWidget) -> QToolButton:
    """A button with a picture only; the text is its tool tip and accessible name."""
    made = QToolButton(parent)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setToolTip(text)
    made.setIcon(icon(picture))
    return made
