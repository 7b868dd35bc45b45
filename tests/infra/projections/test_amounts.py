"""Amounts in read models are exact texts that sort and compare as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.event import NewEvent
from infra import clock
from infra.open_log import OpenLog
from infra.projections.querying import QueryError, parse_condition

PRICES = ("9.00", "10.00", "100.50", "89.00", "1000.00", "89.00", "0.10")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "prices.eventlog", create=True)
    for number, price in enumerate(PRICES):
        data = f'{{"name": "x", "price": {{"amount": "{price}", "currency": "EUR"}}, "stock": 1}}'
        log.store.append(f"Product/P-{number}", 0, [NewEvent(clock.new_id(), "ProductListed", data.encode())])
    while log.projections.step():
        pass
    yield log
    log.close()


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_they_sort_as_numbers_page_by_page(log: OpenLog, descending: bool, limit: int) -> None:
    found: list[str] = []
    after = None
    while True:
        page = log.projections.queries.page(
            "stock_by_product", order_by="price", descending=descending, after=after, limit=limit
        )
        found += [row["price"] for row in page.rows]
        after = page.after
        if after is None:
            break
    assert found == sorted(PRICES, key=float, reverse=descending)


@pytest.mark.parametrize(
    ("condition", "prices"),
    [("price>89", {"100.50", "1000.00"}), ("price=89", {"89.00"}), ("price<=9.0", {"9.00", "0.10"})],
)
def test_they_compare_as_numbers(log: OpenLog, condition: str, prices: set[str]) -> None:
    page = log.projections.queries.page("stock_by_product", [parse_condition(condition)])
    assert {row["price"] for row in page.rows} == prices


def test_what_is_no_number_is_refused(log: OpenLog) -> None:
    with pytest.raises(QueryError, match="price is a number"):
        log.projections.queries.page("stock_by_product", [parse_condition("price>cheap")])
