"""A second, small domain for tests: accounts, and a manager that pays a bonus into a savings account."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from domain.decider import Decider, Domain, FollowUp, ProcessManager, Rejected


class Open(msgspec.Struct, frozen=True):
    """Opens the account."""

    owner: str


class Deposit(msgspec.Struct, frozen=True):
    """Pays in."""

    amount: Annotated[int, msgspec.Meta(ge=1)]


class Withdraw(msgspec.Struct, frozen=True):
    """Pays out."""

    amount: Annotated[int, msgspec.Meta(ge=1)]


class Explode(msgspec.Struct, frozen=True):
    """Shows what happens when a decider has a fault."""


class Opened(msgspec.Struct, frozen=True):
    owner: str


class Deposited(msgspec.Struct, frozen=True):
    amount: int


class Withdrawn(msgspec.Struct, frozen=True):
    amount: int


class Account(msgspec.Struct, frozen=True):
    owner: str = ""
    balance: int = 0


def decide(command: Any, state: Account) -> tuple[Any, ...] | Rejected:
    match command:
        case Open(owner):
            return (Opened(owner),) if not state.owner else ()
        case Deposit(amount) if state.owner:
            return (Deposited(amount),)
        case Withdraw(amount) if state.owner:
            if amount > state.balance:
                return Rejected(f"Only {state.balance} is there.", "Withdraw less.")
            return (Withdrawn(amount),)
        case Explode():
            raise ZeroDivisionError("a fault of the decider")
    return Rejected("The account is not open.", "Open it first.")


def evolve(state: Account, event: Any) -> Account:
    match event:
        case Opened(owner):
            return Account(owner, state.balance)
        case Deposited(amount):
            return Account(state.owner, state.balance + amount)
        case Withdrawn(amount):
            return Account(state.owner, state.balance - amount)
    return state


def compensate(event: Any, before: Account, now: Account) -> Any:
    match event:
        case Deposited(amount):
            return Withdraw(amount)
        case Withdrawn(amount):
            return Deposit(amount)
    return Rejected("An account stays open.", "")


ACCOUNT = Decider(
    category="Account",
    key=str,
    state=Account,
    initial=Account(),
    decide=decide,
    evolve=evolve,
    compensate=compensate,
    commands=(Open, Deposit, Withdraw, Explode),
    events=(Opened, Deposited, Withdrawn),
)


class Bonus(msgspec.Struct, frozen=True):
    paid: int = 0
    refused: tuple[str, ...] = ()


def bonus_process(key: str, event: Any) -> str | None:
    return None if key.endswith("-savings") else key


def react(state: Bonus, key: str, event: Any) -> tuple[Bonus, tuple[FollowUp, ...]]:
    if isinstance(event, Deposited) and event.amount == 666:
        raise RuntimeError("the manager cannot bear this number")
    if isinstance(event, Deposited) and event.amount >= 100:
        number = state.paid + 1
        return Bonus(number, state.refused), (
            FollowUp(f"Account/{key}-savings", Deposit(1), f"bonus {number}"),
        )
    return state, ()


def refused(state: Bonus, step: str, stream: str, reason: str) -> tuple[Bonus, tuple[FollowUp, ...]]:
    heard = Bonus(state.paid, (*state.refused, step))
    return heard, (
        FollowUp(stream, Open("bonus"), f"open for {step}"),
        FollowUp(stream, Deposit(1), f"again {step}"),
    )


BONUS = ProcessManager(
    name="bonus",
    events=(("Account", "Deposited"),),
    state=Bonus,
    initial=Bonus(),
    process=bonus_process,
    react=react,
    refused=refused,
)

DOMAIN = Domain(name="bank", deciders=(ACCOUNT,), process_managers=(BONUS,))
