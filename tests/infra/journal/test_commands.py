from __future__ import annotations

import sqlite3
from contextlib import closing

import msgspec
import pytest

from domain.errors import DomainError, InvalidCommand, UnknownName, Unreadable
from infra import clock
from infra.errors import CommandIdReused, DiskFull
from infra.journal.undo import NotUndoable
from infra.open_log import OpenLog
from tests.domains import bank
from tests.infra.journal.conftest import BankUser


def test_a_command_becomes_an_event_that_names_its_cause(user: BankUser) -> None:
    outcome = user.issue("Open", "a", owner="Ada")
    (event,) = outcome.events
    metadata = msgspec.json.decode(event.metadata)
    assert (outcome.status, event.type, event.data) == ("succeeded", "Opened", b'{"owner":"Ada"}')
    assert metadata["command_id"] == metadata["causation_id"] == str(outcome.command_id)
    assert metadata["correlation_id"] == str(outcome.command_id)
    assert metadata["actor"] == "Ada"
    assert metadata["origin"].count("/") == 2


def test_a_submitted_command_is_durable_before_it_runs(user: BankUser) -> None:
    command = user.submit("Open", "a", owner="Ada")
    with closing(sqlite3.connect(user.log.path)) as other:
        assert other.execute("SELECT type, status FROM commands").fetchall() == [("Open", "pending")]
    assert user.log.settle(command.correlation_id)
    assert user.outcome(command.id).status == "succeeded"


