"""A stream's states on the trunk and on the branch, side by side, at their ends or at any versions."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.branch.state import WhatIfState
from app.branch.version_slider import VersionSlider
from app.figures import grouped
from app.json_tree import JsonTree
from app.plain_text import PlainLabel
from app.theme import MEDIUM, SMALL, heading
from app.words import translate
from domain.history.diff import Change
from infra.branching.states import VersionsDiff

_ROWS = 2_000


class StateComparison(QWidget):
    """The changed streams, and the chosen one's state on the trunk and on the branch."""

    stream_wanted = Signal(str)
    versions_wanted = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.streams = QComboBox(self)
        self.streams.setObjectName("branch.streams")
        self.streams.setAccessibleName(self.tr("Streams that differ"))
        self.streams.setToolTip(self.tr("Streams whose events are others on the branch"))
        self.streams.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.streams.activated.connect(self._chosen)
        self.trunk = JsonTree("branch.trunk", self.tr("State on the trunk"), self)
        self.branch = JsonTree("branch.state", self.tr("State on the branch"), self)
        self._about = PlainLabel(self)
        self._about.setObjectName("branch.about")
        self._about.setProperty("role", "muted")
        self._about.setWordWrap(True)
        self._shown: object = None
        self.trunk_at = VersionSlider("branch.trunk_version", self.tr("Version on the trunk"), self)
        self.branch_at = VersionSlider("branch.branch_version", self.tr("Version on the branch"), self)
        for slider in (self.trunk_at, self.branch_at):
            slider.sought.connect(self._sought)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        for title, slider, tree in (
            (self.tr("Trunk"), self.trunk_at, self.trunk),
            (self.tr("Branch"), self.branch_at, self.branch),
        ):
            tree.header().resizeSection(0, 110)
            split.addWidget(_titled(title, slider, tree, self))
        top = QHBoxLayout()
        top.setSpacing(MEDIUM)
        top.addWidget(self.streams)
        top.addWidget(self._about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SMALL, 0, SMALL)
        column.setSpacing(SMALL)
        column.addLayout(top)
        column.addWidget(split, 1)

    def show_state(self, state: WhatIfState) -> None:
        """Shows the changed streams and the states of the one in view."""
        names = [each.stream for each in state.result.streams] if state.result is not None else []
        with QSignalBlocker(self.streams):
            if [self.streams.itemText(n) for n in range(self.streams.count())] != names[:_ROWS]:
                self.streams.clear()
                self.streams.addItems(names[:_ROWS])
            self.streams.setCurrentIndex(self.streams.findText(state.stream))
        self.streams.setPlaceholderText(self.tr("Streams that differ"))
        self.streams.setVisible(bool(names))
        view, versions = state.view, state.versions
        shown = view if versions is None else versions
        if view is None or shown is self._shown:
            return
        self._shown = shown
        diff = view.diff if versions is None else versions
        marks = {change.path: change.op for change in diff.changes}
        self.trunk.show_value(diff.trunk, {path: op for path, op in marks.items() if op != "add"})
        self.branch.show_value(diff.branch, {path: op for path, op in marks.items() if op != "remove"})
        if versions is None:
            self.trunk_at.show_version(view.diff.trunk_version, view.diff.trunk_version)
            self.branch_at.show_version(view.diff.branch_version, view.diff.branch_version)
            self._about.setText(_state_text(view.stream, diff.changes, diff.trunk, diff.branch))
        else:
            self.trunk_at.show_version(versions.trunk_version, versions.trunk_last)
            self.branch_at.show_version(versions.branch_version, versions.branch_last)
            self._about.setText(_versions_text(versions))

    def _sought(self) -> None:
        self.versions_wanted.emit(self.trunk_at.slider.value(), self.branch_at.slider.value())

    def _chosen(self, number: int) -> None:
        self.stream_wanted.emit(self.streams.itemText(number))


def _titled(title: str, slider: QWidget, widget: QWidget, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    label = PlainLabel(title, box)
    label.setFont(heading())
    column = QVBoxLayout(box)
    column.setContentsMargins(SMALL, SMALL, SMALL, 0)
    column.setSpacing(SMALL)
    top = QHBoxLayout()
    top.setSpacing(MEDIUM)
    top.addWidget(label)
    top.addWidget(slider, 1)
    column.addLayout(top)
    column.addWidget(widget, 1)
    return box


def _state_text(stream: str, changes: tuple[Change, ...], trunk: Any, branch: Any) -> str:
    if not stream:
        return translate("WhatIf", "Choose a stream.")
    if trunk is None and branch is None:
        return translate("WhatIf", "There is no stream {0} on either side.").format(stream)
    if trunk is None:
        return translate("WhatIf", "{0} exists on the branch only.").format(stream)
    if branch is None:
        return translate("WhatIf", "{0} exists on the trunk only.").format(stream)
    if not changes:
        return translate("WhatIf", "{0} ends in the same state on both sides.").format(stream)
    if len(changes) == 1:
        return translate("WhatIf", "{0} ends otherwise: 1 difference.").format(stream)
    return translate("WhatIf", "{0} ends otherwise: {1} differences.").format(stream, grouped(len(changes)))


def _versions_text(versions: VersionsDiff) -> str:
    sides = grouped(versions.trunk_version), grouped(versions.branch_version)
    if not versions.changes:
        return translate("WhatIf", "Version {0} of the trunk and {1} of the branch: the same state.").format(
            *sides
        )
    if len(versions.changes) == 1:
        said = translate("WhatIf", "Version {0} of the trunk and {1} of the branch: 1 difference.")
        return said.format(*sides)
    said = translate("WhatIf", "Version {0} of the trunk and {1} of the branch: {2} differences.")
    return said.format(*sides, grouped(len(versions.changes)))
