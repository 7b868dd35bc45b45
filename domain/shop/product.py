"""The product: its name, its price, and what of it lies on the shelf or is set aside for orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

import msgspec

from domain.decider import Decider, Rejected
from domain.shop.compensation import changed_since
from domain.shop.values import Money, OrderRef, ProductName, Quantity, Sku, Stock, key_of


class ListProduct(msgspec.Struct, frozen=True):
    """Puts a product into the catalogue."""

    name: ProductName
    price: Money
    stock: Stock


class RenameProduct(msgspec.Struct, frozen=True):
    """Changes what the product is called."""

    name: ProductName


class ChangePrice(msgspec.Struct, frozen=True):
    """Changes the price for orders to come."""

    price: Money


class ReceiveStock(msgspec.Struct, frozen=True):
    """Takes a delivery onto the shelf."""

    quantity: Quantity


class ReserveStock(msgspec.Struct, frozen=True):
    """Sets pieces aside for an order."""

    order: OrderRef
    quantity: Quantity


class ReleaseStock(msgspec.Struct, frozen=True):
    """Puts back what was set aside for an order."""

    order: OrderRef


class DispatchStock(msgspec.Struct, frozen=True):
    """Sends off what was set aside for an order."""

    order: OrderRef


class DiscontinueProduct(msgspec.Struct, frozen=True):
    """Takes the product out of the catalogue."""


Command: TypeAlias = (
    ListProduct
    | RenameProduct
    | ChangePrice
    | ReceiveStock
    | ReserveStock
    | ReleaseStock
    | DispatchStock
    | DiscontinueProduct
)


class ProductListed(msgspec.Struct, frozen=True):
    """A product was put into the catalogue."""

    name: str
    price: Money
    stock: int


class ProductRenamed(msgspec.Struct, frozen=True):
    """The name changed."""

    name: str


class PriceChanged(msgspec.Struct, frozen=True):
    """The price changed."""

    price: Money


class StockReceived(msgspec.Struct, frozen=True, gc=False):
    """A delivery came in."""

    quantity: int


class StockReserved(msgspec.Struct, frozen=True, gc=False):
    """Pieces were set aside for an order."""

    order: str
    quantity: int


class StockReleased(msgspec.Struct, frozen=True, gc=False):
    """What was set aside for an order was put back."""

    order: str
    quantity: int


class StockDispatched(msgspec.Struct, frozen=True, gc=False):
    """What was set aside for an order was sent off."""

    order: str
    quantity: int


class ProductDiscontinued(msgspec.Struct, frozen=True):
    """The product left the catalogue."""


Event: TypeAlias = (
    ProductListed
    | ProductRenamed
    | PriceChanged
    | StockReceived
    | StockReserved
    | StockReleased
    | StockDispatched
    | ProductDiscontinued
)


class Product(msgspec.Struct, frozen=True):
    """A product's state.

    `on_hand` counts the pieces on the shelf, those set aside included; `reserved` says how many of them are
    set aside for which order; `status` is "" before listing, then "listed" or "discontinued".
    """

    name: str = ""
    price: Money | None = None
    on_hand: int = 0
    reserved: Mapping[str, int] = msgspec.field(default_factory=dict)
    status: str = ""

    @property
    def available(self) -> int:
        """What is on the shelf and not set aside."""
        return self.on_hand - sum(self.reserved.values())


def decide(command: Command, state: Product) -> tuple[Event, ...] | Rejected:
    """What a command does to a product."""
    if isinstance(command, ListProduct):
        if not state.status:
            return (ProductListed(command.name, command.price, command.stock),)
        return Rejected(f"This product number is taken, by {state.name}.", "Choose another number.")
    if not state.status:
        return Rejected("There is no such product.", "List the product first.")
    if isinstance(command, ReleaseStock | DispatchStock):
        return _clear(command, state)  # what was set aside is cleared up for a discontinued product too
    if isinstance(command, DiscontinueProduct):
        return (ProductDiscontinued(),) if state.status != "discontinued" else ()
    if state.status == "discontinued":
        return Rejected(f"{state.name} is discontinued.", "List it anew under another number.")
    match command:
        case RenameProduct(name):
            return (ProductRenamed(name),) if name != state.name else ()
        case ChangePrice(price):
            return (PriceChanged(price),) if price != state.price else ()
        case ReceiveStock(quantity):
            return (StockReceived(quantity),)
        case ReserveStock(order, quantity):
            return _reserve(state, key_of(order), quantity)
        case _:
            assert_never(command)


def _reserve(state: Product, order: str, quantity: int) -> tuple[Event, ...] | Rejected:
    held = state.reserved.get(order)
    if held == quantity:
        return ()
    if held is not None:
        return Rejected(f"{held} of {state.name} are already set aside for {order}.", "Release them first.")
    if quantity > state.available:
        reason = (
            f"Only 1 of {state.name} is available; {quantity} wanted."
            if state.available == 1
            else f"Only {state.available} of {state.name} are available; {quantity} wanted."
        )
        return Rejected(reason, "Receive stock first, or order fewer.")
    return (StockReserved(order, quantity),)


def _clear(command: ReleaseStock | DispatchStock, state: Product) -> tuple[Event, ...] | Rejected:
    order = key_of(command.order)
    held = state.reserved.get(order)
    if held is None:
        if isinstance(command, ReleaseStock):
            return ()  # released before, or never set aside: what is wanted is so already
        return Rejected(f"Nothing of {state.name} is set aside for {order}.", "Reserve stock for it first.")
    if isinstance(command, ReleaseStock):
        return (StockReleased(order, held),)
    return (StockDispatched(order, held),)


def evolve(state: Product, event: Event) -> Product:
    """The product after the event."""
    match event:
        case StockReceived(quantity):
            return Product(state.name, state.price, state.on_hand + quantity, state.reserved, state.status)
        case StockReserved(order, quantity):
            reserved = {**state.reserved, order: quantity}
            return Product(state.name, state.price, state.on_hand, reserved, state.status)
        case StockReleased(order, _):
            return Product(
                state.name, state.price, state.on_hand, _without(state.reserved, order), state.status
            )
        case StockDispatched(order, quantity):
            left = state.on_hand - quantity
            return Product(state.name, state.price, left, _without(state.reserved, order), state.status)
        case PriceChanged(price):
            return Product(state.name, price, state.on_hand, state.reserved, state.status)
        case ProductRenamed(name):
            return Product(name, state.price, state.on_hand, state.reserved, state.status)
        case ProductListed(name, price, stock):
            return Product(name, price, stock, state.reserved, "listed")
        case ProductDiscontinued():
            return Product(state.name, state.price, state.on_hand, state.reserved, "discontinued")
        case _:
            assert_never(event)


def _without(reserved: Mapping[str, int], order: str) -> dict[str, int]:
    return {name: quantity for name, quantity in reserved.items() if name != order}


def compensate(event: Event, before: Product, now: Product) -> Command | Rejected:
    """The command that takes the event back."""
    if now.status == "discontinued" and isinstance(event, ProductRenamed | PriceChanged | StockReleased):
        return Rejected(f"{now.name} has been discontinued since.", "Nothing of it can be changed any more.")
    match event:
        case ProductListed():
            return DiscontinueProduct()
        case ProductRenamed(name):
            if now.name != name:
                return changed_since("name", now.name)
            return RenameProduct(before.name)
        case PriceChanged(price):
            if now.price != price or before.price is None:
                return changed_since("price", str(now.price))
            return ChangePrice(before.price)
        case StockReserved(order, _):
            if order not in now.reserved:
                return Rejected(
                    f"The stock for {order} is not set aside any more.", "Nothing is left to undo."
                )
            return ReleaseStock(order)
        case StockReleased(order, quantity):
            return ReserveStock(order, quantity)
        case StockReceived():
            return Rejected("The goods are on the shelf.", "Dispatch them, or discontinue the product.")
        case StockDispatched():
            return Rejected("The goods have left the house.", "Receive them as stock when they come back.")
        case ProductDiscontinued():
            return Rejected("A discontinued product stays so.", "List it anew under another number.")
        case _:
            assert_never(event)


PRODUCT = Decider(
    category="Product",
    key=Sku,
    state=Product,
    initial=Product(),
    decide=decide,
    evolve=evolve,
    compensate=compensate,
    commands=(
        ListProduct,
        RenameProduct,
        ChangePrice,
        ReceiveStock,
        ReserveStock,
        ReleaseStock,
        DispatchStock,
        DiscontinueProduct,
    ),
    events=(
        ProductListed,
        ProductRenamed,
        PriceChanged,
        StockReceived,
        StockReserved,
        StockReleased,
        StockDispatched,
        ProductDiscontinued,
    ),
)
