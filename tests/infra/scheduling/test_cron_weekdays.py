"""Weekday numbers mean what cron means by them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from infra.scheduling.triggers import Cron, compiled, next_fire

SUNDAY = datetime(2026, 11, 22, tzinfo=UTC)
NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("0", "sun"),
        ("7", "sun"),
        ("1", "mon"),
        ("1-5", "mon tue wed thu fri"),
        ("0-2", "sun mon tue"),
        ("5-7", "sun fri sat"),
        ("*/2", "sun tue thu sat"),
        ("1-5/2", "mon wed fri"),
        ("0,mon,6", "sun mon sat"),
        ("mon-fri", "mon tue wed thu fri"),
        ("*", "sun mon tue wed thu fri sat"),
    ],
)
def test_a_weekday_field_fires_on_the_days_that_cron_means(field: str, days: str) -> None:
    created = SUNDAY - timedelta(microseconds=1)
    trigger = compiled(Cron(f"30 3 * * {field}"), created)
    fired: list[datetime] = []
    while (due := next_fire(trigger, fired[-1] if fired else None, created)) is not None:
        if due >= SUNDAY + timedelta(days=7):
            break
        fired.append(due)
    assert " ".join(NAMES[due.isoweekday() % 7] for due in fired) == days
