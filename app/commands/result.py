"""What a command would do, or did: its outcome in words, its events, the change of state."""

from __future__ import annotations

import math
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from app.commands.changes import StateChanges
from app.engine_words import in_own_words
from app.json_tree import JsonTree
from app.plain_text import PlainLabel
from app.theme import MEDIUM, SMALL, heading, icon, mark, monospace
from app.words import translate
from infra.journal.entries import PARKED, REJECTED, SUCCEEDED, Outcome, Preview

_ROLES = {SUCCEEDED: "success", REJECTED: "warning", PARKED: "danger"}
_LINES_SEEN = 8


class ResultView(QWidget):
    """The lower part of the pane.

    `event_wanted(position)` when an event is clicked, `all_wanted()` for everything that the command set off.
    """

    event_wanted = Signal(object)
    all_wanted = Signal()

    def __init__(self, undo: QWidget, parent: QWidget) -> None:
        """`undo` takes the command back: it stands beside what became of it."""
        super().__init__(parent)
        self._undo = undo
        self._title = PlainLabel(self)
        self._title.setObjectName("commands.result")
        self._title.setAccessibleName(self.tr("Result"))
        self._title.setFont(heading())
        self._title.setWordWrap(True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hint = PlainLabel(self)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._events = QTextBrowser(self)
        self._events.setObjectName("commands.events")
        self._events.setAccessibleName(self.tr("Events of this command"))
        self._events.setToolTip(self.tr("Click an event to see it in the timeline"))
        self._events.setOpenLinks(False)
        self._events.setProperty("frame", "none")
        self._events.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._events.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # JSON has few blanks
        self._events.anchorClicked.connect(self._follow)
        self._all = QToolButton(self)
        self._all.setObjectName("commands.show_all")
        self._all.setText(self.tr("All that followed, in the timeline"))
        self._all.setIcon(icon("funnel"))
        self._all.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._all.setAccessibleName(self.tr("Show all that this command set off in the timeline"))
        self._all.setToolTip(self.tr("Show all that this command set off in the timeline"))
        self._all.clicked.connect(self.all_wanted)
        self._changes = StateChanges(self)
        self._state = JsonTree("commands.state", self.tr("State after this command"), self)
        self._state.setMinimumHeight(140)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("commands.state_tabs")
        self._tabs.setAccessibleName(self.tr("What would become of the state"))
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self._changes, self.tr("Changes"))
        self._tabs.addTab(self._state, self.tr("State after"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        top = QHBoxLayout()
        top.setSpacing(MEDIUM)
        top.addWidget(self._title, 1)
        top.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        for widget in (self._hint, self._events, self._all):
            column.addWidget(widget)
        column.addWidget(self._tabs, 1)
        column.addStretch()  # without tabs what is there stays together at the top

    def show_result(self, preview: Preview | None, outcome: Outcome | None, is_busy: bool) -> None:
        """Shows the preview, else the outcome, else nothing."""
        shown = preview.outcome if preview is not None else outcome
        self.setVisible(shown is not None or is_busy)
        if shown is None:
            self._title.setText(self.tr("Working\u2026") if is_busy else "")
            for widget in (self._hint, self._events, self._all, self._tabs, self._undo):
                widget.hide()
            return
        self._title.setText(_sentence(shown))
        self._title.setProperty("role", _ROLES.get(shown.status, ""))
        self._title.style().unpolish(self._title)
        self._title.style().polish(self._title)
        self._hint.setText(in_own_words(shown.hint))
        self._hint.setVisible(bool(shown.hint))
        self._show_events(shown)
        for widget in (self._all, self._undo):
            widget.setVisible(bool(shown.events) and not shown.dry_run)
        self._tabs.setVisible(preview is not None and bool(preview.changes))
        if preview is not None and preview.changes:
            self._changes.show_changes(preview.changes)
            self._state.show_value(preview.after, {change.path: change.op for change in preview.changes})
            self._tabs.setTabText(0, self.tr("Changes ({0})").format(len(preview.changes)))

    def _show_events(self, shown: Outcome) -> None:
        self._events.setHtml("".join(_line(shown, number) for number in range(len(shown.events))))
        self._events.setVisible(bool(shown.events))
        self._fit_events()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_events()

    def _fit_events(self) -> None:
        """As high as the events' lines at this width; of many lines so many, the rest by scrolling."""
        document = self._events.document().clone()  # the one that is shown follows its own scroll bars
        document.setTextWidth(self.width() - 2 * self._events.frameWidth())
        most = _LINES_SEEN * self._events.fontMetrics().lineSpacing() + 2 * round(document.documentMargin())
        self._events.setFixedHeight(min(math.ceil(document.size().height()) + SMALL, most))

    def _follow(self, link: object) -> None:
        position = getattr(link, "toString", str)()
        if position.isdigit():
            self.event_wanted.emit(int(position))


def _sentence(outcome: Outcome) -> str:
    count = len(outcome.events)
    counted = translate("Commands", "1 event") if count == 1 else translate("Commands", "{0} events")
    events = counted.format(count)
    reason = in_own_words(outcome.reason)
    match outcome.status, outcome.dry_run:
        case "succeeded", True if count:
            return translate("Commands", "Would record {0}. Nothing was written.").format(events)
        case "succeeded", True:
            return translate("Commands", "Would change nothing.")
        case "succeeded", False if count:
            return translate("Commands", "Succeeded: {0} recorded.").format(events)
        case "succeeded", False:
            return translate("Commands", "Succeeded: nothing had to change.")
        case "rejected", True:
            return translate("Commands", "Would be rejected: {0}").format(reason)
        case "rejected", False:
            return translate("Commands", "Rejected: {0}").format(reason)
        case "parked", _:
            return translate("Commands", "Parked: {0}").format(reason)
        case status, _:
            still = translate("Commands", "Still {0}: the journal shows how it goes on.")
            return still.format(translate("Status", status))


def _line(outcome: Outcome, number: int) -> str:
    event = outcome.events[number]
    name = f'<span style="color:{mark(event.type).name()}">\u25cf</span> {escape(event.type)}'
    if event.position:
        name = f'<a href="{event.position}" style="text-decoration:none">{name}</a>'
    text = event.data[:400].decode("utf-8", "replace")
    family = escape(monospace().family())
    return (
        f"<p style='margin:0 0 2px 0'>{name} v{event.version} "
        f"<span style=\"font-family:'{family}'\">{escape(text)}</span></p>"
    )
