"""Foreign payloads under names that a domain knows: parked at once, in the batch's own transaction."""

from __future__ import annotations

from contextlib import closing

from domain.event import NewEvent
from domain.registry import Registry
from domain.shop import DOMAIN
from infra import clock
from infra.cache import open_cache
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile
from infra.projections.service import ProjectionService
from infra.read_models import PROJECTIONS


def test_many_payloads_that_do_not_decode_cost_no_retries_and_hold_nothing_up(log: LogFile) -> None:
    store = EventStore(log, clock.now)
    foreign = [NewEvent(clock.new_id(), "OrderPlaced", b'{"who":7}') for _ in range(500)]
    placed = NewEvent(clock.new_id(), "OrderPlaced", b'{"customer":"C-1","currency":"EUR"}')
    store.append("Order/foreign", 0, foreign)
    store.append("Order/O-1", 0, [placed])
    with closing(open_cache(log)) as cache:
        service = ProjectionService(log.database, cache, store, Registry([DOMAIN]), PROJECTIONS, clock.now)
        while service.step():
            pass
        parked = service.parked("order_summary")
        assert len(parked) == 500
        assert {event.attempts for event in parked} == {1}
        assert "does not decode as OrderPlaced" in parked[0].error
        assert [row["order"] for row in service.queries.page("order_summary").rows] == ["O-1"]
        statistics = service.queries.page("event_statistics").rows
        assert sum(row["events"] for row in statistics) == 501
        service.skip(parked[0].id)
        assert len(service.parked("order_summary")) == 499
        first, second = service.parked("order_summary", limit=2)
        assert first.position < second.position
        assert service.parked(id=second.id) == [second]
