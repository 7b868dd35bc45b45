"""What can be asked of an order, what can happen to it, and what it is: commands, events, state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from domain.shop.values import (
    Carrier,
    CurrencyCode,
    CustomerRef,
    Money,
    ProductRef,
    Quantity,
    Reason,
    Tracking,
)


class PlaceOrder(msgspec.Struct, frozen=True):
    """Opens an order for a customer."""

    customer: CustomerRef
    currency: CurrencyCode


class AddLine(msgspec.Struct, frozen=True):
    """Puts a product on the order."""

    product: ProductRef
    quantity: Quantity
    unit_price: Money


class ChangeQuantity(msgspec.Struct, frozen=True):
    """Changes how many of a product are wanted."""

    product: ProductRef
    quantity: Quantity


class RemoveLine(msgspec.Struct, frozen=True):
    """Takes a product off the order."""

    product: ProductRef


class ConfirmOrder(msgspec.Struct, frozen=True):
    """Makes the order binding: fulfilment begins."""


class PayOrder(msgspec.Struct, frozen=True):
    """Records the payment of the whole total."""

    amount: Money


class ShipOrder(msgspec.Struct, frozen=True):
    """Hands the order to a carrier."""

    carrier: Carrier
    tracking: Tracking


class CancelOrder(msgspec.Struct, frozen=True):
    """Calls the order off at the customer's wish."""

    reason: Reason


class RejectOrder(msgspec.Struct, frozen=True):
    """Turns the order down from the shop's side."""

    reason: Reason


Command: TypeAlias = (
    PlaceOrder
    | AddLine
    | ChangeQuantity
    | RemoveLine
    | ConfirmOrder
    | PayOrder
    | ShipOrder
    | CancelOrder
    | RejectOrder
)


class OrderPlaced(msgspec.Struct, frozen=True):
    """An order was opened."""

    customer: str
    currency: str


class LineAdded(msgspec.Struct, frozen=True):
    """A product was put on the order."""

    product: str
    quantity: int
    unit_price: Money


class QuantityChanged(msgspec.Struct, frozen=True, gc=False):
    """Another quantity is wanted."""

    product: str
    quantity: int


class LineRemoved(msgspec.Struct, frozen=True, gc=False):
    """A product was taken off the order."""

    product: str


class OrderConfirmed(msgspec.Struct, frozen=True):
    """The order became binding."""


class OrderPaid(msgspec.Struct, frozen=True):
    """The total was paid."""

    amount: Money


class OrderShipped(msgspec.Struct, frozen=True):
    """The order was handed to a carrier."""

    carrier: str
    tracking: str


class OrderCancelled(msgspec.Struct, frozen=True):
    """The order was called off."""

    reason: str


class OrderRejected(msgspec.Struct, frozen=True):
    """The order was turned down."""

    reason: str


Event: TypeAlias = (
    OrderPlaced
    | LineAdded
    | QuantityChanged
    | LineRemoved
    | OrderConfirmed
    | OrderPaid
    | OrderShipped
    | OrderCancelled
    | OrderRejected
)


class Line(msgspec.Struct, frozen=True):
    """So many of a product at that price each."""

    quantity: int
    unit_price: Money


class Order(msgspec.Struct, frozen=True):
    """An order's state.

    `status` is "" before it is placed, then "open", "confirmed", "paid", "shipped", "cancelled" or
    "rejected"; `lines` are by product number, and `total` is their sum.
    """

    customer: str = ""
    currency: str = ""
    status: str = ""
    lines: Mapping[str, Line] = msgspec.field(default_factory=dict)
    total: Money | None = None
    carrier: str = ""
    tracking: str = ""
    reason: str = ""
