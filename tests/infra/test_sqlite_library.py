from __future__ import annotations

import subprocess
import sys

IN_USE = """
import sqlite3
connection = sqlite3.connect(":memory:")
connection.execute("CREATE TABLE t (x)")
from infra import sqlite_library
connection.execute("INSERT INTO t VALUES (1)")
assert connection.execute("SELECT x FROM t").fetchone() == (1,)
connection.close()
"""
FRESH = """
from infra import sqlite_library
import sqlite3
connection = sqlite3.connect(":memory:")
assert connection.execute("SELECT json_extract('[5]', '$[0]')").fetchone() == (5,)
connection.close()
print(sqlite_library.SCALES)
"""


def run(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program], check=True, capture_output=True, text=True, timeout=60
    ).stdout


def test_a_library_in_use_is_left_alone() -> None:
    run(IN_USE)


def test_sqlite_works_after_its_count_of_memory_was_turned_off() -> None:
    assert run(FRESH).strip() in ("True", "False")
