"""Durable single-event append: journal row and event, against bare sqlite3 doing the same two inserts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.command import Command
from infra import clock
from infra.journal.journal import Claimed, add
from infra.open_log import OpenLog
from tests.benchmarks.pairs import ratio, report, seconds
from tests.domains import bank

COUNT = 300


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "a.eventlog", create=True, domains=[bank.DOMAIN])
    yield log
    log.close()


def bare(path: Path) -> sqlite3.Connection:
    """The same tables and indexes in a database of its own."""
    with closing(OpenLog.open(path, create=True, domains=[bank.DOMAIN])):
        pass
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("INSERT INTO streams VALUES (1, 'Account/a', 'Account', 'a', 0, 0, 0)")
    connection.execute("INSERT INTO event_types VALUES (1, 'Deposited')")
    return connection


def bare_appends(connection: sqlite3.Connection, first: int) -> None:
    for number in range(first, first + COUNT):
        id = clock.new_id().bytes
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO commands (id, type, stream, data, content_hash, actor, origin, correlation_id, "
            "issued_at, status) "
            "VALUES (?, 'Deposit', 'Account/a', '{\"amount\":1}', ?, 'Ada', 'h/1/0', ?, 0, 'succeeded')",
            (id, id, id.hex()),
        )
        connection.execute(
            "INSERT INTO events (id, stream_id, version, type_id, schema_version, recorded_at, "
            "correlation_id, command_id, data, metadata, hash) "
            "VALUES (?, 1, ?, 1, 1, 0, ?, ?, '{\"amount\":1}', ?, ?)",
            (
                id,
                number,
                id.hex(),
                id.hex(),
                f'{{"actor":"Ada","origin":"h/1/0","command_id":"{id.hex()}"}}',
                id,
            ),
        )
        connection.execute("COMMIT")


def deposit() -> Command:
    id = clock.new_id()
    return Command(
        id=id,
        type="Deposit",
        stream="Account/a",
        data=b'{"amount":1}',
        issued_at=clock.now(),
        correlation_id=id,
        actor="Ada",
        origin=clock.origin(),
    )


def test_events_and_their_outcome_are_committed_at_half_the_speed_of_bare_sqlite(
    log: OpenLog, tmp_path: Path
) -> None:
    """The transaction that DESIGN budgets: events at expected version and the journal's outcome."""
    log.commands.submit("Open", "Account/a", b'{"owner":"Ada"}')
    log.settle(clock.new_id())
    connection = bare(tmp_path / "bare.eventlog")
    done = [0]

    held: list[Claimed] = []

    def ours() -> None:
        for claimed in held:
            log.execution.run(claimed)

    def theirs() -> None:
        done[0] += COUNT
        bare_appends(connection, done[0])

    found = []
    for _ in range(5):
        with log.log.database.writing() as transaction:
            for _ in range(COUNT):
                add(transaction, deposit())
        with log.log.database.writing() as transaction:  # under lease: only execution is measured
            transaction.exec_driver_sql(
                "UPDATE commands SET status = 'running', attempts = 1, lease_owner = 'bench', "
                "lease_until = 1e17 WHERE status = 'pending'"
            )
        held = _held(log)
        slow = seconds(theirs)
        found.append(slow / seconds(ours))
    connection.close()
    figure = sorted(found)[2]
    report("durable append (events + outcome in one transaction)", f"{figure:.2f}x of bare sqlite3")
    assert figure > 0.2


def _held(log: OpenLog) -> list[Claimed]:
    entries = log.commands.entries(status="running", limit=COUNT, newest_first=False)
    return [
        Claimed(
            Command(
                id=entry.command_id,
                type=entry.command,
                stream=entry.stream,
                data=entry.data,
                issued_at=entry.issued_at,
                correlation_id=entry.command_id,
                actor=entry.actor,
            ),
            "bench",
            1,
        )
        for entry in entries
    ]


def test_the_whole_way_from_submit_to_event_is_measured_too(log: OpenLog, tmp_path: Path) -> None:
    """Submit (a durable commit), claim, execute (another): two waits for the disk; bare sqlite3 has one."""
    log.commands.submit("Open", "Account/a", b'{"owner":"Ada"}')
    log.settle(clock.new_id())
    connection = bare(tmp_path / "bare.eventlog")
    done = [0]

    def ours() -> None:
        for _ in range(COUNT):
            log.journal.submit(deposit())
            assert log.worker.step()

    def theirs() -> None:
        done[0] += COUNT
        bare_appends(connection, done[0])

    figure = ratio(ours, theirs)
    connection.close()
    report("submit, claim and execute, one by one", f"{figure:.2f}x of bare sqlite3")
    assert figure > 0.08
    assert next(log.store.stream("Account/a", backward=True, limit=1)).data == b'{"amount":1}'
