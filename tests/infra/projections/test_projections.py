from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text

from domain.errors import DomainError
from domain.event import Event, NewEvent
from domain.registry import Registry
from domain.shop import DOMAIN
from infra import clock
from infra.cache import open_cache
from infra.database import Database
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
from infra.projections.generations import Generations, Overtaken
from infra.projections.projection import Projection
from infra.projections.querying import QueryError, parse_condition
from infra.projections.rebuilds import RebuildFailed, RebuildProgress
from infra.projections.rows import Rows
from infra.projections.runner import Runner
from infra.projections.service import ProjectionService
from infra.read_models import PROJECTIONS

_table = Table("counts", MetaData(), Column("key", Text, primary_key=True), Column("events", Integer))


class Counting:
    """A projection that counts events by stream; fails on chosen payloads."""

    def __init__(self, version: int = 1) -> None:
        self.poison: set[bytes] = set()
        self.projection = Projection(name="counts", version=version, tables=(_table,), any_event=self.count)

    def count(self, event: Event, _payload: Any, rows: Rows) -> None:
        row = rows.get("counts", event.stream)
        rows.put("counts", {"key": event.stream, "events": (row["events"] if row else 0) + 1})
        if event.data in self.poison:
            raise ValueError(f"cannot bear {event.data.decode()}")


class World:
    """A log, its cache, and a projection service on them."""

    def __init__(self, log: LogFile, cache: Database, counting: Counting) -> None:
        self.log, self.cache, self.counting = log, cache, counting
        self.store = EventStore(log, clock.now)
        self.registry = Registry([DOMAIN])
        self.service = self.another_service()

    def another_service(self) -> ProjectionService:
        return ProjectionService(
            self.log.database, self.cache, self.store, self.registry, [self.counting.projection], clock.now
        )

    def append(self, *payloads: bytes, stream: str = "A/1") -> None:
        events = [NewEvent(clock.new_id(), "Happened", payload) for payload in payloads]
        self.store.append(stream, ANY, events)

    def catch_up(self) -> None:
        while self.service.step():
            pass

    def counts(self) -> dict[str, int]:
        return {row["key"]: row["events"] for row in self.service.queries.page("counts").rows}


@pytest.fixture
def world(log: LogFile) -> Iterator[World]:
    cache = open_cache(log)
    world = World(log, cache, Counting())
    yield world
    world.service.stop_rebuilds()
    cache.close()


def test_events_reach_their_read_model_once(world: World) -> None:
    world.append(*[b"{}"] * 5)
    world.append(b"{}", stream="A/2")
    world.catch_up()
    world.catch_up()
    assert world.counts() == {"A/1": 5, "A/2": 1}
    (status,) = world.service.status()
    assert (status.status, status.position, status.lag) == ("live", 6, 0)
    assert world.service.is_caught_up(6)


def test_a_row_knows_the_last_event_that_touched_it(world: World) -> None:
    world.append(b"{}", b"{}")
    world.append(b"{}", stream="A/2")
    world.catch_up()
    touched = {row["key"]: row["touched_at"] for row in world.service.queries.page("counts").rows}
    assert touched == {"A/1": 2, "A/2": 3}


def test_of_two_runners_one_steps_back(world: World) -> None:
    world.append(*[b"{}"] * 10)
    world.service.step()
    generations = Generations(world.cache, clock.now)
    stale = generations.find("counts", "live")
    assert stale is not None
    world.append(*[b"{}"] * 10)
    world.catch_up()
    runner = Runner(world.log.database, world.cache, generations, world.registry, clock.now)
    with pytest.raises(Overtaken):
        runner.apply_some(world.counting.projection, stale, strict=False)
    assert world.counts() == {"A/1": 20}


def test_many_runners_at_once_count_everything_once(world: World) -> None:
    world.append(*[b"{}"] * 200)
    services = [world.another_service() for _ in range(3)]
    done = threading.Event()

    def work(service: ProjectionService) -> None:
        while not done.is_set() or service.step():
            service.step()

    threads = [threading.Thread(target=work, args=(service,)) for service in services]
    for thread in threads:
        thread.start()
    for _ in range(20):
        world.append(*[b"{}"] * 10)
    done.set()
    for thread in threads:
        thread.join(60)
    assert world.counts() == {"A/1": 400}


def test_a_failing_event_is_parked_with_its_error_and_the_rest_goes_on(world: World) -> None:
    world.counting.poison = {b'"bad"'}
    world.append(b"{}", b'"bad"', b"{}")
    world.catch_up()
    assert world.counts() == {"A/1": 2}
    (parked,) = world.service.parked()
    assert (parked.position, parked.attempts) == (2, 3)
    assert "cannot bear" in parked.error
    assert parked.event is not None
    assert parked.event.data == b'"bad"'
    (status,) = world.service.status()
    assert (status.status, status.parked) == ("live", 1)
    assert "cannot bear" in status.last_error


