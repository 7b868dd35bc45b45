"""Files that appear whole or not at all: written hidden beside their place, then put there in one step."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from infra.errors import LogError, LogLocked, LogNotFound, NoPermission

_SIDE_FILES = ("", "-journal", "-wal", "-shm")


def check_folder(path: Path) -> None:
    """Raises `LogError` where no file can be made in the folder of `path`."""
    folder = path.parent
    if not folder.is_dir():
        raise LogNotFound(folder)
    if not os.access(folder, os.W_OK):
        raise NoPermission(f"No permission to write in {folder}.", "Choose another folder.")


@contextmanager
def log_draft(path: Path) -> Iterator[Path]:
    """The place of a draft for a new log at `path`; whatever is left of it at the end is removed.

    The name is the same each time, so that what a killed import left behind goes with the next one.
    """
    check_folder(path)
    draft = path.with_name(f".{path.name}.importing")
    if draft.exists():
        _claim(draft)
        _remove(draft)
    try:
        yield draft
    finally:
        _remove(draft)


def put_in_place(draft: Path, path: Path) -> None:
    """Gives a finished log its name, durably, and never over another file. Raises `LogError`."""
    sync(draft)
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise LogError(f"{path} already exists.", "Choose another name, or open it.") from error
    except OSError:  # a file system without links, such as FAT
        if path.exists():
            raise LogError(f"{path} already exists.", "Choose another name, or open it.") from None
        draft.rename(path)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Waits until the file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until the folder's names are on the disk, where the system can say so."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems know no fsync of folders
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _claim(draft: Path) -> None:
    """Raises `LogLocked` where another import is still writing the draft."""
    with closing(sqlite3.connect(draft, isolation_level=None, timeout=0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise LogLocked(
                    f"Another import into {draft.name[1:].removesuffix('.importing')} is running.",
                    "Wait until it has finished, or choose another name.",
                ) from error
        except sqlite3.DatabaseError:
            return  # torn by a kill: nobody is writing it


def _remove(draft: Path) -> None:
    for suffix in _SIDE_FILES:
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)
