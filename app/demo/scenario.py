"""Scenarios: TOML files that tell a story in steps. The format is described in docs/demo.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from app.demo.steps import (
    BY_VERB,
    PANES,
    BreakStep,
    IssueStep,
    OpenStep,
    Place,
    PlacedStep,
    ResubmitStep,
    Step,
    UndoStep,
)
from domain import json_value
from domain.errors import DomainError, InvalidCommand
from domain.event import StreamName
from domain.filtering import parse
from domain.registry import Registry

DEFAULT = "day-at-the-shop"
_STEP_HEADER = re.compile(r"^\s*\[\[\s*step\s*\]\]")
_SEE = "The format is described in docs/demo.md."


class ScenarioError(DomainError):
    """A scenario cannot be found or read, or does not go as it says; `place` is the step it is about."""

    def __init__(self, reason: str, hint: str = _SEE, place: Place | None = None) -> None:
        super().__init__(f"{place}: {reason}" if place else reason, hint)
        self.place = place


class Scenario(msgspec.Struct, frozen=True):
    """A story to play. `pace` is the seconds between two steps at normal speed."""

    name: str
    description: str
    pace: float
    steps: tuple[PlacedStep, ...]


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1)]
    step: list[dict[str, Any]]
    description: str = ""
    pace: Annotated[float, Meta(gt=0, le=60)] = 1.0


def find_scenario(name: str, registry: Registry) -> Scenario:
    """The scenario of that name, or in that file. Raises `ScenarioError`."""
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ScenarioError(f"The scenario {path} cannot be read: {error}.", "Check the name.") from error
        return read_scenario(text, registry)
    known = scenario_names()
    if name not in known:
        raise ScenarioError(
            f"There is no scenario {name!r}.", f"Known are: {', '.join(known)}. Or give a .toml file."
        )
    return read_scenario(_folder().joinpath(f"{name}.toml").read_text("utf-8"), registry)


def scenario_names() -> list[str]:
    """The scenarios that come with the program."""
    return sorted(file.name[:-5] for file in _folder().iterdir() if file.name.endswith(".toml"))


def read_scenario(text: str, registry: Registry) -> Scenario:
    """Parses a scenario and checks every step. Raises `ScenarioError` saying where and what is wrong."""
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"This is not TOML: {error}.") from error
    try:
        document = msgspec.convert(raw, _Document)
    except msgspec.ValidationError as error:
        raise ScenarioError(f"The scenario's head is wrong: {_plainly(error)}.") from error
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _STEP_HEADER.match(line)]
    if len(lines) != len(document.step):  # steps written in some other TOML spelling
        lines = [0] * len(document.step)
    steps = tuple(
        PlacedStep(place, _step(entry, place))
        for place, entry in zip(map(Place, range(1, len(lines) + 1), lines), document.step, strict=True)
    )
    _check_names(steps)
    for step in steps:
        _check_meaning(step, registry)
    return Scenario(document.name, document.description, document.pace, steps)


def _folder() -> Any:
    return resources.files("resources").joinpath("scenarios")


def _step(entry: Mapping[str, Any], place: Place) -> Step:
    verbs = [verb for verb in BY_VERB if verb in entry]
    if len(verbs) != 1:
        found = (
            f"this one has {' and '.join(verbs)}"
            if verbs
            else f"this one has {', '.join(entry) or 'nothing'}"
        )
        raise ScenarioError(f"A step has exactly one of {', '.join(BY_VERB)}; {found}.", place=place)
    try:
        return msgspec.convert(entry, BY_VERB[verbs[0]])
    except msgspec.ValidationError as error:
        raise ScenarioError(f"{verbs[0]}: {_plainly(error)}.", place=place) from error


def _check_names(steps: tuple[PlacedStep, ...]) -> None:
    seen: set[str] = set()
    for step in steps:
        match step.act:
            case IssueStep(id=name) if name:
                if name in seen:
                    raise ScenarioError(f"The id {name!r} is used twice.", place=step.place)
                seen.add(name)
            case UndoStep(undo=name) | ResubmitStep(resubmit=name) if name not in seen:
                known = ", ".join(sorted(seen)) or "none"
                raise ScenarioError(
                    f"No earlier command has the id {name!r}; known so far: {known}.", place=step.place
                )


def _check_meaning(step: PlacedStep, registry: Registry) -> None:
    act = step.act
    if isinstance(act, OpenStep) and act.open not in PANES and "/" not in act.open:
        raise ScenarioError(
            f"There is no pane {act.open!r}; the panes are {', '.join(PANES)}.", place=step.place
        )
    try:
        if isinstance(act, IssueStep):
            registry.parse_command(act.stream, act.command, json_value.encode(act.data))
        elif isinstance(act, OpenStep) and act.open not in PANES:
            StreamName.parse(act.open)
        elif isinstance(act, BreakStep):
            parse(act.when)
    except InvalidCommand as error:
        problems = "; ".join(f"{path}: {message}" if path else message for path, message in error.problems)
        reason = f"{_subject(act)}: {problems}." if problems else error.reason
        raise ScenarioError(reason, "Correct the step's fields.", step.place) from error
    except DomainError as error:
        raise ScenarioError(error.reason, error.hint, step.place) from error


def _subject(act: Step) -> str:
    return f"{act.command} on {act.stream}" if isinstance(act, IssueStep) else type(act).__name__


def _plainly(error: msgspec.ValidationError) -> str:
    return str(error).replace("`", "'").replace("$.", "").replace("Object ", "it ").rstrip(".")
