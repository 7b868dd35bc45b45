"""Views on real files: what they hold, in which order, while they are filled and after."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import DomainError
from domain.event import NewEvent
from domain.filtering import parse
from infra import clock
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
from infra.views import progress
from infra.views.positions import Positions
from infra.views.progress import Range
from infra.views.scans import Scans
from infra.views.view import Coverage, View

SECONDS = 30  # a deadline for waiting, not a measure


@pytest.fixture
def scans(log: LogFile) -> Iterator[Scans]:
    scans = Scans(log, threads=3)
    yield scans
    scans.close()


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "FIRST_CHUNK", 7)
    monkeypatch.setattr(progress, "_LARGEST_CHUNK", 16)


def append(store: EventStore, count: int, stream: str = "Order/O-1") -> None:
    first = store.last_position() + 1
    store.append(
        stream,
        ANY,
        [
            NewEvent(clock.new_id(), "Even" if n % 2 == 0 else "Odd", b'{"n":%d}' % n)
            for n in range(first, first + count)
        ],
    )


def rows(view: View) -> list[int]:
    assert view.wait(SECONDS), view.error
    return [int(position) for position in view.positions(0, len(view))]


def delete(log: LogFile, where: str) -> None:
    with closing(log.database.connect(writes=True)) as connection:
        connection.execute(f"DELETE FROM events WHERE {where}")
        connection.execute("INSERT OR REPLACE INTO log (name, value) VALUES ('gaps', '1')")


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize(
    "text", ["", "type = Odd", "data.n > 30", "stream = Order/O-1", "nothing", "not type = Odd"]
)
def test_a_view_holds_what_passes_in_order(
    scans: Scans, store: EventStore, text: str, newest_first: bool
) -> None:
    append(store, 100)
    append(store, 100, "Order/O-2")
    expected = {
        "": range(1, 201),
        "type = Odd": range(1, 201, 2),
        "data.n > 30": range(31, 201),
        "stream = Order/O-1": range(1, 101),
        "nothing": range(0),
        "not type = Odd": range(2, 201, 2),
    }[text]
    view = scans.view(parse(text), newest_first=newest_first)
    assert rows(view) == (list(expected)[::-1] if newest_first else list(expected))
    assert view.coverage == Coverage(200, 200)


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("text", ["", "type = Odd"])
def test_what_is_appended_joins_and_no_row_moves(
    scans: Scans, store: EventStore, text: str, newest_first: bool
) -> None:
    append(store, 50)
    view = scans.view(parse(text), newest_first=newest_first)
    before = rows(view)
    for count in (1, 40, 3):
        append(store, count)
        scans.extend(view, store.last_position())
        now = rows(view)
        front, length = view.extent
        assert length == len(now) == len(view)
        assert now[front:] == before if newest_first else now[: len(before)] == before
    step = 2 if text else 1
    expected = list(range(1, 95, step))
    assert now == (expected[::-1] if newest_first else expected)
    scans.extend(view, store.last_position())
    assert rows(view) == now


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_view_of_an_empty_log_fills_with_what_comes(
    scans: Scans, store: EventStore, newest_first: bool
) -> None:
    view = scans.view(parse(""), newest_first=newest_first)
    assert rows(view) == []
    append(store, 3)
    scans.extend(view, 3)
    assert rows(view) == ([3, 2, 1] if newest_first else [1, 2, 3])


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("text", ["", "data.n > 0"])
def test_gaps_in_the_positions_are_no_rows(
    log: LogFile, scans: Scans, store: EventStore, text: str, newest_first: bool
) -> None:
    append(store, 100)
    with closing(log.database.connect(writes=True)) as connection:
        connection.execute("UPDATE events SET position = position + 4000000000000000 WHERE position > 90")
    delete(log, "position IN (1, 2, 50) OR position BETWEEN 60 AND 80")
    expected = [n for n in range(3, 91) if n != 50 and not 60 <= n <= 80]
    expected += [4000000000000000 + n for n in range(91, 101)]
    view = scans.view(parse(text), newest_first=newest_first)
    assert rows(view) == (expected[::-1] if newest_first else expected)
    scanned, total = view.coverage.scanned, view.coverage.total
    assert scanned == total


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("newest_first", [False, True])
def test_a_gap_that_comes_while_the_log_is_open_is_noticed(
    log: LogFile, scans: Scans, store: EventStore, newest_first: bool
) -> None:
    append(store, 20)
    view = scans.view(parse(""), newest_first=newest_first)
    assert len(rows(view)) == 20
    append(store, 5)
    scans.extend(view, 25)
    assert len(rows(view)) == 25
    append(store, 20)
    delete(log, "position BETWEEN 30 AND 35")
    scans.extend(view, 45)
    expected = [*range(1, 30), *range(36, 46)]
    assert rows(view) == (expected[::-1] if newest_first else expected)
    assert [view.row_of(position) for position in (1, 29, 30, 36, 45)] == (
        [38, 10, None, 9, 0] if newest_first else [0, 28, None, 29, 38]
    )


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("text", ["", "type = Odd"])
def test_rows_and_positions_lead_to_each_other(
    scans: Scans, store: EventStore, text: str, newest_first: bool
) -> None:
    append(store, 40)
    view = scans.view(parse(text), newest_first=newest_first)
    rows(view)
    append(store, 10)
    scans.extend(view, 50)
    held = rows(view)
    for row, position in enumerate(held):
        assert view.position_at(row) == position
        assert view.row_of(position) == row
    for start in range(0, len(held) + 3, 4):
        assert [int(p) for p in view.positions(start, start + 4)] == held[start : start + 4]
    ordered = sorted(held)
    for position in range(-1, 54):
        below = sum(1 for each in ordered if each < position)
        above = sum(1 for each in ordered if each > position)
        assert view.row_near(position) == (above if newest_first else below)
    assert view.row_of(999) is None
    with pytest.raises(IndexError):
        view.position_at(len(held))
    with pytest.raises(IndexError):
        view.position_at(-1)


def test_each_change_is_told(log: LogFile, store: EventStore, scans: Scans) -> None:
    append(store, 10)
    told = threading.Event()
    view = scans.view(parse("type = Odd"), changed=told.set)
    assert view.wait(SECONDS)
    assert told.wait(SECONDS)
    told.clear()
    append(store, 1)
    scans.extend(view, 11)
    assert told.wait(SECONDS)


def slow(log: LogFile, store: EventStore) -> str:
    """A filter that takes minutes on this log: each row costs a long look."""
    append(store, 400)
    with closing(log.database.connect(writes=True)) as connection:
        connection.execute("UPDATE events SET data = ?", ("[" + '"aaaa' * 20 + '"' + ',"é"' * 30_000 + "]",))
    return " or ".join(f"data[{n}] contains x" for n in range(490))


def test_cancelling_interrupts_a_running_statement(log: LogFile, store: EventStore, scans: Scans) -> None:
    begun = threading.Event()
    view = scans.view(parse(slow(log, store)), changed=begun.set)
    assert begun.wait(SECONDS)
    scans.cancel(view)
    assert not view.wait(SECONDS)
    assert view.is_cancelled
    assert view.error is None
    other = scans.view(parse("version < 4"))
    assert rows(other) == [1, 2, 3]


def test_the_newest_view_is_served_first_and_closing_ends_all(log: LogFile, store: EventStore) -> None:
    scans = Scans(log, threads=1)
    first = scans.view(parse(slow(log, store)))
    scans.close()
    assert first.is_cancelled
    late = scans.view(parse("type = Odd"))
    assert late.is_cancelled
    assert not any(thread.name.startswith("scan ") for thread in threading.enumerate())


def test_an_error_becomes_the_state_of_the_view(tmp_path: Path) -> None:
    log = LogFile.create(tmp_path / "broken.eventlog")
    append(EventStore(log, clock.now), 50)
    log.close()
    raw = bytearray(log.path.read_bytes())
    raw[8192 * 2 :] = b"\xff" * (len(raw) - 8192 * 2)
    log.path.write_bytes(raw)
    scans = Scans(log)
    view = scans.view(parse("data.n = 5"))
    assert not view.wait(SECONDS)
    assert isinstance(view.error, DomainError)
    assert not view.is_complete
    scans.close()
    log.close()


@given(st.lists(st.lists(st.integers(0, 2**62), max_size=2000), max_size=8))
def test_positions_grow_and_what_was_read_stays(parts: list[list[int]]) -> None:
    import numpy as np

    positions = Positions()
    expected: list[int] = []
    seen = []
    for part in parts:
        positions.append(np.array(part, np.int64))
        expected += part
        seen.append((positions.held(), list(expected)))
    assert len(positions) == len(expected)
    for held, then in seen:
        assert held.tolist() == then


@settings(max_examples=50)
@given(st.data(), st.booleans(), st.integers(0, 50), st.integers(0, 60_000))
def test_chunks_cover_a_range_once_and_come_out_in_order(
    data: st.DataObject, backward: bool, low: int, length: int
) -> None:
    import numpy as np

    part = Range(low, low + length - 1, backward=backward)
    out: list[int] = []
    waiting = []
    while not part.is_done or waiting:
        chunk = part.deal() if data.draw(st.booleans()) or not waiting else None
        if chunk is not None:
            waiting.append(chunk)
        elif waiting:
            chosen = waiting.pop(data.draw(st.integers(0, len(waiting) - 1)))
            if data.draw(st.integers(0, 9)) == 0:
                part.give_back(chosen)
                continue
            hits = np.arange(chosen.low, chosen.high + 1, dtype=np.int64)
            for found in part.deliver(chosen, hits, data.draw(st.sampled_from([0.0, 0.1, 1.0]))):
                out.extend(found.tolist())
    expected = list(range(low, low + length))
    assert out == (expected[::-1] if backward else expected)
    assert part.scanned == part.total == length
