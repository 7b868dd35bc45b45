"""Presenters are plain Python: importing them loads no Qt."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "app.streams.presenter",
        "app.projections.presenter",
        "app.projections.schedule_form",
        "app.read_models.presenter",
        "app.demo.player",
        "app.demo.stage",
    ],
)
def test_importing_it_loads_no_qt(module: str) -> None:
    code = f"import sys, {module}; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