def test_a_parked_event_can_be_retried_or_skipped(world: World) -> None:
    world.counting.poison = {b'"bad"', b'"worse"'}
    world.append(b'"bad"', b'"worse"', b"{}")
    world.catch_up()
    bad, worse = world.service.parked()
    with pytest.raises(DomainError, match="fails again"):
        world.service.retry(bad.id)
    world.counting.poison = set()
    world.service.retry(bad.id)
    world.service.skip(worse.id)
    assert world.counts() == {"A/1": 2}
    assert world.service.parked() == []
    with pytest.raises(DomainError, match="not parked any more"):
        world.service.skip(worse.id)


def test_a_rebuild_is_strict_and_leaves_the_live_one_alone(world: World) -> None:
    world.append(b"{}", b'"bad"', b"{}")
    world.catch_up()
    world.counting.poison = {b'"bad"'}
    with pytest.raises(RebuildFailed, match="Event 2") as fault:
        world.service.rebuild("counts")
    assert "not touched" in fault.value.hint
    assert world.counts() == {"A/1": 3}
    assert world.service.status()[0].status == "stopped"
    world.counting.poison = set()
    assert world.service.rebuild("counts")
    assert world.service.status()[0].status == "live"


def test_a_rebuild_reports_its_progress_and_equals_what_was_live(world: World) -> None:
    world.append(*[b"{}"] * 3000)
    world.catch_up()
    reports: list[RebuildProgress] = []
    assert world.service.rebuild("counts", reports.append)
    assert [report.done for report in reports][:2] == [1000, 2000]
    assert {report.total for report in reports} == {3000}
    assert reports[0].events_per_second > 0
    assert world.counts() == {"A/1": 3000}


def test_a_cancelled_rebuild_leaves_nothing_behind(world: World) -> None:
    world.append(*[b"{}"] * 3000)
    world.catch_up()
    reports: list[RebuildProgress] = []
    assert not world.service.rebuild("counts", reports.append, lambda: bool(reports))
    assert world.counts() == {"A/1": 3000}
    with world.cache.reading() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE name GLOB 'counts__*'"
        ).all()
    assert len(tables) == 1


def test_a_rebuild_goes_on_where_a_crash_left_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.append(*[b"{}"] * 3000)
    world.catch_up()

    class Crash(Exception):
        pass

    def crash(progress: RebuildProgress) -> None:
        raise Crash

    with pytest.raises(Crash):
        world.service.rebuild("counts", crash)
    again = world.another_service()
    reports: list[RebuildProgress] = []
    assert again.rebuild("counts", reports.append)
    assert reports[0].done == 2000
    assert world.counts() == {"A/1": 3000}


def wait_for(condition: Any) -> None:
    deadline = threading.Event()
    for _ in range(2000):
        if condition():
            return
        deadline.wait(0.01)
    raise AssertionError("it did not happen within 20 s")


def test_a_background_rebuild_can_be_paused_resumed_and_ends_while_appends_go_on(world: World) -> None:
    for _ in range(10):
        world.append(*[b"{}"] * 1000)
    world.catch_up()
    world.service.start_rebuild("counts")
    world.service.pause("counts")
    status = world.service.status()[0]
    if status.rebuild is not None:
        assert status.status == "paused"
        held = status.rebuild.done
        world.append(b"{}")
        assert world.service.status()[0].rebuild is not None
        assert world.service.status()[0].rebuild.done == held  # type: ignore[union-attr]  # asserted above
        world.service.resume("counts")
    wait_for(lambda: world.service.status()[0].rebuild is None)
    world.catch_up()
    assert world.counts() == {"A/1": world.store.last_position()}


def test_another_version_is_built_anew(world: World) -> None:
    world.append(b"{}", b"{}")
    world.catch_up()
    world.counting = Counting(version=2)
    service = world.service = world.another_service()
    assert service.status()[0].version == 2
    world.catch_up()
    assert world.counts() == {"A/1": 2}


def test_a_read_model_ahead_of_its_log_is_built_anew(world: World) -> None:
    world.append(b"{}", b"{}")
    world.catch_up()
    with world.cache.writing() as connection:
        connection.exec_driver_sql("UPDATE generations SET position = 99")
    world.catch_up()
    assert world.counts() == {"A/1": 2}
    assert world.service.status()[0].position == 2


