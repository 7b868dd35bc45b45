"""A scenario told in the reader's language: the same steps, with the captions of a file beside it.

`resources/scenarios/<language>/<name>.toml` has the name, the description, and for each caption as it stands
in the scenario what it is in that language. A caption that is not there is told as it stands.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

import msgspec

from app.demo.scenario import Scenario
from app.demo.steps import CaptionStep, PlacedStep


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a scenario in another language."""

    name: str
    description: str
    captions: dict[str, str]


def retold(story: Scenario, name: str, language: str) -> Scenario:
    """The story in that language ("zh_CN"), where it came with the program under that name; else as it is."""
    telling = telling_of(name, language)
    if telling is None:
        return story
    steps = tuple(_in_words(step, telling.captions) for step in story.steps)
    return msgspec.structs.replace(story, name=telling.name, description=telling.description, steps=steps)


def telling_of(name: str, language: str) -> Telling | None:
    """The words of that scenario in that language, if there are any."""
    if not name.replace("-", "").isalnum():
        return None  # a file of one's own
    file = files("resources").joinpath("scenarios", language, f"{name}.toml")
    if not file.is_file():
        return None
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Telling)


def _in_words(step: PlacedStep, captions: dict[str, str]) -> PlacedStep:
    act = step.act
    if not isinstance(act, CaptionStep):
        return step
    words = captions.get(act.caption, act.caption)
    return msgspec.structs.replace(step, act=msgspec.structs.replace(act, caption=words))
