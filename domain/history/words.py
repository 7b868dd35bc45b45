"""What changed within a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal["same", "removed", "added"]

LONG = 40
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 1500  # comparing costs their product


class Piece(msgspec.Struct, frozen=True):
    """A part of the text: in both, only in the old one, or only in the new one."""

    kind: Kind
    text: str


def is_wordy(old: object, new: object) -> bool:
    """Whether two values are texts, of which one is too long to see at a glance what differs."""
    return isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) >= LONG


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order; without the added ones they spell `old`, else `new`.

    Very long texts are compared line by line where they differ, and as wholes where even that is too much.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    middle_old, middle_new = before[head : len(before) - tail], after[head : len(after) - tail]
    pieces = [Piece("same", "".join(before[:head]))]
    pieces += _middle(middle_old, middle_new)
    pieces.append(Piece("same", "".join(before[len(before) - tail :])))
    return tuple(_joined(pieces))


def _shared(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    length = min(len(one), len(other))
    return next((place for place in range(length) if one[place] != other[place]), length)


def _middle(old: list[str], new: list[str]) -> Iterator[Piece]:
    if max(len(old), len(new)) > _MOST:
        old, new = _LINE.findall("".join(old)), _LINE.findall("".join(new))
    if max(len(old), len(new)) > _MOST:
        yield Piece("removed", "".join(old))
        yield Piece("added", "".join(new))
        return
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield Piece("same", "".join(old[i1:i2]))
        else:
            yield Piece("removed", "".join(old[i1:i2]))
            yield Piece("added", "".join(new[j1:j2]))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Without empty pieces, and neighbours of one kind as one."""
    kind: Kind = "same"
    text = ""
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind == kind:
            text += piece.text
            continue
        if text:
            yield Piece(kind, text)
        kind, text = piece.kind, piece.text
    if text:
        yield Piece(kind, text)
