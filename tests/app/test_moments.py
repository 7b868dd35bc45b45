from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from app.language import day_writer
from app.moments import (
    Days,
    Zone,
    day_text,
    duration_text,
    exact_time_text,
    time_text,
    until_text,
    write_days_with,
    write_times_in,
)

NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, UTC)


@pytest.fixture(autouse=True)
def _zone() -> Iterator[None]:
    yield
    write_times_in(Zone.LOCAL)


def test_times_are_written_in_the_chosen_zone_and_to_the_recorded_microsecond() -> None:
    write_times_in(Zone.UTC)
    assert time_text(NOON) == "2026-11-23 12:00:00"
    assert exact_time_text(NOON) == "2026-11-23 12:00:00.123456+00:00"
    write_times_in(Zone.LOCAL)
    assert time_text(NOON) == f"{NOON.astimezone():%Y-%m-%d %H:%M:%S}"
    assert datetime.fromisoformat(exact_time_text(NOON)) == NOON


def test_durations_have_two_units_at_most() -> None:
    assert [duration_text(s) for s in (0.2, 45, 200, 7500, 273_600)] == [
        "0 s",
        "45 s",
        "3 min 20 s",
        "2 h 5 min",
        "3 d 4 h",
    ]
    assert until_text(NOON + timedelta(minutes=4), NOON) == "in 4 min"
    assert until_text(NOON, NOON) == "now"


def test_days_are_written_as_in_the_readers_region_where_wanted() -> None:
    moment = datetime(2026, 11, 23, 14, 5, 9, 123456, tzinfo=UTC)
    write_times_in(Zone.UTC)
    write_days_with(lambda day: f"{day:%d.%m.%Y}")
    try:
        assert time_text(moment) == "23.11.2026 14:05:09"
        assert day_text(moment) == "23.11.2026"
        assert exact_time_text(moment) == "2026-11-23 14:05:09.123456+00:00"  # what was recorded, for copying
    finally:
        write_days_with(None)
        write_times_in(Zone.LOCAL)


def test_a_region_writes_whole_years() -> None:
    writer = day_writer(Days.REGION)
    assert writer is not None
    assert "2026" in writer(date(2026, 11, 23))
    assert day_writer(Days.ISO) is None
