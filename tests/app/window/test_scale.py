"""On screens of any density the window is drawn with all the dots there are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GRAB = """
import sys
from PySide6.QtWidgets import QApplication
from app.main import create_window
app = QApplication([])
window = create_window(None)
window.resize(1024, 700)
window.show()
picture = window.grab()
print(picture.width(), picture.height(), picture.devicePixelRatio(), window.width(), window.height())
"""


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_the_window_has_a_dot_for_each_of_the_screens(factor: float, tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", GRAB],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(factor),
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
        },
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    ).stdout
    width, height, ratio, logical_width, logical_height = map(float, found.split())
    assert ratio == factor
    assert (width, height) == (round(logical_width * factor), round(logical_height * factor))
    assert (logical_width, logical_height) == (1024, 700)
