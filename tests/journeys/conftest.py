"""Journeys are made in the window, with the fixtures of its tests."""

from __future__ import annotations

from tests.app.conftest import heartbeat, jobs, shop_files
from tests.app.window.conftest import open_window, settings_folder, shop_path, user

__all__ = [
    "heartbeat",
    "jobs",
    "open_window",
    "settings_folder",
    "shop_files",
    "shop_path",
    "user",
]
