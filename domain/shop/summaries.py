"""One line for each of the shop's events: what matters of its payload. Tolerates what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from domain.phrase import Phrase

Payload = Mapping[str, Any]


def _money(value: Any) -> str:
    return f"{value.get('amount', '?')} {value.get('currency', '?')}" if isinstance(value, Mapping) else "?"


def _text(name: str) -> Callable[[Payload], str]:
    return lambda data: str(data.get(name, "?"))


def _city(data: Payload) -> str:
    address = data.get("address")
    if isinstance(address, Mapping):
        return f"{address.get('city', '?')}, {address.get('country', '?')}"
    return str(address or "?")


def _set_aside(data: Payload) -> str:
    return Phrase("{0} for {1}", data.get("quantity", "?"), data.get("order", "?"))


SUMMARIES: Mapping[str, Callable[[Payload], str]] = {
    "CustomerRegistered": lambda data: f"{data.get('name', '?')}, {_city(data)}",
    "CustomerRenamed": _text("name"),
    "EmailChanged": _text("email"),
    "AddressChanged": _city,
    "CustomerClosed": _text("reason"),
    "ProductListed": lambda data: Phrase(
        "{0} at {1}, {2} in stock", data.get("name", "?"), _money(data.get("price")), data.get("stock", "?")
    ),
    "ProductRenamed": _text("name"),
    "PriceChanged": lambda data: _money(data.get("price")),
    "StockReceived": lambda data: f"+{data.get('quantity', '?')}",
    "StockReserved": _set_aside,
    "StockReleased": _set_aside,
    "StockDispatched": _set_aside,
    "ProductDiscontinued": lambda data: "",
    "OrderPlaced": lambda data: Phrase(
        "for {0} in {1}", data.get("customer", "?"), data.get("currency", "?")
    ),
    "LineAdded": lambda data: Phrase(
        "{0} \u00d7 {1} at {2}",
        data.get("quantity", "?"),
        data.get("product", "?"),
        _money(data.get("unit_price")),
    ),
    "QuantityChanged": lambda data: f"{data.get('quantity', '?')} \u00d7 {data.get('product', '?')}",
    "LineRemoved": _text("product"),
    "OrderConfirmed": lambda data: "",
    "OrderPaid": lambda data: _money(data.get("amount")),
    "OrderShipped": lambda data: f"{data.get('carrier', '?')} {data.get('tracking', '?')}",
    "OrderCancelled": _text("reason"),
    "OrderRejected": _text("reason"),
}
