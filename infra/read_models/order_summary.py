"""Order summary: one row an order, with its lines' count and exact total."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from domain.event import Event, timestamp
from domain.shop.values import Money, zero
from infra.projections.projection import Amount, Check, Projection, Query
from infra.projections.rows import Row, Rows

_summary = Table(
    "order_summary",
    MetaData(),
    Column("order", Text, primary_key=True),
    Column("customer", Text),
    Column("status", Text),
    Column("lines", Integer),
    Column("pieces", Integer),
    Column("total", Amount),
    Column("currency", Text),
    Column("placed_at", Text),
    Column("changed_at", Text),
    Column("reason", Text),
    Index("order_summary_customer", "customer", "placed_at"),
    Index("order_summary_status", "status", "placed_at"),
    Index("order_summary_placed_at", "placed_at"),
)
_lines = Table(
    "order_lines",
    MetaData(),
    Column("order", Text, primary_key=True),
    Column("product", Text, primary_key=True),
    Column("quantity", Integer),
    Column("unit_price", Amount),
    Index("order_lines_product", "product", "order"),
)


def _placed(event: Event, payload: Any, rows: Rows) -> None:
    if rows.get("order_summary", event.key) is not None:
        raise LookupError(f"{event.stream} was placed before")
    moment = timestamp(event.recorded_at)
    rows.put(
        "order_summary",
        {
            "order": event.key,
            "customer": payload.customer,
            "status": "open",
            "lines": 0,
            "pieces": 0,
            "total": f"{zero(payload.currency).amount:f}",
            "currency": payload.currency,
            "placed_at": moment,
            "changed_at": moment,
            "reason": "",
        },
    )


def _line_added(event: Event, payload: Any, rows: Rows) -> None:
    price: Money = payload.unit_price
    before = rows.get("order_lines", event.key, payload.product)  # a line added again replaces the first one
    rows.put(
        "order_lines",
        {
            "order": event.key,
            "product": payload.product,
            "quantity": payload.quantity,
            "unit_price": f"{price.amount:f}",
        },
    )
    _change(
        event,
        rows,
        lines=0 if before else 1,
        pieces=payload.quantity - (before["quantity"] if before else 0),
        total=price.amount * payload.quantity - (_amount(before) if before else 0),
    )


def _quantity_changed(event: Event, payload: Any, rows: Rows) -> None:
    line = rows.get("order_lines", event.key, payload.product)
    if line is None:
        raise LookupError(f"{event.key} has no line {payload.product}")
    more = payload.quantity - line["quantity"]
    rows.put("order_lines", {**line, "quantity": payload.quantity})
    _change(event, rows, pieces=more, total=Decimal(line["unit_price"]) * more)


def _line_removed(event: Event, payload: Any, rows: Rows) -> None:
    line = rows.get("order_lines", event.key, payload.product)
    if line is None:
        raise LookupError(f"{event.key} has no line {payload.product}")
    rows.delete("order_lines", event.key, payload.product)
    _change(event, rows, lines=-1, pieces=-line["quantity"], total=-_amount(line))


def _amount(line: Row) -> Decimal:
    quantity: int = line["quantity"]
    return Decimal(line["unit_price"]) * quantity


def _status(status: str) -> Any:
    def handle(event: Event, payload: Any, rows: Rows) -> None:
        row = _order(event, rows)
        reason = getattr(payload, "reason", row["reason"])
        rows.put(
            "order_summary",
            {**row, "status": status, "reason": reason, "changed_at": timestamp(event.recorded_at)},
        )

    return handle


def _change(
    event: Event, rows: Rows, *, lines: int = 0, pieces: int = 0, total: Decimal = Decimal(0)
) -> None:
    row = _order(event, rows)
    rows.put(
        "order_summary",
        {
            **row,
            "lines": row["lines"] + lines,
            "pieces": row["pieces"] + pieces,
            "total": f"{Decimal(row['total']) + total:f}",
            "changed_at": timestamp(event.recorded_at),
        },
    )


def _order(event: Event, rows: Rows) -> Row:
    row = rows.get("order_summary", event.key)
    if row is None:
        raise LookupError(f"{event.stream} was never placed")
    return row


ORDER_SUMMARY = Projection(
    name="order_summary",
    version=2,
    tables=(_summary, _lines),
    handlers={
        ("Order", "OrderPlaced"): _placed,
        ("Order", "LineAdded"): _line_added,
        ("Order", "QuantityChanged"): _quantity_changed,
        ("Order", "LineRemoved"): _line_removed,
        ("Order", "OrderConfirmed"): _status("confirmed"),
        ("Order", "OrderPaid"): _status("paid"),
        ("Order", "OrderShipped"): _status("shipped"),
        ("Order", "OrderCancelled"): _status("cancelled"),
        ("Order", "OrderRejected"): _status("rejected"),
    },
    queries=(
        Query("order", "order_summary", 'SELECT * FROM {table} WHERE "order" = :order'),
        Query(
            "orders_with_status",
            "order_summary",
            "SELECT * FROM {table} WHERE status = :status ORDER BY placed_at",
        ),
        Query(
            "orders_of_customer",
            "order_summary",
            "SELECT * FROM {table} WHERE customer = :customer ORDER BY placed_at",
        ),
        Query(
            "orders_placed_between",
            "order_summary",
            "SELECT * FROM {table} WHERE placed_at >= :start AND placed_at < :end ORDER BY placed_at",
        ),
        Query(
            "orders_with_product",
            "order_lines",
            'SELECT "order", quantity FROM {table} WHERE product = :product',
        ),
    ),
    checks=(
        Check(
            "An order's lines are not those counted",
            'SELECT s."order" FROM {order_summary} s WHERE s.lines <> '
            '(SELECT count(*) FROM {order_lines} l WHERE l."order" = s."order")',
        ),
        Check(
            "A line belongs to no order",
            'SELECT l."order", l.product FROM {order_lines} l WHERE NOT EXISTS '
            '(SELECT 1 FROM {order_summary} s WHERE s."order" = l."order")',
        ),
    ),
)
