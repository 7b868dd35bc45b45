"""Who set this: the events that set a field, newest first, each with what led to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.figures import grouped
from app.moments import exact_time_text, short_time_text
from app.plain_text import PlainLabel, plain_tip
from app.rewind.blame_presenter import BlameState
from app.rewind.blame_texts import cause_text, field_name, sentence, setter_name
from app.rewind.value_text import value_text
from app.theme import LARGE, SMALL, Role, colour, heading, icon
from app.words import translate
from domain.history.diff import pointer
from domain.history.parts import MISSING
from infra.blame import Setter
from infra.causation import CommandLink, EventLink, Link

_WHAT = Qt.ItemDataRole.UserRole
_VALUE = 48  # letters of a value that are measured for its column


class BlamePanel(QWidget):
    """Shows a `BlameState`.

    `field_asked(path)` when a path is typed or chosen, `version_wanted(version)` to go to a setter,
    `causes_wanted(setter)` when what led to it is to be looked up, `event_wanted(position)` and
    `command_wanted(id)` for the causes.
    """

    field_asked = Signal(str)
    version_wanted = Signal(int)
    causes_wanted = Signal(object)
    event_wanted = Signal(object)
    command_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[Setter, ...] = ()
        self._listed: tuple[Setter, ...] = ()
        self._gone: tuple[str, ...] = ()
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(self.tr("Choose a field, or type its path, e.g. price.amount"))
        self._line.setAccessibleName(self.tr("Field"))
        self.path = QComboBox(self)  # stands above, beside the button that opens the panel
        self.path.setObjectName("rewind.blame_path")
        self.path.setAccessibleName(self.tr("Field"))
        self.path.setToolTip(self.tr("The field asked about. The list holds fields that were removed."))
        self.path.setEditable(True)
        self.path.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.path.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.path.setLineEdit(self._line)
        self._line.returnPressed.connect(self._typed)
        self.path.activated.connect(self._picked)
        self._sentence = PlainLabel(self)
        self._sentence.setObjectName("rewind.set_by")
        self._sentence.setWordWrap(True)
        self._sentence.setFont(heading())
        self.setters = QTreeWidget(self)
        self.setters.setObjectName("rewind.setters")
        self.setters.setAccessibleName(self.tr("Events that set the field, newest first"))
        self.setters.setHeaderLabels([self.tr("Set by"), self.tr("Value"), self.tr("When")])
        self.setters.setHeaderHidden(True)
        self.setters.setStyleSheet(f"QTreeView::item {{ padding-right: {LARGE}px; }}")
        self.setters.setUniformRowHeights(True)
        self.setters.setIndentation(16)
        self.setters.setExpandsOnDoubleClick(False)
        header = self.setters.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.setters.itemClicked.connect(self._go)
        self.setters.itemActivated.connect(self._go)
        self.setters.itemExpanded.connect(self._expanded)
        self._older = PlainLabel(self)
        self._older.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._sentence)
        column.addWidget(self.setters, 1)
        column.addWidget(self._older)

    def show_state(self, state: BlameState) -> None:
        """Shows who set what."""
        self._show_paths(state)
        text = sentence(state)
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text))
        role = "danger" if state.problem else ""
        if self._sentence.property("role") != role:
            self._sentence.setProperty("role", role)
            self._sentence.style().polish(self._sentence)
        if state.setters is not self._shown:
            self._shown = state.setters
            self._show_setters(state)
        for place in range(self.setters.topLevelItemCount()):
            self._show_causes(self.setters.topLevelItem(place), state)
        left = state.total - len(state.setters)
        self._older.setText(translate("Blame", "and {0} earlier ones").format(grouped(left)))
        self._older.setVisible(left > 0)

    def ask_for_path(self) -> None:
        """Puts the cursor into the field's box."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()

    def _show_paths(self, state: BlameState) -> None:
        with QSignalBlocker(self.path):
            if state.gone != self._gone:
                self._gone = state.gone
                self.path.clear()
                for path in state.gone:
                    self.path.addItem(translate("Blame", "{0} (removed)").format(field_name(path)), path)
                self.path.setCurrentIndex(-1)
            if not self._line.hasFocus() or state.setters:
                self._line.setText(field_name(state.path) if state.stream else "")

    def _show_setters(self, state: BlameState) -> None:
        known = self._listed
        if not known or known != state.setters[: len(known)]:
            self.setters.clear()
            known = ()
        self._listed = state.setters
        items = []
        for setter in state.setters[len(known) :]:
            value = translate("Blame", "(removed)") if setter.value is MISSING else value_text(setter.value)
            item = QTreeWidgetItem([setter_name(setter), value, short_time_text(setter.recorded_at)])
            item.setData(0, _WHAT, setter)
            item.setToolTip(0, plain_tip(translate("Blame", "Go to version {0}").format(setter.version)))
            item.setToolTip(1, plain_tip(value))
            item.setToolTip(2, exact_time_text(setter.recorded_at))
            item.setForeground(2, colour(Role.MUTED))
            if setter.value is MISSING:
                item.setForeground(1, colour(Role.REMOVED))
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            items.append(item)
        self.setters.addTopLevelItems(items)
        if items and not known:
            with QSignalBlocker(self.setters):
                items[0].setExpanded(True)

    def _show_causes(self, item: QTreeWidgetItem | None, state: BlameState) -> None:
        setter = None if item is None else item.data(0, _WHAT)
        if item is None or not isinstance(setter, Setter) or item.childCount():
            return
        links = state.causes.get(setter.position)
        if links is None:
            return
        if not links:
            said = (
                translate("Blame", "by {0}; the event does not say more").format(setter.actor)
                if setter.actor
                else translate("Blame", "The event does not say what led to it.")
            )
            self._add_cause(item, said, None, "question")
        for place, link in enumerate(links):
            self._add_cause(item, cause_text(link, is_first=place == 0), link, _icon(link))

    def _add_cause(self, item: QTreeWidgetItem, text: str, link: Link | None, picture: str) -> None:
        child = QTreeWidgetItem([text])
        child.setIcon(0, icon(picture))
        child.setData(0, _WHAT, link)
        child.setForeground(0, colour(Role.MUTED))
        child.setToolTip(0, plain_tip(text))
        item.addChild(child)
        child.setFirstColumnSpanned(True)

    def _typed(self) -> None:
        text = self._line.text().strip()
        path = next((gone for gone in self._gone if text in (field_name(gone), gone)), None)
        if path is None:
            path = text if text.startswith("/") else pointer(text.split(".")) if text else ""
        self.field_asked.emit(path)

    def _picked(self, place: int) -> None:
        self.field_asked.emit(self.path.itemData(place))

    def _go(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        what: Any = item.data(0, _WHAT)
        match what:
            case Setter():
                self.version_wanted.emit(what.version)
            case EventLink():
                self.event_wanted.emit(what.position)
            case CommandLink() if what.command:
                self.command_wanted.emit(what.id)

    def _expanded(self, item: QTreeWidgetItem) -> None:
        what: Any = item.data(0, _WHAT)
        if isinstance(what, Setter):
            self.causes_wanted.emit(what)


def _icon(link: Link) -> str:
    match link:
        case EventLink():
            return "lightning"
        case CommandLink():
            return "terminal-window"
        case _:
            return "question"
