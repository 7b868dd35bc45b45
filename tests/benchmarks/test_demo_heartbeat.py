"""How long the GUI thread is away from its events while the demo plays at 10x, against an idle window."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
from pytestqt.qtbot import QtBot

from app.demo.showing import Showing
from app.demo.start import Demo, start_demo
from app.main import create_window
from tests.benchmarks.pairs import report

_BEAT_MS = 5


class Beats(QObject):
    """All gaps between the beats of a 5-ms timer, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)

    def p99(self) -> float:
        return sorted(self.gaps)[len(self.gaps) * 99 // 100]

    def over(self, seconds: float) -> int:
        return sum(gap > seconds for gap in self.gaps)

    def end(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


def idle(qtbot: QtBot) -> Beats:
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    qtbot.addWidget(window)
    window.show()
    beats = Beats()
    qtbot.waitUntil(lambda: len(beats.gaps) > 500, timeout=30_000)
    beats.end()
    return beats


def test_the_window_answers_while_the_demo_plays_at_ten_times_the_speed(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_args, **_more: str(tmp_path / "config"))
    bare = idle(qtbot)
    window = create_window(None)
    qtbot.addWidget(window)
    window.show()
    beats = Beats()
    demo = start_demo(window, Showing(path=tmp_path / "demo.eventlog", speed=10.0))
    assert isinstance(demo, Demo)
    player = demo.bar.player
    qtbot.waitUntil(lambda: player.state.total > 0 and player.state.is_over, timeout=180_000)
    beats.end()
    assert beats.gaps
    report(
        "GUI heartbeat, demo at 10x",
        f"p99 {beats.p99() * 1000:.0f} ms, longest {max(beats.gaps) * 1000:.0f} ms, "
        f"{beats.over(0.05)} of {len(beats.gaps):,} gaps over 50 ms; "
        f"an idle window: p99 {bare.p99() * 1000:.0f} ms",
    )
    assert beats.p99() < 20 * bare.p99()
    window.close()
