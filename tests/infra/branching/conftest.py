"""A day at the shop, played to its end, for branches to be made of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.open_log import OpenLog
from tests.app.conftest import shop_files

__all__ = ["shop_files"]


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Scratch logs of tests are made in the test's own folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "eventscope" / "branches"


@pytest.fixture
def shop(tmp_path: Path, shop_files: Path) -> Iterator[OpenLog]:
    folder = shutil.copytree(shop_files, tmp_path / "shop")
    log = OpenLog.open(folder / "shop.eventlog", read_only=True)
    yield log
    log.close()
