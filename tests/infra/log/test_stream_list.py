"""The list of streams comes in pages, in the order of names, whole or by category."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from domain.event import NewEvent
from infra.open_log import OpenLog

NAMES = sorted(f"{category}/{key}" for category in ("A", "AB", "B") for key in ("1", "10", "2", "a/b", "é"))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "streams.eventlog", create=True)
    for name in reversed(NAMES):
        log.store.append(name, 0, [NewEvent(uuid4(), "Happened", b"{}")])
    yield log
    log.close()


@pytest.mark.parametrize("category", [None, "A", "AB", "B", "none"])
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_pages_behind_each_other_are_the_whole_list(log: OpenLog, category: str | None, limit: int) -> None:
    found: list[str] = []
    while page := log.streams.page(category, after=found[-1] if found else "", limit=limit):
        found += [stream.name for stream in page]
    assert found == [name for name in NAMES if category is None or name.startswith(f"{category}/")]


def test_only_names_that_contain_a_text(log: OpenLog) -> None:
    assert [s.name for s in log.streams.page("A", containing="1")] == ["A/1", "A/10"]
    assert [s.name for s in log.streams.page(containing="%")] == []
