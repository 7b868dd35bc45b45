"""A read model of many rows comes in keyset pages, and says when there is news behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.read_models.presenter import FOLLOWED, PAGE
from domain.event import NewEvent
from infra.open_log import OpenLog
from tests.app.read_models.test_read_models_presenter import Shown

COUNT = FOLLOWED + PAGE + 50


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "many.eventlog", create=True)
    types = [NewEvent(uuid4(), f"Type{number:05}", b"{}") for number in range(COUNT)]
    log.store.append("Thing/T-1", 0, types)
    while log.projections.step():
        pass
    yield log
    log.close()


@pytest.fixture
def shown(log: OpenLog) -> Shown:
    shown = Shown()
    shown.presenter.show_log(log)
    shown.presenter.choose("event_statistics")
    shown.jobs.run_all()
    return shown


def fetch_all(shown: Shown) -> None:
    while not shown.state.is_complete:
        shown.presenter.want_more()
        shown.jobs.run_all()


def test_the_first_page_says_that_there_are_more(shown: Shown) -> None:
    assert shown.state.summary == f"{PAGE} rows shown, there are more"


@pytest.mark.parametrize("column", ["", "type", "events"])
def test_all_pages_together_are_all_rows_once(shown: Shown, column: str) -> None:
    if column:
        shown.presenter.sort_by(column)
        shown.jobs.run_all()
    fetch_all(shown)
    assert sorted(map(str, shown.column("type"))) == [f"Type{number:05}" for number in range(COUNT)]


def test_many_rows_are_not_read_again_by_themselves_but_news_are_offered(shown: Shown, log: OpenLog) -> None:
    fetch_all(shown)
    log.watch.position = log.store.append("Thing/T-2", 0, [NewEvent(uuid4(), "Other", b"{}")])[-1].position
    shown.presenter.follow()
    assert shown.state.is_stale
    assert not shown.jobs.held
    shown.presenter.refresh()
    shown.jobs.run_all()
    assert not shown.state.is_stale
    assert len(shown.state.rows) == PAGE
