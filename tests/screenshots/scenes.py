"""What the screenshots show: for each pane the situation that it is made for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.screenshots.studio import Studio

Scene: TypeAlias = Callable[[Studio], None]


def welcome(studio: Studio) -> None:
    """The window before a log is open."""


def streams(studio: Studio) -> None:
    studio.window.panes.bring_up("pane.streams")


def commands(studio: Studio) -> None:
    studio.window.panes.bring_up("pane.commands")


def timeline(studio: Studio) -> None:
    panes = studio.window.panes
    panes.bring_up("pane.timeline")
    panes.show_event(_rejection(studio))
    panes.rewind_stream("Order/O-1002")


def event(studio: Studio) -> None:
    timeline(studio)
    studio.window.panes.bring_up("pane.event")


def rewind(studio: Studio) -> None:
    studio.window.panes.rewind_stream("Order/O-1003", 4)


def journal(studio: Studio) -> None:
    studio.window.panes.bring_up("pane.journal")


def projections(studio: Studio) -> None:
    studio.window.panes.bring_up("pane.projections")


def read_models(studio: Studio) -> None:
    studio.window.panes.read_models.choose("order_summary")
    studio.window.panes.bring_up("pane.read_models")


def _rejection(studio: Studio) -> int:
    """The position of the event that says why Grace's order was refused."""
    log = studio.window.log
    assert log is not None
    return next(e.position for e in log.store.stream("Order/O-1002") if e.type == "OrderRejected")


SCENES: dict[str, Scene] = {
    "streams": streams,
    "timeline": timeline,
    "event": event,
    "commands": commands,
    "rewind": rewind,
    "journal": journal,
    "projections": projections,
    "read_models": read_models,
}