def test_a_rejection_is_an_outcome_with_reason_and_hint(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    outcome = user.issue("Withdraw", "a", amount=5)
    assert (outcome.status, outcome.reason, outcome.hint) == (
        "rejected",
        "Only 0 is there.",
        "Withdraw less.",
    )
    assert outcome.events == ()


def test_the_same_command_again_returns_the_recorded_outcome(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    id = clock.new_id()
    first = user.issue("Deposit", "a", id, amount=5)
    assert user.issue("Deposit", "a", id, amount=5) == first
    assert user.balance("a") == 5
    assert len(user.log.commands.entries()) == 2


def test_the_same_id_with_another_payload_is_an_error(user: BankUser) -> None:
    id = clock.new_id()
    user.issue("Open", "a", id, owner="Ada")
    with pytest.raises(CommandIdReused, match="with other content"):
        user.submit("Open", "a", id, owner="Bob")
    with pytest.raises(CommandIdReused):
        user.submit("Open", "b", id, owner="Ada")
    assert len(user.events()) == 1


def test_wrong_values_are_refused_and_not_journalled(user: BankUser) -> None:
    with pytest.raises(InvalidCommand) as fault:
        user.submit("Deposit", "a", amount=0, extra="x")
    assert dict(fault.value.problems)["amount"] == "must be 1 or more"
    assert "extra" in dict(fault.value.problems)
    with pytest.raises(UnknownName, match="no command") as unknown:
        user.submit("Deposti", "a", amount=1)
    assert "Deposit" in unknown.value.hint
    with pytest.raises(Unreadable):
        user.log.commands.submit("Deposit", "Account/a", b"{")
    with pytest.raises(DomainError, match="not the name of a stream"):
        user.log.commands.submit("Deposit", "Account", b"{}")
    assert user.log.commands.entries() == []


def test_commands_of_one_stream_run_in_their_order(user: BankUser) -> None:
    user.submit("Open", "a", owner="Ada")
    for amount in range(1, 6):
        last = user.submit("Deposit", "a", amount=amount)
    user.log.settle(last.correlation_id)
    assert [e.data for e in user.log.store.stream("Account/a", after=1)] == [
        b'{"amount":%d}' % n for n in range(1, 6)
    ]


def test_a_preview_writes_nothing(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    before = user.log.path.stat().st_mtime_ns, len(user.log.commands.entries()), user.events()
    preview = user.log.commands.preview("Deposit", "Account/a", b'{"amount":5}')
    assert preview.outcome.dry_run
    assert preview.outcome.status == "succeeded"
    assert [(e.type, e.version, e.position) for e in preview.outcome.events] == [("Deposited", 2, 0)]
    assert [change.as_json() for change in preview.changes] == [
        {"op": "replace", "path": "/balance", "old": 0, "new": 5}
    ]
    rejected = user.log.commands.preview("Withdraw", "Account/a", b'{"amount":5}')
    assert rejected.outcome.status == "rejected"
    assert (user.log.path.stat().st_mtime_ns, len(user.log.commands.entries()), user.events()) == before


def test_undo_is_a_new_command_linked_to_the_old_one(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    deposit = user.issue("Deposit", "a", amount=5)
    preview = user.log.commands.preview_undo(deposit.command_id)
    assert [e.type for e in preview.outcome.events] == ["Withdrawn"]
    assert user.balance("a") == 5
    undone = user.undo(deposit.command_id)
    assert undone.status == "succeeded"
    assert user.balance("a") == 0
    entry = user.log.commands.entry(undone.command_id)
    assert entry is not None
    assert entry.undo_of == deposit.command_id
    original = user.log.commands.entry(deposit.command_id)
    assert original is not None
    assert original.undone_by == undone.command_id


def test_undoing_twice_undoes_once_and_an_undo_can_be_undone(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    deposit = user.issue("Deposit", "a", amount=5)
    first = user.undo(deposit.command_id)
    assert user.undo(deposit.command_id) == first
    assert user.balance("a") == 0
    assert user.undo(first.command_id).status == "succeeded"
    assert user.balance("a") == 5
    again = user.undo(deposit.command_id)
    assert again.command_id != first.command_id
    assert user.balance("a") == 0


def test_what_cannot_be_undone_says_why(user: BankUser) -> None:
    opened = user.issue("Open", "a", owner="Ada")
    with pytest.raises(NotUndoable, match="stays open"):
        user.undo(opened.command_id)
    with pytest.raises(NotUndoable, match="changed nothing"):
        user.undo(user.issue("Open", "a", owner="Bob").command_id)
    with pytest.raises(NotUndoable, match="rejected"):
        user.undo(user.issue("Withdraw", "a", amount=5).command_id)
    with pytest.raises(NotUndoable, match="no command"):
        user.undo(clock.new_id())


def test_a_fault_of_the_decider_is_tried_again_and_then_parked_with_its_error(user: BankUser) -> None:
    outcome = user.issue("Explode", "a")
    assert outcome.status == "parked"
    assert "a fault of the decider" in outcome.reason
    entry = user.log.commands.entry(outcome.command_id)
    assert entry is not None
    assert entry.attempts == 5
    assert "ZeroDivisionError" in entry.error
    assert user.issue("Open", "a", owner="Ada").status == "succeeded"
    user.log.commands.retry(outcome.command_id)
    assert user.log.settle(outcome.command_id)
    assert user.outcome(outcome.command_id).status == "parked"


def test_only_what_stands_still_can_be_retried(user: BankUser) -> None:
    done = user.issue("Open", "a", owner="Ada")
    with pytest.raises(DomainError, match="is succeeded"):
        user.log.commands.retry(done.command_id)


def test_a_full_disk_stops_the_worker_but_loses_no_command(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    command = user.submit("Deposit", "a", amount=7)
    with user.log.log.database.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql("CREATE TABLE filler (x)")
        connection.exec_driver_sql(f"PRAGMA max_page_count = {(pages or 0) + 1}")
        while True:
            try:
                connection.exec_driver_sql("INSERT INTO filler VALUES (zeroblob(2000))")
            except DiskFull:
                break
    with user.log.log.database.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    assert user.log.settle(command.correlation_id, timeout=20)
    assert user.outcome(command.id).status == "succeeded"
    assert user.balance("a") == 7


def test_long_streams_are_loaded_from_a_snapshot_of_the_same_schema_only(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    for _ in range(120):
        user.submit("Deposit", "a", amount=1)
    user.issue("Deposit", "a", amount=1)
    with user.log.cache.reading() as connection:
        (version, state) = connection.exec_driver_sql("SELECT version, state FROM snapshots").one()
    assert version >= 100
    assert f'"balance":{version - 1}' in state
    path = user.log.path
    with closing(OpenLog.open(path, domains=[bank.DOMAIN])) as again:
        with again.cache.writing() as connection:
            connection.exec_driver_sql("""UPDATE snapshots SET state = '{"owner":"Ada","balance":1000000}'""")
        assert BankUser(again).issue("Withdraw", "a", amount=500_000).status == "succeeded"
    changed = msgspec.structs.replace(bank.ACCOUNT, state_version=2)
    domain = msgspec.structs.replace(bank.DOMAIN, deciders=(changed,))
    with closing(OpenLog.open(path, domains=[domain])) as again:
        assert BankUser(again).issue("Withdraw", "a", amount=500_000).status == "rejected"
