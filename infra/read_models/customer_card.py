"""Customer card: one row a customer, and one for each of their orders."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from domain.event import Event, timestamp
from infra.projections.projection import Check, Projection, Query
from infra.projections.rows import Rows

_card = Table(
    "customer_card",
    MetaData(),
    Column("customer", Text, primary_key=True),
    Column("name", Text),
    Column("email", Text),
    Column("street", Text),
    Column("city", Text),
    Column("postal_code", Text),
    Column("country", Text),
    Column("status", Text),
    Column("orders", Integer),
    Column("registered_at", Text),
    Index("customer_card_name", "name"),
    Index("customer_card_email", "email"),
)
_orders = Table(
    "customer_orders",
    MetaData(),
    Column("customer", Text, primary_key=True),
    Column("order", Text, primary_key=True),
    Column("status", Text),
    Column("placed_at", Text),
    Index("customer_orders_order", "order", unique=True),
)
_owners = Table(  # whose an order is: an order's later events do not say it
    "order_owners",
    MetaData(),
    Column("order", Text, primary_key=True),
    Column("customer", Text),
)


def _registered(event: Event, payload: Any, rows: Rows) -> None:
    early = rows.get("customer_card", event.key)
    rows.put(
        "customer_card",
        {
            "customer": event.key,
            "name": payload.name,
            "email": payload.email,
            **_address(payload),
            "status": "active",
            "orders": early["orders"] if early else 0,
            "registered_at": timestamp(event.recorded_at),
        },
    )


def _renamed(event: Event, payload: Any, rows: Rows) -> None:
    _change(event, rows, name=payload.name)


def _email_changed(event: Event, payload: Any, rows: Rows) -> None:
    _change(event, rows, email=payload.email)


def _moved(event: Event, payload: Any, rows: Rows) -> None:
    _change(event, rows, **_address(payload))


def _closed(event: Event, _payload: Any, rows: Rows) -> None:
    _change(event, rows, status="closed")


def _order_placed(event: Event, payload: Any, rows: Rows) -> None:
    if rows.get("order_owners", event.key) is not None:
        raise LookupError(f"{event.stream} was placed before")
    rows.put("order_owners", {"order": event.key, "customer": payload.customer})
    rows.put(
        "customer_orders",
        {
            "customer": payload.customer,
            "order": event.key,
            "status": "open",
            "placed_at": timestamp(event.recorded_at),
        },
    )
    card = rows.get("customer_card", payload.customer) or _unknown(payload.customer)
    rows.put("customer_card", {**card, "orders": card["orders"] + 1})


def _order_is(status: str) -> Any:
    def handle(event: Event, _payload: Any, rows: Rows) -> None:
        owner = rows.get("order_owners", event.key)
        order = rows.get("customer_orders", owner["customer"], event.key) if owner else None
        if order is None:
            raise LookupError(f"{event.stream} was never placed")
        rows.put("customer_orders", {**order, "status": status})

    return handle


def _address(payload: Any) -> dict[str, str]:
    address = payload.address
    return {
        "street": address.street,
        "city": address.city,
        "postal_code": address.postal_code,
        "country": address.country,
    }


def _unknown(customer: str) -> dict[str, Any]:
    """The card of somebody who ordered and is not registered."""
    texts = ("name", "email", "street", "city", "postal_code", "country", "registered_at")
    return {"customer": customer, **dict.fromkeys(texts, ""), "status": "unknown", "orders": 0}


def _change(event: Event, rows: Rows, **columns: Any) -> None:
    row = rows.get("customer_card", event.key)
    if row is None:
        raise LookupError(f"{event.stream} was never registered")
    rows.put("customer_card", {**row, **columns})


CUSTOMER_CARD = Projection(
    name="customer_card",
    version=2,
    tables=(_card, _orders, _owners),
    handlers={
        ("Customer", "CustomerRegistered"): _registered,
        ("Customer", "CustomerRenamed"): _renamed,
        ("Customer", "EmailChanged"): _email_changed,
        ("Customer", "AddressChanged"): _moved,
        ("Customer", "CustomerClosed"): _closed,
        ("Order", "OrderPlaced"): _order_placed,
        ("Order", "OrderConfirmed"): _order_is("confirmed"),
        ("Order", "OrderPaid"): _order_is("paid"),
        ("Order", "OrderShipped"): _order_is("shipped"),
        ("Order", "OrderCancelled"): _order_is("cancelled"),
        ("Order", "OrderRejected"): _order_is("rejected"),
    },
    queries=(
        Query("customer", "customer_card", "SELECT * FROM {table} WHERE customer = :customer"),
        Query("customers_named", "customer_card", "SELECT * FROM {table} WHERE name = :name"),
        Query("customer_by_email", "customer_card", "SELECT * FROM {table} WHERE email = :email"),
        Query("customers_orders", "customer_orders", "SELECT * FROM {table} WHERE customer = :customer"),
    ),
    checks=(
        Check(
            "A customer's orders are not those counted",
            "SELECT c.customer FROM {customer_card} c WHERE c.orders <> "
            "(SELECT count(*) FROM {customer_orders} o WHERE o.customer = c.customer)",
        ),
    ),
)
