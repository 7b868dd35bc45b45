"""What a person writes for a schedule is said back in plain words, or what is wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.projections.schedule_form import ScheduleForm, form_of, read
from infra.scheduling.triggers import Cron, Daily, Every, Once, Trigger

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("form", "trigger", "words"),
    [
        (ScheduleForm(count=10, unit="minutes"), Every(600), "every 10 minutes"),
        (ScheduleForm(count=1, unit="hours"), Every(3600), "every hour"),
        (ScheduleForm(kind="daily", time="03:00"), Daily("03:00"), "daily at 03:00 UTC"),
        (
            ScheduleForm(kind="cron", expression=" 0  3 * * mon-fri "),
            Cron("0 3 * * mon-fri"),
            "0 3 * * mon-fri",
        ),
        (
            ScheduleForm(kind="once", moment=NOW + timedelta(hours=1)),
            Once(NOW + timedelta(hours=1)),
            "once at 2026-11-23 13:00:00 UTC",
        ),
    ],
)
def test_a_sound_form_gives_a_trigger_and_its_words(form: ScheduleForm, trigger: object, words: str) -> None:
    reading = read(form, NOW)
    assert reading.trigger == trigger
    assert words in reading.words
    assert reading.next_runs
    assert not reading.problem


@pytest.mark.parametrize(
    "trigger",
    [Every(600), Every(90), Every(7200), Daily("03:30"), Cron("0 3 * * mon"), Once(NOW + timedelta(days=1))],
)
def test_a_trigger_is_filled_in_as_it_was_written(trigger: Trigger) -> None:
    assert read(form_of(trigger, NOW), NOW).trigger == trigger


def test_the_first_run_of_an_interval_is_one_interval_ahead() -> None:
    reading = read(ScheduleForm(count=10, unit="minutes"), NOW)
    assert len(set(reading.next_runs)) == 3
    assert reading.next_runs[0] == f"{(NOW + timedelta(minutes=10)).astimezone():%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        (ScheduleForm(kind="cron", expression="0 3 * *"), "still missing: weekday"),
        (ScheduleForm(kind="cron", expression=""), "still missing: minute, hour"),
        (ScheduleForm(kind="cron", expression="0 3 * * mon 2026"), "this one has 6"),
        (ScheduleForm(kind="cron", expression="0 99 * * *"), "“99” is no hour: write 0 to 23"),
        (
            ScheduleForm(kind="cron", expression="0 3 * * someday"),
            "“someday” is no weekday: write mon",
        ),
        (ScheduleForm(kind="cron", expression="0 3 31 2 *"), "never run"),
        (ScheduleForm(kind="once", moment=NOW - timedelta(days=1)), "has passed"),
        (ScheduleForm(count=0), "between one second and a year"),
    ],
)
def test_a_form_that_makes_no_sense_says_why(form: ScheduleForm, problem: str) -> None:
    reading = read(form, NOW)
    assert reading.trigger is None
    assert problem in reading.problem
