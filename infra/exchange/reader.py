"""What every format that can be imported offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeAlias

from infra.log.bulk import Incoming

Report: TypeAlias = Callable[[int, str], None]  # the line in the source and why it could not be imported


class Reader(Protocol):
    """Reads one open source. First all of `events`, then the rest."""

    def events(self) -> Iterator[Incoming]:
        """The events in the file's order; what cannot be read is reported, and reading goes on."""

    def about_the_file(self) -> list[tuple[str, str]]:
        """What belongs to no single event: names and raw JSON values for the first event's metadata."""

    def notes(self) -> list[str]:
        """What was imported otherwise than one may expect."""

    def close(self) -> None:
        """Lets go of what it holds besides the source."""


def untimed_note(count: int) -> list[str]:
    """The note on events without a time."""
    if not count:
        return []
    events = "1 event names" if count == 1 else f"{count:,} events name"
    return [f"{events} no time that can be read; the time of the event before was taken."]


def stored_name(text: str) -> str:
    """A text that can be kept as a name; a lone surrogate is spelled out, as in \\ud800."""
    return text.encode("utf-8", "backslashreplace").decode()


def category(text: str) -> str:
    """A type's name as the first half of a stream's name, which must not hold a "/"."""
    return stored_name(text).replace("%", "%25").replace("/", "%2F")
