"""The Streams pane: a filter box over a tree of categories and streams."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QMenu, QTreeView, QVBoxLayout, QWidget

from app import theme
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.streams.presenter import StreamsPresenter
from app.streams.state import StreamsState
from app.streams.tree_model import StreamTreeModel
from app.words import translate
from domain.filtering import condition
from infra.open_log import OpenLog

_FOLLOW_MS = 300
_TYPING_MS = 200
_NARROW_LETTERS = 30
_LETTERS = {1: 9, 2: 13}  # how wide the columns behind the name are at least


class StreamsPane(QWidget):
    """Shows a log's streams.

    `rewind_wanted(stream, None)` when one is activated, `stream_wanted(stream)` when one is selected,
    `timeline_wanted(filter)` for its events, `failed(error)` where reading fails.
    """

    rewind_wanted = Signal(object, object)
    stream_wanted = Signal(object)
    timeline_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane.streams")
        self._presenter = StreamsPresenter(owned_submit(jobs, self), self.show_state, self.failed.emit)
        self._resizing = QTimer(self, singleShot=True, interval=0)
        self._resizing.timeout.connect(self._size_columns)
        self._build()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._apply_filter)
        self._following = QTimer(self, interval=_FOLLOW_MS)
        self._following.timeout.connect(self._follow)
        self._unfolded: set[str] = set()
        self._filter_shown = ""
        self.show_state(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Shows the streams of that log; None empties the pane."""
        self._unfolded.clear()
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """Shows the streams as they were at that position; None is now."""
        self._presenter.show_as_of(position)

    def show_state(self, state: StreamsState) -> None:
        """Shows what the presenter decided."""
        self._model.show_categories(state.categories)
        self._model.show_last_activity(state.last_activity)
        self._unfold(state)
        self._message.setText(
            translate("Streams", state.message) or (self.tr("Reading the streams …") if state.is_busy else "")
        )
        self._message.setVisible(not state.categories)
        self._tree.setVisible(bool(state.categories))
        self._summary.setText(state.summary)
        self._summary.setVisible(bool(state.summary))

    def showEvent(self, event: QShowEvent) -> None:
        self._following.start()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = event.size().width() < _NARROW_LETTERS * self.fontMetrics().averageCharWidth()
        self._tree.setColumnHidden(2, is_narrow)
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._following.stop()
        super().hideEvent(event)

    def _build(self) -> None:
        self._filter = QLineEdit(self)
        self._filter.setObjectName("streams.filter")
        self._filter.setAccessibleName(self.tr("Filter streams"))
        self._filter.setPlaceholderText(self.tr("Filter streams, e.g. O-10"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textEdited.connect(self._typed)
        self._filter.textChanged.connect(self._typed)
        self._filter.returnPressed.connect(self._apply_filter)
        self._build_tree()
        self._message = PlainLabel(self)
        self._message.setObjectName("streams.message")
        self._message.setProperty("role", "muted")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._summary = PlainLabel(self)
        self._summary.setObjectName("streams.summary")
        self._summary.setProperty("role", "muted")
        self._rewind = QAction(self.tr("Open in rewind"), self)
        self._rewind.triggered.connect(self._open_in_rewind)
        self._timeline = QAction(self.tr("Show in timeline"), self)
        self._timeline.triggered.connect(self._show_in_timeline)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.SMALL)
        layout.setSpacing(theme.SMALL)
        layout.addWidget(self._filter)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._message, 1)
        layout.addWidget(self._summary)

    def _build_tree(self) -> None:
        self._model = StreamTreeModel(self)
        self._model.page_wanted.connect(self._presenter.want_more)
        self._tree = QTreeView(self)
        self._tree.setObjectName("streams.tree")
        self._tree.setAccessibleName(self.tr("Streams by category"))
        self._tree.setModel(self._model)
        self._tree.setUniformRowHeights(True)
        self._tree.setAlternatingRowColors(False)
        self._tree.setFrameShape(QTreeView.Shape.NoFrame)
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.customContextMenuRequested.connect(self._show_menu)
        self._tree.activated.connect(self._activated)
        self._tree.expanded.connect(self._unfolded_by_hand)
        self._tree.collapsed.connect(self._folded_by_hand)
        self._tree.selectionModel().currentRowChanged.connect(self._row_chosen)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(6 * self.fontMetrics().averageCharWidth())
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        self._size_columns()

    def _size_columns(self) -> None:
        """The figures' columns are as wide as their titles and usual figures; the names get the rest."""
        header, letter = self._tree.header(), self.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS.items():
            header.resizeSection(column, max(letters * letter, header.sectionSizeHint(column)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._resizing.start()  # once the header has its new letters too

    def _unfold(self, state: StreamsState) -> None:
        for row, category in enumerate(state.categories):
            self._tree.setFirstColumnSpanned(row, QModelIndex(), True)
            if state.filter or category.name in self._unfolded or len(state.categories) == 1:
                self._tree.setExpanded(self._model.index(row, 0), True)

    def _typed(self) -> None:
        self._typing.start()

    def _apply_filter(self) -> None:
        self._typing.stop()
        self._presenter.set_filter(self._filter.text())

    def _follow(self) -> None:
        self._presenter.follow()

    def _unfolded_by_hand(self, index: QModelIndex) -> None:
        if not self._presenter.state.filter:
            self._unfolded.add(self._model.category_at(index) or "")

    def _folded_by_hand(self, index: QModelIndex) -> None:
        self._unfolded.discard(self._model.category_at(index) or "")

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        stream = self._model.stream_at(current)
        if stream is not None:
            self.stream_wanted.emit(stream.name)

    def _activated(self, index: QModelIndex) -> None:
        stream = self._model.stream_at(index)
        if stream is not None:
            self.rewind_wanted.emit(stream.name, None)

    def _show_menu(self, place: QPoint) -> None:
        index = self._tree.indexAt(place)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setObjectName("streams.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._model.stream_at(index) is not None:
            menu.addAction(self._rewind)
        menu.addAction(self._timeline)
        menu.popup(self._tree.viewport().mapToGlobal(place))

    def _open_in_rewind(self) -> None:
        self._activated(self._tree.currentIndex())

    def _show_in_timeline(self) -> None:
        index = self._tree.currentIndex()
        stream = self._model.stream_at(index)
        if stream is not None:
            self.timeline_wanted.emit(condition("stream", stream.name))
        elif category := self._model.category_at(index):
            self.timeline_wanted.emit(condition("category", category))
