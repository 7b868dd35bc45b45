from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize

from app.plain_text import PlainLabel
from app.window.layouts import Layout, Split, Tabs, of_those, panes_of, plan_for
from tests.app.window_user import WindowUser

Opener = Callable[[Path | None], WindowUser]
LARGE, SMALL = QSize(1440, 900), QSize(1024, 700)
PANES = sorted({name for layout in Layout for name in panes_of(plan_for(layout, LARGE))})
IN_SIGHT = {
    Layout.DEMO: {"pane.commands", "pane.timeline"},
    Layout.DEBUG: {"pane.timeline", "pane.rewind"},
    Layout.OPERATIONS: {"pane.projections", "pane.journal"},
}


def shares(plan: Tabs | Split) -> list[int]:
    if isinstance(plan, Tabs):
        return []
    own = sum(share for share, _ in plan.parts)
    return [own, *(each for _, part in plan.parts for each in shares(part))]


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
@pytest.mark.parametrize("layout", list(Layout))
def test_a_plan_gives_all_its_room_away_and_no_pane_two_places(layout: Layout, size: QSize) -> None:
    plan = plan_for(layout, size)
    names = list(panes_of(plan))
    assert len(names) == len(set(names))
    assert set(shares(plan)) == {100}


@given(st.sampled_from(list(Layout)), st.sampled_from([LARGE, SMALL]), st.sets(st.sampled_from(PANES)))
def test_a_plan_gives_the_room_of_panes_that_are_not_there_to_the_others(
    layout: Layout, size: QSize, there: set[str]
) -> None:
    whole = plan_for(layout, size)
    plan = of_those(whole, there)
    wanted = [name for name in panes_of(whole) if name in there]
    assert (list(panes_of(plan)) if plan is not None else []) == wanted
    assert plan is None or set(shares(plan)) <= {100}


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
def test_a_layout_shows_its_panes_and_hides_the_others(user: WindowUser, size: QSize) -> None:
    user.window.resize(size)
    for layout, in_sight in IN_SIGHT.items():
        user.action(f"layout_{layout}").trigger()
        plan = of_those(plan_for(layout, size), user.window.panes.docks)
        assert plan is not None
        shown = set(panes_of(plan))
        for name, dock in user.window.panes.docks.items():
            assert dock.isHidden() == (name not in shown), name
        user.waits_until(
            lambda: all(not user.dock(name).visibleRegion().isEmpty() for name in in_sight)  # noqa: B023
        )
    user.action("reset_layout").trigger()
    assert not user.dock("pane.commands").isHidden()


def test_a_pane_that_a_layout_leaves_out_comes_up_where_it_is_asked_for(user: WindowUser) -> None:
    user.action("layout_debug").trigger()
    assert user.dock("pane.read_models").isHidden()
    user.window.panes.bring_up("pane.read_models")
    user.waits_until(lambda: not user.dock("pane.read_models").visibleRegion().isEmpty())
    assert not user.dock("pane.read_models").isFloating()


def test_a_layout_is_remembered(user: WindowUser, open_window: Opener, shop_path: Path) -> None:
    user.action("layout_operations").trigger()
    user.dock("pane.journal").setFloating(True)
    user.window.close()
    again = open_window(shop_path)
    assert again.dock("pane.commands").isHidden()
    assert again.dock("pane.projections").isVisible()
    assert again.dock("pane.journal").isFloating()


@pytest.mark.parametrize("size", [QSize(1440, 860), QSize(1024, 660)], ids=["large", "small"])
def test_a_window_fits_the_screen_with_any_layout_in_the_past_and_with_the_demo_bar(
    user: WindowUser, size: QSize
) -> None:
    with_all = user.window
    for layout in Layout:
        with_all.resize(size)
        user.action(f"layout_{layout}" if layout is not Layout.STANDARD else "reset_layout").trigger()
        user.waits_until(lambda: with_all.size() == size)
    with_all.panes.rewind_stream("Order/O-1002")
    with_all.time_cursor.rewind_to_text("20")
    user.waits_until(lambda: with_all.time_cursor.is_past)
    demo_bar = PlainLabel("The demo's bar", with_all)
    demo_bar.setFixedHeight(50)
    bar = with_all.addToolBar("Demo")
    bar.addWidget(demo_bar)
    with_all.insertToolBarBreak(bar)
    for layout in Layout:
        user.action(f"layout_{layout}" if layout is not Layout.STANDARD else "reset_layout").trigger()
        for name in user.window.panes.docks:
            with_all.panes.bring_up(name)
            with_all.resize(size)
            user.waits_until(lambda: with_all.size() == size)


def test_a_window_can_be_made_smaller_than_it_was_laid_out_for(user: WindowUser) -> None:
    user.window.resize(LARGE)
    user.action("reset_layout").trigger()
    user.window.resize(SMALL)
    user.waits_until(lambda: user.window.size() == SMALL)
    bar = user.window.statusBar()
    assert user.window.rect().contains(bar.geometry())
