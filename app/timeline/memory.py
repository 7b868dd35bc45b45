"""What the timeline remembers between two starts: recent filters, and the columns added for each log."""

from __future__ import annotations

from pathlib import Path as FilePath

import msgspec
import platformdirs

_FILTERS = 15
_LOGS = 60


class TimelineMemory(msgspec.Struct):
    """Kept as one JSON file; `load` gives an empty one where it is missing or broken.

    `columns` are names of fields by the log's path, the one changed last at the end; `hidden` are the
    built-in columns that were put away.
    """

    filters: list[str] = []
    columns: dict[str, list[str]] = {}
    hidden: list[int] = []

    @classmethod
    def load(cls) -> TimelineMemory:
        """What was remembered."""
        try:
            return msgspec.json.decode(_file().read_bytes(), type=cls)
        except (OSError, msgspec.MsgspecError):
            return cls()

    def save(self) -> None:
        """Remembers it; a folder that cannot be written is no reason to disturb a person."""
        try:
            _file().parent.mkdir(parents=True, exist_ok=True)
            _file().write_bytes(msgspec.json.format(msgspec.json.encode(self)))
        except OSError:
            return

    def filtered(self, text: str) -> None:
        """A filter was used: it comes first among the recent ones."""
        filter = text.strip()
        if filter and self.filters[:1] != [filter]:
            self.filters = [filter, *(each for each in self.filters if each != filter)][:_FILTERS]
            self.save()

    def show_columns(self, log: FilePath, names: list[str]) -> None:
        """These are the columns added for a log from now on."""
        kept = {path: each for path, each in self.columns.items() if path != str(log)}
        if names:
            kept[str(log)] = names
        self.columns = dict(list(kept.items())[-_LOGS:])
        self.save()


def _file() -> FilePath:
    return FilePath(platformdirs.user_config_dir("eventscope", appauthor=False)) / "timeline.json"
