"""A program that issues, executes and projects, and kills itself before its n-th SQL statement.

usage: killed_child.py LOG FIRST COUNT KILL_AT

Prints "acknowledged N" as soon as the N-th command is durable, and "done" at the end.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

statements = 0
kill_at = int(sys.argv[4])
connect = sqlite3.connect


def count(_statement: str) -> None:
    global statements
    statements += 1
    if statements == kill_at:
        os.kill(os.getpid(), signal.SIGKILL)


def counted_connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
    connection = connect(*args, **kwargs)
    connection.set_trace_callback(count)
    return connection


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    from infra.open_log import OpenLog
    from tests.domains import bank

    log = OpenLog.open(Path(sys.argv[1]), domains=[bank.DOMAIN])
    sqlite3.connect = counted_connect  # type: ignore[assignment]  # from here on every statement counts
    for pool in (log.log.database, log.cache):
        pool.close()
    first, count_ = int(sys.argv[2]), int(sys.argv[3])
    for number in range(first, first + count_):
        command = log.commands.submit("Deposit", "Account/a", b'{"amount":100}', id=UUID(int=number))
        say(f"acknowledged {number}")
        log.settle(command.correlation_id)
    say(f"done {statements}")


if __name__ == "__main__":
    main()
