from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.moments import Zone, duration_text, exact_time_text, time_text, until_text, write_times_in

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
