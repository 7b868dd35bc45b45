"""Presenters are plain Python: importing them loads no Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import app

_FOLDER = Path(next(iter(app.__path__)))
_OTHERS = ("app.projections.schedule_form", "app.demo.player", "app.demo.stage", "app.presenter")


def test_importing_any_of_them_loads_no_qt() -> None:
    presenters = [
        ".".join(("app", *path.relative_to(_FOLDER).with_suffix("").parts))
        for path in sorted(_FOLDER.rglob("*presenter.py"))
    ]
    assert len(presenters) > 15
    code = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
    if any(loaded.startswith("PySide6") for loaded in sys.modules):
        sys.exit(f"{name} loads Qt")
"""
    done = subprocess.run(
        [sys.executable, "-c", code, *dict.fromkeys((*_OTHERS, *presenters))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
