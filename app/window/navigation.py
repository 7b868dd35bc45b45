"""Back and Forward: notes which places a person visits, and brings them again."""

from __future__ import annotations

import time

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea

from app.window.panes import Panes
from app.window.places import Place, Places

_PASSING = 1.5  # seconds: what is left sooner for another of its kind was only passed through
_SETTLE_MS = 400  # after which the panes show the place that was gone to
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_FILTER, _EVENT, _VERSION = "filter", "event", "version"


class Navigation(QObject):
    """Knows the places; enables the two actions, and does them. Mouse buttons 8 and 9 do them too."""

    def __init__(self, panes: Panes, back: QAction, forward: QAction, places: Places) -> None:
        super().__init__(panes)
        self._panes = panes
        self._back, self._forward = back, forward
        self._places = places
        self._last = ("", 0.0)  # the kind of the last visit, and when it was
        self._is_quiet = False  # while the panes are brought to a place, what they tell is no visit
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self._settle)
        panes.timeline.filter_changed.connect(self._filtered)
        panes.timeline.event_wanted.connect(self._event_shown)
        panes.rewind.moved.connect(self._rewound)
        panes.read_models.chosen.connect(self._read_model_chosen)
        back.triggered.connect(self.go_back)
        forward.triggered.connect(self.go_forward)
        for dock in panes.docks.values():
            for area in dock.findChildren(QAbstractScrollArea):
                area.viewport().installEventFilter(self)  # tables would take these buttons for themselves
            dock.installEventFilter(self)
        self._enable()

    @property
    def is_settling(self) -> bool:
        """Whether the panes are still being brought to a place."""
        return self._is_quiet

    def go_back(self) -> None:
        """To the place before."""
        if self._places.can_go_back:
            self._show(self._places.now, self._places.back())

    def go_forward(self) -> None:
        """To the place that Back was chosen in."""
        if self._places.can_go_forward:
            self._show(self._places.now, self._places.forward())

    def forget(self) -> None:
        """Another log is shown."""
        self._places.forget()
        self._keep_quiet()
        self._enable()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() in _PRESSES:
            if event.button() == Qt.MouseButton.BackButton:
                self.go_back()
                return True
            if event.button() == Qt.MouseButton.ForwardButton:
                self.go_forward()
                return True
        return super().eventFilter(watched, event)

    def _filtered(self, filter: str) -> None:
        self._visit(_FILTER, pane="pane.timeline", filter=filter)

    def _event_shown(self, position: object) -> None:
        self._visit(_EVENT, pane="pane.timeline", position=position)

    def _rewound(self, stream: str, version: object) -> None:
        kind = _VERSION if stream == self._places.now.stream else "stream"
        self._visit(kind, pane="pane.rewind", stream=stream, version=version)

    def _read_model_chosen(self, name: str) -> None:
        self._visit("read model", pane="pane.read_models", read_model=name)

    def _visit(self, kind: str, **changes: object) -> None:
        if self._is_quiet:
            return
        before, now = self._last, time.monotonic()
        self._last = (kind, now)
        is_passing = kind == before[0] and kind in (_FILTER, _EVENT, _VERSION) and now - before[1] < _PASSING
        self._places.visit(msgspec.structs.replace(self._places.now, **changes), instead=is_passing)
        self._enable()

    def _show(self, before: Place, place: Place) -> None:
        self._keep_quiet()
        self._last = ("", 0.0)
        panes = self._panes
        if place.filter != before.filter:
            panes.timeline.set_filter(place.filter)
        if place.read_model != before.read_model and place.read_model:
            panes.read_models.choose(place.read_model)
        if (place.stream, place.version) != (before.stream, before.version) and place.stream:
            panes.rewind.open_stream(place.stream, place.version)
        if place.position != before.position and place.position is not None:
            panes.show_event(place.position)
        if place.pane:
            panes.bring_up(place.pane)
        self._enable()

    def _keep_quiet(self) -> None:
        self._is_quiet = True
        self._settling.start()

    def _settle(self) -> None:
        """By now a filter has let rows through: the event of the place can be selected among them."""
        position = self._places.now.position
        if position is not None and position != self._panes.timeline.current_position:
            self._panes.show_event(position)
        self._is_quiet = False

    def _enable(self) -> None:
        self._back.setEnabled(self._places.can_go_back)
        self._forward.setEnabled(self._places.can_go_forward)
