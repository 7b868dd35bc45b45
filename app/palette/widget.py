"""The palette over the window: a field to type in, and what fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.owned import owned_submit
from app.palette.delegate import FOUND, PaletteDelegate
from app.palette.entries import Entry
from app.palette.presenter import PalettePresenter, PaletteState
from app.plain_text import PlainLabel
from app.theme import HUGE, LARGE, MEDIUM, SMALL
from infra.open_log import OpenLog

_LETTERS = 96  # how wide it would like to be
_SHARE = 0.6  # of the window's height that it takes at most
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QFrame):
    """`chosen(entry, aside)` when a line is chosen; `aside` with Shift: the other thing that it can do.

    It lies over the upper end of its parent and goes away with Esc, or when the focus leaves it.
    """

    chosen = Signal(object, bool)

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Command palette"))
        self._over = parent
        self._before: QWidget | None = None
        self.field = QLineEdit(self)
        self.field.setObjectName("palette.field")
        self.field.setAccessibleName(self.tr("What to do or where to go"))
        self.field.setPlaceholderText(self.tr("An action, a stream, a position, a time, an id…"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setObjectName("palette.list")
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.status = PlainLabel("", self)
        self.status.setObjectName("palette.status")
        self.status.setProperty("role", "caption")
        self.status.setContentsMargins(SMALL, 0, SMALL, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        column.setSpacing(MEDIUM)
        for widget in (self.field, self.list, self.status):
            column.addWidget(widget)
        self._presenter = PalettePresenter(owned_submit(jobs, self), self._show_state)
        self.field.textChanged.connect(self._presenter.type)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._clicked)
        parent.installEventFilter(self)
        self.hide()

    def come_up(self, log: OpenLog | None, entries: Sequence[Entry], recent: Sequence[str]) -> None:
        """Shows itself, empty, with these entries; `recent` are the names of those used lately."""
        window = self.window()
        self._before = window.focusWidget()
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._presenter.begin(log, entries, recent)
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._press(event)
            if event.type() == QEvent.Type.FocusOut and not self.isAncestorOf(self._focused()):
                self.hide()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self.window()

    def _press(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in _ENTER:
            item = self.list.currentItem()
            if item is not None:
                self._choose(item, aside=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in _MOVES:
            self._move(Qt.Key(key))
        else:
            return False
        return True

    def _move(self, key: Qt.Key) -> None:
        count = self.list.count()
        if not count:
            return
        page = max(self.list.viewport().height() // max(self.list.sizeHintForRow(0), 1) - 1, 1)
        row = self.list.currentRow()
        if key == Qt.Key.Key_Up:
            row = (row - 1) % count
        elif key == Qt.Key.Key_Down:
            row = (row + 1) % count
        else:
            row = min(max(row + (page if key == Qt.Key.Key_PageDown else -page), 0), count - 1)
        self.list.setCurrentRow(row)

    def _clicked(self, item: QListWidgetItem) -> None:
        self._choose(item, aside=False)

    def _choose(self, item: QListWidgetItem, *, aside: bool) -> None:
        entry = item.data(FOUND).entry
        self._leave()
        self.chosen.emit(entry, aside)

    def _leave(self) -> None:
        """Goes away and gives the focus back to where it was."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_state(self, state: PaletteState) -> None:
        kept = self.list.currentItem()
        kept_name = kept.data(FOUND).entry.name if kept is not None and self.list.currentRow() > 0 else ""
        self.list.clear()
        for found in state.found:
            entry = found.entry
            item = QListWidgetItem(self.list)
            item.setData(FOUND, found)
            said = " ".join(filter(None, (entry.title, entry.detail, entry.shortcut)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        names = [found.entry.name for found in state.found]
        self.list.setCurrentRow(names.index(kept_name) if kept_name in names else 0)
        if state.found:
            self.status.setText(
                self.tr("Enter chooses; on a stream, Shift+Enter shows its events instead. Esc goes back.")
            )
        elif state.is_looking:
            self.status.setText(self.tr("Looking in the log…"))
        else:
            self.status.setText(
                self.tr("Nothing fits. Try part of an action or stream, 1204, 14:34 or an event's id.")
            )
        self._place()

    def _place(self) -> None:
        parent = self._over
        width = min(_LETTERS * self.fontMetrics().averageCharWidth(), parent.width() - 2 * HUGE)
        rows = self.list.count() * max(self.list.sizeHintForRow(0), 0) + SMALL
        self.list.setFixedHeight(min(rows, round(parent.height() * _SHARE)))
        self.list.setVisible(self.list.count() > 0)
        self.resize(width, self.sizeHint().height())
        self.setFixedHeight(self.sizeHint().height())
        self.move((parent.width() - width) // 2, 3 * LARGE)
