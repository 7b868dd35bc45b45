"""The order: opened, filled with lines, confirmed, paid, shipped; or cancelled or rejected on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

import msgspec

from domain.decider import Decider, Rejected
from domain.shop.order_types import (
    AddLine,
    CancelOrder,
    ChangeQuantity,
    Command,
    ConfirmOrder,
    Event,
    Line,
    LineAdded,
    LineRemoved,
    Order,
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
from domain.shop.values import Money, OrderNumber, key_of, zero

MAX_LINE_AMOUNT = 1_000_000_000_000


def decide(command: Command, state: Order) -> tuple[Event, ...] | Rejected:
    """What a command does to an order."""
    if isinstance(command, PlaceOrder):
        if not state.status:
            return (OrderPlaced(key_of(command.customer), command.currency),)
        return Rejected(f"This order number is taken, by {state.customer}.", "Choose another number.")
    if not state.status:
        return Rejected("There is no such order.", "Place the order first.")
    match command:
        case AddLine() | ChangeQuantity() | RemoveLine():
            return _decide_line(command, state)
        case ConfirmOrder():
            return _confirm(state)
        case PayOrder(amount):
            return _pay(state, amount)
        case ShipOrder(carrier, tracking):
            return _ship(state, carrier, tracking)
        case CancelOrder(reason):
            return _end(state, "cancelled", OrderCancelled(reason))
        case RejectOrder(reason):
            return _end(state, "rejected", OrderRejected(reason))
        case _:
            assert_never(command)


def _decide_line(
    command: AddLine | ChangeQuantity | RemoveLine, state: Order
) -> tuple[Event, ...] | Rejected:
    if state.status != "open":
        return _not_while(state, "changed", "Only an open order can be changed.")
    product = key_of(command.product)
    line = state.lines.get(product)
    match command:
        case AddLine(_, quantity, unit_price):
            if line is not None:
                return Rejected(f"{product} is on this order already.", "Change its quantity instead.")
            if unit_price.currency != state.currency:
                return Rejected(
                    f"This order is in {state.currency}, not in {unit_price.currency}.",
                    f"Give the price in {state.currency}.",
                )
            return _too_much(unit_price, quantity) or (LineAdded(product, quantity, unit_price),)
        case ChangeQuantity(_, quantity):
            if line is None:
                return _no_line(product, state)
            if line.quantity == quantity:
                return ()
            return _too_much(line.unit_price, quantity) or (QuantityChanged(product, quantity),)
        case RemoveLine():
            return (LineRemoved(product),) if line is not None else _no_line(product, state)
        case _:
            assert_never(command)


def _too_much(unit_price: Money, quantity: int) -> Rejected | None:
    if unit_price.amount * quantity < MAX_LINE_AMOUNT:
        return None
    return Rejected(
        f"{quantity} at {unit_price} is more than this shop can bill.",
        f"Keep a line below {MAX_LINE_AMOUNT:,} {unit_price.currency}.",
    )


def _no_line(product: str, state: Order) -> Rejected:
    present = ", ".join(state.lines) or "none"
    return Rejected(f"{product} is not on this order.", f"The products on it are: {present}.")


def _confirm(state: Order) -> tuple[Event, ...] | Rejected:
    if state.status == "confirmed":
        return ()
    if state.status != "open":
        return _not_while(state, "confirmed", "Only an open order can be confirmed.")
    if not state.lines:
        return Rejected("An empty order cannot be confirmed.", "Add a line first.")
    return (OrderConfirmed(),)


def _pay(state: Order, amount: Money) -> tuple[Event, ...] | Rejected:
    if state.status == "paid" and amount == state.total:
        return ()
    if state.status != "confirmed":
        return _not_while(state, "paid", "Only a confirmed order can be paid.")
    if amount != state.total:
        return Rejected(f"The total is {state.total}, not {amount}.", f"Pay {state.total}.")
    return (OrderPaid(amount),)


def _ship(state: Order, carrier: str, tracking: str) -> tuple[Event, ...] | Rejected:
    if state.status == "shipped" and (carrier, tracking) == (state.carrier, state.tracking):
        return ()
    if state.status != "paid":
        return _not_while(state, "shipped", "Confirm and pay it first.")
    return (OrderShipped(carrier, tracking),)


def _end(state: Order, status: str, event: Event) -> tuple[Event, ...] | Rejected:
    if state.status == status:
        return ()
    if state.status in ("shipped", "cancelled", "rejected"):
        return _not_while(state, status, "Its story has ended.")
    return (event,)


def _not_while(state: Order, what: str, hint: str) -> Rejected:
    return Rejected(f"An order that is {state.status} cannot be {what}.", hint)


def evolve(state: Order, event: Event) -> Order:
    """The order after the event."""
    match event:
        case LineAdded(product, quantity, unit_price):
            return _with_lines(state, {**state.lines, product: Line(quantity, unit_price)})
        case QuantityChanged(product, quantity):
            line = state.lines.get(product)
            if line is None:
                return state
            return _with_lines(state, {**state.lines, product: Line(quantity, line.unit_price)})
        case LineRemoved(product):
            return _with_lines(state, {name: line for name, line in state.lines.items() if name != product})
        case OrderPlaced(customer, currency):
            return Order(customer, currency, "open", {}, zero(currency))
        case OrderConfirmed():
            return msgspec.structs.replace(state, status="confirmed")
        case OrderPaid():
            return msgspec.structs.replace(state, status="paid")
        case OrderShipped(carrier, tracking):
            return msgspec.structs.replace(state, status="shipped", carrier=carrier, tracking=tracking)
        case OrderCancelled(reason):
            return msgspec.structs.replace(state, status="cancelled", reason=reason)
        case OrderRejected(reason):
            return msgspec.structs.replace(state, status="rejected", reason=reason)
        case _:
            assert_never(event)


def _with_lines(state: Order, lines: Mapping[str, Line]) -> Order:
    amount = zero(state.currency).amount
    for line in lines.values():
        amount += line.unit_price.amount * line.quantity
    total = Money(amount, state.currency)
    return Order(
        state.customer,
        state.currency,
        state.status,
        lines,
        total,
        state.carrier,
        state.tracking,
        state.reason,
    )


def compensate(event: Event, before: Order, now: Order) -> Command | Rejected:
    """The command that takes the event back."""
    match event:
        case OrderPlaced():
            return CancelOrder("Order undone")
        case OrderConfirmed():
            return Rejected("A confirmed order is binding.", "Cancel the order: its stock is then released.")
        case OrderPaid():
            return Rejected("Money was received.", "Cancel the order and pay the money back.")
        case OrderShipped():
            return Rejected("The parcel is on its way.", "Receive it as stock when it comes back.")
        case OrderCancelled() | OrderRejected():
            return Rejected("An order that was called off stays so.", "Place a new order.")
        case LineAdded() | QuantityChanged() | LineRemoved():
            return _compensate_line(event, before, now)
        case _:
            assert_never(event)


def _compensate_line(
    event: LineAdded | QuantityChanged | LineRemoved, before: Order, now: Order
) -> Command | Rejected:
    if now.status != "open":
        return Rejected(f"The order is {now.status}; its lines are settled.", "Cancel the order instead.")
    former, present = before.lines.get(event.product), now.lines.get(event.product)
    match event:
        case LineAdded(product, quantity, _):
            if present is None:
                return Rejected(f"{product} has been taken off since.", "Nothing is left to undo.")
            return RemoveLine(product) if present.quantity == quantity else _quantity_changed(present)
        case QuantityChanged(product, quantity):
            if present is None or former is None:
                return Rejected(f"{product} has been taken off since.", "Add it again.")
            if present.quantity != quantity:
                return _quantity_changed(present)
            return ChangeQuantity(product, former.quantity)
        case LineRemoved(product):
            if present is not None or former is None:
                return Rejected(f"{product} is on the order again.", "Change its quantity instead.")
            return AddLine(product, former.quantity, former.unit_price)
        case _:
            assert_never(event)


def _quantity_changed(present: Line) -> Rejected:
    return Rejected(
        f"The quantity has been changed again since, to {present.quantity}.", "Undo the later change first."
    )


ORDER = Decider(
    category="Order",
    key=OrderNumber,
    state=Order,
    initial=Order(),
    decide=decide,
    evolve=evolve,
    compensate=compensate,
    commands=(
        PlaceOrder,
        AddLine,
        ChangeQuantity,
        RemoveLine,
        ConfirmOrder,
        PayOrder,
        ShipOrder,
        CancelOrder,
        RejectOrder,
    ),
    events=(
        OrderPlaced,
        LineAdded,
        QuantityChanged,
        LineRemoved,
        OrderConfirmed,
        OrderPaid,
        OrderShipped,
        OrderCancelled,
        OrderRejected,
    ),
)
