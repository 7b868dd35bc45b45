"""Causes and consequences looked up in real logs: a whole day at the shop, and imports of every quality."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from domain.errors import DomainError
from domain.event import NewEvent
from domain.history.correlation import Kind
from infra import clock, correlation
from infra.open_log import OpenLog

ADDRESS = {"street": "1 Road", "city": "London", "postal_code": "W1", "country": "GB"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "a.eventlog", create=True)
    yield log
    log.close()


def does(log: OpenLog, command: str, stream: str, **data: Any) -> UUID:
    put = log.commands.submit(command, stream, json.dumps(data).encode(), actor="ann")
    assert log.settle(put.correlation_id)
    return put.id


def sells(log: OpenLog, stock: int) -> UUID:
    price = {"amount": "5.00", "currency": "EUR"}
    does(log, "RegisterCustomer", "Customer/C-1", name="Ada", email="ada@example.org", address=ADDRESS)
    does(log, "ListProduct", "Product/P-1", name="Desk", price=price, stock=stock)
    does(log, "PlaceOrder", "Order/O-1", customer="C-1", currency="EUR")
    does(log, "AddLine", "Order/O-1", product="P-1", quantity=2, unit_price=price)
    return does(log, "ConfirmOrder", "Order/O-1")


def adds(log: OpenLog, stream: str, metadata: dict[str, Any] | None = None) -> UUID:
    id = clock.new_id()
    new = NewEvent(id, "Happened", b"{}", json.dumps(metadata or {}).encode())
    log.store.append(stream, -1, [new])
    return id


def test_confirming_an_order_reserves_stock_and_the_chain_leads_back_to_the_person(log: OpenLog) -> None:
    confirm = sells(log, 10)
    reserved = next(event for event in log.store.stream("Product/P-1", backward=True))
    assert reserved.type == "StockReserved"
    trace = log.correlations.of(reserved.position)
    names = [link.name for link in trace.whole.chain(str(reserved.id))]
    assert names == ["ConfirmOrder", "OrderConfirmed", "ReserveStock", "StockReserved"]
    assert trace.whole.roots == (str(confirm),)
    assert trace.whole.links[str(confirm)].actor == "ann"
    assert {event.stream for event in trace.events} == {"Order/O-1", "Product/P-1"}
    assert not trace.notice


def test_a_refused_command_is_a_consequence_too_and_says_why(log: OpenLog) -> None:
    sells(log, 1)
    rejected = next(log.store.stream("Order/O-1", backward=True))
    assert rejected.type == "OrderRejected"
    trace = log.correlations.of(rejected.position)
    refused = [link for link in trace.whole.links.values() if link.status == "rejected"]
    assert [link.name for link in refused] == ["ReserveStock"]
    assert refused[0].reason


def test_a_big_correlation_is_shown_in_part_around_the_event_and_says_so(
    log: OpenLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(correlation, "MOST_EVENTS", 10)
    root = adds(log, "Order/1", {"correlation_id": "big"})
    for _ in range(30):
        adds(log, "Order/1", {"correlation_id": "big", "causation_id": str(root)})
    trace = log.correlations.of(20)
    assert [event.position for event in trace.events] == [1, *range(16, 26)]  # and the cause of them all
    assert trace.of_events == 31
    assert "31 events" in trace.notice
    assert trace.focus.position == 20


def test_an_import_with_causation_ids_only_is_followed_both_ways(log: OpenLog) -> None:
    first = adds(log, "A/1")
    second = adds(log, "B/1", {"causation_id": str(first)})
    adds(log, "C/1", {"causation_id": "someone else"})
    third = adds(log, "A/1", {"causation_id": str(second)})
    trace = log.correlations.of(2)
    assert [link.id for _, link in trace.whole.walk()] == [str(first), str(second), str(third)]
    assert "no correlation id" in trace.notice


def test_an_import_without_any_ids_says_so(log: OpenLog) -> None:
    adds(log, "A/1")
    adds(log, "A/1")
    trace = log.correlations.of(1)
    assert [link.kind for link in trace.whole.links.values()] == [Kind.EVENT]
    assert "neither a correlation nor a cause" in trace.notice


def test_an_event_that_is_not_there_is_refused(log: OpenLog) -> None:
    with pytest.raises(DomainError, match="no event at position 9"):
        log.correlations.of(9)
    with pytest.raises(DomainError, match="no event with the id"):
        log.correlations.of_id(clock.new_id())
