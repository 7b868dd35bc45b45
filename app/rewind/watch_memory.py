"""Which expressions are watched in which category, from one start of the program to the next."""

from __future__ import annotations

from pathlib import Path

from app.kept import keep, kept_file, read_kept

_MOST = 20


class WatchMemory:
    """The watched expressions by category; kept in a file where there is one."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._watched: dict[str, list[str]] = {}
        if file is not None:
            self._watched = read_kept(file, dict[str, list[str]]) or {}

    @classmethod
    def of_person(cls) -> WatchMemory:
        """That of the person who runs the program."""
        return cls(kept_file("watches.json"))

    def of(self, category: str) -> tuple[str, ...]:
        """What is watched in a category."""
        return tuple(self._watched.get(category, ())[:_MOST])

    def keep(self, category: str, expressions: tuple[str, ...]) -> None:
        """Remembers it."""
        self._watched[category] = list(expressions[-_MOST:])
        if not expressions:
            del self._watched[category]
        if self._file is not None:
            keep(self._file, self._watched)
