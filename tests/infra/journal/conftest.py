"""An open log of the bank, worked by hand: nothing runs unless a test says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from domain.command import Command
from infra.journal.entries import Outcome
from infra.open_log import OpenLog
from tests.domains import bank


class BankUser:
    """What a person does with the bank's log."""

    def __init__(self, log: OpenLog) -> None:
        self.log = log

    def submit(self, type: str, key: str, id: UUID | None = None, **fields: Any) -> Command:
        return self.log.commands.submit(
            type, f"Account/{key}", msgspec.json.encode(fields), id=id, actor="Ada"
        )

    def issue(self, type: str, key: str, id: UUID | None = None, **fields: Any) -> Outcome:
        command = self.submit(type, key, id, **fields)
        assert self.log.settle(command.correlation_id, timeout=20)
        return self.outcome(command.id)

    def outcome(self, id: UUID) -> Outcome:
        outcome = self.log.commands.outcome(id)
        assert outcome is not None
        return outcome

    def undo(self, id: UUID) -> Outcome:
        command = self.log.commands.undo(id, actor="Ada")
        assert self.log.settle(command.correlation_id, timeout=20)
        return self.outcome(command.id)

    def balance(self, key: str) -> int:
        state = self.log.states.at(f"Account/{key}").state
        return int(state["balance"])

    def events(self) -> list[str]:
        return [f"{e.stream} {e.type}" for e in self.log.store.all()]


@pytest.fixture
def user(tmp_path: Path) -> Iterator[BankUser]:
    log = OpenLog.open(tmp_path / "bank.eventlog", create=True, domains=[bank.DOMAIN])
    yield BankUser(log)
    log.close()
