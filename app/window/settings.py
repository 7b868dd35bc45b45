"""What the program remembers between two starts: recent logs, theme, language, the window's layout."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QSettings

from app.kept import keep, kept_file, read_kept
from app.language import Language
from app.moments import Days, Zone
from app.theme import Scheme

_FILE = "settings.json"
_RECENT = 10


class Settings(msgspec.Struct):
    """The settings, kept as one JSON file; `load` gives the defaults where it is missing or broken."""

    theme: Scheme = Scheme.SYSTEM
    times: Zone = Zone.LOCAL
    days: Days = Days.ISO
    language: Language = Language.SYSTEM
    recent: list[str] = []
    palette: list[str] = []  # names of what was chosen in it, the latest first
    text_size: float = 1.0

    @classmethod
    def load(cls) -> Settings:
        """The kept settings."""
        return read_kept(kept_file(_FILE), cls) or cls()

    def save(self) -> None:
        """Keeps them."""
        keep(kept_file(_FILE), self)

    def opened(self, path: Path) -> None:
        """A log was opened: it comes first among the recent ones."""
        name = str(path.absolute())
        self.recent = [name, *(each for each in self.recent if each != name)][:_RECENT]
        self.save()

    def forget(self, path: str) -> None:
        """Takes a log off the recent ones."""
        self.recent = [each for each in self.recent if each != path]
        self.save()


def keep_layout(geometry: QByteArray, state: QByteArray) -> None:
    """Remembers the window's size and docks (bytes are all that QSettings keeps well)."""
    store = _layout()
    store.setValue("geometry", geometry)
    store.setValue("state", state)


def kept_layout() -> tuple[QByteArray, QByteArray] | None:
    """The remembered size and docks."""
    store = _layout()
    geometry, state = store.value("geometry"), store.value("state")
    if isinstance(geometry, QByteArray) and isinstance(state, QByteArray):
        return geometry, state
    return None


def _layout() -> QSettings:
    path = kept_file("layout.ini")
    return QSettings(str(path), QSettings.Format.IniFormat)
