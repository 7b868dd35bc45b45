"""However many events are parked, as many are listed as are listed at once; the rest is told of."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from PySide6.QtWidgets import QLabel, QTableWidget, QTabWidget
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.parked_row import MOST_LISTED
from app.projections.pane import ProjectionsPane
from domain.event import NewEvent
from infra.open_log import OpenLog


def test_the_oldest_are_listed_and_the_rest_is_counted(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    log = OpenLog.open(tmp_path / "broken.eventlog", create=True)
    broken = [NewEvent(uuid4(), "OrderPlaced", b'{"customer": 7}') for _ in range(MOST_LISTED + 5)]
    log.store.append("Order/O-1", 0, broken)
    while log.projections.step():
        pass
    pane = ProjectionsPane(jobs)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_log(log)
    table, rest = (
        pane.findChild(QTableWidget, "projections.parked"),
        pane.findChild(QLabel, "projections.parked_rest"),
    )
    assert isinstance(table, QTableWidget)
    assert isinstance(rest, QLabel)
    qtbot.waitUntil(lambda: table.rowCount() == MOST_LISTED, timeout=20_000)
    parked = len(log.projections.parked())
    assert parked > MOST_LISTED
    assert not rest.isHidden()
    assert f"{parked} are parked; the oldest {MOST_LISTED} are listed" in rest.text()
    tabs = pane.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    assert str(parked) in tabs.tabText(1)
    for event in log.projections.parked()[5:]:
        log.projections.skip(event.id)
    qtbot.waitUntil(lambda: table.rowCount() == 5, timeout=20_000)
    assert rest.isHidden()
    pane.show_log(None)
    log.close()
