"""However a read model comes about, bit by bit, from scratch or by hand, it says the same."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.event import NewEvent
from domain.registry import Registry
from domain.shop import DOMAIN
from infra import clock
from infra.cache import open_cache
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
from infra.projections.generations import LIVE, Generations
from infra.projections.runner import Runner
from infra.projections.service import ProjectionService
from infra.read_models import PROJECTIONS

_PRICES = ("0.10", "19.99", "9999999.01")
_STATUS = {
    "OrderConfirmed": "confirmed",
    "OrderPaid": "paid",
    "OrderShipped": "shipped",
    "OrderCancelled": "cancelled",
}


def money(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, str, dict[str, Any]]]:
    """Some orders' events, as an order may bring them about, dealt into one log."""
    orders: dict[str, set[str]] = {}
    history: list[tuple[str, str, dict[str, Any]]] = []
    for _ in range(draw(st.integers(1, 40))):
        number = draw(st.sampled_from(["O-1", "O-2", "O-3"]))
        stream = f"Order/{number}"
        if number not in orders:
            orders[number] = set()
            history.append((stream, "OrderPlaced", {"customer": "C-1", "currency": "EUR"}))
            continue
        product, quantity = draw(st.sampled_from(["P-1", "P-2"])), draw(st.integers(1, 1000))
        price = money(draw(st.sampled_from(_PRICES)))
        kind = draw(st.integers(0, 5))
        if product not in orders[number]:
            orders[number].add(product)
            line = {"product": product, "quantity": quantity, "unit_price": price}
            history.append((stream, "LineAdded", line))
        elif kind <= 1:
            history.append((stream, "QuantityChanged", {"product": product, "quantity": quantity}))
        elif kind == 2:
            orders[number].remove(product)
            history.append((stream, "LineRemoved", {"product": product}))
        elif kind == 3:
            history.append((stream, "OrderPaid", {"amount": price}))
        else:
            history.append((stream, "OrderCancelled", {"reason": "changed my mind"}))
    return history


def folded(history: list[tuple[str, str, dict[str, Any]]]) -> dict[str, tuple[str, int, int, Decimal]]:
    """By hand, with dictionaries: (status, lines, pieces, total) of each order."""
    status: dict[str, str] = {}
    lines: dict[str, dict[str, tuple[int, Decimal]]] = {}
    for stream, kind, data in history:
        if kind == "OrderPlaced":
            status[stream], lines[stream] = "open", {}
        elif kind == "LineAdded":
            lines[stream][data["product"]] = data["quantity"], Decimal(data["unit_price"]["amount"])
        elif kind == "QuantityChanged":
            lines[stream][data["product"]] = data["quantity"], lines[stream][data["product"]][1]
        elif kind == "LineRemoved":
            del lines[stream][data["product"]]
        else:
            status[stream] = _STATUS[kind]
    return {
        stream.partition("/")[2]: (
            status[stream],
            len(of),
            sum(quantity for quantity, _ in of.values()),
            sum((quantity * price for quantity, price in of.values()), Decimal(0)),
        )
        for stream, of in lines.items()
    }


def shown(row: Mapping[str, Any]) -> tuple[str, int, int, Decimal]:
    return row["status"], row["lines"], row["pieces"], Decimal(row["total"])


def everything(service: ProjectionService) -> dict[str, tuple[dict[str, Any], ...]]:
    ask = service.queries
    return {model.name: ask.page(model.name, limit=1000).rows for model in ask.read_models()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=histories(),
    batch=st.integers(1, 9),
    appends=st.lists(st.integers(1, 12), min_size=1, max_size=12),
)
def test_bit_by_bit_from_scratch_and_by_hand_are_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    history: list[tuple[str, str, dict[str, Any]]],
    batch: int,
    appends: list[int],
) -> None:
    path = tmp_path_factory.mktemp("fold") / "a.eventlog"
    with closing(LogFile.create(path)) as log, closing(open_cache(log)) as cache:
        store, registry = EventStore(log, clock.now), Registry([DOMAIN])
        service = ProjectionService(log.database, cache, store, registry, PROJECTIONS, clock.now)
        generations = Generations(cache, clock.now)
        runner = Runner(log.database, cache, generations, registry, clock.now, batch=batch)
        for projection in PROJECTIONS:
            generations.create(projection, LIVE)
        left = list(history)
        while left:
            count = appends.pop(0) if appends else len(left)
            for stream, kind, data in left[:count]:
                event = NewEvent(clock.new_id(), kind, msgspec.json.encode(data))
                store.append(stream, ANY, [event])
            del left[:count]
            for projection in PROJECTIONS:
                while True:
                    live = generations.find(projection.name, LIVE)
                    assert live is not None
                    if runner.apply_some(projection, live, strict=True) == 0:
                        break
        rows = service.queries.page("order_summary", limit=100).rows
        assert {row["order"]: shown(row) for row in rows} == folded(history)
        paid = sum((Decimal(d["amount"]["amount"]) for _, k, d in history if k == "OrderPaid"), Decimal(0))
        sold = service.queries.page("sales_by_day").rows
        assert sum((Decimal(row["amount"]) for row in sold), Decimal(0)) == paid
        counted = service.queries.page("event_statistics", limit=100).rows
        assert sum(row["events"] for row in counted) == len(history)
        before = {
            m.name: service.queries.page(m.name, limit=1000).rows for m in service.queries.read_models()
        }
        for projection in PROJECTIONS:
            assert service.rebuild(projection.name)
        assert everything(service) == before
        service.stop_rebuilds()
