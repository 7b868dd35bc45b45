"""Checks each stream: versions 1 to n without a missing or a doubled one, and the head that is kept of it."""

from __future__ import annotations

from typing import Any

import msgspec

from domain.errors import DomainError
from domain.event import StreamName
from infra.log.problems import Problem, Report


class _Stream(msgspec.Struct):
    name: str
    head: tuple[Any, Any, Any]  # version, events, last_position as the streams table has them
    version: int = 0
    events: int = 0
    last_position: int = 0
    holes: list[tuple[int, int]] | None = None  # versions not seen yet although later ones were


class StreamCheck:
    """Hears all streams, then all events by position, then `finish`."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._streams: dict[Any, _Stream] = {}
        self.last_position = 0

    def name(self, id: object) -> str | None:
        """The stream's name, None where there is no such stream."""
        stream = self._streams.get(id)
        return stream.name if stream else None

    def add_head(self, row: tuple[Any, ...]) -> None:
        """A row of the streams table, texts as bytes."""
        id, name, category, key, version, events, last_position = row
        try:
            text = name.decode()
            parsed = StreamName.parse(text)
        except (UnicodeDecodeError, AttributeError, DomainError):
            self._report(Problem("stream", f"The name of stream {id} is not Category/key: {name!r}."))
            return
        if (category, key) != (parsed.category.encode(), parsed.key.encode()):
            self._report(
                Problem("stream", "The stream's category and key are not those of its name.", stream=text)
            )
        self._streams[id] = _Stream(text, (version, events, last_position))
        if isinstance(last_position, int):
            self.last_position = max(self.last_position, last_position)

    def add_event(self, id: int, version: int, position: int) -> None:
        """The next event by position; its stream is one of those added."""
        stream = self._streams[id]
        stream.events += 1
        stream.last_position = position
        if version == stream.version + 1:
            stream.version = version
        elif version > stream.version:
            stream.holes = [*(stream.holes or ()), (stream.version + 1, version - 1)]
            stream.version = version
        elif version >= 1 and _fill(stream, version):
            self._report(
                Problem(
                    "order",
                    f"Version {version} of {stream.name} stands after a later version.",
                    position,
                    stream.name,
                )
            )
        else:
            kind, fault = (
                ("duplicate_version", "is there twice") if version >= 1 else ("row", "is no version")
            )
            self._report(Problem(kind, f"Version {version} of {stream.name} {fault}.", position, stream.name))

    def finish(self) -> None:
        """Reports what only the whole tells: missing versions, doubled names, wrong heads."""
        names: set[str] = set()
        for stream in self._streams.values():
            if stream.name in names:
                self._report(Problem("stream", f"{stream.name} is there twice.", stream=stream.name))
            names.add(stream.name)
            holes = list(stream.holes or ())
            version, events, last_position = stream.head
            if isinstance(version, int) and version > stream.version:
                holes.append((stream.version + 1, version))
            for first, last in holes:
                self._report(
                    Problem("missing_version", _missing(stream.name, first, last), stream=stream.name)
                )
            if (version, events, last_position) != (stream.version, stream.events, stream.last_position):
                self._report(
                    Problem(
                        "stream",
                        f"{stream.name} is kept as version {version} with {events} events up to position "
                        f"{last_position}, but has {stream.events} events up to version {stream.version} "
                        f"and position {stream.last_position}.",
                        stream=stream.name,
                    )
                )


def _fill(stream: _Stream, version: int) -> bool:
    """Takes the version out of the holes; False where it is in none."""
    for index, (first, last) in enumerate(stream.holes or ()):
        if first <= version <= last:
            parts = [(first, version - 1), (version + 1, last)]
            holes = stream.holes or []
            stream.holes = [
                *holes[:index],
                *(part for part in parts if part[0] <= part[1]),
                *holes[index + 1 :],
            ]
            return True
    return False


def _missing(name: str, first: int, last: int) -> str:
    if first == last:
        return f"Version {first} of {name} is missing."
    return f"Versions {first} to {last} of {name} are missing."
