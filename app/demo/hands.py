"""Does in the window what a scenario says: presses, writes and chooses, as a person would."""

from __future__ import annotations

import time

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QTabWidget,
    QWidget,
)

from app.demo.player import Done
from app.demo.scenario import ScenarioError
from app.demo.steps import ChooseStep, EnterStep, PressStep, WindowStep
from app.jobs import Jobs

_PATIENCE = 8.0
_SETTLING = 1.5  # seconds at most for panes that are still reading what the step before asked for
_LOOK_AGAIN_MS = 40
_ROWS = 2000


class Hands(QObject):
    """Does one thing at a time, and waits some seconds for what is not there or not enabled yet.

    `touched(widget)` when it presses, writes or chooses there.
    """

    touched = Signal(object)

    def __init__(self, jobs: Jobs, window: QMainWindow) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window
        self._step: WindowStep | None = None
        self._done: Done | None = None
        self._begun = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._try)

    def act(self, step: WindowStep, done: Done) -> None:
        """Does it, then calls `done(None)`; where it cannot be done, with a `ScenarioError`."""
        self._step, self._done = step, done
        self._begun = time.monotonic()
        self._timer.start()
        self._try()

    def rest(self) -> None:
        """Lets go of what is not done yet."""
        self._timer.stop()
        self._step = self._done = None

    def _try(self) -> None:
        step, done = self._step, self._done
        if step is None or done is None:
            return
        waited = time.monotonic() - self._begun
        if self._jobs.unended and waited < _SETTLING:
            return  # as a person would: see what came of it first
        if self._does(step):
            self.rest()
            done(None)
        elif waited > _PATIENCE:
            self.rest()
            done(ScenarioError(f"This cannot be done in the window: {_told(step)}.", _HINT))

    def _does(self, step: WindowStep) -> bool:
        match step:
            case PressStep(press=name):
                return self._press(name)
            case EnterStep(enter=text, into=name):
                return self._enter(text, name)
            case ChooseStep(choose=text, of=name):
                widget = self._window.findChild(QWidget, name)
                return widget is not None and widget.isVisible() and self._choose(widget, text)

    def _press(self, name: str) -> bool:
        action = self._window.findChild(QAction, name)
        if action is not None and action.isEnabled():
            action.trigger()
            return True
        button = self._window.findChild(QAbstractButton, name)
        if button is not None and button.isVisible() and button.isEnabled():
            self.touched.emit(button)
            button.click()
            return True
        return False

    def _choose(self, widget: QWidget, text: str) -> bool:
        if not _choose(widget, text):
            return False
        self.touched.emit(widget)
        return True

    def _enter(self, text: str, name: str) -> bool:
        field = self._window.findChild(QLineEdit, name)
        if field is None or not field.isVisible() or not field.isEnabled():
            return False
        self.touched.emit(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.setText(text)
        field.textEdited.emit(text)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # some fields look at the key itself
            QApplication.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
        return True


_HINT = (
    "The names of buttons, fields and lists are their object names; look whether it was there and enabled."
)


def _told(step: WindowStep) -> str:
    match step:
        case PressStep():
            return f"press {step.press}"
        case EnterStep():
            return f"enter {step.enter!r} into {step.into}"
        case ChooseStep():
            return f"choose {step.choose!r} of {step.of}"


def _choose(widget: QWidget, text: str) -> bool:
    match widget:
        case QComboBox():
            number = widget.findText(text)
            if number < 0:
                return False
            widget.setCurrentIndex(number)
            widget.activated.emit(number)
            return True
        case QTabWidget():
            names = [widget.tabText(number).replace("&", "") for number in range(widget.count())]
            if text not in names:
                return False
            widget.setCurrentIndex(names.index(text))
            return True
        case QAbstractItemView():
            return _choose_row(widget, text)
    return False


def _choose_row(view: QAbstractItemView, text: str) -> bool:
    model = view.model()
    found = _find(model, QModelIndex(), text, [_ROWS]) if model is not None else None
    if found is None:
        return False
    view.scrollTo(found)
    view.setCurrentIndex(found)
    view.clicked.emit(found)
    return True


def _find(model: QAbstractItemModel, parent: QModelIndex, text: str, left: list[int]) -> QModelIndex | None:
    """The first cell that reads so, the rows of a tree included; only some thousand rows are looked at."""
    for row in range(model.rowCount(parent)):
        if left[0] <= 0:
            return None
        left[0] -= 1
        first = model.index(row, 0, parent)
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            if index.data() == text:
                return index
        found = _find(model, first, text, left) if model.hasChildren(first) else None
        if found is not None:
            return found
    return None
