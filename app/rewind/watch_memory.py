"""Which expressions are watched in which category, from one start of the program to the next."""

from __future__ import annotations

from pathlib import Path

import msgspec
import platformdirs

_MOST = 20


class WatchMemory:
    """The watched expressions by category; kept in a file where there is one."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._watched: dict[str, list[str]] = {}
        if file is not None:
            try:
                self._watched = msgspec.json.decode(file.read_bytes(), type=dict[str, list[str]])
            except (OSError, msgspec.MsgspecError):
                self._watched = {}

    @classmethod
    def of_person(cls) -> WatchMemory:
        """That of the person who runs the program."""
        return cls(Path(platformdirs.user_config_dir("eventscope", appauthor=False)) / "watches.json")

    def of(self, category: str) -> tuple[str, ...]:
        """What is watched in a category."""
        return tuple(self._watched.get(category, ())[:_MOST])

    def keep(self, category: str, expressions: tuple[str, ...]) -> None:
        """Remembers it; a folder that cannot be written is no reason to disturb a person."""
        self._watched[category] = list(expressions[-_MOST:])
        if not expressions:
            del self._watched[category]
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_bytes(msgspec.json.format(msgspec.json.encode(self._watched)))
        except OSError:
            return
