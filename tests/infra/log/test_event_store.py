from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import DomainError
from domain.event import NewEvent, event_json, event_value
from infra import clock as system
from infra.errors import EventIdReused, WrongExpectedVersion
from infra.log.event_store import ANY, NO_STREAM, EventStore
from infra.log.log_file import LogFile
from infra.log.watch import LogWatch


def new(type: str = "Happened", data: bytes = b"{}") -> NewEvent:
    return NewEvent(system.new_id(), type, data)


def test_events_get_versions_within_their_stream_and_positions_in_the_log(store: EventStore) -> None:
    store.append("Order/1", NO_STREAM, [new(), new()])
    store.append("Order/2", NO_STREAM, [new()])
    store.append("Order/1", 2, [new()])
    assert [(e.position, e.stream, e.version) for e in store.all()] == [
        (1, "Order/1", 1),
        (2, "Order/1", 2),
        (3, "Order/2", 1),
        (4, "Order/1", 3),
    ]
    assert store.head("Order/1") == 3
    assert store.head("Order/9") == 0
    assert store.last_position() == 4


def test_a_stream_reads_forward_and_backward_from_a_version(store: EventStore) -> None:
    store.append("Order/1", NO_STREAM, [new() for _ in range(5)])
    assert [e.version for e in store.stream("Order/1", after=2)] == [3, 4, 5]
    assert [e.version for e in store.stream("Order/1", backward=True, until=4, limit=2)] == [4, 3]
    assert [e.position for e in store.all(after=1, until=3)] == [2, 3]
    assert list(store.stream("Order/none")) == []


def test_reading_goes_over_page_borders(store: EventStore) -> None:
    for start in range(0, 2500, 500):
        store.append("Order/1", start, [new() for _ in range(500)])
    assert [e.version for e in store.stream("Order/1")] == list(range(1, 2501))
    assert [e.version for e in store.stream("Order/1", backward=True)] == list(range(2500, 0, -1))
    assert [e.version for e in store.stream("Order/1", limit=1500)] == list(range(1, 1501))


def test_a_conflict_names_expected_and_actual_version(store: EventStore) -> None:
    store.append("Order/1", NO_STREAM, [new()])
    with pytest.raises(WrongExpectedVersion) as conflict:
        store.append("Order/1", NO_STREAM, [new()])
    assert (conflict.value.expected, conflict.value.actual) == (0, 1)
    with pytest.raises(WrongExpectedVersion):
        store.append("Order/2", 3, [new()])
    assert store.last_position() == 1


def test_any_version_will_do_when_asked_for(store: EventStore) -> None:
    store.append("Order/1", ANY, [new()])
    store.append("Order/1", ANY, [new()])
    assert store.head("Order/1") == 2


@pytest.mark.parametrize("expected", [NO_STREAM, ANY, 2])
def test_the_same_append_again_changes_nothing(store: EventStore, expected: int) -> None:
    events = [new(), new()]
    first = store.append("Order/1", NO_STREAM, events)
    assert store.append("Order/1", expected, events) == first
    assert store.last_position() == 2


def test_an_event_id_with_other_content_is_an_error_and_nothing_is_kept(store: EventStore) -> None:
    event = new()
    store.append("Order/1", NO_STREAM, [event])
    other = NewEvent(event.id, "Happened", b'{"other":1}')
    with pytest.raises(EventIdReused):
        store.append("Order/2", NO_STREAM, [new(), other])
    assert store.head("Order/2") == 0
    assert [e.stream for e in store.all()] == ["Order/1"]


def test_a_name_that_is_no_stream_is_refused(store: EventStore) -> None:
    with pytest.raises(DomainError, match="not the name of a stream"):
        store.append("Order", NO_STREAM, [new()])


def test_an_event_is_found_by_id_position_command_and_correlation(store: EventStore) -> None:
    command, correlation = system.new_id(), system.new_id()
    metadata = b'{"correlation_id":"%s","command_id":"%s"}' % (
        str(correlation).encode(),
        str(command).encode(),
    )
    (event,) = store.append("Order/1", 0, [NewEvent(system.new_id(), "Happened", b"{}", metadata)])
    store.append("Order/1", 1, [new()])
    assert store.by_id(event.id) == event
    assert store.by_id(system.new_id()) is None
    assert store.at(1) == event
    assert store.at(99) is None
    assert store.of_command(command) == [event]
    assert store.of_correlation(str(correlation)) == [event]


def test_the_version_at_a_position_or_time_is_the_last_one_until_then(store: EventStore) -> None:
    first, second = store.append("Order/1", 0, [new()]) + store.append("Order/1", 1, [new()])
    assert store.version_at("Order/1", position=1) == 1
    assert store.version_at("Order/1", at=first.recorded_at) == 1
    assert store.version_at("Order/1", at=second.recorded_at - timedelta(microseconds=1)) == 1
    assert store.version_at("Order/1", at=first.recorded_at - timedelta(microseconds=1)) == 0


@settings(max_examples=60, deadline=None)
@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
    key=st.text(min_size=1, max_size=8),
)
def test_what_is_recorded_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, data: object, key: str
) -> None:
    from domain import json_value

    try:
        recorded = json_value.encode({"value": data})
        key.encode()
    except UnicodeEncodeError:
        return
    log = LogFile.create(tmp_path_factory.mktemp("log") / "a.eventlog")
    try:
        store = EventStore(log, system.now)
        (event,) = store.append(f"Odd/{key}", 0, [NewEvent(system.new_id(), "Émis 🎉", recorded)])
        assert next(store.all()) == event
        assert event.data == recorded
        assert recorded in event_json(event)
    finally:
        log.close()


def test_a_ten_megabyte_payload_is_kept_whole(store: EventStore) -> None:
    payload = b'{"text":"' + b"x" * 10_000_000 + b'"}'
    store.append("Big/1", 0, [new(data=payload)])
    assert next(store.all()).data == payload


def test_two_hundred_appends_of_four_threads_lose_and_double_nothing(tmp_path: Path) -> None:
    log = LogFile.create(tmp_path / "a.eventlog")
    store = EventStore(log, system.now)

    def add_fifty(_: int) -> None:
        done = 0
        while done < 50:
            try:
                store.append("Order/1", store.head("Order/1"), [new()])
                done += 1
            except WrongExpectedVersion:
                continue

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add_fifty, range(4)))
    assert [e.version for e in store.stream("Order/1")] == list(range(1, 201))
    log.close()


def test_the_published_view_speaks_names_and_full_times(store: EventStore, log: LogFile) -> None:
    (event,) = store.append("Order/1", 0, [new(data=b'{"a":1}')])
    with log.database.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT position, id, stream, category, key, version, type, recorded_at, data FROM event_log"
        ).one()
    assert tuple(row) == (
        1,
        str(event.id),
        "Order/1",
        "Order",
        "1",
        1,
        "Happened",
        event_value(event)["recorded_at"],
        '{"a":1}',
    )


def test_a_watch_hears_of_another_connections_append(log: LogFile, store: EventStore) -> None:
    watch = LogWatch(log)
    heard = threading.Event()
    watch.subscribe(heard.set)
    watch.start()
    try:
        other = LogFile.open(log.path)
        EventStore(other, system.now).append("Order/1", 0, [new()])
        other.close()
        assert watch.wait_beyond(0, timeout=10)
        assert heard.wait(10)
        assert watch.position == 1
    finally:
        watch.close()
