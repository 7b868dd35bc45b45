"""Which pane the keyboard is in: its dock's title says so, and keys lead from pane to pane."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget

_KEYS = (*(f"Alt+{number}" for number in range(1, 10)), "Alt+0")


class PaneFocus(QObject):
    """`current` is the name of the dock that has, or last had, the focus; `moved(name)` when it is another.

    Alt and a digit bring a pane up and go into it; the same keys in that pane put it away.
    """

    moved = Signal(str)

    def __init__(self, docks: Mapping[str, QDockWidget], window: QMainWindow) -> None:
        super().__init__(window)
        self._docks = docks
        self._names = {dock: name for name, dock in docks.items()}
        self.current = ""
        self.keys = dict(zip(docks, _KEYS, strict=False))
        for name, keys in self.keys.items():
            dock = docks[name]
            dock.toggleViewAction().setText(f"{dock.windowTitle()}\t{QKeySequence(keys).toString()}")
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setObjectName(name)
            shortcut.activated.connect(self._pressed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def go_into(self, name: str) -> None:
        """Shows a pane, before the others in its tab, and gives it the focus."""
        dock = self._docks[name]
        dock.show()
        dock.raise_()
        if dock.isFloating():
            dock.activateWindow()
        target = _first_to_focus(dock)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _pressed(self) -> None:
        name = self.sender().objectName()
        dock = self._docks[name]
        focused = QApplication.focusWidget()
        if focused is not None and dock.isAncestorOf(focused):
            dock.close()
        else:
            self.go_into(name)

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        while now is not None and not (isinstance(now, QDockWidget) and now in self._names):
            now = now.parentWidget()
        if isinstance(now, QDockWidget) and self._names[now] != self.current:
            before, self.current = self._docks.get(self.current), self._names[now]
            if before is not None:
                _mark(before, False)
            _mark(now, True)
            self.moved.emit(self.current)


def _mark(dock: QDockWidget, is_active: bool) -> None:
    dock.setProperty("active", is_active)
    dock.style().unpolish(dock)
    dock.style().polish(dock)
    dock.update()


def _first_to_focus(dock: QDockWidget) -> QWidget | None:
    """What the keyboard works on in a pane: what had the focus before, else a list, else the first field."""
    pane = dock.widget()
    before: QWidget | None = pane.focusWidget()
    if before is not None:
        return before
    able = [
        each
        for each in pane.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and each.isVisibleTo(pane)
    ]
    lists = [each for each in able if each.inherits("QAbstractItemView")]
    return next(iter(lists or able), None)
