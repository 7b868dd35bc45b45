"""The fulfilment process: reserves stock for a confirmed order, or gives it up and says why.

One process an order. Lines are reserved one after the other; where one cannot be, what was reserved is
released and the order rejected. A cancelled order's stock is released, a shipped one's dispatched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec

from domain.decider import FollowUp, ProcessManager
from domain.shop.order_types import (
    LineAdded,
    LineRemoved,
    OrderCancelled,
    OrderConfirmed,
    OrderPlaced,
    OrderRejected,
    OrderShipped,
    QuantityChanged,
    RejectOrder,
)
from domain.shop.product import (
    DispatchStock,
    ReleaseStock,
    ReserveStock,
    StockDispatched,
    StockReleased,
    StockReserved,
)

FollowUps: TypeAlias = tuple[FollowUp, ...]

GATHERING, RESERVING, RESERVED, ENDED = "gathering", "reserving", "reserved", "ended"


class Fulfilment(msgspec.Struct, frozen=True):
    """Where one order's fulfilment stands.

    `lines` are the quantities wanted by product, `reserved` those set aside so far; `phase` goes from
    "gathering" over "reserving" and "reserved" to "ended", or ends early.
    """

    order: str = ""
    phase: str = GATHERING
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)
    reserved: Mapping[str, int] = msgspec.field(default_factory=dict)


def process(key: str, event: Any) -> str | None:
    """An order's events belong to its process, a product's stock events to that of the order they name."""
    if isinstance(event, StockReserved | StockReleased | StockDispatched):
        return event.order
    return key


def react(state: Fulfilment, key: str, event: Any) -> tuple[Fulfilment, FollowUps]:
    """What the process does about an event."""
    match event:
        case OrderPlaced():
            return Fulfilment(key), ()
        case LineAdded(product, quantity) | QuantityChanged(product, quantity):
            return _with(state, lines={**state.lines, product: quantity}), ()
        case LineRemoved(product):
            return _with(state, lines=_without(state.lines, product)), ()
        case OrderConfirmed():
            return _reserve_next(_with(state, phase=RESERVING))
        case StockReserved(_, quantity):
            return _reserved(state, key, quantity)
        case StockReleased() | StockDispatched():
            return _with(state, reserved=_without(state.reserved, key)), ()
        case OrderCancelled() | OrderRejected():
            ended = _with(state, phase=ENDED)
            return ended, _release_all(ended)
        case OrderShipped():
            return _with(state, phase=ENDED), tuple(
                FollowUp(f"Product/{product}", DispatchStock(state.order), f"dispatch {product}")
                for product in state.reserved
            )
    return state, ()


def refused(state: Fulfilment, step: str, stream: str, reason: str) -> tuple[Fulfilment, FollowUps]:
    """Compensation: stock that cannot be reserved ends the order. Other refusals change nothing."""
    if state.phase != RESERVING or not step.startswith("reserve "):
        return state, ()
    product = stream.rpartition("/")[2]
    ended = _with(state, phase=ENDED)
    shortage = f"{product} cannot be reserved: {reason}"[:500]
    rejection = FollowUp(f"Order/{state.order}", RejectOrder(shortage), "reject")
    return ended, (*_release_all(ended), rejection)


def _reserved(state: Fulfilment, product: str, quantity: int) -> tuple[Fulfilment, FollowUps]:
    holding = _with(state, reserved={**state.reserved, product: quantity})
    match state.phase:
        case "reserving":
            return _reserve_next(holding)
        case "ended":  # the order was called off while this was on its way
            release = FollowUp(f"Product/{product}", ReleaseStock(state.order), f"release late {product}")
            return holding, (release,)
    return holding, ()  # somebody set it aside by hand


def _reserve_next(state: Fulfilment) -> tuple[Fulfilment, FollowUps]:
    for product, quantity in state.lines.items():
        if state.reserved.get(product) != quantity:
            wanted = ReserveStock(state.order, quantity)
            return state, (FollowUp(f"Product/{product}", wanted, f"reserve {product}"),)
    return _with(state, phase=RESERVED), ()


def _release_all(state: Fulfilment) -> FollowUps:
    return tuple(
        FollowUp(f"Product/{product}", ReleaseStock(state.order), f"release {product}")
        for product in state.reserved
    )


def _with(state: Fulfilment, **changes: Any) -> Fulfilment:
    return msgspec.structs.replace(state, **changes)


def _without(quantities: Mapping[str, int], product: str) -> dict[str, int]:
    return {name: quantity for name, quantity in quantities.items() if name != product}


FULFILMENT = ProcessManager(
    name="fulfilment",
    events=(
        ("Order", "OrderPlaced"),
        ("Order", "LineAdded"),
        ("Order", "QuantityChanged"),
        ("Order", "LineRemoved"),
        ("Order", "OrderConfirmed"),
        ("Order", "OrderCancelled"),
        ("Order", "OrderRejected"),
        ("Order", "OrderShipped"),
        ("Product", "StockReserved"),
        ("Product", "StockReleased"),
        ("Product", "StockDispatched"),
    ),
    state=Fulfilment,
    initial=Fulfilment(),
    process=process,
    react=react,
    refused=refused,
)
