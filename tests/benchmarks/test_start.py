"""From the command to a usable window on a log, against a bare Qt window with a table."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.logs import filled_log
from tests.benchmarks.pairs import report, seconds

EVENTS = int(os.environ.get("EVENTSCOPE_BENCH_EVENTS", "1000000"))

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.show()
app.processEvents()
"""
OURS = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.main import create_window
app = QApplication([])
window = create_window(sys.argv[1])
window.show()
def look():
    model = window.panes.timeline.table.model()
    if model.rowCount() and model.row(model.rowCount() - 1):
        sys.stdout.write(str(time.time() - float(sys.argv[2])))
        window.close()
        app.quit()
timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
app.exec()
"""


def run(code: str, home: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(home),
        },
        check=True,
        timeout=120,
        capture_output=True,
        text=True,
    ).stdout


def test_a_large_log_is_painted_soon_after_the_start(tmp_path: Path) -> None:
    path = filled_log(tmp_path / "large.eventlog", EVENTS, 10_000)
    ours, bare = [], []
    for _ in range(3):
        bare.append(seconds(lambda: run(BARE, tmp_path)))
        ours.append(float(run(OURS, tmp_path, str(path), str(time.time()))))
    report(
        f"start to the first rows of {EVENTS:,} events",
        f"{median(ours):.2f} s; a bare Qt window takes {median(bare):.2f} s "
        f"({median(ours) / median(bare):.1f}x)",
    )
    assert median(ours) < 12 * median(bare)
