from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from math import isnan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rewind.track_shape import Kind, Track, rungs, shown_value, spans, track_of
from domain.history.parts import MISSING
from domain.history.series import Items


def column_of(version: int, columns: int, last: int) -> int:
    """Where a change stands: half way from the version before."""
    return min(max((2 * version - 1) * columns // (2 * last), 0), columns - 1)


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    last = draw(st.integers(1, 400))
    versions = [0, *sorted(draw(st.sets(st.integers(1, last), max_size=60)))]
    values = draw(
        st.lists(
            st.one_of(st.integers(-5, 5), st.just(MISSING)), min_size=len(versions), max_size=len(versions)
        )
    )
    return track_of(versions, values, last)


@given(track=tracks(), columns=st.integers(1, 120))
def test_every_number_is_within_the_rung_of_its_column(track: Track, columns: int) -> None:
    made = {rung.column: rung for rung in rungs(track, columns)}
    expected: dict[int, list[Any]] = {}
    for version, value in zip(track.versions.tolist(), track.values, strict=True):
        expected.setdefault(column_of(version, columns, track.last), []).append(value)
    assert set(made) == set(expected)
    for column, values in expected.items():
        known = [value for value in values if value is not MISSING]
        rung = made[column]
        assert rung.is_busy == (len(values) > 1)
        assert (rung.low, rung.high) == (min(known), max(known)) if known else isnan(rung.low)
        assert isnan(rung.left) if values[-1] is MISSING else rung.left == values[-1]


@given(track=tracks(), columns=st.integers(1, 120))
def test_spans_cover_every_column_once_in_order(track: Track, columns: int) -> None:
    made = spans(track, columns)
    assert made[0].start == 0
    assert made[-1].end == columns
    assert all(one.end == two.start for one, two in pairwise(made))
    assert all(span.start < span.end for span in made)


def test_a_hundred_thousand_changes_come_down_to_the_width() -> None:
    track = track_of(range(100_001), [version % 7 for version in range(100_001)], 100_000)
    assert len(rungs(track, 500)) == 500
    assert all((rung.low, rung.high) == (0.0, 6.0) for rung in rungs(track, 500))
    assert len(spans(track, 500)) <= 1000


@given(track=tracks(), last=st.integers(0, 400))
def test_a_track_as_of_an_earlier_version_says_the_same(track: Track, last: int) -> None:
    last = min(last, track.last)
    earlier = track.up_to(last)
    assert earlier.last == last
    assert [earlier.at(version) for version in range(last + 1)] == [track.at(v) for v in range(last + 1)]
    assert earlier.change_after(last) is None


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([MISSING, 1, Decimal("2.5"), None], Kind.NUMBERS),
        (["19.99", "5"], Kind.NUMBERS),
        ([Items(0), Items(3)], Kind.NUMBERS),
        ([False, True], Kind.FLAGS),
        ([None, True], Kind.FLAGS),
        (["open", "paid"], Kind.TEXTS),
        (["007", "1"], Kind.TEXTS),
        ([1, "one"], Kind.TEXTS),
        ([MISSING], Kind.TEXTS),
    ],
)
def test_a_value_is_drawn_as_what_it_is(values: list[Any], kind: Kind) -> None:
    assert track_of(range(len(values)), values, len(values)).kind is kind


def test_numbers_beyond_all_bounds_are_drawn_at_the_edge_and_shown_exactly() -> None:
    values = [10**400, Decimal("-1e999"), 0]
    track = track_of([0, 1, 2], values, 3)
    assert track.bounds is not None
    assert track.numbers[0] == -track.numbers[1] > 1e308
    assert shown_value(track.at(0)) == str(10**400)


def test_the_changes_around_a_version_are_found() -> None:
    track = track_of([0, 3, 8], ["a", "b", "c"], 10)
    assert [track.at(version) for version in (0, 2, 3, 7, 8, 10)] == ["a", "a", "b", "b", "c", "c"]
    assert (track.change_after(0), track.change_after(3), track.change_after(8)) == (3, 8, None)
    assert (track.change_before(10), track.change_before(8), track.change_before(3)) == (8, 3, None)
    assert track.changes == 2
