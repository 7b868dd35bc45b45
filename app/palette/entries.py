"""What the palette lists, and the order in which it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from app.palette.fuzzy import Fit, fit

MOST = 60


class Kind(StrEnum):
    """What an entry is; it says what is done with its `key`."""

    ACTION = "action"  # an action's name
    PANE = "pane"  # a dock's name
    STREAM = "stream"  # a stream's name
    EVENT = "event"  # a position
    COMMAND = "command"  # a command's id


class Entry(msgspec.Struct, frozen=True):
    """One line: what it is, in muted letters what more is to be said, its keys."""

    kind: Kind
    key: str
    title: str
    detail: str = ""
    shortcut: str = ""
    picture: str = ""

    @property
    def name(self) -> str:
        """By which it is remembered."""
        return f"{self.kind}:{self.key}"


class Found(msgspec.Struct, frozen=True):
    """An entry with the letters of its title that were typed."""

    entry: Entry
    places: tuple[int, ...] = ()


def matching(typed: str, entries: Iterable[Entry], recent: Sequence[str]) -> list[Found]:
    """The entries that fit what was typed, the best first; with nothing typed, what was used lately first.

    Parameters
    ----------
    recent:
        Names of entries that were used, the latest first; among equals they come first.
    """
    ranks = {name: len(recent) - number for number, name in enumerate(recent)}
    scored: list[tuple[float, int, Found]] = []
    for number, entry in enumerate(entries):
        found = _fit(typed, entry)
        if found is not None:
            bonus = ranks.get(entry.name, 0) * (1.0 if not typed.strip() else 0.2)
            scored.append((found.score + bonus, -number, Found(entry, found.places)))
    scored.sort(key=lambda each: (each[0], each[1]), reverse=True)
    return [found for _, _, found in scored[:MOST]]


def _fit(typed: str, entry: Entry) -> Fit | None:
    """By the title; failing that, where what was typed stands beside it as it is, which counts for little."""
    by_title = fit(typed, entry.title)
    if by_title is None and typed.lower() in entry.detail.lower():
        return Fit(0.0)
    return by_title
