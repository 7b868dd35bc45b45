"""Schedules do what their list says, whatever other programs, crashes or odd files do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from infra import clock
from infra.database import Database
from infra.log.log_file import LogFile
from infra.scheduling.schedules import Schedules
from infra.scheduling.triggers import (
    Cron,
    Daily,
    Every,
    Once,
    ScheduleError,
    Trigger,
    compiled,
    in_words,
    next_fire,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Program:
    """One program that has the log open; `runs` counts its rebuilds."""

    def __init__(self, database: Database, now: Callable[[], datetime] = clock.now) -> None:
        self.runs = 0
        self.ran = threading.Event()
        self.before: Callable[[], object] = lambda: None
        self.schedules = Schedules(database, ("orders",), self._rebuild, now, look_again=0.05)

    def _rebuild(self, _name: str) -> bool:
        self.before()
        self.runs += 1
        self.ran.set()
        return True


@pytest.fixture
def open_program(log: LogFile) -> Iterator[Callable[..., Program]]:
    opened: list[Program] = []

    def open_it(now: Callable[[], datetime] = clock.now) -> Program:
        opened.append(Program(log.database, now))
        return opened[-1]

    yield open_it
    for program in opened:
        program.schedules.close()


def eventually(condition: Callable[[], object]) -> None:
    pause = threading.Event()
    for _ in range(2000):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("it did not happen within 20 s")


def jobs(program: Program) -> dict[str, datetime]:
    """What APScheduler itself means to run, and when."""
    scheduler = program.schedules._scheduler
    assert scheduler is not None
    return {job.id: job.next_run_time for job in scheduler.get_jobs() if job.args}


def test_what_another_program_adds_pauses_and_deletes_counts_here_too(
    open_program: Callable[..., Program],
) -> None:
    here, there = open_program(), open_program()
    here.schedules.start()
    id = there.schedules.add("orders", Every(3600))
    eventually(lambda: id in jobs(here))
    there.schedules.pause(id)
    eventually(lambda: id not in jobs(here))
    there.schedules.resume(id)
    eventually(lambda: id in jobs(here))
    there.schedules.delete(id)
    eventually(lambda: id not in jobs(here))
    assert here.runs == 0


def test_a_schedule_that_was_paused_a_moment_before_it_fires_does_not_run(
    open_program: Callable[..., Program], log: LogFile
) -> None:
    program = open_program()
    id = program.schedules.add("orders", Every(1))
    with log.database.writing() as connection:
        connection.exec_driver_sql("UPDATE schedules SET paused = 1, created_at = 0")
    program.schedules._fire(id)
    assert program.runs == 0


def test_the_next_run_that_is_shown_is_the_one_that_is_planned(open_program: Callable[..., Program]) -> None:
    program = open_program()
    program.schedules.start()
    id = program.schedules.add("orders", Every(3600))
    assert jobs(program) == {id: program.schedules.all()[0].next_run}
    program.schedules.run_now(id)
    assert jobs(program) == {id: program.schedules.all()[0].next_run}
    program.schedules.resume(id)
    assert jobs(program) == {id: program.schedules.all()[0].next_run}


def test_after_ten_years_a_daily_schedule_makes_up_for_them_with_one_run(
    open_program: Callable[..., Program],
) -> None:
    away = open_program(lambda: clock.now() - timedelta(days=3650))
    id = away.schedules.add("orders", Every(86_400))
    back = open_program()
    back.schedules.start()
    assert back.ran.wait(20)
    eventually(lambda: back.schedules.all()[0].runs[0].outcome == "done")
    eventually(lambda: jobs(back).get(id, NOON) > clock.now() + timedelta(hours=23))
    assert back.runs == 1


def test_hundreds_of_millions_of_missed_runs_are_not_counted_one_by_one(
    open_program: Callable[..., Program],
) -> None:
    away = open_program(lambda: clock.now() - timedelta(days=3650))
    away.schedules.add("orders", Every(1))
    back = open_program()
    back.schedules.start()
    assert back.ran.wait(20)


def test_a_schedule_for_once_survives_a_pause_and_a_run_by_hand_before_its_time(
    open_program: Callable[..., Program],
) -> None:
    program = open_program()
    at = clock.now().replace(microsecond=0) + timedelta(days=1)
    id = program.schedules.add("orders", Once(at))
    program.schedules.pause(id)
    program.schedules.resume(id)
    program.schedules.run_now(id)
    assert program.schedules.all()[0].next_run == at


def test_a_schedule_for_once_that_was_missed_runs_late_and_only_once(
    open_program: Callable[..., Program],
) -> None:
    away = open_program(lambda: clock.now() - timedelta(days=2))
    away.schedules.add("orders", Once(clock.now() - timedelta(days=1)))
    for _ in range(2):
        back = open_program()
        back.schedules.start()
        if back.schedules.all()[0].next_run is not None:
            assert back.ran.wait(20)
        back.schedules.close()
    schedule = away.schedules.all()[0]
    assert [run.outcome for run in schedule.runs] == ["done"]
    assert schedule.next_run is None


def test_a_run_whose_program_died_is_shown_as_interrupted(
    open_program: Callable[..., Program], log: LogFile
) -> None:
    program = open_program()
    id = program.schedules.add("orders", Every(3600))
    with log.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO schedule_runs (schedule_id, started_at) VALUES (?, 1000000)", (id,)
        )
    program.schedules.start()
    (run,) = program.schedules.all()[0].runs
    assert run.outcome == "interrupted"
    assert run.finished_at is not None


def test_a_bug_in_a_run_is_not_recorded_as_done(open_program: Callable[..., Program]) -> None:
    program = open_program()
    id = program.schedules.add("orders", Every(3600))

    def bug() -> None:
        raise RuntimeError("a bug")

    program.before = bug
    with pytest.raises(RuntimeError):
        program.schedules.run_now(id)
    assert program.schedules.all()[0].runs[0].outcome == "RuntimeError: a bug"


def test_a_run_by_hand_that_another_program_snatches_says_so(
    open_program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = open_program(), open_program()
    id = here.schedules.add("orders", Every(3600))
    begin = here.schedules._rows.begin_run

    def after_the_other(row: object, now: datetime) -> int | None:
        there.schedules.run_now(id)
        return begin(row, now)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(here.schedules._rows, "begin_run", after_the_other)
    with pytest.raises(ScheduleError, match="Another program"):
        here.schedules.run_now(id)
    assert (here.runs, there.runs) == (0, 1)


GOOD = '{"kind":"every","seconds":5}'


@pytest.mark.parametrize(
    ("projection", "trigger", "created_at", "problem"),
    [
        ("orders", GOOD, 2**62, "times cannot be read"),
        ("orders", GOOD, "yesterday", "cannot be read"),
        ("orders", GOOD, -(2**62), "times cannot be read"),
        ("orders", b"\xff\xfe", 0, "cannot be read"),
        ("orders", '{"kind":"every","seconds":0}', 0, "between one second"),
        ("orders", '{"kind":"every","seconds":1e400}', 0, "cannot be read"),
        ("orders", '{"kind":"cron","expression":"' + "*" * 5000 + '"}', 0, "no cron expression"),
        ("orders", '{"kind":"once","at":"9999-12-31T23:59:59-23:59"}', 0, "out of reach"),
        ("nothing", GOOD, 0, "no projection 'nothing'"),
    ],
)
def test_an_odd_row_is_shown_as_broken_never_runs_and_can_be_deleted(
    open_program: Callable[..., Program],
    log: LogFile,
    projection: str,
    trigger: object,
    created_at: object,
    problem: str,
) -> None:
    program = open_program()
    with log.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO schedules (id, projection, trigger, created_at) VALUES ('x', ?, ?, ?)",
            (projection, trigger, created_at),
        )
    program.schedules.start()
    (shown,) = program.schedules.all()
    assert problem in shown.problem
    assert shown.next_run is None
    assert jobs(program) == {}
    with pytest.raises(ScheduleError):
        program.schedules.run_now("x")
    assert program.runs == 0
    program.schedules.delete("x")
    assert program.schedules.all() == []


@pytest.mark.parametrize(
    ("trigger", "reason"),
    [
        (Once(datetime(2020, 1, 1, tzinfo=UTC)), "has passed"),
        (Cron("0 0 30 2 *"), "never run"),
        (Cron("0 3 * * 8"), "no cron expression"),
        (Daily("3:30"), "no time of day"),
        (Every(-5), "between one second"),
    ],
)
def test_what_would_never_run_is_refused(
    open_program: Callable[..., Program], trigger: Trigger, reason: str
) -> None:
    program = open_program()
    with pytest.raises(ScheduleError, match=reason) as fault:
        program.schedules.add("orders", trigger)
    assert fault.value.hint
    assert program.schedules.all() == []


def test_a_day_of_the_month_and_a_weekday_are_either_or_as_in_cron() -> None:
    trigger, fired = compiled(Cron("0 3 1 * mon"), NOON), [NOON]
    while len(fired) < 4:
        due = next_fire(trigger, fired[-1], NOON)
        assert due is not None
        fired.append(due)
    assert [due.strftime("%a %d %b") for due in fired[1:]] == ["Mon 30 Nov", "Tue 01 Dec", "Mon 07 Dec"]


def test_a_moment_in_another_zone_is_told_in_utc() -> None:
    at = datetime(2026, 11, 23, 2, tzinfo=timezone(timedelta(hours=3)))
    assert in_words(Once(at)) == "once at 2026-11-22 23:00:00 UTC"
