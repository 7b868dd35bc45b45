from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.event import Event
from domain.history.parts import MISSING
from domain.history.predicate_text import read_watched
from domain.history.series import Items, SeriesScan
from tests.domain.history.product_lives import LISTED, event, folded, history_of, lives

WATCHED = (
    "after.on_hand",
    "after.reserved.O-1",
    "after.reserved",
    "after.price.amount",
    "type",
    "after.on_hand < 4",
)


@settings(deadline=None)
@given(events=lives(), stops=st.lists(st.integers(1, 40), max_size=4))
def test_a_series_has_the_value_of_a_plain_fold_at_every_version(
    events: list[Event], stops: list[int]
) -> None:
    history = history_of(events)
    scan = SeriesScan(history, [read_watched(text) for text in WATCHED])
    for stop in (*sorted(min(stop, events[-1].version) for stop in stops), events[-1].version):
        scan.follow(stop)
    on_hand, reserved, all_reserved, amount, kind, low = scan.series
    for each, _, after in folded(events):
        at = each.version
        assert on_hand.at(at) == after["on_hand"]
        assert reserved.at(at) == after["reserved"].get("O-1", MISSING)
        assert all_reserved.at(at) == Items(len(after["reserved"]))
        assert amount.at(at) == after["price"]["amount"]
        assert kind.at(at) == each.type
        assert low.at(at) is (after["on_hand"] < 4)
    for series in scan.series:
        assert all(one != two for one, two in zip(series.values, series.values[1:], strict=False))


def test_before_the_first_event_the_state_is_known_and_an_event_is_not() -> None:
    scan = SeriesScan(
        history_of([event(1, *LISTED)]), [read_watched(t) for t in ("after.reserved", "type", "version > 0")]
    )
    assert [series.at(0) for series in scan.series] == [Items(0), MISSING, False]


def test_a_time_is_shown_as_a_time_and_a_long_text_is_cut() -> None:
    long = event(
        1, "ProductListed", b'{"name":"%s","price":{"amount":"1","currency":"EUR"},"stock":1}' % (b"x" * 999)
    )
    scan = SeriesScan(history_of([long]), [read_watched("time"), read_watched("after.name")])
    scan.follow(1)
    assert [series.at(1) for series in scan.series] == ["2026-01-01T00:01:00.000000Z", "x" * 200]
