"""What the engine says (reasons, hints, names of fields), in the reader's language.

The engine speaks English and knows no window: its sentences arrive finished, with names and numbers in them.
`resources/translations/engine.json` lists the sentences as they stand in its source, with {0}, {1} ... where
something is filled in; a finished sentence is recognised by them, translated, and filled in again.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec

from app.words import translate
from domain.errors import DomainError
from domain.phrase import Phrase

_CONTEXT = "Engine"
_BLANK = re.compile(r"\{\d+\}")


def in_own_words(said: str) -> str:
    """`said` in the reader's language; as it is where it is none of the engine's sentences."""
    direct = translate(_CONTEXT, said)
    if direct != said or not said:
        return direct
    for template in _templates():
        spoken = translate(_CONTEXT, template)
        if spoken == template:
            continue  # in English that is every one of them: not even a pattern is made
        found = _pattern(template).fullmatch(said)
        if found is not None:
            return spoken.format(*map(in_own_words, found.groups()))
    return said


def phrase_in_own_words(said: str) -> str:
    """A line of the domain in the reader's language where it is a `Phrase`; else as it is."""
    if not isinstance(said, Phrase):
        return said
    return translate(_CONTEXT, said.template).format(*said.values)


def told(error: DomainError) -> str:
    """Why, and what to do about it, in the reader's language."""
    return f"{in_own_words(error.reason)} {in_own_words(error.hint)}".strip()


@cache
def _templates() -> tuple[str, ...]:
    """Those with the most fixed letters first, as they fit most closely."""
    text = files("resources").joinpath("translations", "engine.json").read_bytes()
    templates = [each for each in msgspec.json.decode(text, type=list[str]) if _BLANK.search(each)]
    templates.sort(key=lambda each: -len(_BLANK.sub("", each)))
    return tuple(templates)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, _BLANK.split(template))), re.DOTALL)
