"""Where each link stands in the drawn graph and in the lanes, and which one lies next in a direction."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import msgspec

from domain.event import Event
from domain.history.correlation import Correlation, Kind, Link


class Direction(Enum):
    """Where to from here."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class Spot(msgspec.Struct, frozen=True):
    """A link in a grid. Columns and rows count from 0; a cause stands halfway between its consequences."""

    link: Link
    column: int
    row: float


class Sketch(msgspec.Struct, frozen=True):
    """What is drawn: spots, lines from cause to consequence by their ids, and names of columns, if any."""

    spots: tuple[Spot, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()


def graph_of(whole: Correlation) -> Sketch:
    """Causes on the left, what they led to on their right; every link that led to nothing has its own row."""
    rows: dict[str, float] = {}
    next_row = 0
    walked = list(whole.walk())
    for _, link in walked:
        if not whole.consequences.get(link.id):
            rows[link.id] = float(next_row)
            next_row += 1
    for _, link in reversed(walked):  # consequences come before their causes
        below = whole.consequences.get(link.id, ())
        if below:
            rows[link.id] = (rows[below[0]] + rows[below[-1]]) / 2
    return Sketch(
        tuple(Spot(link, depth, rows[link.id]) for depth, link in walked),
        tuple((link.cause, link.id) for _, link in walked if link.cause is not None),
    )


def lanes_of(whole: Correlation, events: Sequence[Event]) -> Sketch:
    """A column for each stream in the order of its first event, a row for each event in the log's order."""
    lanes: dict[str, int] = {}
    spots = []
    for row, event in enumerate(events):
        lane = lanes.setdefault(event.stream, len(lanes))
        spots.append(Spot(whole.links[str(event.id)], lane, float(row)))
    lines = [(cause, spot.link.id) for spot in spots if (cause := _event_behind(whole, spot.link))]
    return Sketch(tuple(spots), tuple(lines), tuple(lanes))


def next_in_graph(sketch: Sketch, here: str, direction: Direction) -> str:
    """Left to the cause, right to the first consequence, up and down within the column."""
    if direction is Direction.LEFT:
        return next((cause for cause, effect in sketch.lines if effect == here), here)
    if direction is Direction.RIGHT:
        return next((effect for cause, effect in sketch.lines if cause == here), here)
    spots = {spot.link.id: spot for spot in sketch.spots}
    if here not in spots:
        return here
    now = spots[here]
    column = [spot for spot in sketch.spots if spot.column == now.column]
    return _nearest(column, now, direction)


def next_in_lanes(sketch: Sketch, here: str, direction: Direction) -> str:
    """Up and down in time over all lanes, left and right to the nearest event of the next lane."""
    spots = {spot.link.id: spot for spot in sketch.spots}
    if here not in spots:
        return here
    now = spots[here]
    if direction in (Direction.UP, Direction.DOWN):
        return _nearest(sketch.spots, now, direction)
    step = -1 if direction is Direction.LEFT else 1
    lane = [spot for spot in sketch.spots if spot.column == now.column + step]
    return min(lane, key=lambda spot: abs(spot.row - now.row)).link.id if lane else here


def _nearest(spots: Sequence[Spot], now: Spot, direction: Direction) -> str:
    sign = -1 if direction is Direction.UP else 1
    ahead = [spot for spot in spots if (spot.row - now.row) * sign > 0]
    return min(ahead, key=lambda spot: abs(spot.row - now.row)).link.id if ahead else now.link.id


def _event_behind(whole: Correlation, link: Link) -> str:
    """The nearest event among the causes; "" where there is none."""
    chain = whole.chain(link.id)[:-1]
    return next((cause.id for cause in reversed(chain) if cause.kind is Kind.EVENT), "")
