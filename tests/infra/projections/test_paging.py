"""Free questions: page by page nothing is left out or told twice, and no page walks over those before."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text

from domain.event import Event, NewEvent
from infra import clock
from infra.log.event_store import ANY
from infra.projections.projection import Amount, Projection
from infra.projections.querying import QueryError, parse_condition
from infra.projections.rows import Rows
from infra.projections.service import ProjectionService
from tests.infra.projections.conftest import Bench, catch_up

SUMS = ("1.0", "1.00", "1", "0.9", "10.00", "10", "2.5")


@pytest.fixture
def service(bench: Bench) -> ProjectionService:
    def keep(event: Event, _payload: Any, rows: Rows) -> None:
        shelf, place, total = event.data.decode()[1:-1].split()
        rows.put("sums", {"shelf": shelf, "place": int(place), "total": total})

    table = Table(
        "sums",
        MetaData(),
        Column("shelf", Text, primary_key=True),
        Column("place", Integer, primary_key=True),
        Column("total", Amount),
    )
    service = bench.service(Projection(name="sums", version=1, tables=(table,), any_event=keep))
    places = product("abc", range(7))
    bench.store.append(
        "A/1",
        ANY,
        [NewEvent(clock.new_id(), "Kept", f'"{shelf} {n} {SUMS[n]}"'.encode()) for shelf, n in places],
    )
    catch_up(service)
    return service


@pytest.mark.parametrize("order_by", [None, "shelf", "place", "total"])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("limit", [1, 2, 5, 100])
def test_pages_make_up_the_whole(
    service: ProjectionService, order_by: str | None, descending: bool, limit: int
) -> None:
    whole = service.queries.page("sums", order_by=order_by, descending=descending).rows
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = service.queries.page(
            "sums", order_by=order_by, descending=descending, after=after, limit=limit
        )
        found += page.rows
        after = page.after
        if after is None:
            break
    assert len(found) == 21
    assert tuple(found) == whole


def test_a_page_begins_at_its_place_in_the_index(service: ProjectionService, bench: Bench) -> None:
    statements: list[str] = []
    with bench.cache.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(statements.append)
    service.queries.page("sums", after=("b", 3), limit=2)
    with bench.cache.reading() as connection:
        driver.set_trace_callback(None)
        (asked,) = [text for text in statements if "ORDER BY" in text]
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
    assert plan
    assert all(step.startswith("SEARCH") for step in plan), (asked, plan)


def test_a_number_that_no_column_can_hold_is_refused(service: ProjectionService) -> None:
    assert service.queries.page("sums", [parse_condition(f"place<{2**63 - 1}")]).rows
    with pytest.raises(QueryError, match="No place is as large"):
        service.queries.page("sums", [parse_condition(f"place<{2**63}")])
