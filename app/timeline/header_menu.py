"""The menu of the timeline's header: which columns are shown, and fields to add as columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMenu, QVBoxLayout, QWidget

from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM
from app.timeline.columns import COLUMNS, MOST_ADDED, SUMMARY, path_named
from app.timeline.completing import Completing
from app.timeline.memory import TimelineMemory
from app.timeline.suggest_edit import SuggestEdit
from app.timeline.table import TimelineTable
from app.timeline.table_model import TimelineModel
from app.words import translate
from domain.filtering.expression import Path
from domain.filtering.fields import write_field
from infra.open_log import OpenLog


class HeaderMenu(QObject):
    """Adds and removes columns, and remembers them for the log."""

    def __init__(
        self, table: TimelineTable, model: TimelineModel, completing: Completing, memory: TimelineMemory
    ) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._completing = completing
        self._memory = memory
        self._log: OpenLog | None = None
        for column in memory.hidden:
            if 0 <= column < SUMMARY:
                table.put_away(column, True)
        table.horizontalHeader().customContextMenuRequested.connect(self.show_menu)

    def show_log(self, log: OpenLog | None) -> None:
        """The columns that were added for this log come back, those of the one before go."""
        self._log = None
        while self._model.paths:
            self._model.remove_column(self._model.columnCount() - 1)
        if log is not None:
            for name in self._memory.columns.get(str(log.path), ()):
                self.add(name)
        self._log = log

    def add(self, name: str) -> bool:
        """Adds a column for a field; False where the name is no field. One that is shown already stays."""
        path = path_named(name)
        if path is None or len(self._model.paths) >= MOST_ADDED:
            return False
        if path not in self._model.paths:
            self._model.add_column(path)
            self._remember()
        self._table.scrollTo(
            self._table.currentIndex().siblingAtColumn(len(COLUMNS) + self._model.paths.index(path))
        )
        return True

    def remove(self, path: Path) -> None:
        """Takes an added column away."""
        if path in self._model.paths:
            self._model.remove_column(len(COLUMNS) + self._model.paths.index(path))
            self._remember()

    def show_menu(self, at: QPoint) -> None:
        """What can be done with the columns; the one under the mouse comes first."""
        header = self._table.horizontalHeader()
        menu = QMenu(self._table)
        menu.setObjectName("timeline.columns_menu")
        menu.setAccessibleName(self.tr("Columns"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask = menu.addAction(self.tr("Add a column\u2026"), self.ask)
        ask.setEnabled(len(self._model.paths) < MOST_ADDED)
        here = header.logicalIndexAt(at) - len(COLUMNS)
        for number, path in enumerate(self._model.paths):
            title = self.tr("Remove {0}").format(write_field(path).removeprefix("data."))
            removal = menu.addAction(title, partial(self.remove, path))
            if number == here:
                menu.insertAction(ask, removal)
        menu.addSeparator()
        for column in range(SUMMARY):
            shown = menu.addAction(translate("Timeline", COLUMNS[column]))
            shown.setCheckable(True)
            shown.setChecked(column not in self._table.hidden_columns)
            shown.toggled.connect(partial(self._toggle, column))
        menu.popup(header.mapToGlobal(at))

    def ask(self) -> None:
        """Asks for the name of a field."""
        dialog = ColumnDialog(self._completing, self._table)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.add = self.add
        dialog.open()

    def _toggle(self, column: int, is_shown: bool) -> None:
        self._table.put_away(column, not is_shown)
        self._memory.hidden = sorted(self._table.hidden_columns)
        self._memory.save()

    def _remember(self) -> None:
        if self._log is not None:
            self._memory.show_columns(self._log.path, [write_field(path) for path in self._model.paths])


class ColumnDialog(QDialog):
    """Asks for a field, with completion; Enter adds it."""

    def __init__(self, completing: Completing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.column_dialog")
        self.setWindowTitle(self.tr("Add a column"))
        self.add: Callable[[str], object] = path_named  # gives something true where that went well
        self._completing = completing
        hint = PlainLabel(self.tr("A field of the payload or the metadata:"), self)
        self._field = ColumnEdit(completing, self)
        self._problem = PlainLabel(self)
        self._problem.setObjectName("timeline.column_problem")
        self._problem.setProperty("role", "danger")
        self._problem.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Add"))
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(MEDIUM)
        for widget in (hint, self._field, self._problem, buttons):
            column.addWidget(widget)
        self._problem.hide()
        self.setMinimumWidth(420)

    def _accept(self) -> None:
        if self.add(self._field.text()):
            self.accept()
            return
        self._problem.setText(
            self.tr("This is no field. Write it as total.amount, data.lines[0] or meta.actor.")
        )
        self._problem.show()


class ColumnEdit(SuggestEdit):
    """A box for the name of a field of the log."""

    def __init__(self, completing: Completing, parent: QWidget) -> None:
        super().__init__("timeline.column_name", parent)
        self.setAccessibleName(self.tr("Field"))
        self.setPlaceholderText(self.tr("e.g. customer or total.amount"))
        self._completing = completing
        self.ask = self._suggest

    def taken(self, text: str) -> None:
        self.setText(text)

    def _suggest(self, text: str, _cursor: int) -> None:
        self.offer(self._completing.fields(text))
