"""What the timeline says of streams of other systems, whose types may have the names of ours."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.timeline.columns import SUMMARY
from app.timeline.rows import RowReader
from domain.event import NewEvent
from infra import clock
from infra.open_log import OpenLog

PAID = b'{"amount":{"amount":"5.00","currency":"EUR"}}'


def test_a_type_of_the_same_name_in_another_systems_stream_is_shown_as_it_is(tmp_path: Path) -> None:
    with closing(OpenLog.open(tmp_path / "s.eventlog", create=True)) as log:
        for stream in ("SalesOrder/1", "Order/1"):
            log.store.append(stream, 0, [NewEvent(clock.new_id(), "OrderPaid", PAID)])
        foreign, own = RowReader(log).read([1, 2])
    assert foreign.texts[SUMMARY] == PAID.decode()
    assert own.texts[SUMMARY] == "5.00 EUR"
