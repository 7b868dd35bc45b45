"""What a person sees of a replay: the bank's journal, decided again by a decider that takes a fee."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.json_tree import JsonTree
from app.replay.pane import ReplayPane
from domain.decider import Decider, Domain, Rejected
from infra.open_log import OpenLog
from tests.domains import bank


def with_a_fee(command: Any, state: bank.Account) -> Any:
    decided = bank.decide(command, state)
    if isinstance(command, bank.Withdraw) and not isinstance(decided, Rejected):
        return (bank.Withdrawn(command.amount + 1),)
    return decided


CHANGED: Decider[Any] = msgspec.structs.replace(bank.ACCOUNT, decide=with_a_fee)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    log = OpenLog.open(tmp_path / "bank.eventlog", create=True, domains=[bank.DOMAIN])
    for type, fields in (
        ("Open", {"owner": "Ada"}),
        ("Deposit", {"amount": 50}),
        ("Withdraw", {"amount": 20}),
    ):
        command = log.commands.submit(type, "Account/A", json.dumps(fields).encode())
        assert log.settle(command.correlation_id)
    log.close()
    return tmp_path / "bank.eventlog"


@pytest.fixture
def shows(qtbot: QtBot, jobs: Jobs) -> Callable[[OpenLog | None], ReplayPane]:
    pane = ReplayPane(jobs)
    qtbot.addWidget(pane)
    pane.resize(700, 600)
    pane.show()

    def show(log: OpenLog | None) -> ReplayPane:
        pane.show_log(log)
        return pane

    return show


def label(pane: ReplayPane, name: str) -> str:
    found = pane.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def replays(qtbot: QtBot, pane: ReplayPane) -> None:
    button = pane.findChild(QPushButton, "replay.run")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(button.isEnabled, timeout=20_000)


def test_a_changed_decider_is_told_with_the_field_that_differs(
    qtbot: QtBot, path: Path, shows: Callable[[OpenLog | None], ReplayPane]
) -> None:
    log = OpenLog.open(path, read_only=True, domains=[Domain(name="bank", deciders=(CHANGED,))])
    pane = shows(log)
    assert "Nothing is written" in label(pane, "replay.notice")
    replays(qtbot, pane)
    assert (
        label(pane, "replay.about") == "Account: 3 of 3 commands were decided again; 1 would end otherwise."
    )
    table = pane.findChild(QTableWidget, "replay.table")
    assert isinstance(table, QTableWidget)
    texts = [table.item(0, column) for column in range(5)]
    assert [item.text() for item in texts if item is not None] == [
        "Withdraw",
        "Account/A",
        "other payload",
        "Withdrawn",
        "/amount: 20 \u2192 21",
    ]
    now = pane.findChild(JsonTree, "replay.now")
    assert isinstance(now, JsonTree)
    assert now.value() == [{"type": "Withdrawn", "data": {"amount": 21}}]
    journal = pane.findChild(QPushButton, "replay.journal")
    assert isinstance(journal, QPushButton)
    with qtbot.waitSignal(pane.command_wanted) as wanted:
        qtbot.mouseClick(journal, Qt.MouseButton.LeftButton)
    entry = log.commands.entry(wanted.args[0])
    assert entry is not None
    assert entry.command == "Withdraw"
    shows(None)
    log.close()


def test_the_same_code_finds_nothing_and_says_how_much_it_looked_at(
    qtbot: QtBot, path: Path, shows: Callable[[OpenLog | None], ReplayPane]
) -> None:
    log = OpenLog.open(path, read_only=True, domains=[bank.DOMAIN])
    pane = shows(log)
    replays(qtbot, pane)
    assert "3 of 3 commands were decided again; 0 would end otherwise" in label(pane, "replay.about")
    shows(None)
    log.close()


def test_without_a_known_category_there_is_nothing_to_replay(
    path: Path, shows: Callable[[OpenLog | None], ReplayPane]
) -> None:
    log = OpenLog.open(path, read_only=True, domains=[])
    pane = shows(log)
    assert "No domain" in label(pane, "replay.notice")
    assert not pane.start.isEnabled()
    shows(None)
    log.close()
