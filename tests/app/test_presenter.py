"""What every presenter does alike."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from app.presenter import Presenter
from app.words import translate_with
from domain.errors import DomainError
from tests.app.held_jobs import HeldJobs


class Shown(msgspec.Struct, frozen=True):
    count: int = 0
    problem: str = ""


class Counter(Presenter[Shown]):
    """One that counts what is asked of it."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.faults: list[BaseException] = []
        super().__init__(Shown(), HeldJobs().submit, self.shown.append, self.faults.append)

    def count(self) -> None:
        self._change_to(count=self.state.count + 1)

    def refuse(self, error: BaseException) -> None:
        self._change_to(problem=self._said(error))


@pytest.fixture
def _shouting_reader() -> Iterator[None]:
    translate_with(lambda context, source, disambiguation, n: source.upper())
    yield
    translate_with(None)


def test_each_new_state_is_shown() -> None:
    counter = Counter()
    counter.count()
    counter.count()
    assert counter.shown == [Shown(1), Shown(2)]
    assert counter.state == Shown(2)


@pytest.mark.usefixtures("_shouting_reader")
def test_an_expected_fault_is_told_in_the_readers_language() -> None:
    counter = Counter()
    counter.refuse(DomainError("It is closed.", "Open it first."))
    assert counter.state.problem == "IT IS CLOSED. OPEN IT FIRST."
    assert not counter.faults


def test_a_fault_of_ours_is_not_dressed_up_as_an_expected_one() -> None:
    counter, fault = Counter(), RuntimeError("a bug")
    counter.refuse(fault)
    assert counter.faults == [fault]
    assert not counter.state.problem
