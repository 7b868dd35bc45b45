"""The bank's and the shop's journals, decided again by deciders that have changed since."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.decider import Decider, Domain, Rejected
from domain.errors import UnknownName
from domain.event import NewEvent
from domain.identity import uuid7
from infra import clock
from infra.open_log import OpenLog
from infra.progress import Cancelled
from infra.replaying.replay import ReplayReport, replay
from tests.domains import bank

Decide = Callable[[Any, bank.Account], Any]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Five commands of two accounts: one is rejected, one parks."""
    log = OpenLog.open(tmp_path / "bank.eventlog", create=True, domains=[bank.DOMAIN])
    for type, key, fields in (
        ("Open", "A", {"owner": "Ada"}),
        ("Deposit", "A", {"amount": 50}),
        ("Withdraw", "A", {"amount": 70}),
        ("Withdraw", "A", {"amount": 20}),
        ("Deposit", "B", {"amount": 5}),
    ):
        command = log.commands.submit(type, f"Account/{key}", json.dumps(fields).encode())
        assert log.settle(command.correlation_id)
    log.close()
    return tmp_path / "bank.eventlog"


@pytest.fixture
def replays(path: Path) -> Iterator[Callable[[Decide], ReplayReport]]:
    opened: list[OpenLog] = []

    def run(decide: Decide) -> ReplayReport:
        opened.append(OpenLog.open(path, read_only=True, domains=[with_decide(decide)]))
        return replay(opened[-1], "Account")

    yield run
    for log in opened:
        log.close()


def with_decide(decide: Decide) -> Domain:
    changed: Decider[Any] = msgspec.structs.replace(bank.ACCOUNT, decide=decide)
    return Domain(name="bank", deciders=(changed,))


def found(report: ReplayReport) -> list[tuple[str, int, str]]:
    return [(each.entry.command, each.version, each.verdict.kind) for each in report.differences]


def test_the_same_code_ends_every_command_as_it_was_recorded(
    replays: Callable[[Decide], ReplayReport],
) -> None:
    report = replays(bank.decide)
    assert (report.commands, report.checked, report.different) == (5, 5, 0)
    assert (report.events, report.unexplained, report.not_checked) == (3, 0, ())


def test_a_fee_changes_what_a_withdrawal_says_and_the_field_is_named(
    replays: Callable[[Decide], ReplayReport],
) -> None:
    def decide(command: Any, state: bank.Account) -> Any:
        decided = bank.decide(command, state)
        if isinstance(command, bank.Withdraw) and not isinstance(decided, Rejected):
            return (bank.Withdrawn(command.amount + 1),)
        return decided

    report = replays(decide)
    assert found(report) == [("Withdraw", 2, "payload")]
    (change,) = report.differences[0].verdict.changes[0].changes
    assert (change.path, change.old, change.new) == ("/amount", 20, 21)
    assert report.differences[0].position == 3


def test_other_events_rejections_acceptances_and_faults_are_told_apart(
    replays: Callable[[Decide], ReplayReport],
) -> None:
    def decide(command: Any, state: bank.Account) -> Any:
        match command:
            case bank.Open(owner):
                return (bank.Opened(owner), bank.Deposited(1))
            case bank.Withdraw(amount) if amount > state.balance:
                return (bank.Withdrawn(amount),)
            case bank.Withdraw():
                return Rejected("The till is closed.", "Come back tomorrow.")
            case bank.Deposit() if state.owner:
                raise KeyError("till")
        return bank.decide(command, state)

    report = replays(decide)
    assert found(report) == [
        ("Open", 0, "events"),
        ("Deposit", 1, "raises"),
        ("Withdraw", 2, "accepted"),
        ("Withdraw", 2, "rejected"),
    ]
    assert report.counts == {"events": 1, "raises": 1, "accepted": 1, "rejected": 1}
    assert "KeyError" in report.differences[1].verdict.reason


def test_a_decider_that_looks_at_chance_is_found_out(replays: Callable[[Decide], ReplayReport]) -> None:
    numbers = itertools.count(random.randrange(9))

    def decide(command: Any, state: bank.Account) -> Any:
        if isinstance(command, bank.Deposit) and state.owner:
            return (bank.Deposited(next(numbers)),)
        return bank.decide(command, state)

    assert found(replays(decide)) == [("Deposit", 1, "undetermined")]


def test_a_rejection_in_other_words_is_counted_but_is_no_difference(
    replays: Callable[[Decide], ReplayReport],
) -> None:
    def decide(command: Any, state: bank.Account) -> Any:
        decided = bank.decide(command, state)
        return Rejected(f"Sorry. {decided.reason}", "") if isinstance(decided, Rejected) else decided

    report = replays(decide)
    assert (report.different, report.reworded) == (0, 2)


def test_a_command_that_no_longer_parses_is_rejected_today(path: Path) -> None:
    class Withdraw(msgspec.Struct, frozen=True):
        amount: int
        currency: str

    commands = (bank.Open, bank.Deposit, Withdraw)
    changed: Decider[Any] = msgspec.structs.replace(bank.ACCOUNT, commands=commands)
    log = OpenLog.open(path, read_only=True, domains=[Domain(name="bank", deciders=(changed,))])
    try:
        report = replay(log, "Account")
    finally:
        log.close()
    assert found(report) == [("Withdraw", 2, "rejected")]


def test_what_cannot_be_checked_is_told(path: Path) -> None:
    log = OpenLog.open(path, domains=[bank.DOMAIN])
    try:
        broken = NewEvent(uuid7(clock.now(), b"0123456789"), "Deposited", b'{"amount":"much"}')
        log.store.append("Account/A", 3, [broken])
        command = log.commands.submit("Deposit", "Account/A", b'{"amount":1}')
        assert log.settle(command.correlation_id)
        log.commands.submit("Deposit", "Account/A", b'{"amount":2}')
        report = replay(log, "Account")
    finally:
        log.close()
    (stream,) = report.not_checked
    assert (stream.stream, stream.commands) == ("Account/A", 1)
    assert "Version 4 cannot be read" in stream.reason
    assert (report.undecided, report.unexplained, report.checked) == (1, 1, 5)


def test_the_shop_decides_its_whole_day_again_as_it_did(shop: OpenLog) -> None:
    for category in ("Order", "Product", "Customer"):
        report = replay(shop, category)
        assert report.checked == report.commands > 0
        assert (report.different, report.unexplained, report.not_checked) == (0, 0, ())


def test_a_category_that_no_domain_knows_and_a_cancelled_replay_are_told(shop: OpenLog) -> None:
    with pytest.raises(UnknownName):
        replay(shop, "Ordr")
    with pytest.raises(Cancelled):
        replay(shop, "Order", cancelled=lambda: True)
