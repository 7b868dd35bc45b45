"""What tests of the window share: a log that a day at the shop has filled."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.demo.scenario import DEFAULT, find_scenario
from app.demo.stage import play_instantly
from app.jobs import Jobs
from infra.open_log import OpenLog


@pytest.fixture
def empty_log(tmp_path: Path) -> Iterator[OpenLog]:
    """A new log, not started."""
    log = OpenLog.open(tmp_path / "empty.eventlog", create=True)
    yield log
    log.close()


@pytest.fixture(scope="session")
def shop_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed log on which the default scenario was played; to be copied, not opened."""
    folder = tmp_path_factory.mktemp("day-at-the-shop")
    log = OpenLog.open(folder / "shop.eventlog", create=True)
    play_instantly(log, find_scenario(DEFAULT, log.registry))
    log.close()
    return folder


@pytest.fixture
def shop_log(tmp_path: Path, shop_files: Path) -> Iterator[OpenLog]:
    """The default scenario's log, started: projections and watch run."""
    folder = shutil.copytree(shop_files, tmp_path / "shop")
    log = OpenLog.open(folder / "shop.eventlog")
    log.start()
    yield log
    log.close()


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    """The way off the GUI thread."""
    jobs = Jobs()
    yield jobs
    jobs.shutdown()
