"""From one list of rows to another in steps that a model can announce."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.row_changes import Inserted, Removed, row_changes


def taken(old: list[int], new: list[int], steps: tuple[Inserted | Removed, ...]) -> list[int]:
    rows = list(old)
    for step in steps:
        if isinstance(step, Removed):
            del rows[step.first : step.last + 1]
        else:
            rows[step.first : step.first] = new[step.first : step.last + 1]
    return rows


@settings(max_examples=200)
@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_the_steps_lead_from_the_old_rows_to_the_new(old: set[int], new: set[int]) -> None:
    before, after = sorted(old), sorted(new)
    steps = row_changes(before, after)
    assert steps is not None
    assert taken(before, after, steps) == after


def test_rows_that_stay_need_no_step() -> None:
    assert row_changes("abc", "abc") == ()


def test_neighbours_come_and_go_together() -> None:
    assert row_changes("abcd", "ad") == (Removed(1, 2),)
    assert row_changes("ad", "abcd") == (Inserted(1, 2),)


def test_rows_that_change_places_cannot_be_told_in_steps() -> None:
    assert row_changes("ab", "ba") is None
