"""An event is dropped with all that came of it, as far as the log names causes."""

from __future__ import annotations

from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from domain.branch.edits import Branch, Drop
from domain.errors import DomainError
from infra.branching.led_to import without_all
from infra.exchange.importing import import_file
from infra.open_log import OpenLog

SECOND, LAST = 172, 214  # the second delivery of a webhook, and the last event that came of it


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "case.eventlog"
    import_file(Path(str(files("resources") / "samples" / "shipped-twice.jsonl")), path)
    return path


def branch_at(log: OpenLog, position: int) -> Branch:
    return Branch(log_id=log.log.log_id, position=position)


def test_imported_consequences_are_dropped_wherever_the_branch_begins(imported: Path) -> None:
    with closing(OpenLog.open(imported, read_only=True)) as log:
        early, late = (without_all(log, branch_at(log, at), SECOND) for at in (SECOND, 242))
        dropped = [edit.event for edit in early.edits if isinstance(edit, Drop)]
        assert early.edits == late.edits
        assert (early.then, late.then) == ("events", "commands")
        assert dropped == sorted(dropped)
        assert (dropped[0], dropped[-1], len(dropped)) == (SECOND, LAST, 8)
        streams = [log.store.at(position).stream for position in dropped]  # type: ignore[union-attr]
        assert "Shipment/S-5116" not in streams
        assert streams.count("Shipment/S-5131") == 3


def test_dropping_twice_is_dropping_once(imported: Path) -> None:
    with closing(OpenLog.open(imported, read_only=True)) as log:
        once = without_all(log, branch_at(log, SECOND), SECOND)
        assert set(without_all(log, once, SECOND).edits) == set(once.edits)
        assert set(without_all(log, once, SECOND + 1).edits) == set(once.edits)


def test_what_is_decided_anew_needs_no_edit(tmp_path: Path) -> None:
    with closing(OpenLog.open(tmp_path / "own.eventlog", create=True)) as log:
        data = b'{"name":"Desk","price":{"amount":"1.00","currency":"EUR"},"stock":2}'
        command = log.commands.submit("ListProduct", "Product/P-1", data)
        assert log.settle(command.correlation_id)
        wanted = without_all(log, branch_at(log, 1), 1)
        assert (wanted.edits, wanted.then) == ((Drop(1),), "commands")


def test_an_event_that_is_not_there_is_said(imported: Path) -> None:
    with closing(OpenLog.open(imported, read_only=True)) as log, pytest.raises(DomainError, match="999"):
        without_all(log, branch_at(log, 5), 999)
