"""The timeline remembers nothing of the person who runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def settings_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where filters and columns are remembered during a test."""
    folder = tmp_path / "config"
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_args, **_more: str(folder))
    return folder
