"""What the program knows of domains: which commands and events there are and how they are read."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from domain import json_value
from domain.decider import Decider, Domain, ProcessManager
from domain.errors import InvalidCommand, UnknownName, Unreadable
from domain.event import Event, StreamName
from domain.fields import check, field_of

Upcast = Callable[[dict[str, Any]], dict[str, Any]]


class EventReader:
    """Reads one event type's payloads, older schema versions through their upcasters."""

    def __init__(self, struct: type, upcasters: Mapping[int, Upcast]) -> None:
        self.struct = struct
        self.current = schema_version(struct)
        self._decode: Callable[[bytes], Any] = msgspec.json.Decoder(struct).decode
        self._upcasters = upcasters

    def read(self, schema_version: int, data: bytes) -> Any:
        """The typed event. Raises `Unreadable` saying what does not fit."""
        try:
            if schema_version == self.current:
                return self._decode(data)
            return msgspec.convert(self._upcast(schema_version, data), self.struct)
        except (msgspec.MsgspecError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise Unreadable(
                f"The payload does not decode as {self.struct.__name__}: {error}.",
                "The recorded text is kept and can be read in the event's detail.",
            ) from error

    def _upcast(self, version: int, data: bytes) -> Any:
        if version > self.current:
            raise Unreadable(
                f"The payload has schema version {version} of {self.struct.__name__}; "
                f"this program knows up to {self.current}.",
                "Open the log with a newer Eventscope or a newer domain.",
            )
        payload = json_value.decode(data)
        for step in range(version, self.current):
            if step not in self._upcasters:
                raise Unreadable(f"No upcaster leads from schema version {step} of {self.struct.__name__}.")
            payload = self._upcasters[step](payload)
        return payload


class Registry:
    """The registered domains, looked up by category, command and event type."""

    def __init__(self, domains: Iterable[Domain]) -> None:
        self.domains = tuple(domains)
        self.deciders: dict[str, Decider[Any]] = {}
        self._readers: dict[tuple[str, str], EventReader] = {}
        self._reads: dict[str, dict[str, Callable[[int, bytes], Any]]] = {}
        self._commands: dict[tuple[str, str], type] = {}
        self._decoders: dict[tuple[str, str], Callable[[bytes], Any]] = {}
        for decider in (decider for domain in self.domains for decider in domain.deciders):
            if decider.category in self.deciders:
                raise ValueError(f"Two domains claim the category {decider.category!r}.")
            self.deciders[decider.category] = decider
            for command in decider.commands:
                self._commands[decider.category, command.__name__] = command
                self._decoders[decider.category, command.__name__] = msgspec.json.Decoder(command).decode
            for event in decider.events:
                steps = {u.schema_version: u.upcast for u in decider.upcasters if u.event == event.__name__}
                reader = EventReader(event, steps)
                self._readers[decider.category, event.__name__] = reader
                self._reads.setdefault(decider.category, {})[event.__name__] = reader.read

    @property
    def process_managers(self) -> tuple[ProcessManager[Any], ...]:
        """Of all domains, in their order."""
        return tuple(manager for domain in self.domains for manager in domain.process_managers)

    def decider(self, category: str) -> Decider[Any]:
        """Raises `UnknownName` where no domain has that category."""
        try:
            return self.deciders[category]
        except KeyError:
            raise UnknownName(
                f"No domain here knows the category {category!r}.", _suggest(category, self.deciders)
            ) from None

    def reader(self, category: str, event_type: str) -> EventReader | None:
        """How to read that event type, None where it is unknown."""
        return self._readers.get((category, event_type))

    def readers_of(self, category: str) -> Mapping[str, Callable[[int, bytes], Any]]:
        """How to read each event type of a category: `(schema version, data) -> typed event`."""
        return self._reads[category]

    def decode(self, event: Event) -> Any:
        """The typed payload. Raises `UnknownName` or `Unreadable`."""
        reader = self._readers.get((event.category, event.type))
        if reader is None:
            raise UnknownName(
                f"No domain here knows the event type {event.type!r} of {event.category}.",
                "The event is kept and shown as recorded.",
            )
        return reader.read(event.schema_version, event.data)

    def command_type(self, category: str, name: str) -> type:
        """The struct of a command. Raises `UnknownName` with the nearest names."""
        decider = self.decider(category)
        try:
            return self._commands[category, name]
        except KeyError:
            names = [command.__name__ for command in decider.commands]
            raise UnknownName(f"{category} has no command {name!r}.", _suggest(name, names)) from None

    def read_command(self, stream: str, name: str, data: bytes) -> Any:
        """The typed command of data that `parse_command` has accepted before; raises as that does."""
        decode = self._decoders.get((stream.partition("/")[0], name))
        try:
            if decode is not None:
                return decode(data)
        except (msgspec.MsgspecError, ValueError):
            pass  # the command's type has changed since: say what is wrong with it now
        return self.parse_command(stream, name, data)

    def parse_command(self, stream: str, name: str, data: bytes) -> Any:
        """The typed command. Raises `UnknownName`, `Unreadable` or `InvalidCommand`."""
        target = StreamName.parse(stream)
        struct = self.command_type(target.category, name)
        wrong_key = _key_fault(self.decider(target.category), target.key)
        try:
            typed = check(struct, _as_object(json_value.decode(data)), name)
        except InvalidCommand as wrong_fields:
            if wrong_key is None:
                raise
            problems = wrong_key.problems + wrong_fields.problems
            raise InvalidCommand(wrong_key.reason, wrong_key.hint, problems) from wrong_fields
        if wrong_key is not None:
            raise wrong_key
        return typed


def _key_fault(decider: Decider[Any], key: str) -> InvalidCommand | None:
    """What is wrong with a stream's key, None where it keeps the rules of the category's keys."""
    try:
        msgspec.convert(key, decider.key)
    except msgspec.ValidationError as error:
        field = field_of(decider.key, "key")
        example = f" For example: {decider.category}/{field.examples[0]}." if field.examples else ""
        wanted = field.help or str(error)
        return InvalidCommand(
            f"{key!r} cannot name a stream of {decider.category}: {wanted}.{example}",
            "Choose another key.",
            (("key", wanted),),
        )
    return None


def schema_version(struct: type) -> int:
    """The version of a struct's fields that is written today."""
    return int(getattr(struct, "schema_version", 1))


def _as_object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InvalidCommand(
            "A command's data must be a JSON object.",
            'For example: {"name": "Ada"}',
            (("", "expected an object"),),
        )
    return value


def _suggest(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=2, cutoff=0.5)
    return f"Did you mean {' or '.join(near)}?" if near else f"Known are: {', '.join(names)}."
