"""Real processes, killed with SIGKILL between any two steps of submit, execute, react and project."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from infra.log.verify import verify
from infra.open_log import OpenLog
from tests.domains import bank
from tests.infra.journal.conftest import BankUser

CHILD = Path(__file__).with_name("killed_child.py")
ROOT = Path(__file__).parents[3]


def begun_log(path: Path) -> None:
    with closing(OpenLog.open(path, create=True, domains=[bank.DOMAIN])) as log:
        user = BankUser(log)
        user.issue("Open", "a", owner="Ada")
        user.issue("Open", "a-savings", owner="Ada")


def run_child(path: Path, first: int, count: int, kill_at: int) -> tuple[set[int], int, int]:
    """Runs the child; returns what it acknowledged, its exit code and how many statements it made."""
    child = subprocess.run(
        [sys.executable, CHILD, str(path), str(first), str(count), str(kill_at)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    words = [line.split() for line in child.stdout.splitlines()]
    acknowledged = {int(line[1]) for line in words if line[0] == "acknowledged"}
    statements = next((int(line[1]) for line in words if line[0] == "done"), 0)
    assert child.returncode in (0, -signal.SIGKILL), child.stderr
    return acknowledged, child.returncode, statements


def check(path: Path, acknowledged: set[int]) -> None:
    """After the next start all that was acknowledged is done, once, and the read models agree with it."""
    with closing(OpenLog.open(path, domains=[bank.DOMAIN])) as log:
        user = BankUser(log)
        for entry in log.commands.entries(limit=10_000):
            assert log.settle(entry.command_id, timeout=60)
        entries = {entry.command_id.int: entry for entry in log.commands.entries(limit=10_000)}
        assert acknowledged <= entries.keys()
        assert {entry.status for entry in entries.values()} == {"succeeded"}
        deposits = sum(1 for number in entries if number < 2**32)
        assert user.balance("a") == 100 * deposits
        assert user.balance("a-savings") == deposits
        rows = log.projections.queries.page("event_statistics", limit=1000).rows
        assert sum(row["events"] for row in rows) == log.store.last_position() == 2 * deposits + 2
    report = verify(path)
    assert report.ok, report.problems


def kill_and_check(folder: Path, begun: Path, kill_at: int) -> None:
    path = folder / f"killed-at-{kill_at}" / "a.eventlog"
    shutil.copytree(begun.parent, path.parent)
    acknowledged, code, _ = run_child(path, 1, 3, kill_at)
    assert code == -signal.SIGKILL
    check(path, acknowledged)
    shutil.rmtree(path.parent)


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    path = tmp_path / "begun" / "a.eventlog"
    path.parent.mkdir()
    begun_log(path)
    return path


def statements_of_a_whole_run(tmp_path: Path, begun: Path) -> int:
    path = tmp_path / "whole" / "a.eventlog"
    shutil.copytree(begun.parent, path.parent)
    acknowledged, code, statements = run_child(path, 1, 3, 10**9)
    assert (acknowledged, code) == ({1, 2, 3}, 0)
    check(path, acknowledged)
    return statements


def test_a_kill_before_some_statement_loses_and_doubles_nothing(tmp_path: Path, begun: Path) -> None:
    statements = statements_of_a_whole_run(tmp_path, begun)
    for kill_at in random.Random(7).sample(range(1, statements + 1), 8):
        kill_and_check(tmp_path, begun, kill_at)


@pytest.mark.long
def test_a_kill_before_any_of_two_hundred_statements_loses_and_doubles_nothing(
    tmp_path: Path, begun: Path
) -> None:
    statements = statements_of_a_whole_run(tmp_path, begun)
    assert statements > 200
    step = statements / 200
    for number in range(200):
        kill_and_check(tmp_path, begun, 1 + round(number * step))


def test_the_same_log_survives_one_kill_after_another(tmp_path: Path, begun: Path) -> None:
    acknowledged: set[int] = set()
    kills = 0
    for number, kill_at in enumerate((20, 45, 70, 110, 150)):
        done, code, _ = run_child(begun, 10 * number + 1, 4, kill_at)
        acknowledged |= done
        kills += code == -signal.SIGKILL
    assert kills == 5
    check(begun, acknowledged)
