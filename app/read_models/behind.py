"""Which events stand behind a row, as a timeline filter: told by the names of the row's columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.filtering import condition, literal

_STREAMS = {"order": "Order", "product": "Product", "customer": "Customer"}


def events_behind(read_model: str, key: Sequence[str], row: Mapping[str, Any]) -> str:
    """The filter for the events that made this row what it is; broader where columns cannot say more.

    Parameters
    ----------
    key:
        The names of the columns that identify a row.
    """
    parts = [part for name in key for part in _conditions(name, row)]
    if read_model == "sales_by_day":
        parts += [condition("type", "OrderPaid"), condition("data.amount.currency", str(row["currency"]))]
    if not parts and "touched_at" in row:
        parts = [f"position = {row['touched_at']}"]
    return " and ".join(parts)


def _conditions(name: str, row: Mapping[str, Any]) -> list[str]:
    value = row.get(name)
    if name == "order":
        return [condition("stream", f"Order/{value}")]
    if name in _STREAMS and "order" not in row:
        return [condition("stream", f"{_STREAMS[name]}/{value}")]
    if name in ("type", "category"):
        return [condition(name, str(value))]
    if name == "day":
        return [_between(f"{value}T00:00:00Z", f"{value}T23:59:59.999999Z")]
    if name == "hour":
        start = str(value).removesuffix(":00Z")
        return [_between(f"{start}:00:00Z", f"{start}:59:59.999999Z")]
    return []


def _between(first: str, last: str) -> str:
    return f"time >= {literal(first)} and time <= {literal(last)}"
