"""Who set a read model's row: each column with the event that set it last, and all before that one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.engine_words import told
from app.figures import grouped
from app.jobs import Jobs
from app.moments import exact_time_text, short_time_text
from app.owned import owned_submit
from app.plain_text import PlainLabel, plain_tip
from app.read_models.state import title_of
from app.theme import LARGE, MEDIUM, Role, colour, heading
from app.words import translate
from domain.errors import DomainError
from infra.open_log import OpenLog
from infra.projections.row_blame import RowChange, RowHistory

_POSITION = Qt.ItemDataRole.UserRole
_MOST = 200  # earlier setters of one column


class RowBlameDialog(QDialog):
    """Asks as soon as it is made, and shows the answer. `event_wanted(position)` when an event is chosen.

    Parameters
    ----------
    column:
        The column that is asked about; it stands unfolded.
    as_of:
        The position that the window is rewound to, None for now.
    """

    event_wanted = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        log: OpenLog,
        read_model: str,
        key: tuple[Any, ...],
        column: str,
        as_of: int | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._column = column
        name = f"{title_of(read_model)} {', '.join(map(str, key))}"
        self.setObjectName("read_models.blame")
        self.setWindowTitle(self.tr("Who set this? {0}").format(name))
        self._said = PlainLabel(self.tr("Running the projection's events again in a scratch copy …"), self)
        self._said.setObjectName("read_models.blame.said")
        self._said.setFont(heading())
        self._said.setWordWrap(True)
        self._warning = PlainLabel(self)
        self._warning.setObjectName("read_models.blame.warning")
        self._warning.setProperty("role", "warning")
        self._warning.setWordWrap(True)
        self._warning.hide()
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 0)
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("read_models.blame.columns")
        self.tree.setAccessibleName(self.tr("Columns and the events that set them"))
        self.tree.setHeaderLabels(
            [self.tr("Column"), self.tr("Value"), self.tr("Set by"), self.tr("When"), self.tr("Who")]
        )
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setStyleSheet(f"QTreeView::item {{ padding-right: {LARGE}px; }}")
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.itemActivated.connect(self._go)
        self.tree.currentItemChanged.connect(self._chosen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self._show = buttons.addButton(self.tr("Show the event"), QDialogButtonBox.ButtonRole.ActionRole)
        self._show.setObjectName("read_models.blame.event")
        self._show.setEnabled(False)
        self._show.clicked.connect(self._go_to_current)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column_box.setSpacing(MEDIUM)
        for part in (self._said, self._warning, self._progress):
            column_box.addWidget(part)
        column_box.addWidget(self.tree, 1)
        column_box.addWidget(buttons)
        self.resize(980, 480)
        self._job = owned_submit(jobs, self)(
            lambda job: log.row_blame.history(read_model, key, job.progress, as_of=as_of),
            on_success=self._answered,
            on_error=self._refused,
            on_progress=self._advanced,
            title=self.tr("Looking who set {0}").format(name),
        )
        self._cancel = jobs.cancel
        self.finished.connect(self._closed)

    def _answered(self, history: RowHistory) -> None:
        self._progress.hide()
        last = history.changes[0]
        said = (
            translate("RowBlame", "The row was taken away by {0}")
            if last.is_gone
            else translate("RowBlame", "Last touched by {0}")
        )
        self._said.setText(said.format(_event_text(last)))
        self._warning.setVisible(not history.is_live)
        self._warning.setText(
            translate(
                "RowBlame",
                "The row that is shown differs: its read model is behind the log, or a parked event was "
                "applied to it behind its turn. A rebuild puts everything in its order.",
            )
        )
        for column in history.columns:
            setters = history.setters(column)
            if setters:
                self._add(column, setters)

    def _add(self, column: str, setters: tuple[RowChange, ...]) -> None:
        top = QTreeWidgetItem([title_of(column), *_cells(column, setters[0])])
        _dress(top, setters[0])
        for earlier in setters[1 : _MOST + 1]:
            item = QTreeWidgetItem(["", *_cells(column, earlier)])
            _dress(item, earlier)
            top.addChild(item)
        if len(setters) > _MOST + 1:
            left = translate("RowBlame", "and {0} earlier ones").format(grouped(len(setters) - _MOST - 1))
            top.addChild(QTreeWidgetItem(["", left]))
        self.tree.addTopLevelItem(top)
        if column == self._column:
            top.setExpanded(True)
            self.tree.setCurrentItem(top)
            self.tree.scrollToItem(top)

    def _refused(self, error: BaseException) -> None:
        self._progress.hide()
        if not isinstance(error, DomainError):
            raise error
        self._said.setText(told(error))

    def _advanced(self, done: int, total: int) -> None:
        # Qt counts in 32 bits, positions in 64.
        self._progress.setRange(0, 1000)
        self._progress.setValue(1000 * done // max(total, 1))

    def _chosen(self, current: QTreeWidgetItem | None, _previous: object) -> None:
        self._show.setEnabled(current is not None and current.data(0, _POSITION) is not None)

    def _go_to_current(self) -> None:
        current = self.tree.currentItem()
        if current is not None:
            self._go(current)

    def _go(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        position = item.data(0, _POSITION)
        if position is not None:
            self.event_wanted.emit(position)

    def _closed(self) -> None:
        self._cancel(self._job)


def _cells(column: str, change: RowChange) -> list[str]:
    value = translate("RowBlame", "(row removed)") if change.is_gone else str(change.changed[column])
    return [value, _event_text(change), short_time_text(change.recorded_at), change.actor]


def _event_text(change: RowChange) -> str:
    return f"{change.type} · {change.stream} v{change.version}"


def _dress(item: QTreeWidgetItem, change: RowChange) -> None:
    item.setData(0, _POSITION, change.position)
    item.setToolTip(1, plain_tip(item.text(1)))
    item.setToolTip(3, exact_time_text(change.recorded_at))
    for column in (3, 4):
        item.setForeground(column, colour(Role.MUTED))
    if change.is_gone:
        item.setForeground(1, colour(Role.REMOVED))
