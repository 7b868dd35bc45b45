from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from infra.journal.journal import Journal
from infra.open_log import OpenLog
from tests.domains import bank
from tests.infra.conftest import SteppingClock
from tests.infra.journal.conftest import BankUser


def test_a_dead_workers_command_is_taken_over_when_its_lease_runs_out(
    tmp_path: Path, clock: SteppingClock
) -> None:
    with closing(OpenLog.open(tmp_path / "a.eventlog", create=True, domains=[bank.DOMAIN], now=clock)) as log:
        user = BankUser(log)
        command = user.submit("Open", "a", owner="Ada")
        dead = Journal(log.log.database, clock, lease=timedelta(seconds=5))
        assert dead.claim("dead worker") is not None
        assert dead.claim("another") is None
        clock.advance(seconds=6)
        assert log.settle(command.correlation_id)
        entry = log.commands.entry(command.id)
        assert entry is not None
        assert (entry.status, entry.attempts) == ("succeeded", 2)
        assert user.events() == ["Account/a Opened"]


def test_a_command_that_kills_its_worker_again_and_again_is_parked(
    tmp_path: Path, clock: SteppingClock
) -> None:
    with closing(OpenLog.open(tmp_path / "a.eventlog", create=True, domains=[bank.DOMAIN], now=clock)) as log:
        user = BankUser(log)
        command = user.submit("Open", "a", owner="Ada")
        dead = Journal(log.log.database, clock)
        for attempt in range(5):
            assert dead.claim(f"worker {attempt}") is not None
            clock.advance(seconds=60)
        assert log.settle(command.correlation_id)
        assert user.outcome(command.id).status == "parked"
        assert user.events() == []


def test_a_worker_that_lost_its_lease_writes_nothing(tmp_path: Path, clock: SteppingClock) -> None:
    with closing(OpenLog.open(tmp_path / "a.eventlog", create=True, domains=[bank.DOMAIN], now=clock)) as log:
        user = BankUser(log)
        command = user.submit("Open", "a", owner="Ada")
        slow = log.journal.claim("slow worker")
        assert slow is not None
        clock.advance(seconds=60)
        assert log.settle(command.correlation_id)
        log.execution.run(slow)
        assert user.events() == ["Account/a Opened"]
        assert user.outcome(command.id).status == "succeeded"


def test_four_programs_at_one_journal_run_each_command_once(tmp_path: Path) -> None:
    path = tmp_path / "a.eventlog"
    with closing(OpenLog.open(path, create=True, domains=[bank.DOMAIN])) as log:
        user = BankUser(log)
        user.issue("Open", "a", owner="Ada")
        user.issue("Open", "b", owner="Bob")
        commands = [user.submit("Deposit", "ab"[n % 2], amount=1) for n in range(60)]

        def work(_: int) -> None:
            with closing(OpenLog.open(path, domains=[bank.DOMAIN])) as other:
                for command in commands:
                    assert other.settle(command.correlation_id)

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(work, range(4)))
        assert (user.balance("a"), user.balance("b")) == (30, 30)
        assert {entry.status for entry in log.commands.entries()} == {"succeeded"}
