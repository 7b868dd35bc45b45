"""The Causation pane's widget: the tree of causes beside the drawn graph and the lanes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.causation.canvas import Canvas
from app.causation.drawings import Graph, Lanes
from app.causation.presenter import CausationPresenter, CausationState
from app.causation.tree import CauseTree
from app.engine_words import in_own_words
from app.figures import grouped
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, heading, icon
from app.words import translate
from domain.history.correlation import Kind
from infra.open_log import OpenLog

_WIDE = 100  # letters: in a narrower pane the tree stands above the drawing


class CausationPane(QWidget):
    """Shows what belongs together with one event.

    `event_wanted(position)` when an event is chosen here, `command_wanted(id)` when a command is activated.
    """

    event_wanted = Signal(object)
    command_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = CausationPresenter(owned_submit(jobs, self), self._show, self.failed.emit)
        self._about = PlainLabel(self)
        self._about.setObjectName("causation.about")
        self._about.setFont(heading())
        self._about.setWordWrap(True)
        self._told = PlainLabel(self)
        self._told.setObjectName("causation.told")
        self._told.setProperty("role", "muted")
        self._told.setWordWrap(True)
        self._notice = PlainLabel(self)
        self._notice.setObjectName("causation.notice")
        self._notice.setProperty("role", "muted")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tree = CauseTree(self)
        self.graph = Graph(self)
        self.lanes = Lanes(self)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("causation.tabs")
        self.tabs.setAccessibleName(self.tr("Graph or lanes"))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.graph, self.tr("Graph"))
        self.tabs.addTab(self.lanes, self.tr("Lanes"))
        self.nearer = self._button("nearer", self.tr("Zoom in (+)"), "magnifying-glass-plus")
        self.farther = self._button("farther", self.tr("Zoom out (\u2212)"), "magnifying-glass-minus")
        self.fit = self._button("fit", self.tr("Fit into the pane (0)"), "corners-out")
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """The moment that the window shows; None is now."""
        self._presenter.show_as_of(position)

    def open_event(self, position: object) -> None:
        """Shows what belongs together with the event at that position, once the pane is seen."""
        if isinstance(position, int):
            self._presenter.open(position)

    def refresh(self) -> None:
        """The log has grown."""
        self._presenter.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.see(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._presenter.see(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _WIDE * self.fontMetrics().averageCharWidth()
        wanted = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.tree.recolour()

    def _button(self, name: str, text: str, picture: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"causation.{name}")
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setIcon(icon(picture))
        button.setAutoRaise(True)
        return button

    def _lay_out(self) -> None:
        corner = QWidget(self)
        buttons = QHBoxLayout(corner)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(SMALL)
        for button in (self.farther, self.nearer, self.fit):
            buttons.addWidget(button)
        self.tabs.setCornerWidget(corner)
        self._split = split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setObjectName("causation.split")
        split.addWidget(self.tree)
        split.addWidget(self.tabs)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        split.setSizes([400, 600])
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        for label in (self._about, self._told):
            line = QHBoxLayout()
            line.setContentsMargins(LARGE, 0, LARGE, 0)
            line.addWidget(label)
            column.addLayout(line)
        column.addWidget(split, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, MEDIUM, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        for view in (self.graph, self.lanes):
            view.chosen.connect(self._chosen)
            view.activated.connect(self._activated)
        self.tree.chosen.connect(self._chosen)
        self.tree.activated_link.connect(self._activated)
        self.nearer.clicked.connect(self._zoom_in)
        self.farther.clicked.connect(self._zoom_out)
        self.fit.clicked.connect(self._fit)

    @property
    def _drawing(self) -> Canvas:
        return self.graph if self.tabs.currentIndex() == 0 else self.lanes

    def _zoom_in(self) -> None:
        self._drawing.zoom(1)

    def _zoom_out(self) -> None:
        self._drawing.zoom(-1)

    def _fit(self) -> None:
        self._drawing.fit()

    def _chosen(self, id: str) -> None:
        self._presenter.choose(id)
        position = self._presenter.position_of(id)
        if position is not None:
            self.event_wanted.emit(position)

    def _activated(self, id: str) -> None:
        whole = self._presenter.state.whole
        link = None if whole is None else whole.links.get(id)
        if link is not None and link.kind is Kind.COMMAND:
            self.command_wanted.emit(id)
        else:
            self._chosen(id)

    def _show(self, state: CausationState) -> None:
        self._stack.setCurrentIndex(0 if state.trace is None else 1)
        self._notice.setText(translate("Causation", state.notice))
        self.tree.show_whole(state.whole, state.chosen)
        self.graph.show_sketch(state.graph, state.chosen)
        self.lanes.show_sketch(state.lanes, state.chosen)
        trace = state.trace
        if trace is None:
            return
        self._about.setText(self._summary(len(trace.events), len(state.lanes.columns)))
        self._told.setText(in_own_words(trace.notice))
        self._told.setVisible(bool(trace.notice))

    def _summary(self, events: int, streams: int) -> str:
        if events == 1:
            return self.tr("1 event: nothing else belongs together with it")
        if streams == 1:
            return self.tr("{0} events that belong together, in 1 stream").format(grouped(events))
        text = self.tr("{0} events that belong together, in {1} streams")
        return text.format(grouped(events), grouped(streams))
