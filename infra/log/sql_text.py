"""Pieces of SQL that carry their parameters with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Sql: TypeAlias = tuple[str, tuple[object, ...]]

TRUE: Sql = ("1", ())
FALSE: Sql = ("0", ())


def sql(template: str, *pieces: Sql | object) -> Sql:
    """Fills the braces of the template in turn: a piece with its text, anything else with a "?"."""
    texts: list[str] = []
    parameters: list[object] = []
    for piece in pieces:
        if isinstance(piece, tuple):
            text, own = piece
            texts.append(text)
            parameters.extend(own)
        else:
            texts.append("?")
            parameters.append(piece)
    return template.format(*texts), tuple(parameters)


def joined(word: str, pieces: Sequence[Sql]) -> Sql:
    """The pieces joined by AND or OR, in parentheses where there are several."""
    if len(pieces) == 1:
        return pieces[0]
    return sql(f"({f' {word} '.join(['{}'] * len(pieces))})", *pieces)
