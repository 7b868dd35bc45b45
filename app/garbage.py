"""Collects Python's cyclic garbage on the GUI thread and between events only.

Python collects wherever it happens to allocate: in a worker thread, or in the middle of an event filter. If
widgets are among the garbage, their C++ halves are then deleted under Qt's feet, and the program crashes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 500


class GarbageCollector(QObject):
    """Takes the collecting over from Python as long as it lives, with Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # modules and what they hold stay anyway; looking them through takes a third of a second
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_INTERVAL_MS)

    def collect(self) -> None:
        """Collects the generations that are due, the oldest one first."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
