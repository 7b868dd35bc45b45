from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from infra.log.log_file import LogFile
from infra.scheduling.schedules import Schedules
from infra.scheduling.triggers import Cron, Daily, Every, Once, ScheduleError, in_words
from tests.infra.conftest import SteppingClock


class Rebuilt:
    """Counts what is rebuilt."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.ran = threading.Event()

    def __call__(self, name: str) -> bool:
        self.names.append(name)
        self.ran.set()
        return True


@pytest.fixture
def rebuilt() -> Rebuilt:
    return Rebuilt()


@pytest.fixture
def schedules(log: LogFile, rebuilt: Rebuilt, clock: SteppingClock) -> Iterator[Schedules]:
    schedules = Schedules(log.database, ("orders",), rebuilt, clock)
    yield schedules
    schedules.close()


def test_a_schedule_survives_a_restart_and_says_when_it_runs_next(
    schedules: Schedules, log: LogFile, rebuilt: Rebuilt, clock: SteppingClock
) -> None:
    id = schedules.add("orders", Every(600))
    again = Schedules(log.database, ("orders",), rebuilt, clock)
    (schedule,) = again.all()
    assert (schedule.id, schedule.trigger, schedule.paused) == (id, "every 10 minutes", False)
    assert schedule.next_run is not None
    assert timedelta(minutes=9) < schedule.next_run - clock.present <= timedelta(minutes=10)


def test_missed_runs_are_made_up_for_by_one(log: LogFile, rebuilt: Rebuilt, clock: SteppingClock) -> None:
    clock.present = datetime.now(UTC) - timedelta(hours=5)
    Schedules(log.database, ("orders",), rebuilt, clock).add("orders", Every(3600))
    clock.present = datetime.now(UTC)
    schedules = Schedules(log.database, ("orders",), rebuilt, clock)
    schedules.start()
    assert rebuilt.ran.wait(20)
    schedules.close()
    assert rebuilt.names == ["orders"]
    (schedule,) = schedules.all()
    assert [run.outcome for run in schedule.runs] == ["done"]
    assert schedule.next_run is not None
    assert schedule.next_run > clock.present


def test_of_two_programs_one_runs_it(log: LogFile, rebuilt: Rebuilt, clock: SteppingClock) -> None:
    clock.present = datetime.now(UTC) - timedelta(hours=5)
    first = Schedules(log.database, ("orders",), rebuilt, clock)
    first.add("orders", Every(3600))
    clock.present = datetime.now(UTC)
    second = Schedules(log.database, ("orders",), rebuilt, clock)
    first.start()
    second.start()
    assert rebuilt.ran.wait(20)
    first.close()
    second.close()
    assert rebuilt.names == ["orders"]


def test_run_now_pause_resume_and_delete(schedules: Schedules, rebuilt: Rebuilt) -> None:
    id = schedules.add("orders", Daily("03:30"))
    schedules.run_now(id)
    assert rebuilt.names == ["orders"]
    schedules.pause(id)
    assert schedules.all()[0].paused
    assert schedules.all()[0].next_run is None
    schedules.resume(id)
    assert schedules.all()[0].next_run is not None
    schedules.delete(id)
    assert schedules.all() == []
    with pytest.raises(ScheduleError, match="not there any more"):
        schedules.run_now(id)


def test_a_failing_run_is_kept_with_its_reason(log: LogFile, clock: SteppingClock) -> None:
    def fail(name: str) -> bool:
        raise ScheduleError("It broke.", "Mend it.")

    schedules = Schedules(log.database, ("orders",), fail, clock)
    id = schedules.add("orders", Every(60))
    with pytest.raises(ScheduleError, match="It broke"):
        schedules.run_now(id)
    assert schedules.all()[0].runs[0].outcome == "It broke."


@pytest.mark.parametrize(
    ("projection", "trigger"),
    [
        ("orders", Every(0)),
        ("orders", Cron("61 * * * *")),
        ("orders", Cron("every day")),
        ("orders", Daily("25:00")),
        ("nothing", Every(60)),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_hint(
    schedules: Schedules, projection: str, trigger: Every | Cron | Daily
) -> None:
    with pytest.raises(ScheduleError) as fault:
        schedules.add(projection, trigger)
    assert fault.value.hint
    assert schedules.all() == []


def test_a_row_that_cannot_be_read_is_shown_as_broken_and_never_runs(
    schedules: Schedules, log: LogFile, rebuilt: Rebuilt, caplog: pytest.LogCaptureFixture
) -> None:
    with log.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO schedules (id, projection, trigger, created_at) VALUES ('x', 'orders', ?, 0)",
            ('{"kind":"python","code":"import os"}',),
        )
    schedules.start()
    (schedule,) = schedules.all()
    assert "cannot be read" in schedule.problem
    assert rebuilt.names == []
    assert "never runs" in caplog.text


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        (Every(1), "every second"),
        (Every(90), "every 90 seconds"),
        (Every(3600), "every hour"),
        (Daily("03:00"), "daily at 03:00 UTC"),
        (Cron("0 3 * * *"), "cron 0 3 * * * (UTC)"),
        (Once(datetime(2026, 11, 23, 10, tzinfo=UTC)), "once at 2026-11-23 10:00:00 UTC"),
    ],
)
def test_triggers_are_said_in_words(trigger: Every | Daily | Cron | Once, words: str) -> None:
    assert in_words(trigger) == words


def test_a_changed_schedule_runs_by_its_new_trigger_from_now_on_and_keeps_its_id_and_runs(
    schedules: Schedules, clock: SteppingClock
) -> None:
    id = schedules.add("orders", Daily("03:00"))
    schedules.run_now(id)
    schedules.pause(id)
    schedules.change(id, "orders", Every(600))
    (schedule,) = schedules.all()
    assert (schedule.id, schedule.trigger, schedule.fires) == (id, "every 10 minutes", Every(600))
    assert schedule.paused
    assert len(schedule.runs) == 1
    schedules.resume(id)
    (schedule,) = schedules.all()
    assert schedule.next_run is not None
    assert timedelta(minutes=9) < schedule.next_run - clock.present <= timedelta(minutes=10)
    moment = clock.present + timedelta(days=1)
    schedules.change(id, "orders", Once(moment))
    assert schedules.all()[0].next_run == moment


def test_a_schedule_is_not_changed_into_one_that_never_runs(
    schedules: Schedules, clock: SteppingClock
) -> None:
    id = schedules.add("orders", Every(600))
    with pytest.raises(ScheduleError):
        schedules.change(id, "orders", Once(clock.present - timedelta(days=1)))
    with pytest.raises(ScheduleError):
        schedules.change(id, "nothing", Every(60))
    with pytest.raises(ScheduleError):
        schedules.change("gone", "orders", Every(60))
    assert schedules.all()[0].trigger == "every 10 minutes"
