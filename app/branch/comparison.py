"""Trunk and branch side by side: a stream's state, read models, and the commands that end otherwise."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.branch.edits_list import EditsList
from app.branch.state import WhatIfState
from app.branch.state_comparison import StateComparison
from app.branch.words import OUTCOMES
from app.figures import grouped
from app.flat_table import make_flat
from app.plain_text import PlainLabel, plain_tip
from app.theme import SMALL, Role, colour, heading
from app.words import translate
from infra.branching.read_models import ReadModelDiff, RowChange
from infra.branching.rerun import CommandOnBranch

STATE, COMMANDS, MODELS, EDITS = 0, 1, 2, 3
_ROWS = 2_000
_WIDE_LETTERS = 90
_UNFOLDED = 20  # rows of a read model whose columns are seen at once
_INKS = {
    "succeeded": Role.SUCCESS,
    "rejected": Role.WARNING,
    "failed": Role.DANGER,
    "not issued": Role.MUTED,
    "": Role.MUTED,
}


class Comparison(QTabWidget):
    """The tabs. `stream_wanted(name)` when another changed stream is chosen, `models_wanted()` when read
    models come into sight, `versions_wanted(trunk, branch)` when the states of other versions are."""

    stream_wanted = Signal(str)
    models_wanted = Signal()
    versions_wanted = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("branch.comparison")
        self.setAccessibleName(self.tr("Trunk and branch compared"))
        self.setDocumentMode(True)
        self.state = StateComparison(self)
        self.commands = CommandsComparison(self)
        self.models = ModelsComparison(self)
        self.edits = EditsList(self)
        for tab in (self.state, self.commands, self.models, self.edits):
            self.addTab(tab, "")
        self.state.stream_wanted.connect(self.stream_wanted)
        self.state.versions_wanted.connect(self.versions_wanted)
        self.currentChanged.connect(self._turned)

    def show_state(self, state: WhatIfState) -> None:
        """Shows what is known of the branch."""
        result = state.result
        streams = len(result.streams) if result is not None else 0
        different = result.different if result is not None else 0
        models = sum(model.differs for model in state.models or ())
        self.setTabText(STATE, self.tr("States ({0})").format(grouped(streams)))
        self.setTabText(COMMANDS, self.tr("Commands ({0})").format(grouped(different)))
        self.setTabText(
            MODELS,
            self.tr("Read models") if state.models is None else self.tr("Read models ({0})").format(models),
        )
        edits = len(state.branch.edits) if state.branch is not None else 0
        self.setTabText(EDITS, self.tr("Edits ({0})").format(edits))
        self.edits.show_edits(state.branch, result.problems if result is not None else ())
        self.state.show_state(state)
        self.commands.show_state(state)
        self.models.show_models(state.models)
        self._turned(self.currentIndex())

    def _turned(self, tab: int) -> None:
        if tab == MODELS:
            self.models_wanted.emit()


class CommandsComparison(QWidget):
    """The commands that end otherwise than on the trunk."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._about = PlainLabel(self)
        self._about.setObjectName("branch.commands.about")
        self._about.setProperty("role", "muted")
        self._about.setWordWrap(True)
        self.table = QTableWidget(0, 5, self)
        self.table.setObjectName("branch.commands")
        self.table.setAccessibleName(self.tr("Commands that end otherwise"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Command"),
                self.tr("Stream"),
                self.tr("On the trunk"),
                self.tr("On the branch"),
                self.tr("Why"),
            ]
        )
        make_flat(self.table, (15, 14, 24, 24))
        self.table.currentCellChanged.connect(self._row_chosen)
        self._why = PlainLabel(self)
        self._why.setObjectName("branch.commands.why")
        self._why.setWordWrap(True)
        self._fates: tuple[CommandOnBranch, ...] = ()
        self._shown: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SMALL, 0, SMALL)
        column.setSpacing(SMALL)
        column.addWidget(self._about)
        column.addWidget(self.table, 1)
        column.addWidget(self._why)
        column.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, what the chosen command is about stands below the table."""
        is_narrow = event.size().width() < _WIDE_LETTERS * self.fontMetrics().averageCharWidth()
        for column in (1, 4):
            self.table.setColumnHidden(column, is_narrow)
        super().resizeEvent(event)

    def _row_chosen(self, row: int) -> None:
        fate = self._fates[row] if 0 <= row < len(self._fates) else None
        self._why.setVisible(fate is not None)
        if fate is not None:
            what = translate("JournalDetail", "{0} on {1}").format(fate.command, fate.stream)
            self._why.setText(f"{what}. {_why(fate)}".strip())

    def show_state(self, state: WhatIfState) -> None:
        """Shows the commands of the last run."""
        result = state.result
        if result is None or result is self._shown:
            return
        self._shown = result
        if result.branch.then == "commands":
            said = self.tr("{0} commands were decided on the branch; {1} end otherwise.").format(
                grouped(result.decided), grouped(result.different)
            )
            if result.kept:
                kept = self.tr("{0} later events have no command in the journal and stay as recorded.")
                said += " " + kept.format(grouped(result.kept))
            if result.undecided:
                waiting = self.tr("{0} commands that still wait in the journal were left out.")
                said += " " + waiting.format(grouped(result.undecided))
        else:
            said = self.tr("Recorded commands are not decided anew on this branch.")
        self._about.setText("\n".join((said, *result.faults)))
        self.table.setVisible(bool(result.commands))
        self.table.setRowCount(min(len(result.commands), _ROWS))
        self._fates = tuple(result.commands[:_ROWS])
        for row, fate in enumerate(self._fates):
            _put_fate(self.table, row, fate)
        if self._fates and self.table.currentRow() < 0:
            self.table.selectRow(0)
        self._row_chosen(self.table.currentRow())


class ModelsComparison(QWidget):
    """Every read model with the rows that differ."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._about = PlainLabel(self)
        self._about.setObjectName("branch.models.about")
        self._about.setProperty("role", "muted")
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("branch.models")
        self.tree.setAccessibleName(self.tr("Rows of read models that differ"))
        self.tree.setHeaderLabels([self.tr("Row"), self.tr("On the trunk"), self.tr("On the branch")])
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.setUniformRowHeights(True)
        self._shown: object = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SMALL, 0, SMALL)
        column.setSpacing(SMALL)
        column.addWidget(self._about)
        column.addWidget(self.tree, 1)
        column.addStretch()

    def show_models(self, models: tuple[ReadModelDiff, ...] | None) -> None:
        """Shows them; None while they are being built."""
        if models is self._shown:
            return
        self._shown = models
        self.tree.clear()
        if models is None:
            self._about.setText(self.tr("The read models of both sides are being built\u2026"))
            return
        differing = [model for model in models if model.differs]
        self.tree.setVisible(bool(differing))
        self._about.setText(self.tr("{0} of {1} read models differ.").format(len(differing), len(models)))
        for model in differing:
            self.tree.addTopLevelItem(_model_item(model))
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            if item is not None:
                item.setExpanded(True)
                for row in range(min(item.childCount(), _UNFOLDED)):
                    if (child := item.child(row)) is not None:
                        child.setExpanded(True)


