"""How well what was typed fits a text: its letters in their order, best at the beginnings of words."""

from __future__ import annotations

import msgspec

_START, _NEXT, _PLAIN, _EXACT_CASE = 8.0, 9.0, 1.0, 0.5
_SKIPPED = 0.05  # a letter of the text that nobody asked for
_LONGEST = 200  # letters of a text that are looked at


class Fit(msgspec.Struct, frozen=True):
    """`score` is the higher the better; `places` are the letters of the text that were found, for showing."""

    score: float
    places: tuple[int, ...] = ()


def fit(typed: str, text: str) -> Fit | None:
    """None where the letters of `typed` are not all in `text`, in their order; spaces do not count.

    Of all the ways to find them the best one is taken.
    """
    wanted = typed.replace(" ", "")
    if not wanted:
        return Fit(0.0)
    text = text[:_LONGEST]
    if len(wanted) > len(text):
        return None
    return _best(wanted, text)


def _best(wanted: str, text: str) -> Fit | None:
    """Dynamic programming over (letters found, letter of the text that was the last of them)."""
    folded, lowered = [each.lower() for each in text], [each.lower() for each in wanted]
    # reached[j]: the best way to have found the letters so far with the last of them at j
    reached: dict[int, tuple[float, tuple[int, ...]]] = {}
    for number, letter in enumerate(lowered):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        best: tuple[float, tuple[int, ...]] | None = None  # of those that end before the letter at hand
        for place, other in enumerate(folded):
            if place and (place - 1) in reached:
                before = reached[place - 1]
                if best is None or before[0] > best[0]:
                    best = before
            if other != letter or (number and best is None):
                continue
            worth = _worth(text, place) + (_EXACT_CASE if text[place] == wanted[number] else 0)
            ways: list[tuple[float, tuple[int, ...]]] = []
            if number == 0:
                ways.append((worth, (place,)))
            elif best is not None:
                ways.append((best[0] + worth, (*best[1], place)))
                near = reached.get(place - 1)
                if near is not None:
                    ways.append((near[0] + max(worth, _NEXT), (*near[1], place)))
            found[place] = max(ways)
        if not found:
            return None
        reached = found
    score, places = max(reached.values())
    return Fit(score - _SKIPPED * (len(text) - len(places)), places)


def _worth(text: str, place: int) -> float:
    if place == 0 or not text[place - 1].isalnum():
        return _START
    if text[place].isupper() and text[place - 1].islower():
        return _START  # the beginning of a word in a name like OrderPlaced
    return _PLAIN
