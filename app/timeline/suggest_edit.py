"""A line edit that offers what may come next, in a list below it that never takes the keyboard away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.theme import LARGE, MEDIUM, SMALL, Role, colour
from app.timeline.completing import Offer
from app.utf16 import to_python, to_qt
from app.words import translate

_SHOWN = 12
_NOTE = Qt.ItemDataRole.UserRole + 1
_LONGEST = 90  # letters of a suggestion that are shown; a recent filter may be long


class SuggestEdit(QLineEdit):
    """Asks `ask(text, cursor)` at every change; `offer` answers.

    Down chooses, Tab and Enter take, Esc closes, Ctrl+Space asks again. Emptied it only answers when asked,
    so that no list lies over what the emptied box shows.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.ask: Callable[[str, int], None] | None = None
        self._start = 0
        self._popup = _Popup(self)
        self._popup.setObjectName(f"{name}.suggestions")
        self._popup.clicked.connect(self._clicked)
        self.textEdited.connect(self._edited)

    @property
    def popup(self) -> QListView:
        """The list of suggestions."""
        return self._popup

    @property
    def cursor_offset(self) -> int:
        """Where the cursor stands in the text, in characters as Python counts them."""
        return to_python(self.text(), self.cursorPosition())

    def offer(self, offer: Offer) -> None:
        """Shows these suggestions, or none."""
        self._start = offer.start
        if not offer.suggestions or not self.hasFocus():
            self._popup.hide()
            return
        self._popup.fill(offer)
        self._popup.place_below(self, offer.start)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._popup.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._popup.hide()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._ask()
        elif not self._popup.isVisible():
            if key == Qt.Key.Key_Down and self.ask is not None:
                self._ask()
            else:
                super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._popup.move_choice(key)
        elif key == Qt.Key.Key_Escape:
            self._popup.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._popup.currentIndex().isValid():
            self._take(self._popup.currentIndex())
        elif key == Qt.Key.Key_Tab and not event.modifiers():
            chosen = self._popup.currentIndex()
            self._take(chosen if chosen.isValid() else self._popup.model().index(0, 0))
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._popup.hide()
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self._popup.isVisible():
            tab = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
            self.keyPressEvent(tab)
            return True
        return super().focusNextPrevChild(forward)

    def _edited(self, text: str) -> None:
        if text:
            self._ask()
        else:
            self._popup.hide()

    def _ask(self) -> None:
        if self.ask is not None:
            self.ask(self.text(), self.cursor_offset)

    def _clicked(self, index: QModelIndex) -> None:
        self._take(index)

    def _take(self, index: QModelIndex) -> None:
        """Puts the suggestion where it belongs, and goes on behind it."""
        text = str(index.data(Qt.ItemDataRole.UserRole))
        self._popup.hide()
        rest = self.text()[self.cursor_offset :]
        space = "" if rest[:1] in (" ", ")", ",") or text.endswith(("/", ".", "(")) else " "
        start = to_qt(self.text(), self._start)
        self.setSelection(start, self.cursorPosition() - start)
        self.insert(text + space)  # as typed: it can be undone
        self.taken(text)

    def taken(self, text: str) -> None:
        """A suggestion was taken: asks for what comes next."""
        self._ask()


class _Popup(QListView):
    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Suggestions"))
        self.setProperty("role", "popup")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_SuggestionDelegate(self))

    def fill(self, offer: Offer) -> None:
        self._items.clear()
        for suggestion in offer.suggestions:
            shown = suggestion.text
            shown = shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "\u2026"
            item = QStandardItem(shown)
            item.setData(suggestion.text, Qt.ItemDataRole.UserRole)
            item.setData(translate("Timeline", suggestion.note), _NOTE)
            self._items.appendRow(item)

    def place_below(self, edit: SuggestEdit, start: int) -> None:
        metrics = self.fontMetrics()
        rows = range(self._items.rowCount())
        wide = max(
            metrics.horizontalAdvance(f"{self._items.index(row, 0).data()}{self._note(row)}") for row in rows
        )
        tall = metrics.height() + MEDIUM
        typed = edit.fontMetrics().horizontalAdvance(edit.text()[start : edit.cursor_offset])
        left = edit.mapToGlobal(QPoint(edit.cursorRect().left() - typed, edit.height() + 1))
        room = edit.screen().availableGeometry()
        width = min(wide + 5 * LARGE, room.width())
        height = tall * min(len(rows), _SHOWN) + 2 * SMALL
        self.setGeometry(max(min(left.x(), room.right() - width), room.left()), left.y(), width, height)
        self.setCurrentIndex(QModelIndex())
        self.scrollToTop()
        self.show()

    def move_choice(self, key: int) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        count, now = self._items.rowCount(), self.currentIndex().row()
        step = steps[Qt.Key(key)]
        if abs(step) == 1:
            row = (now + step) % count if now >= 0 or step > 0 else count - 1
        else:
            row = min(max(now + step, 0), count - 1)
        self.setCurrentIndex(self._items.index(row, 0))

    def _note(self, row: int) -> str:
        return str(self._items.index(row, 0).data(_NOTE))


class _SuggestionDelegate(QStyledItemDelegate):
    """The suggestion, and quietly at the right what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, option.fontMetrics.height() + MEDIUM)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour(Role.SELECTION))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colour(Role.RAISED))
        room = option.rect.adjusted(MEDIUM, 0, -MEDIUM, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colour(Role.TEXT))
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), str(index.data()))
        painter.setPen(colour(Role.MUTED))
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), str(index.data(_NOTE)))
        painter.restore()
