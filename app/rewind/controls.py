"""The controls that move through a stream's versions."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSlider, QSpinBox, QToolButton, QWidget

from app.theme import icon
from app.words import QT_TRANSLATE_NOOP, translate

_SPEEDS = (
    (QT_TRANSLATE_NOOP("Rewind", "1 step/s"), 1000),
    (QT_TRANSLATE_NOOP("Rewind", "4 steps/s"), 250),
    (QT_TRANSLATE_NOOP("Rewind", "20 steps/s"), 50),
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
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._chosen)
        self.setCompleter(completer)
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
    box.setMinimumWidth(64)
    return box


def version_slider(parent: QWidget) -> QSlider:
    """The slider over all versions."""
    slider = QSlider(Qt.Orientation.Horizontal, parent)
    slider.setObjectName("rewind.slider")
    slider.setAccessibleName(translate("Rewind", "Version slider"))
    slider.setPageStep(10)
    return slider


def speed_box(parent: QWidget) -> QComboBox:
    """How fast the play goes; each item's data is the pause in milliseconds."""
    box = QComboBox(parent)
    box.setObjectName("rewind.speed")
    box.setAccessibleName(translate("Rewind", "Speed of the play"))
    for text, pause in _SPEEDS:
        box.addItem(translate("Rewind", text), pause)
    box.setCurrentIndex(1)
    return box


def button(name: str, text: str, picture: str, parent: QWidget) -> QToolButton:
    """A button with a picture only; the text is its tool tip and accessible name."""
    made = QToolButton(parent)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setToolTip(text)
    made.setIcon(icon(picture))
    return made
