from __future__ import annotations

import tracemalloc
from contextlib import closing

import numpy as np
import pytest

from domain.errors import DomainError
from domain.event import NewEvent
from infra import clock
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
from infra.views.pages import EventPages


def fill(store: EventStore, count: int) -> None:
    store.append(
        "Order/O-1", ANY, [NewEvent(clock.new_id(), "Happened", b'{"n":%d}' % n) for n in range(count)]
    )


def test_rows_come_in_the_order_of_the_positions_asked_for(log: LogFile, store: EventStore) -> None:
    fill(store, 30)
    pages = EventPages(log)
    for wanted in ([3, 4, 5], [5, 4, 3], [9, 1, 20], [7], [7, 7], []):
        rows = pages.rows(wanted)
        assert [row.position for row in rows if row] == wanted
    (row,) = pages.rows(np.array([12]))
    event = store.at(12)
    assert row is not None
    assert event is not None
    assert (row.stream, row.version, row.type, row.schema_version, row.recorded_at, row.data, row.size) == (
        event.stream,
        event.version,
        event.type,
        event.schema_version,
        event.recorded_at,
        event.data,
        len(event.data),
    )


def test_a_position_without_event_is_no_row(log: LogFile, store: EventStore) -> None:
    fill(store, 30)
    with closing(log.database.connect(writes=True)) as connection:
        connection.execute("DELETE FROM events WHERE position BETWEEN 5 AND 6")
    rows = EventPages(log).rows([4, 5, 6, 7, 99])
    assert [row and row.position for row in rows] == [4, None, None, 7, None]


def test_thousands_of_rows_are_read_in_one_go(log: LogFile, store: EventStore) -> None:
    fill(store, 3000)
    wanted = list(range(2, 3001, 2))
    assert [row.position for row in EventPages(log).rows(wanted) if row] == wanted


def test_a_large_payload_is_not_loaded_for_a_row(log: LogFile, store: EventStore) -> None:
    text = b'{"text":"' + "é".encode() * 5_000_000 + b'"}'
    store.append("Order/O-1", ANY, [NewEvent(clock.new_id(), "Happened", text)])
    pages = EventPages(log)
    pages.rows([1])
    tracemalloc.start()
    try:
        (row,) = pages.rows([1], preview=100)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert row is not None
    assert (row.data, row.size) == (text[:100], len(text))
    assert peak < 1_000_000


def test_a_log_that_cannot_be_read_is_a_fault_with_a_reason(log: LogFile) -> None:
    log.close()
    log.path.unlink()
    with pytest.raises(DomainError):
        EventPages(log).rows([1])
