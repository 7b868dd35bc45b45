"""Puts the program into a Linux desktop's menu and lets it open .eventlog files, as freedesktop.org has it.

An installation by `pipx` or `pip` brings the command only: menu entry, icon and file kind are files in the
person's data folder (XDG Base Directory and Shared MIME-info specifications).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import msgspec

from domain.errors import DomainError

_APPLICATION = Path("applications/eventscope.desktop")
_ICON = Path("icons/hicolor/scalable/apps/eventscope.svg")
_KIND = Path("mime/packages/eventscope-eventlog.xml")
_SOURCES = {_APPLICATION: "eventscope.desktop", _ICON: "eventscope.svg", _KIND: "eventlog.xml"}


class Installed(msgspec.Struct, frozen=True):
    """The files written or removed, and the desktop's own programs that were not there to be told."""

    files: tuple[Path, ...]
    untold: tuple[str, ...]


def data_folder() -> Path:
    """Where the person's desktop looks for entries. Raises `DomainError` on systems without such a folder."""
    if not sys.platform.startswith("linux"):
        raise DomainError(
            "Menu entries of this kind belong to Linux desktops.",
            "Elsewhere, let the system open .eventlog files with the command eventscope.",
        )
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def install(folder: Path, command: Path) -> Installed:
    """Writes entry, icon and file kind below `folder`; the entry starts `command`.

    Raises `DomainError` where they cannot be written.
    """
    written = []
    for place, name in _SOURCES.items():
        text = (files("resources") / "desktop" / name).read_text("utf-8")
        if place == _APPLICATION:
            text = text.replace("Exec=eventscope", f"Exec={_quoted(command)}")
            text += f"TryExec={command}\n"
        target = folder / place
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        except OSError as error:
            raise DomainError(
                f"{target} cannot be written: {error.strerror}.", "Look whether the folder is yours."
            ) from error
        written.append(target)
    return Installed(tuple(written), _tell_desktop(folder))


def remove(folder: Path) -> Installed:
    """Takes them away again; what is not there is not missed."""
    gone = []
    for place in _SOURCES:
        target = folder / place
        if target.exists():
            target.unlink()
            gone.append(target)
    return Installed(tuple(gone), _tell_desktop(folder) if gone else ())


def _tell_desktop(folder: Path) -> tuple[str, ...]:
    """Has the desktop renew its indexes of these folders; names of the programs for it that are absent."""
    untold = []
    for program, place in (("update-mime-database", "mime"), ("update-desktop-database", "applications")):
        found = shutil.which(program)
        if found is None:
            untold.append(program)
        else:
            subprocess.run([found, str(folder / place)], check=False, capture_output=True, timeout=60)
    return tuple(untold)


def _quoted(command: Path) -> str:
    """As the Exec key wants a path with spaces or signs."""
    text = str(command)
    if not any(sign in text for sign in " \t\"'\\><~|&;$*?#()`%"):
        return text
    for sign in ("\\", '"', "`", "$"):
        text = text.replace(sign, f"\\{sign}")
    return '"' + text.replace("\\", "\\\\").replace("%", "%%") + '"'
