"""The commands that were issued by hand on this log: find one, edit it, or issue it again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.journal.looks import status_icon, status_width
from app.moments import exact_time_text, short_time_text
from app.plain_text import PlainLabel, plain_tip
from app.theme import LARGE, MEDIUM
from app.words import translate
from infra.journal.entries import JournalEntry

_ENTRY = Qt.ItemDataRole.UserRole
_WIDTHS = (16, 20, 14)  # letters; what was entered takes the rest


class HistoryDialog(QDialog):
    """Lists earlier commands, newest first. `edit_wanted(entry)` and `repeat_wanted(entry)`."""

    edit_wanted = Signal(object)
    repeat_wanted = Signal(object)

    def __init__(self, can_issue: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("commands.history_dialog")
        self.setWindowTitle(self.tr("Commands issued on this log"))
        self._can_issue = can_issue
        self._filter = QLineEdit(self)
        self._filter.setObjectName("commands.history_filter")
        self._filter.setAccessibleName(self.tr("Filter the commands"))
        self._filter.setPlaceholderText(self.tr("Part of a command, target or value"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._narrow)
        self._list = QTreeWidget(self)
        self._list.setObjectName("commands.history_list")
        self._list.setAccessibleName(self.tr("Commands issued on this log"))
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setHeaderLabels(
            [self.tr("Issued"), self.tr("Command"), self.tr("Target"), self.tr("Status"), self.tr("Values")]
        )
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate(_WIDTHS):
            self._list.setColumnWidth(column, letters * letter)
        self._list.setColumnWidth(3, status_width(self.fontMetrics()))
        self._list.currentItemChanged.connect(self._enable)
        self._list.itemActivated.connect(self._edit)
        self._empty = PlainLabel(self.tr("Reading the journal \u2026"), self)
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._repeat = buttons.addButton(self.tr("Issue again"), QDialogButtonBox.ButtonRole.ActionRole)
        self._repeat.setObjectName("commands.history_repeat")
        self._repeat.setAutoDefault(False)
        self._repeat.clicked.connect(self._repeat_clicked)
        self._fill_in = buttons.addButton(
            self.tr("Fill into the form"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._fill_in.setObjectName("commands.history_edit")
        self._fill_in.setProperty("primary", True)
        self._fill_in.setDefault(True)
        self._fill_in.style().polish(self._fill_in)
        self._fill_in.clicked.connect(self._edit)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self._filter)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(buttons)
        self._list.hide()
        self._enable()
        self.resize(112 * letter, 26 * self.fontMetrics().lineSpacing())

    def show_entries(self, entries: tuple[JournalEntry, ...]) -> None:
        """Lists these commands and selects the newest."""
        self._list.clear()
        for entry in entries:
            values = entry.data.decode("utf-8", "replace")
            key = entry.stream.partition("/")[2]
            status = translate("Status", entry.status)
            item = QTreeWidgetItem([short_time_text(entry.issued_at), entry.command, key, status, values])
            item.setIcon(3, status_icon(entry.status))
            item.setToolTip(0, exact_time_text(entry.issued_at))
            item.setToolTip(2, plain_tip(entry.stream))
            item.setToolTip(4, plain_tip(values[:2000]))
            item.setData(0, _ENTRY, entry)
            self._list.addTopLevelItem(item)
        self._empty.setText(self.tr("No command was issued by hand yet."))
        self._empty.setVisible(not entries)
        self._list.setVisible(bool(entries))
        if entries:
            self._narrow(self._filter.text())
            self._filter.setFocus()

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        first: QTreeWidgetItem | None = None
        for number in range(self._list.topLevelItemCount()):
            item = self._list.topLevelItem(number)
            assert item is not None
            line = " ".join(item.text(column) for column in range(1, 5)).casefold()
            item.setHidden(not all(word in line for word in wanted))
            if first is None and not item.isHidden():
                first = item
        if first is None:
            self._list.clearSelection()
        else:
            self._list.setCurrentItem(first)
        self._enable()

    def _enable(self) -> None:
        has_one = self._chosen() is not None
        self._fill_in.setEnabled(has_one)
        self._repeat.setEnabled(has_one and self._can_issue)

    def _chosen(self) -> JournalEntry | None:
        item = self._list.currentItem()
        entry = item.data(0, _ENTRY) if item is not None and not item.isHidden() else None
        return entry if isinstance(entry, JournalEntry) else None

    def _edit(self) -> None:
        if (entry := self._chosen()) is not None:
            self.edit_wanted.emit(entry)
            self.accept()

    def _repeat_clicked(self) -> None:
        if (entry := self._chosen()) is not None:
            self.repeat_wanted.emit(entry)
            self.accept()
