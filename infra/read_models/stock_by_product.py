"""Stock by product: what is on the shelf, set aside and available."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from domain.event import Event, timestamp
from infra.projections.projection import Amount, Check, Projection, Query
from infra.projections.rows import Rows

_stock = Table(
    "stock_by_product",
    MetaData(),
    Column("product", Text, primary_key=True),
    Column("name", Text),
    Column("price", Amount),
    Column("currency", Text),
    Column("on_hand", Integer),
    Column("reserved", Integer),
    Column("available", Integer),
    Column("status", Text),
    Column("changed_at", Text),
    Index("stock_by_product_available", "status", "available"),
    Index("stock_by_product_name", "name"),
)


def _listed(event: Event, payload: Any, rows: Rows) -> None:
    rows.put(
        "stock_by_product",
        {
            "product": event.key,
            "name": payload.name,
            "price": f"{payload.price.amount:f}",
            "currency": payload.price.currency,
            "on_hand": payload.stock,
            "reserved": 0,
            "available": payload.stock,
            "status": "listed",
            "changed_at": timestamp(event.recorded_at),
        },
    )


def _renamed(event: Event, payload: Any, rows: Rows) -> None:
    _change(event, rows, name=payload.name)


def _priced(event: Event, payload: Any, rows: Rows) -> None:
    _change(event, rows, price=f"{payload.price.amount:f}", currency=payload.price.currency)


def _discontinued(event: Event, _payload: Any, rows: Rows) -> None:
    _change(event, rows, status="discontinued")


def _move(on_hand: int, reserved: int) -> Any:
    def handle(event: Event, payload: Any, rows: Rows) -> None:
        row = rows.get("stock_by_product", event.key) or {"on_hand": 0, "reserved": 0}
        shelf = row["on_hand"] + on_hand * payload.quantity
        aside = row["reserved"] + reserved * payload.quantity
        _change(event, rows, on_hand=shelf, reserved=aside, available=shelf - aside)

    return handle


def _change(event: Event, rows: Rows, **columns: Any) -> None:
    row = rows.get("stock_by_product", event.key)
    if row is None:
        raise LookupError(f"{event.stream} was never listed")
    rows.put("stock_by_product", {**row, **columns, "changed_at": timestamp(event.recorded_at)})


STOCK_BY_PRODUCT = Projection(
    name="stock_by_product",
    version=1,
    tables=(_stock,),
    handlers={
        ("Product", "ProductListed"): _listed,
        ("Product", "ProductRenamed"): _renamed,
        ("Product", "PriceChanged"): _priced,
        ("Product", "StockReceived"): _move(1, 0),
        ("Product", "StockReserved"): _move(0, 1),
        ("Product", "StockReleased"): _move(0, -1),
        ("Product", "StockDispatched"): _move(-1, -1),
        ("Product", "ProductDiscontinued"): _discontinued,
    },
    queries=(
        Query("product", "stock_by_product", "SELECT * FROM {table} WHERE product = :product"),
        Query(
            "low_stock",
            "stock_by_product",
            "SELECT * FROM {table} WHERE status = 'listed' AND available <= :available ORDER BY available",
        ),
        Query("products_named", "stock_by_product", "SELECT * FROM {table} WHERE name = :name"),
    ),
    checks=(
        Check(
            "What is available is not what is on hand and not reserved",
            "SELECT product FROM {stock_by_product} WHERE available <> on_hand - reserved",
        ),
    ),
)
