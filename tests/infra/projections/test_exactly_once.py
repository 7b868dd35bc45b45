"""An event's effect is there once, whatever dies or competes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text

from domain.event import Event, NewEvent
from domain.registry import Registry
from infra import clock
from infra.log.event_store import ANY
from infra.projections.batches import Batches
from infra.projections.generations import LIVE, Generations
from infra.projections.projection import Projection
from infra.projections.rows import Rows
from infra.projections.service import ProjectionService
from infra.read_models import PROJECTIONS
from tests.infra.projections.conftest import Bench, catch_up, counts

ROOT = Path(__file__).parents[3]


class Killed(BaseException):
    """What ends a program in mid-step."""


@pytest.mark.parametrize("at", [1, 500, 1000, 1001, 1500])
def test_a_death_between_handler_and_commit_loses_and_doubles_nothing(bench: Bench, at: int) -> None:
    bench.append(*[b"{}"] * 1500)
    service = bench.service()

    def die(event: Event) -> None:
        if event.position == at:
            bench.tally.before = lambda _event: None
            raise Killed

    bench.tally.before = die
    with pytest.raises(Killed):
        catch_up(service)
    again = bench.service()
    catch_up(again)
    assert counts(again) == {"A/1": 1500}
    assert again.parked() == []


def test_a_death_between_the_rows_and_the_commit_keeps_neither(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.append(*[b"{}"] * 10)
    service = bench.service()
    flush = Rows.flush

    def written_then_killed(rows: Rows) -> None:
        flush(rows)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Rows, "flush", written_then_killed)
        with pytest.raises(Killed):
            service.step()
    again = bench.service()
    assert again.status()[0].position == 0
    assert counts(again) == {}
    catch_up(again)
    assert counts(again) == {"A/1": 10}


CHILD = """
import sys
from pathlib import Path
from infra.open_log import OpenLog
log = OpenLog.open(Path(sys.argv[1]), domains=[])
sys.stdin.readline()
while not log.projections.is_caught_up(int(sys.argv[2])):
    log.projections.step()
log.close()
"""


def test_programs_that_compete_for_one_read_model_count_everything_once(bench: Bench) -> None:
    for number in range(20):
        bench.append(*[b"{}"] * 500, stream=f"A/{number}")
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(bench.log.path), "10000"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
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
        _, errors = program.communicate(timeout=60)
        assert program.returncode == 0, errors
    service = bench.service(*PROJECTIONS)
    assert service.is_caught_up(10_000)
    assert sum(row["events"] for row in service.queries.page("event_statistics").rows) == 10_000


def test_a_row_that_cannot_be_stored_parks_its_event_and_no_other(bench: Bench) -> None:
    bench.tally.unstorable = {b'"huge"'}
    bench.append(*[b"{}"] * 700, b'"huge"', *[b"{}"] * 700, b'"huge"')
    service = bench.service()
    catch_up(service)
    assert counts(service) == {"A/1": 1400}
    assert [parked.position for parked in service.parked()] == [701, 1402]
    assert "OverflowError" in service.parked()[0].error


def test_events_that_no_domain_knows_are_passed_over_not_parked(bench: Bench) -> None:
    bench.store.append("Order/O-1", 0, [NewEvent(clock.new_id(), "OrderPlaced", b'{"by":"somebody else"}')])
    service = ProjectionService(
        bench.log.database, bench.cache, bench.store, Registry([]), PROJECTIONS, clock.now
    )
    catch_up(service)
    assert service.parked() == []
    assert service.is_caught_up(1)


@pytest.mark.parametrize("batch", [1, 2, 3, 7, 100])
def test_the_size_of_batches_does_not_show(bench: Bench, batch: int) -> None:
    bench.tally.poison = {b'"bad"'}
    bench.tally.unstorable = {b'"huge"'}
    for number in range(6):
        bench.append(b"{}", b'"bad"', b"{}", b'"huge"', stream=f"A/{number}")
    service = bench.service()
    projection = bench.tally.projection()
    generations = Generations(bench.cache, clock.now)
    generations.create(projection, LIVE)
    runner = bench.runner(batch)
    while (live := generations.find("counts", LIVE)) is not None:
        if runner.apply_some(projection, live, strict=False) == 0:
            break
    assert counts(service) == {f"A/{number}": 2 for number in range(6)}
    assert [parked.position % 4 for parked in service.parked()] == [2, 0] * 6


def narrow(*types: str) -> Projection:
    table = Table("seen", MetaData(), Column("position", Integer, primary_key=True), Column("type", Text))
    return Projection(
        name="seen", version=1, tables=(table,), handlers={("A", name): lambda *_: None for name in types}
    )


def test_what_does_not_concern_a_projection_is_stepped_over_in_bounded_steps(bench: Bench) -> None:
    bench.append(*[b"{}"] * 300)
    bench.store.append("A/1", ANY, [NewEvent(clock.new_id(), "Rare", b"{}")])
    batches = Batches(bench.log.database, 2)
    steps, position = [], 0
    while True:
        events, reached = batches.next(narrow("Rare"), position)
        if reached == position:
            break
        position = reached
        steps.append((len(events), reached))
    assert steps == [(0, 64), (0, 128), (0, 192), (0, 256), (1, 301)]


def test_wide_gaps_between_positions_cost_no_steps(bench: Bench) -> None:
    bench.append(b"{}", b"{}")
    with bench.log.database.writing() as connection:
        connection.exec_driver_sql("UPDATE events SET position = 9000000000 WHERE position = 2")
    batches = Batches(bench.log.database, 2)
    assert batches.next(narrow("Happened"), 0)[1] == 8_999_999_999
    assert [event.position for event in batches.next(narrow("Happened"), 8_999_999_999)[0]] == [9_000_000_000]


def test_looking_for_a_few_types_never_sorts_the_log(bench: Bench) -> None:
    bench.append(b"{}")
    statements: list[str] = []
    with bench.log.database.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(statements.append)
    Batches(bench.log.database).next(narrow("Happened", "Rare"), 0)
    with bench.log.database.reading() as connection:
        driver.set_trace_callback(None)
        (asked,) = [text for text in statements if "type_id IN" in text]
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
    assert not any("TEMP B-TREE" in step or step.startswith("SCAN") for step in plan), plan
