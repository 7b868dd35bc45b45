"""Sales by day: what was paid on which day (UTC), by currency, exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Table, Text

from domain.event import Event
from infra.projections.projection import Amount, Projection, Query
from infra.projections.rows import Rows

_sales = Table(
    "sales_by_day",
    MetaData(),
    Column("day", Text, primary_key=True),
    Column("currency", Text, primary_key=True),
    Column("orders", Integer),
    Column("amount", Amount),
)


def _paid(event: Event, payload: Any, rows: Rows) -> None:
    day = event.recorded_at.date().isoformat()
    currency = payload.amount.currency
    row = rows.get("sales_by_day", day, currency) or {"orders": 0, "amount": "0"}
    rows.put(
        "sales_by_day",
        {
            "day": day,
            "currency": currency,
            "orders": row["orders"] + 1,
            "amount": f"{Decimal(row['amount']) + payload.amount.amount:f}",
        },
    )


SALES_BY_DAY = Projection(
    name="sales_by_day",
    version=1,
    tables=(_sales,),
    handlers={("Order", "OrderPaid"): _paid},
    queries=(
        Query(
            "sales_between",
            "sales_by_day",
            "SELECT * FROM {table} WHERE day >= :start AND day <= :end ORDER BY day",
        ),
    ),
)
