from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from domain.decider import Domain, FollowUp
from domain.errors import DomainError
from infra.open_log import OpenLog
from tests.domains import bank


class Release:
    """A release of the bank's process manager that can be mended while a log is open."""

    def __init__(self) -> None:
        self.is_broken = True

    def react(self, state: bank.Bonus, key: str, event: Any) -> tuple[bank.Bonus, tuple[FollowUp, ...]]:
        return self._maybe(bank.react, state, key, event)

    def refused(
        self, state: bank.Bonus, step: str, stream: str, reason: str
    ) -> tuple[bank.Bonus, tuple[FollowUp, ...]]:
        return self._maybe(bank.refused, state, step, stream, reason)

    def _maybe(self, act: Callable[..., Any], *given: Any) -> Any:
        if self.is_broken:
            raise RuntimeError("the release is broken")
        return act(*given)

    def domain(self, **parts: str) -> Domain:
        manager = msgspec.structs.replace(
            bank.BONUS, **{part: getattr(self, name) for part, name in parts.items()}
        )
        return Domain(name="bank", deciders=(bank.ACCOUNT,), process_managers=(manager,))


def issue(log: OpenLog, command: str, key: str, **data: Any) -> UUID:
    submitted = log.commands.submit(command, f"Account/{key}", msgspec.json.encode(data))
    assert log.settle(submitted.correlation_id)
    return submitted.correlation_id


def opened(tmp_path: Path, domain: Domain) -> OpenLog:
    return OpenLog.open(tmp_path / "bank.eventlog", create=True, domains=[domain])


def balance(log: OpenLog, key: str) -> Any:
    return log.states.at(f"Account/{key}").state["balance"]


def with_a_parked_event(log: OpenLog) -> str:
    issue(log, "Open", "a", owner="Ada")
    issue(log, "Open", "a-savings", owner="Ada")
    issue(log, "Deposit", "a", amount=100)
    (parked,) = log.reactions.all()
    return parked.id


def test_a_parked_event_is_listed_with_its_error(tmp_path: Path) -> None:
    with closing(opened(tmp_path, Release().domain(react="react"))) as log:
        with_a_parked_event(log)
        (parked,) = log.reactions.all()
        assert (parked.manager, parked.stream, parked.position) == ("bonus", "Account/a", 3)
        assert parked.event is not None
        assert parked.event.type == "Deposited"
        assert "the release is broken" in parked.error


def test_a_parked_event_that_fails_again_stays(tmp_path: Path) -> None:
    with closing(opened(tmp_path, Release().domain(react="react"))) as log:
        id = with_a_parked_event(log)
        with pytest.raises(DomainError, match="fails again on event 3"):
            log.reactions.retry(id)
        assert [parked.id for parked in log.reactions.all()] == [id]


def test_once_mended_a_parked_event_sets_off_what_it_should_have(tmp_path: Path) -> None:
    release = Release()
    with closing(opened(tmp_path, release.domain(react="react"))) as log:
        id = with_a_parked_event(log)
        assert balance(log, "a-savings") == 0
        release.is_broken = False
        log.reactions.retry(id)
        issue(log, "Deposit", "a", amount=1)
        assert balance(log, "a-savings") == 1
        assert log.reactions.all() == []
        with pytest.raises(DomainError, match="not parked any more"):
            log.reactions.retry(id)


def test_a_skipped_event_is_never_heard_of_again(tmp_path: Path) -> None:
    release = Release()
    with closing(opened(tmp_path, release.domain(react="react"))) as log:
        id = with_a_parked_event(log)
        release.is_broken = False
        log.reactions.skip(id)
        issue(log, "Deposit", "a", amount=1)
        assert balance(log, "a-savings") == 0
        assert log.reactions.all() == []
        with pytest.raises(DomainError):
            log.reactions.skip(id)


def test_a_refusal_that_a_manager_cannot_bear_is_parked_and_heard_once_it_is_mended(tmp_path: Path) -> None:
    release = Release()
    with closing(opened(tmp_path, release.domain(refused="refused"))) as log:
        issue(log, "Open", "a", owner="Ada")
        deposit = issue(log, "Deposit", "a", amount=100)  # there is no a-savings: the bonus is refused
        (parked,) = log.reactions.all()
        assert (parked.manager, parked.stream, parked.command) == ("bonus", "Account/a-savings", "Deposit")
        assert "not open" in parked.reason
        assert "the release is broken" in parked.error
        log.reactions.retry(parked.id)
        assert log.settle(deposit)
        assert [again.id for again in log.reactions.all()] == [parked.id]
        release.is_broken = False
        log.reactions.retry(parked.id)
        assert log.settle(deposit)
        assert balance(log, "a-savings") == 1
        assert log.reactions.all() == []


def test_what_names_nothing_is_told(tmp_path: Path) -> None:
    with closing(opened(tmp_path, bank.DOMAIN)) as log, pytest.raises(DomainError, match="names nothing"):
        log.reactions.retry("parcel:1")
