"""Rebuilds: beside the live read model, one at a time, honest about how they stand."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text

from domain.errors import DomainError
from domain.event import Event
from infra import clock
from infra.projections.claims import LEASE, Claims
from infra.projections.generations import LIVE, SHADOW, Generations
from infra.projections.projection import Check, Projection
from infra.projections.querying import QueryError
from infra.projections.rebuilds import RebuildFailed, RebuildInterrupted, RebuildProgress
from infra.projections.service import ProjectionService
from tests.infra.projections.conftest import Bench, catch_up, counts, eventually

ROOT = Path(__file__).parents[3]


class Gate:
    """Holds whoever applies a certain event, once."""

    def __init__(self, position: int) -> None:
        self.position = position
        self.reached = threading.Event()
        self.opened = threading.Event()

    def __call__(self, event: Event) -> None:
        if event.position == self.position and not self.opened.is_set():
            self.reached.set()
            assert self.opened.wait(30)


def test_live_is_served_and_kept_up_to_date_while_a_rebuild_goes_on_under_appends(bench: Bench) -> None:
    bench.append(*[b"{}"] * 5000)
    service = bench.service()
    catch_up(service)
    appended = threading.Event()
    seen: list[int] = []

    def appends() -> None:
        for _ in range(40):
            bench.append(*[b"{}"] * 25)
            service.step()
            seen.append(counts(service)["A/1"])
        appended.set()

    thread = threading.Thread(target=appends)
    service.start_rebuild("counts")
    thread.start()
    while not appended.is_set():
        if service.status()[0].rebuild is None:
            service.start_rebuild("counts")  # several in a row: each swap happens under appends
    thread.join(60)
    eventually(lambda: service.status()[0].rebuild is None)
    catch_up(service)
    assert seen == sorted(seen)
    assert seen[0] >= 5000
    assert counts(service) == {"A/1": 6000}
    assert service.rebuild("counts")
    assert counts(service) == {"A/1": 6000}
    assert len(bench.tables()) == 1


def test_a_pause_holds_and_a_resume_goes_on_from_there(bench: Bench) -> None:
    bench.append(*[b"{}"] * 5000)
    service = bench.service()
    catch_up(service)
    gate = Gate(2500)
    bench.tally.before = gate
    service.start_rebuild("counts")
    assert gate.reached.wait(30)
    gate.opened.set()
    service.pause("counts")
    paused = service.status()[0]
    assert paused.status == "paused"
    assert paused.rebuild is not None
    assert paused.rebuild.eta is None
    assert 2000 <= paused.rebuild.done < 5000
    service.resume("counts")
    assert service.status()[0].status in ("rebuilding", "live")
    eventually(lambda: service.status()[0].rebuild is None)
    assert counts(service) == {"A/1": 5000}


def test_a_cancelled_background_rebuild_leaves_the_live_one_and_nothing_else(bench: Bench) -> None:
    bench.append(*[b"{}"] * 5000)
    service = bench.service()
    catch_up(service)
    live = bench.tables()
    gate = Gate(2500)
    bench.tally.before = gate
    service.start_rebuild("counts")
    assert gate.reached.wait(30)
    gate.opened.set()
    service.cancel("counts")
    assert bench.tables() == live
    assert counts(service) == {"A/1": 5000}
    assert service.status()[0].status == "live"
    with pytest.raises(DomainError, match="not being rebuilt"):
        service.cancel("counts")


def ended_while_rebuilding(bench: Bench) -> None:
    """A program that dies in the third batch of a rebuild, and whose claim has run out."""

    class Died(BaseException):
        pass

    def die(event: Event) -> None:
        if event.position == 2500:
            bench.tally.before = lambda _event: None
            raise Died

    service = bench.service()
    bench.tally.before = die
    with pytest.raises(Died):
        service.rebuild("counts")


def test_a_rebuild_that_nobody_works_on_does_not_look_running(bench: Bench) -> None:
    bench.append(*[b"{}"] * 5000)
    catch_up(bench.service())
    ended_while_rebuilding(bench)
    service = bench.service()
    (status,) = service.status()
    assert status.status == "paused"
    assert "has ended" in status.last_error
    assert status.rebuild is not None
    assert status.rebuild.done == 2000
    service.resume("counts")
    eventually(lambda: service.status()[0].rebuild is None)
    assert service.status()[0].status == "live"
    assert counts(service) == {"A/1": 5000}


def test_an_unfinished_rebuild_goes_on_when_the_log_is_opened_again(bench: Bench) -> None:
    bench.append(*[b"{}"] * 5000)
    catch_up(bench.service())
    ended_while_rebuilding(bench)
    applied: list[int] = []
    bench.tally.before = lambda event: applied.append(event.position)
    service = bench.service()
    service.resume_unfinished()
    eventually(lambda: service.status()[0].rebuild is None)
    assert applied[0] == 2001
    assert counts(service) == {"A/1": 5000}


def test_of_two_who_rebuild_one_builds_and_both_hear_of_its_end(bench: Bench) -> None:
    bench.append(*[b"{}"] * 5000)
    first, second = bench.service(), bench.service()
    catch_up(first)
    applied: list[int] = []
    gate = Gate(2500)

    def watched(event: Event) -> None:
        applied.append(event.position)
        gate(event)

    bench.tally.before = watched
    ends: list[bool] = []
    threads = [
        threading.Thread(target=lambda s=service: ends.append(s.rebuild("counts")))  # type: ignore[misc]
        for service in (first, second)
    ]
    threads[0].start()
    assert gate.reached.wait(30)
    threads[1].start()
    gate.opened.set()
    for thread in threads:
        thread.join(60)
    assert ends == [True, True]
    assert counts(first) == {"A/1": 5000}
    if len(applied) > 5000:  # the second came only when the first was done: it rebuilt again, and whole
        assert len(applied) == 10_000


def test_a_rebuild_that_somebody_else_pauses_or_cancels_does_not_claim_to_be_done(bench: Bench) -> None:
    bench.append(*[b"{}"] * 5000)
    mine, other = bench.service(), bench.service()
    catch_up(mine)

    def pause(_: RebuildProgress) -> None:
        other.pause("counts")

    with pytest.raises(RebuildInterrupted, match="paused by somebody else"):
        mine.rebuild("counts", pause)

    def cancel(_: RebuildProgress) -> None:
        other.cancel("counts")

    assert not mine.rebuild("counts", cancel)
    assert len(bench.tables()) == 1


def test_a_rebuild_in_the_foreground_ends_when_the_program_closes_and_says_so(bench: Bench) -> None:
    bench.append(*[b"{}"] * 5000)
    service = bench.service()
    with pytest.raises(RebuildInterrupted, match="being closed"):
        service.rebuild("counts", lambda _: service.stop_rebuilds())
    assert bench.service().rebuild("counts")


CHILD = """
import sys
from pathlib import Path
from infra.open_log import OpenLog
log = OpenLog.open(Path(sys.argv[1]), domains=[])
sys.stdin.readline()
print(log.projections.rebuild("event_statistics"))
log.close()
"""


def test_programs_that_rebuild_the_same_at_once_leave_one_right_read_model(bench: Bench) -> None:
    for number in range(20):
        bench.append(*[b"{}"] * 1000, stream=f"A/{number}")
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(bench.log.path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        out, errors = program.communicate(timeout=60)
        assert (out.strip(), program.returncode) == ("True", 0), errors
    (table,) = bench.tables("event_statistics__*")
    with bench.cache.reading() as connection:
        assert connection.exec_driver_sql(f"SELECT sum(events) FROM {table}").scalar() == 20_000


class Clock:
    def __init__(self) -> None:
        self.present = clock.now()

    def __call__(self) -> datetime:
        return self.present


def test_a_claim_passes_on_when_its_holder_is_silent_for_long(bench: Bench) -> None:
    shadow = Generations(bench.cache, clock.now).create(bench.tally.projection(), SHADOW)
    time = Clock()
    claims = Claims(bench.cache, time)
    assert claims.take(shadow, "one")
    assert not claims.take(shadow, "two")
    time.present += LEASE - timedelta(seconds=1)
    assert claims.is_held(shadow)
    assert not claims.take(shadow, "two")
    time.present += timedelta(seconds=2)
    assert not claims.is_held(shadow)
    assert claims.take(shadow, "two")
    claims.release("two")
    assert not claims.is_held(shadow)


def test_another_version_is_built_beside_the_old_one_which_serves_until_then(bench: Bench) -> None:
    bench.append(*[b"{}"] * 2500)
    catch_up(bench.service())
    newer = bench.service(bench.tally.projection(version=2))
    assert newer.step()
    assert counts(newer) == {"A/1": 2500}
    assert newer.status()[0].status == "rebuilding"
    assert not newer.is_caught_up(2500)
    catch_up(newer)
    assert newer.status()[0].status == "live"
    assert newer.is_caught_up(2500)
    assert counts(newer) == {"A/1": 2500}
    assert len(bench.tables()) == 1


def test_another_version_is_not_held_up_by_an_event_that_fails(bench: Bench) -> None:
    bench.tally.poison = {b'"bad"'}
    bench.append(b"{}", b'"bad"', b"{}")
    catch_up(bench.service())
    newer = bench.service(bench.tally.projection(version=2))
    catch_up(newer)
    assert newer.status()[0].status == "live"
    assert [parked.position for parked in newer.parked()] == [2]


def test_a_read_model_of_an_older_shape_is_not_asked_for_columns_it_does_not_have(bench: Bench) -> None:
    bench.append(b"{}")
    catch_up(bench.service())
    wider = Table(
        "counts",
        MetaData(),
        Column("key", Text, primary_key=True),
        Column("events", Integer),
        Column("more", Text),
    )
    newer = bench.service(Projection(name="counts", version=1, tables=(wider,), any_event=lambda *_: None))
    with pytest.raises(QueryError, match="built anew"):
        newer.queries.page("counts")
    catch_up(newer)
    assert newer.queries.page("counts").columns == ("key", "events", "more", "touched_at")


def checked(bench: Bench) -> ProjectionService:
    check = Check("A stream has too many events", "SELECT key, events FROM {counts} WHERE events > 3")
    return bench.service(bench.tally.projection(checks=(check,)))


def test_what_breaks_a_check_is_never_swapped_in(bench: Bench) -> None:
    bench.append(*[b"{}"] * 3)
    service = checked(bench)
    catch_up(service)
    assert service.rebuild("counts")
    bench.append(b"{}")
    catch_up(service)
    with pytest.raises(RebuildFailed, match="too many events: A/1, 4"):
        service.rebuild("counts")
    (status,) = service.status()
    assert status.status == "stopped"
    assert counts(service) == {"A/1": 4}
    service.cancel("counts")
    assert service.status()[0].status == "live"


def test_a_shadow_whose_table_is_gone_is_never_swapped_in(bench: Bench) -> None:
    bench.append(*[b"{}"] * 3)
    service = bench.service()
    catch_up(service)
    generations = Generations(bench.cache, clock.now)
    shadow = generations.create(bench.tally.projection(), SHADOW)
    with bench.cache.writing() as connection:
        connection.exec_driver_sql(f"DROP TABLE counts__{shadow.number}")
    assert "gone from the cache" in generations.problem(bench.tally.projection(), shadow)


def test_a_skipped_event_does_not_stop_a_rebuild_again(bench: Bench) -> None:
    bench.tally.poison = {b'"bad"'}
    bench.append(b"{}", b'"bad"', b"{}")
    service = bench.service()
    catch_up(service)
    with pytest.raises(RebuildFailed, match="Event 2"):
        service.rebuild("counts")
    service.skip(service.parked()[0].id)
    assert service.rebuild("counts")
    assert service.parked() == []
    assert counts(service) == {"A/1": 2}
    bench.tally.poison = set()
    assert service.rebuild("counts")
    assert counts(service) == {"A/1": 3}, "its cause is mended: it counts again"


def test_a_retry_says_whether_later_events_touched_the_same_rows(bench: Bench) -> None:
    bench.tally.poison = {b'"bad"'}
    bench.append(b"{}", b'"bad"')
    bench.append(b'"bad"', stream="A/2")
    bench.append(b"{}")
    service = bench.service()
    catch_up(service)
    bench.tally.poison = set()
    overtaken, in_turn = service.parked()
    assert not service.retry(overtaken.id)
    assert service.retry(in_turn.id)
    rows = {row["key"]: (row["events"], row["touched_at"]) for row in service.queries.page("counts").rows}
    assert rows == {"A/1": (3, 4), "A/2": (1, 3)}


def test_a_retry_that_fails_again_keeps_its_new_error(bench: Bench) -> None:
    bench.tally.poison = {b'"bad"'}
    bench.append(b'"bad"')
    service = bench.service()
    catch_up(service)
    bench.tally.poison, bench.tally.unstorable = set(), {b'"bad"'}
    with pytest.raises(DomainError, match="fails again"):
        service.retry(service.parked()[0].id)
    (parked,) = service.parked()
    assert parked.attempts == 4
    assert "OverflowError" in parked.error
    assert counts(service) == {}


def test_of_two_who_retry_an_event_one_applies_it(bench: Bench) -> None:
    bench.tally.poison = {b'"bad"'}
    bench.append(b'"bad"')
    first, second = bench.service(), bench.service()
    catch_up(first)
    (parked,) = first.parked()
    bench.tally.poison = set()
    gate = Gate(1)
    bench.tally.before = gate
    ends: list[str] = []

    def retry(service: ProjectionService) -> None:
        try:
            service.retry(parked.id)
            ends.append("applied")
        except DomainError as fault:
            ends.append(fault.reason)

    threads = [threading.Thread(target=retry, args=(service,)) for service in (first, second)]
    for thread in threads:
        thread.start()
    assert gate.reached.wait(30)
    gate.opened.set()
    for thread in threads:
        thread.join(30)
    assert sorted(ends) == ["This event is not parked any more.", "applied"]
    assert counts(first) == {"A/1": 1}


def test_a_bug_in_a_background_rebuild_shows_as_stopped(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.append(b"{}")
    service = bench.service()
    catch_up(service)
    faults: list[BaseException | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: faults.append(fault.exc_value))

    def bug(*_: object) -> str:
        raise RuntimeError("a bug")

    with monkeypatch.context() as patched:
        patched.setattr(Generations, "problem", bug)
        service.start_rebuild("counts")
        eventually(lambda: faults)
    assert service.status()[0].status == "stopped"
    assert service.status()[0].last_error == "RuntimeError: a bug"
    service.resume("counts")
    eventually(lambda: service.status()[0].rebuild is None)
    assert Generations(bench.cache, clock.now).find("counts", LIVE) is not None
