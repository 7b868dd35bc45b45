"""Times are read as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.when import moment_of

NOW = datetime(2026, 11, 25, 16, 0, 0, tzinfo=UTC)  # a Wednesday


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def read(text: str) -> datetime | None:
    return moment_of(text, NOW, utc)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yesterday 14:34:12", datetime(2026, 11, 24, 14, 34, 12, tzinfo=UTC)),
        ("Yesterday  14:34", datetime(2026, 11, 24, 14, 34, tzinfo=UTC)),
        ("yesterday", datetime(2026, 11, 24, tzinfo=UTC)),
        ("today 9:05", datetime(2026, 11, 25, 9, 5, tzinfo=UTC)),
        ("14:34", datetime(2026, 11, 25, 14, 34, tzinfo=UTC)),
        ("17:00", datetime(2026, 11, 24, 17, 0, tzinfo=UTC)),
        ("14:34:12.25", datetime(2026, 11, 25, 14, 34, 12, 250_000, tzinfo=UTC)),
        ("monday 08:00", datetime(2026, 11, 23, 8, 0, tzinfo=UTC)),
        ("wednesday 08:00", datetime(2026, 11, 18, 8, 0, tzinfo=UTC)),
        ("-2h", NOW - timedelta(hours=2)),
        ("-1d 2h 30m", NOW - timedelta(days=1, hours=2, minutes=30)),
        ("90 s ago", NOW - timedelta(seconds=90)),
        ("now", NOW),
        ("2026-11-23 14:34", datetime(2026, 11, 23, 14, 34, tzinfo=UTC)),
        ("2026-11-23T14:34:12.5+02:00", datetime(2026, 11, 23, 12, 34, 12, 500_000, tzinfo=UTC)),
    ],
)
def test_it_is_read(text: str, meant: datetime) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "14:61", "yesterday noonish", "14:34 yesterday x", "-", "-2", "Order/O-1"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read(text) is None


def test_a_span_that_leads_before_all_calendars_is_no_time() -> None:
    assert read("-999999w") is None


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_every_time_written_out_is_read_again(moment: datetime) -> None:
    assert read(moment.isoformat()) == moment
    assert read(moment.isoformat(sep=" ")) == moment