def test_questions_are_checked_against_the_columns(world: World) -> None:
    world.append(b"{}")
    world.append(b"{}", b"{}", stream="B/2")
    world.catch_up()
    ask = world.service.queries.page
    assert [row["key"] for row in ask("counts", [parse_condition("events>1")]).rows] == ["B/2"]
    assert [row["key"] for row in ask("counts", [parse_condition("key ~ a/")]).rows] == ["A/1"]
    assert [row["key"] for row in ask("counts", order_by="events", descending=True).rows] == ["B/2", "A/1"]
    first = ask("counts", limit=1)
    assert [row["key"] for row in ask("counts", after=first.after, limit=1).rows] == ["B/2"]
    with pytest.raises(QueryError, match="no column 'size'") as fault:
        ask("counts", [parse_condition("size=1")])
    assert "key, events" in fault.value.hint
    with pytest.raises(QueryError, match="whole number"):
        ask("counts", [parse_condition("events=many")])
    with pytest.raises(QueryError, match="no read model") as fault:
        ask("count")
    assert "counts" in fault.value.hint
    with pytest.raises(QueryError, match="no condition"):
        parse_condition("nonsense")


NAMED = {
    "order": {"order": "O-1"},
    "orders_with_status": {"status": "open"},
    "orders_of_customer": {"customer": "C-1"},
    "orders_placed_between": {"start": "2026", "end": "2027"},
    "orders_with_product": {"product": "P-1"},
    "product": {"product": "P-1"},
    "low_stock": {"available": 3},
    "products_named": {"name": "Desk"},
    "customer": {"customer": "C-1"},
    "customers_named": {"name": "Ada"},
    "customer_by_email": {"email": "ada@example.org"},
    "customers_orders": {"customer": "C-1"},
    "sales_between": {"start": "2026-01-01", "end": "2027-01-01"},
    "events_of_type": {"type": "OrderPlaced"},
    "events_of_category": {"category": "Order"},
    "events_between": {"start": "2026", "end": "2027"},
}


def shop_service(log: LogFile, cache: Database) -> ProjectionService:
    return ProjectionService(
        log.database, cache, EventStore(log, clock.now), Registry([DOMAIN]), PROJECTIONS, clock.now
    )


def test_every_named_query_is_answered_by_an_index(log: LogFile) -> None:
    with closing(open_cache(log)) as cache:
        service = shop_service(log, cache)
        EventStore(log, clock.now).append("A/1", 0, [NewEvent(clock.new_id(), "Happened", b"{}")])
        while service.step():
            pass
        assert set(service.queries.names()) == set(NAMED)
        for name, parameters in NAMED.items():
            plan = service.queries.plan(name, parameters)
            assert all(step.startswith("SEARCH") for step in plan), (name, plan)
            service.queries.named(name, parameters)


EURO = {"currency": "EUR"}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["C", "P", "O"]),
        st.sampled_from(["1", "2"]),
        st.integers(0, 8),
        st.integers(1, 5),
    ),
    max_size=40,
)


def shop_event(kind: str, number: int, amount: int) -> tuple[str, dict[str, Any]]:
    price = {"amount": f"{amount}.10", **EURO}
    address = {"street": "S", "city": "L", "postal_code": "W1T", "country": "GB"}
    choices: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "C": [
            ("CustomerRegistered", {"name": "Ada", "email": "a@b.org", "address": address}),
            ("CustomerRenamed", {"name": f"Ada {amount}"}),
            ("CustomerClosed", {"reason": "x"}),
        ],
        "P": [
            ("ProductListed", {"name": "Desk", "price": price, "stock": amount}),
            ("StockReceived", {"quantity": amount}),
            ("StockReserved", {"order": "1", "quantity": 1}),
            ("PriceChanged", {"price": price}),
        ],
        "O": [
            ("OrderPlaced", {"customer": "1", "currency": "EUR"}),
            ("LineAdded", {"product": f"P{amount}", "quantity": amount, "unit_price": price}),
            ("OrderConfirmed", {}),
            ("OrderPaid", {"amount": price}),
            ("OrderShipped", {"carrier": "DHL", "tracking": "J"}),
        ],
    }
    return choices[kind][number % len(choices[kind])]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, cuts=st.lists(st.integers(0, 40), max_size=4))
def test_built_bit_by_bit_or_from_scratch_a_read_model_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int, int]], cuts: list[int]
) -> None:
    path: Path = tmp_path_factory.mktemp("shop") / "a.eventlog"
    categories = {"C": "Customer", "P": "Product", "O": "Order"}
    with closing(LogFile.create(path)) as log, closing(open_cache(log)) as cache:
        store, service = EventStore(log, clock.now), shop_service(log, cache)
        for index, (kind, key, number, amount) in enumerate(steps):
            name, data = shop_event(kind, number, amount)
            version = 2 if name == "CustomerRegistered" else 1
            event = NewEvent(clock.new_id(), name, msgspec.json.encode(data), schema_version=version)
            store.append(f"{categories[kind]}/{key}", ANY, [event])
            if index in cuts:
                while service.step():
                    pass
        while service.step():
            pass
        parked = {(p.projection, p.position) for p in service.parked()}
        for model in service.queries.read_models():
            live = service.queries.page(model.name, limit=1000).rows
            if not any(name == model.projection for name, _ in parked):
                assert service.rebuild(model.projection)
                assert service.queries.page(model.name, limit=1000).rows == live
