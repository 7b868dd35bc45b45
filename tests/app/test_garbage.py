from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.garbage import GarbageCollector


class Circle(QObject):
    """Garbage that only the collector can free, and that knows on which thread it was freed."""

    def __init__(self, freed: list[int]) -> None:
        super().__init__()
        self.me = self
        weakref.finalize(self, lambda: freed.append(threading.get_ident()))


def test_widgets_are_freed_on_the_gui_thread_however_much_a_worker_allocates(qtbot: QtBot) -> None:
    owner = QObject()
    GarbageCollector(owner)
    assert not gc.isenabled()
    freed: list[int] = []
    Circle(freed)
    worker = threading.Thread(target=lambda: [[object()] for _ in range(200_000)])
    worker.start()
    worker.join()
    assert freed == []
    kept = [[object()] for _ in range(2000)]
    qtbot.waitUntil(lambda: bool(freed), timeout=20_000)
    assert freed == [threading.get_ident()]
    assert kept
