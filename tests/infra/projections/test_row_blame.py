from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.event import NewEvent
from domain.shop import DOMAIN
from infra import clock
from infra.open_log import OpenLog
from infra.projections.querying import QueryError
from infra.projections.row_blame import RowHistory

EUR = {"amount": "19.99", "currency": "EUR"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "shop.eventlog", create=True, domains=[DOMAIN])
    yield log
    log.close()


def record(log: OpenLog, stream: str, *events: tuple[str, Any]) -> None:
    made = [
        NewEvent(clock.new_id(), type, msgspec.json.encode(data), b'{"actor":"Maya"}')
        for type, data in events
    ]
    log.store.append(stream, log.store.head(stream), made)


def catch_up(log: OpenLog) -> None:
    while log.projections.step():
        pass


def an_order(log: OpenLog) -> None:
    line = {"product": "P-1", "quantity": 2, "unit_price": EUR}
    record(
        log,
        "Order/O-1",
        ("OrderPlaced", {"customer": "C-1", "currency": "EUR"}),
        ("LineAdded", line),
        ("QuantityChanged", {"product": "P-1", "quantity": 3}),
        ("OrderConfirmed", {}),
    )
    record(log, "Order/O-2", ("OrderPlaced", {"customer": "C-2", "currency": "EUR"}))
    catch_up(log)


def setters(history: RowHistory, column: str) -> list[tuple[str, Any]]:
    return [(change.type, change.changed.get(column)) for change in history.setters(column)]


def test_each_column_is_told_with_the_events_that_set_it(log: OpenLog) -> None:
    an_order(log)
    history = log.row_blame.history("order_summary", ("O-1",))
    assert history.is_live
    assert [change.type for change in history.changes] == [
        "OrderConfirmed", "QuantityChanged", "LineAdded", "OrderPlaced",
    ]  # fmt: skip
    assert setters(history, "total") == [
        ("QuantityChanged", "59.97"), ("LineAdded", "39.98"), ("OrderPlaced", "0.00"),
    ]  # fmt: skip
    newest = history.newest()
    assert {column: newest[column].type for column in ("customer", "status", "pieces", "total")} == {
        "customer": "OrderPlaced",
        "status": "OrderConfirmed",
        "pieces": "QuantityChanged",
        "total": "QuantityChanged",
    }
    assert newest["status"].actor == "Maya"
    assert list(newest) == [column for column in history.columns if column in newest]


def test_a_row_that_is_gone_tells_what_took_it_away(log: OpenLog) -> None:
    an_order(log)
    record(log, "Order/O-1", ("LineRemoved", {"product": "P-1"}))
    catch_up(log)
    history = log.row_blame.history("order_lines", ("O-1", "P-1"))
    assert history.is_live
    assert (history.changes[0].type, history.changes[0].is_gone) == ("LineRemoved", True)
    assert setters(history, "quantity") == [("LineRemoved", None), ("QuantityChanged", 3), ("LineAdded", 2)]
    assert history.newest() == {}


def test_an_event_that_fails_has_set_nothing(log: OpenLog) -> None:
    an_order(log)
    record(
        log,
        "Order/O-1",
        ("QuantityChanged", {"product": "none", "quantity": 3}),
        ("OrderPaid", {"amount": EUR}),
    )
    log.store.append("Order/O-1", 6, [NewEvent(clock.new_id(), "OrderShipped", b'{"carrier":7}')])
    catch_up(log)
    history = log.row_blame.history("order_summary", ("O-1",))
    assert history.is_live
    assert [change.type for change in history.changes[:2]] == ["OrderPaid", "OrderConfirmed"]


def test_a_live_row_that_is_behind_is_told_to_differ(log: OpenLog) -> None:
    an_order(log)
    with log.cache.writing() as connection:
        name = next(
            row[0]
            for row in connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE name GLOB 'order_summary__[0-9]*' AND type = 'table'"
            )
        )
        connection.exec_driver_sql(f"UPDATE \"{name}\" SET status = 'odd' WHERE \"order\" = 'O-1'")
    assert not log.row_blame.history("order_summary", ("O-1",)).is_live


def test_rows_read_models_and_keys_that_are_not_there_are_refused(log: OpenLog) -> None:
    an_order(log)
    with pytest.raises(QueryError, match="No event ever touched the row O-9"):
        log.row_blame.history("order_summary", ("O-9",))
    with pytest.raises(QueryError, match="no read model"):
        log.row_blame.history("orders", ("O-1",))
    with pytest.raises(QueryError, match="2 values, not 1"):
        log.row_blame.history("order_lines", ("O-1",))


def test_it_can_be_stopped(log: OpenLog) -> None:
    an_order(log)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        log.row_blame.history("order_summary", ("O-1",), stop)


QUANTITIES = st.lists(
    st.sampled_from([("P-1", 1), ("P-1", 2), ("P-2", 5), ("P-3", 1)]), min_size=1, max_size=8
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUANTITIES)
def test_it_equals_looking_at_the_row_after_every_event(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    log = OpenLog.open(tmp_path_factory.mktemp("row") / "a.eventlog", create=True, domains=[DOMAIN])
    try:
        record(log, "Order/O-1", ("OrderPlaced", {"customer": "C-1", "currency": "EUR"}))
        naive: dict[str, list[int]] = {}
        before: dict[str, Any] = {}
        for number in range(len(steps) + 1):
            catch_up(log)
            row = log.projections.queries.row("order_summary", ("O-1",)) or {}
            for column in row:
                if column != "touched_at" and before.get(column) != row[column]:
                    naive.setdefault(column, []).insert(0, row["touched_at"])
            before = row
            if number < len(steps):
                product, quantity = steps[number]
                line = {"product": product, "quantity": quantity, "unit_price": EUR}
                record(log, "Order/O-1", ("LineAdded", line))
        history = log.row_blame.history("order_summary", ("O-1",))
        found = {c: [change.position for change in history.setters(c)] for c in history.columns}
        assert {column: positions for column, positions in found.items() if positions} == naive
    finally:
        log.close()
