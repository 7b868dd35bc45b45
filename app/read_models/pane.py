"""The Read models pane: choose one, filter it, sort it by its headers, look for the events behind a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.column_widths import widen
from app.figures import grouped
from app.flat_table import make_flat
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.read_models.conditions import equal_to
from app.read_models.presenter import ReadModelsPresenter
from app.read_models.row_blame_dialog import RowBlameDialog
from app.read_models.state import TOUCHED, ReadModelsState, title_of
from app.read_models.table_model import ReadModelTable
from app.words import translate
from infra.open_log import OpenLog

_FOLLOW_MS = 300
_LEAST_LETTERS = 6


class ReadModelsPane(QWidget):
    """Shows a log's read models, alive while it is seen.

    `timeline_wanted(filter)` for the events behind a row, `event_wanted(position)` for one that set it,
    `chosen(name)` when another read model is, `moment_wanted()` when another moment is to be chosen for the
    window, `failed(error)` where reading fails.
    """

    timeline_wanted = Signal(object)
    event_wanted = Signal(object)
    chosen = Signal(str)
    moment_wanted = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane.read_models")
        self._jobs = jobs
        self._log: OpenLog | None = None
        self._as_of_position: int | None = None
        self._presenter = ReadModelsPresenter(owned_submit(jobs, self), self.show_state, self.failed.emit)
        self._sized: tuple[str, object] = ("", ())
        self._build()
        self._following = QTimer(self)
        self._following.setInterval(_FOLLOW_MS)
        self._following.timeout.connect(self._follow)
        self.show_state(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Shows the read models of that log; None empties the pane."""
        self._log = log
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """The moment that the window shows; None is now."""
        self._presenter.show_as_of(position, is_seen=self.is_seen)
        self._as_of_position = position

    @property
    def is_seen(self) -> bool:
        """Whether anything of it is in sight: behind another tab, Qt calls it visible nevertheless."""
        return self.isVisible() and not self.visibleRegion().isEmpty()

    def show_state(self, state: ReadModelsState) -> None:
        """Shows what the presenter decided."""
        self._show_names(state)
        chosen = self._model.key_at(self._table.currentIndex().row())
        self._model.show_state(state)
        row = self._model.row_of(chosen)
        if row >= 0 and self._table.currentIndex().row() != row:
            self._table.selectRow(row)
        self._show_header(state)
        if self._filter.text().strip() != state.filter and not self._filter.hasFocus():
            self._filter.setText(state.filter)
        self._filter.setEnabled(bool(state.models))
        if self._filter.property("invalid") != bool(state.problem):
            self._filter.setProperty("invalid", bool(state.problem))
            self._filter.style().polish(self._filter)
        self._problem.setText(state.problem)
        self._problem.setVisible(bool(state.problem))
        busy = state.summary if state.as_of is not None else ""
        self._message.setText(busy if state.is_busy else translate("ReadModels", state.message))
        self._message.setVisible(not state.rows)
        self._table.setVisible(bool(state.rows))
        self._summary.setText(state.summary)
        self._refresh.setVisible(state.is_stale or state.is_given_up)
        self._refresh.setText(
            self.tr("Build it after all") if state.is_given_up else self.tr("There is news: show it")
        )
        self._show_as_of(state.as_of)
        self._enable()

    def rewrite(self) -> None:
        """Times are to be written in another zone."""
        self._table.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        self._following.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._following.stop()
        super().hideEvent(event)

    def _build(self) -> None:
        self._name = QComboBox(self)
        self._name.setObjectName("read_models.name")
        self._name.setAccessibleName(self.tr("Read model"))
        self._name.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._name.activated.connect(self._chosen)
        self._filter = QLineEdit(self)
        self._filter.setObjectName("read_models.filter")
        self._filter.setAccessibleName(self.tr("Conditions on the rows"))
        self._filter.setPlaceholderText(self.tr("column=value, e.g. status=open"))
        self._filter.setClearButtonEnabled(True)
        self._filter.returnPressed.connect(self._apply_filter)
        self._filter.editingFinished.connect(self._apply_filter)
        self._filter.textChanged.connect(self._filter_changed)
        self._build_table()
        self._problem = PlainLabel(self)
        self._problem.setObjectName("read_models.problem")
        self._problem.setProperty("role", "danger")
        self._problem.setWordWrap(True)
        self._message = PlainLabel(self)
        self._message.setObjectName("read_models.message")
        self._message.setProperty("role", "muted")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._summary = PlainLabel(self)
        self._summary.setObjectName("read_models.summary")
        self._summary.setProperty("role", "muted")
        self._build_buttons()
        above = QHBoxLayout()
        above.setSpacing(theme.MEDIUM)
        above.addWidget(self._name)
        above.addWidget(self._filter, 1)
        above.addWidget(self._as_of)
        below = QHBoxLayout()
        below.addWidget(self._summary, 1)
        below.addWidget(self._refresh)
        below.addWidget(self._last)
        below.addWidget(self._events)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.SMALL)
        layout.setSpacing(theme.SMALL)
        layout.addLayout(above)
        layout.addWidget(self._problem)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._message, 1)
        layout.addLayout(below)

    def _build_buttons(self) -> None:
        self._as_of = QToolButton(self)
        self._as_of.setObjectName("read_models.as_of")
        self._as_of.setIcon(theme.icon("clock-counter-clockwise"))
        self._as_of.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._as_of.setToolTip(self.tr("Choose the moment as of which the whole window shows everything"))
        self._as_of.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._as_of.clicked.connect(self.moment_wanted)
        self._refresh = QToolButton(self)
        self._refresh.setObjectName("read_models.refresh")
        self._refresh.setText(self.tr("There is news: show it"))
        self._refresh.setAccessibleName(self.tr("Read the rows anew"))
        self._refresh.clicked.connect(self._presenter.refresh)
        self._events = QToolButton(self)
        self._events.setObjectName("read_models.events")
        self._events.setText(self.tr("Events behind this row"))
        self._events.setIcon(theme.icon("funnel"))
        self._events.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._events.setAccessibleName(self.tr("Show the events behind this row in the timeline"))
        self._events.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._events.clicked.connect(self._show_events)
        self._last = QToolButton(self)
        self._last.setObjectName("read_models.last_event")
        self._last.setText(self.tr("Last event"))
        self._last.setIcon(theme.icon("crosshair"))
        self._last.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._last.setAccessibleName(self.tr("Show the event that touched this row last"))
        self._last.setToolTip(self.tr("Show the event that touched this row last"))
        self._last.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._last.clicked.connect(self._show_last)
        self._events.setToolTip(self.tr("Show the events behind this row in the timeline (Enter)"))
        self._refresh.setToolTip(self.tr("Read the rows anew"))

    def _build_table(self) -> None:
        self._model = ReadModelTable(self)
        self._model.page_wanted.connect(self._presenter.want_more)
        self._table = QTableView(self)
        self._table.setObjectName("read_models.table")
        self._table.setAccessibleName(self.tr("Rows of the read model"))
        self._table.setModel(self._model)
        make_flat(self._table)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.customContextMenuRequested.connect(self._show_menu)
        self._table.activated.connect(self._show_events)
        self._table.selectionModel().currentRowChanged.connect(self._row_chosen)
        header = self._table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._header_clicked)
        self._action = QAction(self.tr("Events behind this row"), self)
        self._action.triggered.connect(self._show_events)
        self._who = QAction(self.tr("Who set this?"), self)
        self._who.setObjectName("read_models.who")
        self._who.setShortcut(Qt.Key.Key_B)
        self._who.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._who.triggered.connect(self._ask_who)
        self._table.addAction(self._who)
        self._last_action = QAction(self.tr("Event that touched it last"), self)
        self._last_action.triggered.connect(self._show_last)
        self._by_value = QAction(self.tr("Filter by this value"), self)
        self._by_value.triggered.connect(self._filter_by_value)
        self._copy = QAction(self.tr("Copy value"), self)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self._copy_value)
        self._table.addAction(self._copy)

    def _show_as_of(self, position: int | None) -> None:
        is_past = position is not None
        text = self.tr("As of now")
        if position is not None:
            text = self.tr("As of position {0}").format(grouped(position))
        self._as_of.setText(text)
        self._as_of.setAccessibleName(text)
        if bool(self._as_of.property("past")) != is_past:
            self._as_of.setProperty("past", is_past)
            self._as_of.style().unpolish(self._as_of)
            self._as_of.style().polish(self._as_of)

    def _show_names(self, state: ReadModelsState) -> None:
        names = [model.name for model in state.models]
        if [self._name.itemData(number) for number in range(self._name.count())] != names:
            self._name.clear()
            for name in names:
                self._name.addItem(title_of(name), name)
        self._name.setEnabled(bool(names))
        number = self._name.findData(state.name)
        if number != self._name.currentIndex():
            self._name.setCurrentIndex(number)

    def _show_header(self, state: ReadModelsState) -> None:
        header = self._table.horizontalHeader()
        header.setSortIndicatorShown(bool(state.order_by))
        if state.order_by in state.columns:
            order = Qt.SortOrder.DescendingOrder if state.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(state.columns.index(state.order_by), order)
        if state.rows and self._sized != (state.name, state.rows):
            # Wider where longer words come, never narrower: widths must not jump while one reads.
            is_other = self._sized[0] != state.name
            self._sized = (state.name, state.rows)
            letter = self.fontMetrics().averageCharWidth()
            for number, column in enumerate(state.columns):
                self._table.setColumnHidden(number, column == TOUCHED)
                if is_other:
                    self._table.setColumnWidth(number, _LEAST_LETTERS * letter)
                widen(self._table, number, self._model.texts(number))

    def choose(self, name: str) -> None:
        """Shows a read model, by its name."""
        self._filter.clear()
        self._presenter.choose(name)

    def _follow(self) -> None:
        if self.is_seen:
            self._presenter.follow()

    def _chosen(self, number: int) -> None:
        self.choose(self._name.itemData(number))
        self.chosen.emit(self._name.itemData(number))

    def _apply_filter(self) -> None:
        self._presenter.set_filter(self._filter.text())

    def _filter_changed(self, text: str) -> None:
        if not text:
            self._apply_filter()

    def _header_clicked(self, section: int) -> None:
        self._presenter.sort_by(self._model.columns[section])

    def _row_chosen(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._enable()

    def _enable(self) -> None:
        has_one = self._table.currentIndex().isValid()
        self._events.setEnabled(has_one)
        self._last.setEnabled(has_one)

    def _show_last(self) -> None:
        position = self._presenter.touched_at(self._table.currentIndex().row())
        if position:
            self.event_wanted.emit(position)

    def _filter_by_value(self) -> None:
        index = self._table.currentIndex()
        if index.isValid():
            condition = equal_to(self._model.columns[index.column()], self._model.value_at(index))
            self._filter.setText(f"{self._filter.text().strip()} {condition}".strip())
            self._apply_filter()

    def _copy_value(self) -> None:
        value = self._model.value_at(self._table.currentIndex())
        QGuiApplication.clipboard().setText("" if value is None else str(value))

    def _show_events(self) -> None:
        wanted = self._presenter.events_behind(self._table.currentIndex().row())
        if wanted:
            self.timeline_wanted.emit(wanted)

    def _ask_who(self) -> None:
        """Which events set the chosen row, and the cell's column most of all."""
        index = self._table.currentIndex()
        key = self._model.key_at(index.row())
        model = self._presenter.state.model
        if self._log is None or key is None or model is None:
            return
        column = self._model.columns[index.column()]
        dialog = RowBlameDialog(
            self._jobs, self._log, model.name, key, column, self._as_of_position, parent=self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.event_wanted.connect(self.event_wanted)
        dialog.show()

    def _show_menu(self, place: QPoint) -> None:
        if self._table.indexAt(place).isValid():
            menu = QMenu(self)
            menu.setObjectName("read_models.menu")
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions([self._action, self._last_action, self._who, self._by_value, self._copy])
            menu.popup(self._table.viewport().mapToGlobal(place))
