"""The filter box of read models: conditions in a row, and which events stand behind a row."""

from __future__ import annotations

import pytest

from app.read_models.behind import events_behind
from app.read_models.conditions import equal_to, parse_conditions
from domain.filtering import parse
from infra.projections.querying import Condition, QueryError

COLUMNS = ("order", "status", "lines", "reason")


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("", []),
        ("status=open", [("status", "=", "open")]),
        (" status = open ", [("status", "=", "open")]),
        ("status=open lines>2", [("status", "=", "open"), ("lines", ">", "2")]),
        ("status=open, lines>=2", [("status", "=", "open"), ("lines", ">=", "2")]),
        ("status=open and lines!=2", [("status", "=", "open"), ("lines", "!=", "2")]),
        ('reason~"cannot be" order=O-1', [("reason", "~", "cannot be"), ("order", "=", "O-1")]),
        ("reason=''", [("reason", "=", "")]),
    ],
)
def test_conditions_are_read_one_after_the_other(text: str, conditions: list[tuple[str, str, str]]) -> None:
    assert parse_conditions(text, COLUMNS) == tuple(Condition(*parts) for parts in conditions)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("status", "“status” is no condition"),
        ("status=open nonsense", "“nonsense” is no condition"),
        ("colour=red", "no column “colour”"),
        ("status=", "no condition"),
    ],
)
def test_what_is_wrong_is_quoted(text: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_conditions(text, COLUMNS)
    assert says in caught.value.reason
    assert caught.value.hint


@pytest.mark.parametrize(
    ("read_model", "key", "row", "wanted"),
    [
        ("order_summary", ("order",), {"order": "O-1"}, 'stream = "Order/O-1"'),
        ("stock_by_product", ("product",), {"product": "P-1"}, 'stream = "Product/P-1"'),
        ("order_lines", ("order", "product"), {"order": "O-1", "product": "P-1"}, 'stream = "Order/O-1"'),
        (
            "event_statistics",
            ("category", "type"),
            {"category": "Order", "type": "OrderPaid"},
            'category = "Order" and type = "OrderPaid"',
        ),
        ("other", ("letter",), {"letter": "a", "touched_at": 7}, "position = 7"),
    ],
)
def test_a_row_leads_to_its_events(
    read_model: str, key: tuple[str, ...], row: dict[str, object], wanted: str
) -> None:
    assert events_behind(read_model, key, row) == wanted


def test_days_and_hours_lead_to_spans_of_time() -> None:
    day = events_behind("sales_by_day", ("day", "currency"), {"day": "2026-11-23", "currency": "EUR"})
    assert '"2026-11-23T00:00:00Z"' in day
    assert "OrderPaid" in day
    hour = events_behind("event_statistics", ("hour",), {"hour": "2026-11-23T14:00Z"})
    assert '"2026-11-23T14:59:59.999999Z"' in hour
    for text in (day, hour):
        parse(text)


def test_a_value_becomes_the_condition_that_only_its_like_meets() -> None:
    for value in ("open", "two words", 'a "quoted" one', 12, "19.90", ""):
        text = equal_to("name", value)
        assert parse_conditions(text, ("name",)) == (Condition("name", "=", str(value)),)
