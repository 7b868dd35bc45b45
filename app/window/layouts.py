"""Where the panes stand: at first, and for a demo, for debugging, for operations."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from app.theme import scale

_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_ROOMY = QSize(1280, 800)
_CHROME = 120  # menu bar, tool bar, status bar and tabs, about


class Layout(StrEnum):
    """The layouts there are."""

    STANDARD = "standard"
    DEMO = "demo"
    DEBUG = "debug"
    OPERATIONS = "operations"


class Tabs(msgspec.Struct, frozen=True):
    """Panes that share a place; the first is in front."""

    panes: tuple[str, ...]


class Split(msgspec.Struct, frozen=True):
    """Parts beside each other, or below each other where it goes `down`, with their shares of a hundred."""

    down: bool
    parts: tuple[tuple[int, Tabs | Split], ...]


Plan: TypeAlias = Tabs | Split


def _tabs(*names: str) -> Tabs:
    return Tabs(tuple(f"pane.{name}" for name in names))


def _across(*parts: tuple[int, Plan]) -> Split:
    return Split(False, parts)


def _down(*parts: tuple[int, Plan]) -> Split:
    return Split(True, parts)


_QUERY_SIDE = ("projections", "read_models")
_BEHIND = ("journal", *_QUERY_SIDE, "notes")
_PAST = ("rewind", "branch", "causation")
_LARGE: Mapping[Layout, Plan] = {
    Layout.STANDARD: _across(
        (22, _tabs("streams", "commands")),
        (47, _down((56, _tabs("timeline")), (44, _tabs("event", *_BEHIND)))),
        (31, _tabs(*_PAST)),
    ),
    Layout.DEMO: _across(
        (24, _tabs("commands", "streams")),
        (44, _down((60, _tabs("timeline")), (40, _tabs(*_QUERY_SIDE, "journal")))),
        (32, _tabs("rewind", "event", "branch", "causation")),
    ),
    Layout.DEBUG: _across(
        (
            46,
            _down((56, _tabs("timeline", "streams")), (44, _tabs("event", "causation", "journal", "notes"))),
        ),
        (54, _tabs("rewind", "branch")),
    ),
    Layout.OPERATIONS: _across(
        (58, _down((50, _tabs("projections")), (50, _tabs("journal", "timeline")))),
        (42, _tabs("read_models", "streams", "notes")),
    ),
}
_SMALL: Mapping[Layout, Plan] = {
    Layout.STANDARD: _across(
        (
            58,
            _down((55, _tabs("timeline", "streams")), (45, _tabs("event", "journal", *_QUERY_SIDE, "notes"))),
        ),
        (42, _tabs("rewind", "commands", "branch", "causation")),
    ),
    Layout.DEMO: _across(
        (32, _tabs("commands", "streams")),
        (68, _tabs("timeline", "rewind", "event", *_QUERY_SIDE, "journal", "branch", "causation")),
    ),
    Layout.DEBUG: _across(
        (48, _tabs("timeline", "event", "streams", "journal", "notes")),
        (52, _tabs(*_PAST)),
    ),
    Layout.OPERATIONS: _down(
        (50, _tabs("projections")),
        (50, _tabs("journal", "read_models", "timeline", "streams", "notes")),
    ),
}


def plan_for(layout: Layout, size: QSize) -> Plan:
    """How a layout is done in a window of this size: in one small for its type more panes share a place."""
    roomy = _ROOMY * scale()
    is_small = size.width() < roomy.width() or size.height() < roomy.height()
    return (_SMALL if is_small else _LARGE)[layout]


def panes_of(plan: Plan) -> Iterator[str]:
    """The names of the panes that a plan shows."""
    if isinstance(plan, Tabs):
        yield from plan.panes
    else:
        for _, part in plan.parts:
            yield from panes_of(part)


def of_those(plan: Plan, names: Container[str]) -> Plan | None:
    """The plan without the panes that are not among `names`; what is left of a split gets its room."""
    if isinstance(plan, Tabs):
        panes = tuple(name for name in plan.panes if name in names)
        return Tabs(panes) if panes else None
    kept = [(share, part) for share, each in plan.parts if (part := of_those(each, names)) is not None]
    if len(kept) < 2:
        return kept[0][1] if kept else None
    whole = sum(share for share, _ in kept)
    shares = [share * 100 // whole for share, _ in kept[:-1]]
    return Split(plan.down, tuple(zip((*shares, 100 - sum(shares)), (part for _, part in kept), strict=True)))


def arrange(window: QMainWindow, docks: Mapping[str, QDockWidget], layout: Layout) -> None:
    """Puts the docks where a layout wants them, and hides those that it leaves out."""
    size = window.size()
    plan = of_those(plan_for(layout, size), docks)
    assert plan is not None, "no pane of the layout is there"
    for dock in docks.values():
        dock.setFloating(False)
        window.removeDockWidget(dock)
    window.addDockWidget(_LEFT, docks[next(panes_of(plan))])
    _place(window, docks, plan)
    shown = set(panes_of(plan))
    for name, dock in docks.items():
        if name not in shown:  # where it is asked for later, it comes up beside the others
            window.tabifyDockWidget(docks[_host(plan)], dock)
        dock.setVisible(name in shown)
    _share(window, docks, plan, QSize(size.width(), size.height() - _CHROME))
    for front in _fronts(plan):
        docks[front].raise_()


def _place(window: QMainWindow, docks: Mapping[str, QDockWidget], plan: Plan) -> None:
    """The first pane of the plan has its place already; the others are put around it."""
    if isinstance(plan, Tabs):
        first, *others = plan.panes
        for name in others:
            window.tabifyDockWidget(docks[first], docks[name])
        return
    firsts = [docks[next(panes_of(part))] for _, part in plan.parts]
    for before, dock in itertools.pairwise(firsts):
        window.splitDockWidget(before, dock, _orientation(plan))
    for _, part in plan.parts:
        _place(window, docks, part)


def _share(window: QMainWindow, docks: Mapping[str, QDockWidget], plan: Plan, room: QSize) -> None:
    if isinstance(plan, Tabs):
        return
    length = room.height() if plan.down else room.width()
    sizes = [length * share // 100 for share, _ in plan.parts]
    window.resizeDocks([docks[next(panes_of(part))] for _, part in plan.parts], sizes, _orientation(plan))
    for part_size, (_, part) in zip(sizes, plan.parts, strict=True):
        inner = QSize(room.width(), part_size) if plan.down else QSize(part_size, room.height())
        _share(window, docks, part, inner)


def _orientation(split: Split) -> Qt.Orientation:
    return Qt.Orientation.Vertical if split.down else Qt.Orientation.Horizontal


def _fronts(plan: Plan) -> Iterator[str]:
    if isinstance(plan, Tabs):
        yield plan.panes[0]
    else:
        for _, part in plan.parts:
            yield from _fronts(part)


def _host(plan: Plan) -> str:
    """The pane beside which panes that the plan leaves out appear: the one with most company."""
    if isinstance(plan, Tabs):
        return plan.panes[0]
    most = max((part for _, part in plan.parts), key=lambda part: len(tuple(panes_of(part))))
    return _host(most)
