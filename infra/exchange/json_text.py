"""Takes JSON texts apart without changing a character of what is inside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined] # public by name, missing in typeshed
from typing import NoReturn

from domain.errors import Unreadable

_STRING_OR_SPACE = re.compile(r'("(?:[^"\\]++|\\.)*+")|[ \t\n\r]+', re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r]*")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


# Numbers are only skipped here: as texts they cost nothing and have no limit of digits.
_decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_no_constant)


def members(text: str) -> list[tuple[str, str]]:
    """The members of a JSON object: name and raw text of the value, repeated names too.

    Raises `Unreadable` where `text` is not one JSON object.
    """
    return list(_parts(text, "{", "}"))


def elements(text: str) -> list[str]:
    """The raw texts of a JSON array's elements. Raises `Unreadable` where `text` is not one."""
    return [raw for _, raw in _parts(text, "[", "]")]


def string(raw: str) -> str | None:
    """The text behind a raw JSON string, None where the value is something else."""
    return json.loads(raw) if raw.startswith('"') else None


def joined(parts: list[tuple[str, str]]) -> str:
    """A JSON object of names and raw values."""
    return "{" + ",".join(f"{quoted(name)}:{raw}" for name, raw in parts) + "}"


def extended(text: str, more: list[tuple[str, str]]) -> str:
    """A JSON object's text with more members at its end; a name that is taken gets a "_" at its end.

    What stands there already is not changed by a character.
    """
    taken = {name for name, _ in members(text)}
    comma = "," if taken and more else ""
    parts = []
    for name, raw in more:
        free = name
        while free in taken:
            free += "_"
        taken.add(free)
        parts.append(f"{quoted(free)}:{raw}")
    inside = text.rstrip().removesuffix("}").rstrip()
    return f"{inside}{comma}{','.join(parts)}}}"


def quoted(text: str) -> str:
    """The text as a raw JSON string; a lone surrogate stays an escape."""
    raw = json.dumps(text, ensure_ascii=False)
    return raw if raw.isascii() or _is_storable(raw) else json.dumps(text)


def compact(text: str) -> str:
    """The JSON text without spaces between its values; strings and numbers stay as they are written."""
    return _STRING_OR_SPACE.sub(r"\1", text)


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _parts(text: str, opening: str, closing: str) -> Iterator[tuple[str, str]]:
    try:
        yield from _scan(text, opening, closing)
    except json.JSONDecodeError as error:
        raise Unreadable(f"{error.msg} (character {error.pos + 1})") from error
    except ValueError as error:
        raise Unreadable(str(error)) from error
    except RecursionError as error:
        raise Unreadable("it is nested too deeply") from error


def _scan(text: str, opening: str, closing: str) -> Iterator[tuple[str, str]]:
    index = _after(text, 0, opening)
    while text[index : index + 1] != closing:
        name = ""
        if opening == "{":
            name, index = scanstring(text, _after(text, index, '"', space=False))
            index = _after(text, index, ":")
        _, end = _decoder.raw_decode(text, index)
        yield name, text[index:end]
        index = _space(text, end)
        if text[index : index + 1] != closing:
            index = _after(text, index, ",")
            if text[index : index + 1] == closing:
                raise json.JSONDecodeError("Nothing follows the comma", text, index)
    end = _space(text, index + 1)
    if end != len(text):
        raise json.JSONDecodeError("There is more text after the end", text, end)


def _space(text: str, index: int) -> int:
    found = _SPACE.match(text, index)
    return found.end() if found else index


def _after(text: str, index: int, mark: str, *, space: bool = True) -> int:
    """The index after `mark`, which must stand here; spaces around it are passed over."""
    index = _space(text, index)
    if text[index : index + 1] != mark:
        raise json.JSONDecodeError(f"{mark!r} was expected", text, index)
    return _space(text, index + 1) if space else index + 1
