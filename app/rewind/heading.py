"""Which version is shown: its event, who recorded it and when; and a word where it cannot be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.engine_words import in_own_words
from app.figures import grouped
from app.moments import exact_time_text, time_text
from app.plain_text import PlainLabel, plain_tip
from app.rewind.controls import button
from app.rewind.state import RewindState
from app.theme import MEDIUM, SMALL, TIGHT, heading, icon
from app.words import translate


class _Whole(PlainLabel):
    """A wrapped text that is never cut: a splitter does not ask how high its width makes it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ask_for_height()

    def ask_for_height(self) -> None:
        """Takes no less height than all of the text needs."""
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


class Heading(QWidget):
    """`event_wanted()` when the version's event is to be shown, `skip_wanted(skips)`."""

    event_wanted = Signal()
    skip_wanted = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._event = PlainLabel(self)
        self._event.setObjectName("rewind.about")
        self._event.setFont(heading())
        self._event.setWordWrap(True)
        self._when = PlainLabel(self)
        self._when.setObjectName("rewind.when")
        self._when.setProperty("role", "muted")
        self._when.setWordWrap(True)
        self._badge = PlainLabel(self.tr("inferred"), self)
        self._badge.setObjectName("rewind.inferred")
        self._badge.setProperty("role", "badge")
        self._badge.setToolTip(
            self.tr("No domain knows this stream: its payloads are merged. The real state may differ.")
        )
        self._badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._show_event = button(
            "rewind.event", self.tr("Show this version's event"), "arrow-square-out", self
        )
        self._show_event.clicked.connect(self.event_wanted)
        self._problems = _Whole(self)
        self._problems.setObjectName("rewind.problems")
        self._problems.setProperty("role", "danger")
        self._problems.setWordWrap(True)
        self._skip = QToolButton(self)
        self._skip.setObjectName("rewind.skip")
        self._skip.setCheckable(True)
        self._skip.setIcon(icon("eye-slash"))
        self._skip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._skip.setText(self.tr("Leave it out"))
        self._skip.setAccessibleName(self.tr("Leave events that cannot be read out of the state"))
        self._skip.setToolTip(self._skip.accessibleName())
        self._skip.clicked.connect(self.skip_wanted)
        self._lay_out()

    def show_state(self, state: RewindState) -> None:
        """Shows which version it is."""
        self._badge.setVisible(state.inferred)
        if state.shown < 0:
            return
        self._event.setText(_event_text(state))
        self._when.setText(_when_text(state))
        self._when.setVisible(bool(self._when.text()))
        self._when.setToolTip(exact_time_text(state.recorded_at) if state.recorded_at else "")
        self._show_event.setVisible(state.position > 0)
        text = _problem_text(state)
        self._problems.setText(text)
        self._problems.ask_for_height()
        self._problems.setToolTip(
            plain_tip("\n".join(f"v{p.version}: {in_own_words(p.reason)}" for p in state.problems[:20]))
        )
        self._problems.setVisible(bool(text))
        self._skip.setVisible(bool(text))
        self._skip.setChecked(state.skips)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(MEDIUM)
        first.addWidget(self._event, 1)
        first.addWidget(self._badge)
        first.addWidget(self._show_event)
        problem = QHBoxLayout()
        problem.setSpacing(MEDIUM)
        problem.addWidget(self._problems, 1)
        problem.addWidget(self._skip, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SMALL, 0, 0)
        column.setSpacing(TIGHT)
        column.addLayout(first)
        column.addWidget(self._when)
        column.addLayout(problem)


def _event_text(state: RewindState) -> str:
    if state.shown == 0:
        return translate("Rewind", "Before the first event")
    if state.recorded_at is None:
        missing = translate(
            "Rewind", "Version {0} is missing in this log; the state is that of the one before."
        )
        return missing.format(state.shown)
    return f"v{state.shown} · {state.event_type}"


def _when_text(state: RewindState) -> str:
    if state.recorded_at is None:
        return ""
    by = translate("Rewind", "by {0}").format(state.actor) if state.actor else ""
    at = translate("Rewind", "position {0}").format(grouped(state.position))
    return " · ".join(part for part in (by, time_text(state.recorded_at), at) if part)


def _problem_text(state: RewindState) -> str:
    if state.unknown_from:
        reason = next((p.reason for p in state.problems if p.version == state.unknown_from), "")
        if state.unknown_from == 1:
            before = translate("Rewind", "From there on the state is not known.")
        else:
            before = translate(
                "Rewind", "From there on the state is not known; shown is the one at version {0}."
            ).format(state.unknown_from - 1)
        cannot = translate("Rewind", "Version {0} cannot be read: {1}").format(
            state.unknown_from, in_own_words(reason)
        )
        return f"{cannot} {before}"
    left_out = [problem for problem in state.problems if problem.version <= state.shown]
    if not left_out:
        return ""
    versions = ", ".join(f"v{problem.version}" for problem in left_out[:5])
    if len(left_out) > 5:
        versions = translate("Rewind", "{0} and {1} more").format(versions, grouped(len(left_out) - 5))
    return translate("Rewind", "Left out, because it cannot be read: {0}").format(versions)
