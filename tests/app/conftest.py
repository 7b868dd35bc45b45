"""What tests of the window share: a log that a day at the shop has filled."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer

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


class Heartbeat(QObject):
    """Measures the longest time for which the GUI thread did not come round to a 5-ms timer."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.perf_counter()
        self._worst = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def start(self) -> None:
        """From here on."""
        self._last = time.perf_counter()
        self._worst = 0.0

    @property
    def worst(self) -> float:
        """Seconds; what is going on since the last beat counts too."""
        return max(self._worst, time.perf_counter() - self._last)

    def _beat(self) -> None:
        now = time.perf_counter()
        self._worst = max(self._worst, now - self._last)
        self._last = now


@pytest.fixture
def heartbeat(qapp: object) -> Iterator[Heartbeat]:
    """Watches the GUI thread; `start()` it before what must not freeze, then look at `worst`."""
    heartbeat = Heartbeat()
    yield heartbeat
    heartbeat.deleteLater()
