"""The fulfilment process against the real deciders, in memory, in every order that hypothesis thinks of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.decider import Decider, FollowUp, Rejected
from domain.shop import DOMAIN
from domain.shop.fulfilment import FULFILMENT
from domain.shop.order_types import (
    AddLine,
    CancelOrder,
    ConfirmOrder,
    PayOrder,
    PlaceOrder,
    ShipOrder,
)
from domain.shop.product import ListProduct
from domain.shop.values import Money

PRICE = Money(Decimal("10.00"), "EUR")


class Shop:
    """Streams, a queue of commands and one of events; what happens next is for the test to say."""

    def __init__(self) -> None:
        self.deciders: dict[str, Decider[Any]] = {d.category: d for d in DOMAIN.deciders}
        self.states: dict[str, Any] = {}
        self.processes: dict[str, Any] = {}
        self.commands: list[FollowUp] = []
        self.events: list[tuple[str, Any]] = []
        self.rejections: list[str] = []

    def state(self, stream: str) -> Any:
        return self.states.get(stream, self.deciders[stream.partition("/")[0]].initial)

    def issue(self, stream: str, command: Any, step: str = "") -> None:
        self.commands.append(FollowUp(stream, command, step))

    def run_command(self) -> None:
        wanted = self.commands.pop(0)
        category, _, _ = wanted.stream.partition("/")
        decider, state = self.deciders[category], self.state(wanted.stream)
        decided = decider.decide(wanted.command, state)
        if isinstance(decided, Rejected):
            self.rejections.append(decided.reason)
            if wanted.step:
                order = getattr(wanted.command, "order", wanted.stream.partition("/")[2])
                self.hear_refusal(order, wanted.step, wanted.stream, decided.reason)
            return
        for event in decided:
            state = decider.evolve(state, event)
            self.events.append((wanted.stream, event))
        self.states[wanted.stream] = state

    def hear_event(self) -> None:
        stream, event = self.events.pop(0)
        category, _, key = stream.partition("/")
        if (category, type(event).__name__) not in FULFILMENT.events:
            return
        process = FULFILMENT.process(key, event)
        assert process is not None
        state, follow_ups = FULFILMENT.react(self.processes.get(process, FULFILMENT.initial), key, event)
        self.processes[process] = state
        self.commands.extend(follow_ups)

    def hear_refusal(self, order: str, step: str, stream: str, reason: str) -> None:
        while self.events:  # as the runner does: events first, then refusals
            self.hear_event()
        state, follow_ups = FULFILMENT.refused(
            self.processes.get(order, FULFILMENT.initial), step, stream, reason
        )
        self.processes[order] = state
        self.commands.extend(follow_ups)

    def settle(self) -> None:
        for _ in range(1000):
            if self.commands:
                self.run_command()
            elif self.events:
                self.hear_event()
            else:
                return
        raise AssertionError("the process goes round in circles")

    def place(self, order: str, *lines: tuple[str, int]) -> None:
        self.issue(f"Order/{order}", PlaceOrder("C-1", "EUR"))
        for product, quantity in lines:
            self.issue(f"Order/{order}", AddLine(product, quantity, PRICE))
        self.settle()


def shop(**stock: int) -> Shop:
    made = Shop()
    for product, count in stock.items():
        made.issue(f"Product/{product}", ListProduct(product, PRICE, count))
    made.settle()
    return made


def test_a_confirmed_order_reserves_every_line() -> None:
    made = shop(a=5, b=5)
    made.place("O-1", ("a", 2), ("b", 3))
    made.issue("Order/O-1", ConfirmOrder())
    made.settle()
    assert made.state("Order/O-1").status == "confirmed"
    assert dict(made.state("Product/a").reserved) == {"O-1": 2}
    assert dict(made.state("Product/b").reserved) == {"O-1": 3}


def test_a_shortage_releases_what_was_reserved_and_rejects_the_order_with_a_reason() -> None:
    made = shop(a=5, b=1)
    made.place("O-1", ("a", 2), ("b", 3))
    made.issue("Order/O-1", ConfirmOrder())
    made.settle()
    order = made.state("Order/O-1")
    assert order.status == "rejected"
    assert "b cannot be reserved: Only 1 of b is available; 3 wanted." in order.reason
    assert not made.state("Product/a").reserved
    assert not made.state("Product/b").reserved


def test_a_cancelled_order_gives_its_stock_back_and_a_shipped_one_takes_it_along() -> None:
    made = shop(a=5)
    for order in ("O-1", "O-2"):
        made.place(order, ("a", 2))
        made.issue(f"Order/{order}", ConfirmOrder())
    made.settle()
    made.issue("Order/O-1", CancelOrder("no"))
    made.issue("Order/O-2", PayOrder(Money(Decimal("20.00"), "EUR")))
    made.issue("Order/O-2", ShipOrder("DHL", "J1"))
    made.settle()
    product = made.state("Product/a")
    assert (product.on_hand, dict(product.reserved)) == (3, {})


@settings(deadline=None)
@given(
    stock=st.tuples(st.integers(0, 5), st.integers(0, 5)),
    wanted=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    cancel_after=st.integers(0, 12),
    choices=st.lists(st.booleans(), max_size=60),
)
def test_a_cancel_at_any_moment_leaves_no_stock_behind(
    stock: tuple[int, int], wanted: tuple[int, int], cancel_after: int, choices: list[bool]
) -> None:
    made = shop(a=stock[0], b=stock[1])
    made.place("O-1", ("a", wanted[0]), ("b", wanted[1]))
    made.issue("Order/O-1", ConfirmOrder())
    for step, events_first in enumerate(choices):
        if step == cancel_after:
            made.commands.insert(0, FollowUp("Order/O-1", CancelOrder("no"), ""))
        if made.events and (events_first or not made.commands):
            made.hear_event()
        elif made.commands:
            made.run_command()
    made.settle()
    order = made.state("Order/O-1")
    reserved = {name: dict(made.state(f"Product/{name}").reserved) for name in "ab"}
    if order.status == "confirmed":
        assert reserved == {"a": {"O-1": wanted[0]}, "b": {"O-1": wanted[1]}}
    else:
        assert order.status in ("cancelled", "rejected")
        assert reserved == {"a": {}, "b": {}}
