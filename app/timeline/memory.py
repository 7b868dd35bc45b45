"""What the timeline remembers between two starts: recent filters, and the columns added for each log."""

from __future__ import annotations

from pathlib import Path as FilePath

import msgspec

from app.kept import keep, kept_file, read_kept

_FILE = "timeline.json"
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
        return read_kept(kept_file(_FILE), cls) or cls()

    def save(self) -> None:
        """Remembers it."""
        keep(kept_file(_FILE), self)

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