def _put_fate(table: QTableWidget, row: int, fate: CommandOnBranch) -> None:
    for column, (text, role) in enumerate(
        (
            (fate.command, None),
            (fate.stream, None),
            (_ending(fate.was, fate.was_events), _INKS[fate.was]),
            (_ending(fate.now, fate.now_events), _INKS[fate.now]),
            (_why(fate), None),
        )
    ):
        item = QTableWidgetItem(text)
        item.setToolTip(plain_tip(text))
        if role is not None:
            item.setForeground(colour(role))
        table.setItem(row, column, item)


def _why(fate: CommandOnBranch) -> str:
    return f"{fate.now_reason} {fate.now_hint}".strip() or fate.was_reason


def _ending(status: str, events: tuple[tuple[str, bytes], ...]) -> str:
    word = translate("WhatIf", OUTCOMES[status])
    types = ", ".join(type for type, _ in events)
    if types:
        return f"{word}: {types}"
    return translate("WhatIf", "succeeded, no events") if status == "succeeded" else word


def _model_item(model: ReadModelDiff) -> QTreeWidgetItem:
    counts = translate("WhatIf", "{0} added, {1} removed, {2} changed, {3} the same").format(
        grouped(model.added),
        grouped(model.removed),
        grouped(model.changed),
        grouped(model.same),
    )
    item = QTreeWidgetItem([model.name, _differing_text(model)])
    item.setFont(0, heading())
    item.setForeground(1, colour(Role.MUTED))
    for column in range(3):
        item.setToolTip(column, plain_tip(counts))
    for row in model.rows:
        item.addChild(_row_item(row))
    return item


def _differing_text(model: ReadModelDiff) -> str:
    """ "2 added, 1 changed": only what there is."""
    said = (
        (model.added, translate("WhatIf", "{0} added")),
        (model.removed, translate("WhatIf", "{0} removed")),
        (model.changed, translate("WhatIf", "{0} changed")),
    )
    return ", ".join(text.format(grouped(count)) for count, text in said if count)


def _row_item(row: RowChange) -> QTreeWidgetItem:
    key = ", ".join(map(str, row.key))
    if row.trunk is None or row.branch is None:
        side = row.branch if row.trunk is None else row.trunk
        there, absent = _row_text(side or {}), translate("WhatIf", "no such row")
        texts = [key, absent, there] if row.trunk is None else [key, there, absent]
        item = QTreeWidgetItem(texts)
        role = Role.ADDED if row.trunk is None else Role.REMOVED
        item.setForeground(0, colour(role))
        for number, text in enumerate(texts):
            item.setToolTip(number, plain_tip(text))
        return item
    item = QTreeWidgetItem([key])
    item.setForeground(0, colour(Role.CHANGED))
    for column in row.columns:
        item.addChild(QTreeWidgetItem([column, str(row.trunk[column]), str(row.branch[column])]))
    return item


def _row_text(row: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items() if name != "touched_at")
