"""Replaces what a test says of people and things by pseudonyms: the same for the same, of the same type.

Texts are masked, the stream's own key too. Numbers, times, yes and no stay, because decisions hang on them,
and so do short codes such as EUR or GB.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from domain.as_test.scenario import Scenario, decide, events_among, fold
from domain.decider import Decider
from domain.history.state import INFERRED, Problem

_CODE = re.compile(r"[A-Z]{2,3}")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_TIME = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?")
_LETTERS = "bcdfghjklmnpqrstvwxz"


class Masks:
    """Pseudonyms by text. What is asked for again gets the same one."""

    def __init__(self, categories: Iterable[str] = ()) -> None:
        self._categories = tuple(f"{category}/" for category in categories)
        self._given: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def mask(self, text: str, field: str, fits: Callable[[str], bool]) -> str:
        """The pseudonym of a text, one that fits where it stands; the text itself where none does."""
        head = next((each for each in self._categories if text.startswith(each)), "")
        rest = text[len(head) :]
        if not rest.strip() or _CODE.fullmatch(rest) or _NUMBER.fullmatch(rest) or _TIME.fullmatch(rest):
            return text
        known = self._given.get(rest)
        if known is not None and fits(head + known):
            return head + known
        taken = set(self._given.values())
        for candidate in self._candidates(rest, field):
            if candidate not in taken and fits(head + candidate):
                self._given.setdefault(rest, candidate)
                return head + candidate
        return text

    def _candidates(self, text: str, field: str) -> Iterator[str]:
        name = re.sub(r"[^a-z]+", "-", field.lower()).strip("-") or "text"
        number = self._counts[name] = self._counts.get(name, 0) + 1
        if "@" in text:
            yield f"{name}-{number}@example.org"
        yield f"{name}-{number}"
        yield from (_alike(text, number + step) for step in range(50))


def masked(scenario: Scenario, categories: Iterable[str]) -> Scenario:
    """The scenario with pseudonyms. What is expected is decided and folded anew from the masked events."""
    scenario = _told(scenario)
    masks = Masks(categories)
    stream = masks.mask(scenario.stream, scenario.stream.partition("/")[0], _fits_all)
    if scenario.decider is None:
        return _masked_payloads(scenario, stream, masks)
    given = tuple(_struct(event, masks) for event in scenario.given)
    if scenario.command is None:
        return msgspec.structs.replace(
            scenario, stream=stream, given=given, state=fold(scenario.decider, given)
        )
    return _decided(scenario, scenario.decider, stream, given, masks)


def _decided(
    scenario: Scenario, decider: Decider[Any], stream: str, given: tuple[Any, ...], masks: Masks
) -> Scenario:
    command = _struct(scenario.command, masks)
    then = decide(decider, given, command)
    return msgspec.structs.replace(
        scenario,
        stream=stream,
        given=given,
        command=command,
        then=then,
        state=fold(decider, (*given, *events_among(then))),
    )


def _masked_payloads(scenario: Scenario, stream: str, masks: Masks) -> Scenario:
    given = tuple(_plain(payload, "text", masks) for payload in scenario.given)
    state: Any = INFERRED.initial
    for payload in given:
        state = INFERRED.evolve(state, payload)
    return msgspec.structs.replace(scenario, stream=stream, given=given, state=state)


def _told(scenario: Scenario) -> Scenario:
    """With what is said of it, but for reasons, which may quote what is masked."""
    notes = (note if ":" not in note else f"{note.partition(':')[0]}." for note in scenario.notes)
    left_out = (Problem(problem.version, "the reason is masked.") for problem in scenario.left_out)
    return msgspec.structs.replace(
        scenario, notes=(*notes, "Texts are masked by pseudonyms."), left_out=tuple(left_out)
    )


def _plain(value: Any, field: str, masks: Masks) -> Any:
    if isinstance(value, str):
        return masks.mask(value, field, _fits_all)
    if isinstance(value, list):
        return [_plain(item, field, masks) for item in value]
    if isinstance(value, Mapping):  # names of members are part of the form, not of what is said
        return {name: _plain(item, name, masks) for name, item in value.items()}
    return value


def _struct(whole: Any, masks: Masks) -> Any:
    """An event or a command with its texts masked, one by one, so that it stays one of its type."""
    value = msgspec.to_builtins(whole)
    kind = type(whole)
    for path in list(_texts(whole)):
        value = _masked_at(value, path, kind, masks)
    return msgspec.convert(value, kind)


def _masked_at(value: Any, path: tuple[Any, ...], kind: type, masks: Masks) -> Any:
    text = _at(value, path)
    if not isinstance(text, str):
        return value
    names = [step for step in path if isinstance(step, str)]

    def fits(candidate: str) -> bool:
        try:
            msgspec.convert(_with(value, path, candidate), kind)
        except (msgspec.ValidationError, ValueError):
            return False
        return True

    return _with(value, path, masks.mask(text, names[-1] if names else kind.__name__, fits))


def _texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of the texts of a typed value; what is no text there (a decimal, a time) is none."""
    if type(value) is str:
        yield path
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts(item, (*path, name))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        if isinstance(value, Mapping) and step not in value:
            return None  # left out, as a default is
        value = value[step]
    return value


def _with(value: Any, path: tuple[Any, ...], new: str) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, Mapping) else list(value)
    copy[path[0]] = _with(value[path[0]], path[1:], new)
    return copy


def _alike(text: str, number: int) -> str:
    """Letter for letter and digit for digit, another text for each number."""
    shown = []
    for place, letter in enumerate(text):
        turned = (place * 7 + number * 13) % 20
        if letter.isdigit():
            shown.append(str((place * 3 + number) % 10))
        elif letter.isalpha():
            shown.append(_LETTERS[turned].upper() if letter.isupper() else _LETTERS[turned])
        else:
            shown.append(letter)
    return "".join(shown)


def _fits_all(_candidate: str) -> bool:
    return True
