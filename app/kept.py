"""Small JSON files that are kept for a person from one start of the program to the next."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec
import platformdirs

T = TypeVar("T")


def kept_file(name: str) -> Path:
    """Where the file of that name is kept: in the person's settings folder."""
    return Path(platformdirs.user_config_dir("eventscope", appauthor=False)) / name


def read_kept(file: Path, kind: type[T]) -> T | None:
    """What was kept; None where the file is missing or broken."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None


def keep(file: Path, value: object) -> None:
    """Keeps it, whole or not at all; a folder that cannot be written is no reason to disturb a person."""
    new = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(msgspec.json.format(msgspec.json.encode(value)))
        new.replace(file)
    except OSError:
        return
