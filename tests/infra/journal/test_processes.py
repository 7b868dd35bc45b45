from __future__ import annotations

from contextlib import closing

import msgspec

from domain.event import NewEvent
from infra import clock
from infra.log.log_file import set_fact
from infra.open_log import OpenLog
from tests.domains import bank
from tests.infra.journal.conftest import BankUser


def test_an_event_sets_off_a_follow_up_in_the_same_correlation(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    user.issue("Open", "a-savings", owner="Ada")
    deposit = user.issue("Deposit", "a", amount=100)
    assert user.balance("a-savings") == 1
    last = list(user.log.store.all())[-1]
    metadata = msgspec.json.decode(last.metadata)
    assert last.stream == "Account/a-savings"
    assert metadata["correlation_id"] == str(deposit.command_id)
    bonus = user.log.commands.entries(limit=1)[0]
    assert bonus.causation_id == str(deposit.events[0].id)
    assert metadata["causation_id"] == str(bonus.command_id)


def test_a_refused_follow_up_is_compensated(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    user.issue("Deposit", "a", amount=100)
    assert user.balance("a-savings") == 1
    assert [(e.command, e.status) for e in user.log.commands.entries(newest_first=False)] == [
        ("Open", "succeeded"),
        ("Deposit", "succeeded"),
        ("Deposit", "rejected"),
        ("Open", "succeeded"),
        ("Deposit", "succeeded"),
    ]


def test_hearing_an_event_again_issues_nothing_new(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    user.issue("Open", "a-savings", owner="Ada")
    user.issue("Deposit", "a", amount=100)
    before = len(user.log.commands.entries())
    with user.log.log.database.writing() as connection:
        connection.exec_driver_sql("UPDATE consumers SET position = 0")
        connection.exec_driver_sql("DELETE FROM processes")
    assert user.log.settle(clock.new_id())
    assert len(user.log.commands.entries()) == before
    assert user.balance("a-savings") == 1


def test_of_two_runners_only_one_moves_on(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    user.issue("Open", "a-savings", owner="Ada")
    with closing(OpenLog.open(user.log.path, domains=[bank.DOMAIN])) as other:
        user.log.start()
        other.start()
        commands = [user.submit("Deposit", "a", amount=100) for _ in range(20)]
        for command in commands:
            assert user.log.settle(command.correlation_id)
    assert user.balance("a") == 2000
    assert user.balance("a-savings") == 20


def test_a_manager_that_fails_on_an_event_parks_it_and_goes_on(user: BankUser) -> None:
    user.issue("Open", "a", owner="Ada")
    user.issue("Open", "a-savings", owner="Ada")
    user.issue("Deposit", "a", amount=666)
    user.issue("Deposit", "a", amount=100)
    assert user.balance("a-savings") == 1
    with user.log.log.database.reading() as connection:
        row = connection.exec_driver_sql("SELECT manager, position, error FROM parked_reactions").one()
    assert (row.manager, row.position) == ("bonus", 3)
    assert "cannot bear this number" in row.error


def test_imported_history_sets_nothing_off_but_is_known(user: BankUser) -> None:
    store = user.log.store
    store.append("Account/a", 0, [NewEvent(clock.new_id(), "Opened", b'{"owner":"Ada"}')])
    store.append("Account/a", 1, [NewEvent(clock.new_id(), "Deposited", b'{"amount":100}')])
    with user.log.log.database.writing() as connection:
        set_fact(connection, "silent_until", "2")
    user.issue("Open", "a-savings", owner="Ada")
    assert user.balance("a-savings") == 0
    user.issue("Deposit", "a", amount=100)
    assert user.balance("a-savings") == 1
    with user.log.log.database.reading() as connection:
        state = connection.exec_driver_sql("SELECT state FROM processes WHERE key = 'a'").scalar()
    assert state == '{"paid":2,"refused":[]}'
