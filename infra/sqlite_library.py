"""Lets SQLite's threads allocate memory side by side.

SQLite counts the memory it uses, and takes one lock of the whole process for each allocation to do so. JSON
functions allocate so often that four scanning threads are slower than one; without the count they are four
times as fast as one (measured, see tests/benchmarks/test_scan.py). The count can only be turned off while
nothing in the process uses SQLite, so this happens when the module is imported, before the first connection.
"""

from __future__ import annotations

import ctypes
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

_CONFIG_MEMSTATUS = 9  # SQLITE_CONFIG_MEMSTATUS


def _without_memory_lock() -> bool:
    """Turns the count off where that can be done safely; whether it is off."""
    library = _library()
    if library is None or library.sqlite3_memory_used() > 0:  # somebody uses SQLite already
        return False
    if _is_counting(library):
        library.sqlite3_shutdown()
        library.sqlite3_config(_CONFIG_MEMSTATUS, ctypes.c_int(0))
        library.sqlite3_initialize()
    return not _is_counting(library)


def _is_counting(library: ctypes.CDLL) -> bool:
    with closing(sqlite3.connect(":memory:")):
        return bool(library.sqlite3_memory_used() > 0)


def _library() -> ctypes.CDLL | None:
    """The very library that Python's sqlite3 uses; None where it cannot be reached."""
    module: ModuleType | None = sys.modules.get("_sqlite3")
    path = getattr(module, "__file__", None)
    if path is None:
        return None
    if sys.platform == "win32":
        path = str(Path(path).with_name("sqlite3.dll"))
    try:
        library = ctypes.CDLL(path)
        library.sqlite3_memory_used.restype = ctypes.c_int64
        library.sqlite3_config.argtypes = [ctypes.c_int]  # the rest is variadic
        library.sqlite3_shutdown.restype = library.sqlite3_initialize.restype = ctypes.c_int
    except (OSError, AttributeError):
        return None
    return library


SCALES = _without_memory_lock()
