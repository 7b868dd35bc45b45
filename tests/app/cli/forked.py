"""Runs `eventscope` in a process of its own each time, forked from one that has its modules loaded already.

A JSON line on stdin says what to run; the answer is a line with the exit code, a negative one for a signal.
"""

from __future__ import annotations

import json
import os
import signal
import sys

from app.cli import main

_SECONDS = 120


def serve() -> None:
    """Until the end of stdin; a forked process ends with the program."""
    while line := sys.stdin.readline():
        wanted = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(wanted)
            main()
        _, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(wanted: dict[str, object]) -> None:
    signal.alarm(_SECONDS)
    os.chdir(str(wanted["folder"]))
    os.environ.update(dict(wanted["env"]))  # type: ignore[call-overload]  # as the client wrote it
    sys.argv = ["eventscope", *list(wanted["arguments"])]  # type: ignore[call-overload]
    for target, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, str(wanted["stdout"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, str(wanted["stderr"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        opened = os.open(path, flags)
        os.dup2(opened, target)
        os.close(opened)


if __name__ == "__main__":
    serve()
