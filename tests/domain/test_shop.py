"""The shop's deciders: given events, when a command, then events or a rejection."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.decider import Decider, Rejected
from domain.shop.customer import (
    CUSTOMER,
    AddressChanged,
    ChangeAddress,
    ChangeEmail,
    CloseCustomer,
    CustomerClosed,
    CustomerRegistered,
    CustomerRenamed,
    EmailChanged,
    RegisterCustomer,
    RenameCustomer,
)
from domain.shop.order import ORDER
from domain.shop.order_types import (
    AddLine,
    CancelOrder,
    ChangeQuantity,
    ConfirmOrder,
    LineAdded,
    LineRemoved,
    OrderCancelled,
    OrderConfirmed,
    OrderPaid,
    OrderPlaced,
    OrderRejected,
    OrderShipped,
    PayOrder,
    PlaceOrder,
    QuantityChanged,
    RejectOrder,
    RemoveLine,
    ShipOrder,
)
from domain.shop.product import (
    PRODUCT,
    ChangePrice,
    DiscontinueProduct,
    DispatchStock,
    ListProduct,
    PriceChanged,
    ProductDiscontinued,
    ProductListed,
    ProductRenamed,
    ReceiveStock,
    ReleaseStock,
    RenameProduct,
    ReserveStock,
    StockDispatched,
    StockReceived,
    StockReleased,
    StockReserved,
)
from domain.shop.values import Money, PostalAddress


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


HOME = PostalAddress("12 Analytical Row", "London", "W1T 3NL", "GB")
AWAY = PostalAddress("1 شارع النيل 🎉", "القاهرة", "11511", "EG")
ADA = CustomerRegistered("Ada", "ada@example.org", HOME)
DESK = ProductListed("Desk", eur("349.00"), 5)
PLACED = OrderPlaced("C-1", "EUR")
LINE = LineAdded("P-1", 2, eur("349.00"))
CONFIRMED = OrderConfirmed()
PAID = OrderPaid(eur("698.00"))


def fold(decider: Decider[Any], events: tuple[Any, ...]) -> Any:
    state = decider.initial
    for event in events:
        state = decider.evolve(state, event)
    return state


ACCEPTED = [
    (CUSTOMER, (), RegisterCustomer("Ada", "ada@example.org", HOME), (ADA,)),
    (CUSTOMER, (ADA,), RegisterCustomer("Ada", "ada@example.org", HOME), ()),
    (CUSTOMER, (ADA,), RenameCustomer("Ada Lovelace"), (CustomerRenamed("Ada Lovelace"),)),
    (CUSTOMER, (ADA,), RenameCustomer("Ada"), ()),
    (CUSTOMER, (ADA,), ChangeEmail("a@b.org"), (EmailChanged("a@b.org"),)),
    (CUSTOMER, (ADA,), ChangeAddress(AWAY), (AddressChanged(AWAY),)),
    (CUSTOMER, (ADA,), CloseCustomer("moved"), (CustomerClosed("moved"),)),
    (CUSTOMER, (ADA, CustomerClosed("moved")), CloseCustomer("again"), ()),
    (PRODUCT, (), ListProduct("Desk", eur("349.00"), 5), (DESK,)),
    (PRODUCT, (DESK,), RenameProduct("Walnut desk"), (ProductRenamed("Walnut desk"),)),
    (PRODUCT, (DESK,), ChangePrice(eur("299.00")), (PriceChanged(eur("299.00")),)),
    (PRODUCT, (DESK,), ReceiveStock(3), (StockReceived(3),)),
    (PRODUCT, (DESK,), ReserveStock("Order/O-1", 5), (StockReserved("O-1", 5),)),
    (PRODUCT, (DESK, StockReserved("O-1", 5)), ReserveStock("O-1", 5), ()),
    (PRODUCT, (DESK, StockReserved("O-1", 5)), ReleaseStock("O-1"), (StockReleased("O-1", 5),)),
    (PRODUCT, (DESK,), ReleaseStock("O-1"), ()),
    (PRODUCT, (DESK, StockReserved("O-1", 5)), DispatchStock("O-1"), (StockDispatched("O-1", 5),)),
    (PRODUCT, (DESK,), DiscontinueProduct(), (ProductDiscontinued(),)),
    (ORDER, (), PlaceOrder("Customer/C-1", "EUR"), (PLACED,)),
    (ORDER, (PLACED,), AddLine("Product/P-1", 2, eur("349.00")), (LINE,)),
    (ORDER, (PLACED, LINE), ChangeQuantity("P-1", 3), (QuantityChanged("P-1", 3),)),
    (ORDER, (PLACED, LINE), ChangeQuantity("P-1", 2), ()),
    (ORDER, (PLACED, LINE), RemoveLine("P-1"), (LineRemoved("P-1"),)),
    (ORDER, (PLACED, LINE), ConfirmOrder(), (CONFIRMED,)),
    (ORDER, (PLACED, LINE, CONFIRMED), PayOrder(eur("698.00")), (PAID,)),
    (ORDER, (PLACED, LINE, CONFIRMED, PAID), ShipOrder("DHL", "J1"), (OrderShipped("DHL", "J1"),)),
    (ORDER, (PLACED, LINE, CONFIRMED), CancelOrder("no"), (OrderCancelled("no"),)),
    (ORDER, (PLACED, LINE, CONFIRMED), RejectOrder("none left"), (OrderRejected("none left"),)),
]


@pytest.mark.parametrize(
    ("decider", "past", "command", "then"), ACCEPTED, ids=[type(row[2]).__name__ for row in ACCEPTED]
)
def test_a_command_is_accepted(decider: Decider[Any], past: Any, command: Any, then: Any) -> None:
    assert decider.decide(command, fold(decider, past)) == then


REJECTED = [
    (CUSTOMER, (), RenameCustomer("Ada"), "not registered"),
    (CUSTOMER, (ADA,), RegisterCustomer("Bob", "b@b.org", HOME), "taken, by Ada"),
    (CUSTOMER, (ADA, CustomerClosed("x")), ChangeEmail("a@b.org"), "closed"),
    (PRODUCT, (), ReceiveStock(1), "no such product"),
    (PRODUCT, (DESK,), ListProduct("Lamp", eur("1"), 1), "taken, by Desk"),
    (PRODUCT, (DESK,), ReserveStock("O-1", 6), "Only 5 of Desk are available; 6 wanted"),
    (PRODUCT, (DESK, StockReserved("O-1", 2)), ReserveStock("O-1", 3), "already set aside"),
    (PRODUCT, (DESK,), DispatchStock("O-1"), "Nothing of Desk is set aside"),
    (PRODUCT, (DESK, ProductDiscontinued()), ChangePrice(eur("1")), "discontinued"),
    (ORDER, (), AddLine("P-1", 1, eur("1")), "no such order"),
    (ORDER, (PLACED,), PlaceOrder("C-2", "EUR"), "taken, by C-1"),
    (ORDER, (PLACED,), ConfirmOrder(), "empty order"),
    (ORDER, (PLACED,), AddLine("P-1", 1, Money(Decimal("1"), "USD")), "is in EUR, not in USD"),
    (ORDER, (PLACED,), AddLine("P-1", 1_000_000, eur("1000000000")), "more than this shop can bill"),
    (ORDER, (PLACED, LINE), AddLine("P-1", 1, eur("1")), "already"),
    (ORDER, (PLACED, LINE), ChangeQuantity("P-9", 1), "P-9 is not on this order"),
    (ORDER, (PLACED, LINE, CONFIRMED), RemoveLine("P-1"), "cannot be changed"),
    (ORDER, (PLACED, LINE), PayOrder(eur("698.00")), "cannot be paid"),
    (ORDER, (PLACED, LINE, CONFIRMED), PayOrder(eur("1.00")), "The total is 698.00 EUR, not 1.00 EUR"),
    (ORDER, (PLACED, LINE, CONFIRMED), ShipOrder("DHL", "J1"), "cannot be shipped"),
    (ORDER, (PLACED, LINE, CONFIRMED, PAID, OrderShipped("DHL", "J1")), CancelOrder("no"), "shipped"),
]


@pytest.mark.parametrize(
    ("decider", "past", "command", "words"),
    REJECTED,
    ids=[f"{type(r[2]).__name__}: {r[3]}" for r in REJECTED],
)
def test_a_command_is_rejected_with_reason_and_hint(
    decider: Decider[Any], past: Any, command: Any, words: str
) -> None:
    decided = decider.decide(command, fold(decider, past))
    assert isinstance(decided, Rejected)
    assert words in decided.reason
    assert decided.hint


UNDONE = [
    (CUSTOMER, (ADA,), CustomerRenamed("Bob"), RenameCustomer("Ada")),
    (CUSTOMER, (ADA,), EmailChanged("b@b.org"), ChangeEmail("ada@example.org")),
    (CUSTOMER, (ADA,), AddressChanged(AWAY), ChangeAddress(HOME)),
    (CUSTOMER, (), ADA, CloseCustomer("Registration undone")),
    (PRODUCT, (DESK,), PriceChanged(eur("3.49")), ChangePrice(eur("349.00"))),
    (PRODUCT, (DESK,), ProductRenamed("Table"), RenameProduct("Desk")),
    (PRODUCT, (DESK,), StockReserved("O-1", 2), ReleaseStock("O-1")),
    (PRODUCT, (DESK, StockReserved("O-1", 2)), StockReleased("O-1", 2), ReserveStock("O-1", 2)),
    (PRODUCT, (), DESK, DiscontinueProduct()),
    (ORDER, (), PLACED, CancelOrder("Order undone")),
    (ORDER, (PLACED,), LINE, RemoveLine("P-1")),
    (ORDER, (PLACED, LINE), QuantityChanged("P-1", 9), ChangeQuantity("P-1", 2)),
    (ORDER, (PLACED, LINE), LineRemoved("P-1"), AddLine("P-1", 2, eur("349.00"))),
]


@pytest.mark.parametrize(
    ("decider", "past", "event", "command"), UNDONE, ids=[type(row[2]).__name__ for row in UNDONE]
)
def test_an_event_is_compensated_by_a_command_that_is_accepted(
    decider: Decider[Any], past: Any, event: Any, command: Any
) -> None:
    before = fold(decider, past)
    after = decider.evolve(before, event)
    assert decider.compensate(event, before, after) == command
    assert not isinstance(decider.decide(command, after), Rejected)


@pytest.mark.parametrize(
    ("decider", "past", "event", "later", "words"),
    [
        (
            PRODUCT,
            (DESK,),
            PriceChanged(eur("3.49")),
            PriceChanged(eur("9")),
            "changed again since, to 9 EUR",
        ),
        (CUSTOMER, (ADA,), CustomerRenamed("Bob"), CustomerRenamed("Eve"), "changed again since, to Eve"),
        (CUSTOMER, (ADA,), CustomerRenamed("Bob"), CustomerClosed("x"), "closed since"),
        (ORDER, (PLACED, LINE), QuantityChanged("P-1", 9), LineRemoved("P-1"), "taken off since"),
        (ORDER, (PLACED,), LINE, CONFIRMED, "The order is confirmed"),
        (PRODUCT, (DESK,), StockReceived(3), None, "on the shelf"),
        (ORDER, (PLACED, LINE, CONFIRMED), PAID, None, "Money was received"),
    ],
)
def test_what_cannot_be_taken_back_says_why(
    decider: Decider[Any], past: Any, event: Any, later: Any, words: str
) -> None:
    before = fold(decider, past)
    now = decider.evolve(before, event)
    if later is not None:
        now = decider.evolve(now, later)
    refused = decider.compensate(event, before, now)
    assert isinstance(refused, Rejected)
    assert words in refused.reason


PRODUCTS = st.sampled_from(["P-1", "P-2"])
ORDERS = st.sampled_from(["O-1", "O-2"])
AMOUNTS = st.decimals("0", "1000", places=2).map(lambda amount: Money(amount, "EUR"))
PRODUCT_COMMANDS = st.one_of(
    st.builds(ListProduct, st.just("Desk"), AMOUNTS, st.integers(0, 20)),
    st.builds(ReceiveStock, st.integers(1, 9)),
    st.builds(ReserveStock, ORDERS, st.integers(1, 9)),
    st.builds(ReleaseStock, ORDERS),
    st.builds(DispatchStock, ORDERS),
    st.builds(ChangePrice, AMOUNTS),
    st.builds(DiscontinueProduct),
)
ORDER_COMMANDS = st.one_of(
    st.builds(PlaceOrder, st.just("C-1"), st.just("EUR")),
    st.builds(AddLine, PRODUCTS, st.integers(1, 9), AMOUNTS),
    st.builds(ChangeQuantity, PRODUCTS, st.integers(1, 9)),
    st.builds(RemoveLine, PRODUCTS),
    st.builds(ConfirmOrder),
    st.builds(PayOrder, AMOUNTS),
    st.builds(ShipOrder, st.just("DHL"), st.just("J1")),
    st.builds(CancelOrder, st.just("no")),
    st.builds(RejectOrder, st.just("no")),
)
EDGES = {
    "": {"open"},
    "open": {"open", "confirmed", "cancelled", "rejected"},
    "confirmed": {"confirmed", "paid", "cancelled", "rejected"},
    "paid": {"paid", "shipped", "cancelled", "rejected"},
    "shipped": {"shipped"},
    "cancelled": {"cancelled"},
    "rejected": {"rejected"},
}


@settings(deadline=None)
@given(st.lists(PRODUCT_COMMANDS, max_size=30))
def test_no_stock_is_ever_below_zero_whatever_is_commanded(commands: list[Any]) -> None:
    state = PRODUCT.initial
    for command in commands:
        decided = PRODUCT.decide(command, state)
        for event in () if isinstance(decided, Rejected) else decided:
            before, state = state, PRODUCT.evolve(state, event)
            undo = PRODUCT.compensate(event, before, state)
            assert isinstance(undo, Rejected) or not isinstance(PRODUCT.decide(undo, state), Rejected)
        assert state.on_hand >= 0
        assert state.available >= 0


@settings(deadline=None)
@given(st.lists(ORDER_COMMANDS, max_size=30))
def test_an_orders_total_is_the_sum_of_its_lines_and_its_status_goes_one_way(commands: list[Any]) -> None:
    state = ORDER.initial
    for command in commands:
        decided = ORDER.decide(command, state)
        for event in () if isinstance(decided, Rejected) else decided:
            before, state = state, ORDER.evolve(state, event)
            assert state.status in EDGES[before.status]
        if state.total is not None:
            assert state.total.amount == sum(
                (line.unit_price.amount * line.quantity for line in state.lines.values()), Decimal(0)
            )


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("-1", "EUR", "negative"),
        ("1.999", "EUR", "at most 2 decimals"),
        ("1.5", "JPY", "no decimals"),
        ("NaN", "EUR", "must be a number"),
        ("1E+30", "EUR", "too large"),
    ],
)
def test_money_refuses_what_is_no_amount(amount: str, currency: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Money(Decimal(amount), currency)


def test_money_with_three_decimals_where_the_currency_has_them() -> None:
    assert str(Money(Decimal("1.234"), "KWD")) == "1.234 KWD"
