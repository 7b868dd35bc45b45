"""Looking into recorded JSON the way SQLite does, so that a filter means the same here and there."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Final

from domain.filtering import literals

MISSING: Final = object()  # what a path leads to where it leads nowhere
_BEYOND: Final = object()  # a number with an exponent that nothing can reckon with: equal to nothing
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_ .:$@#*-]+")


def plain_key(name: str) -> bool:
    """Whether every JSON writer spells this name as it is, without escapes.

    Such a name is looked for as it is, and only so: the quick look for its spelling decides most events.
    """
    return _PLAIN_KEY.fullmatch(name) is not None


def spelled_names(segments: tuple[str | int, ...]) -> list[str]:
    """What the text of a payload must contain for the path to lead anywhere: its plain names in quotes."""
    return [f'"{name}"' for name in segments if isinstance(name, str) and plain_key(name)]


def lookup(payload: bytes, segments: tuple[str | int, ...]) -> Any:
    """The JSON value at the path, numbers as `Decimal`; `MISSING` where there is none."""
    if any(name.encode() not in payload for name in spelled_names(segments)):
        return MISSING
    value = _decoded(payload)
    for segment in segments:
        if isinstance(segment, str):
            value = value.get(segment, MISSING) if isinstance(value, dict) else MISSING
        else:
            value = value[segment] if isinstance(value, list) and segment < len(value) else MISSING
    return value


def text_bytes(text: str) -> bytes:
    """The text's bytes as SQLite has them: damaged ones as they were, lone surrogates too."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return b"".join(
            character.encode("utf-8", "surrogateescape" if _damaged(character) else "surrogatepass")
            for character in text
        )


def shown(text: str) -> str:
    """The text up to a zero character: SQLite sees no further."""
    return text.partition("\0")[0]


def folded(text: bytes) -> bytes:
    """With A-Z as a-z and nothing else changed."""
    return text.lower()


def spellings(text: str) -> tuple[str, ...]:
    """The ways in which JSON may write the text within a string, A-Z as a-z.

    Writers agree on quotes, backslashes and line ends; beyond that some escape nothing, some all that is not
    ASCII, some the slash (PHP), some what means something in HTML (Go), some both that and more (.NET).
    """
    plain = json.dumps(text, ensure_ascii=False)[1:-1]
    ascii = json.dumps(text)[1:-1]
    ways = (
        text,
        plain,
        ascii,
        plain.replace("/", "\\/"),
        ascii.replace("/", "\\/"),
        _escaped("<>&\u2028\u2029", plain),
        _escaped("<>&'+`", ascii.replace('\\"', "\\u0022")),
    )
    return tuple(dict.fromkeys(way.translate(_FOLD) for way in ways))


def recorded_text_contains(recorded: bytes, ways: tuple[str, ...]) -> bool:
    """Whether one of the (folded) spellings occurs in a recorded text."""
    haystack = folded(recorded)
    # SQLite's LIKE, which finds plain ASCII several times faster than anything else, ends at a zero byte.
    shortened = haystack.partition(b"\0")[0]
    return any(way.encode() in (shortened if way.isascii() else haystack) for way in ways)


def _damaged(character: str) -> bool:
    return "\udc80" <= character <= "\udcff"


def _escaped(characters: str, text: str) -> str:
    return text.translate({ord(character): f"\\u{ord(character):04x}" for character in characters})


_FOLD = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def _decoded(payload: bytes) -> Any:
    # Like SQLite: the text ends at a zero byte, and a damaged byte spoils its own string only.
    text = payload.partition(b"\0")[0].decode("utf-8", "surrogateescape")
    try:
        return _decoder.decode(text)
    except (ValueError, RecursionError):
        return MISSING


def _first_wins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    return members if len(members) == len(pairs) else dict(reversed(pairs))


def _number(text: str) -> Decimal | object:
    number = literals.number(text)
    return _BEYOND if number is None else number


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


_decoder = json.JSONDecoder(
    object_pairs_hook=_first_wins, parse_float=_number, parse_int=_number, parse_constant=_refuse_constant
)
