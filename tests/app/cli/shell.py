"""A shell in a folder of its own, in which `eventscope` is run as a script runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
EUR = {"currency": "EUR"}
ADA = {
    "name": "Ada",
    "email": "ada@example.org",
    "address": {"street": "12 Analytical Row", "city": "London", "postal_code": "W1T 3NL", "country": "GB"},
}


class Shell:
    """Each run is a process: by `start` a new one, by `run` a fork of one that has spent its start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def start(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "app.cli", *arguments],
            cwd=self.folder,
            env={**_env(), "HOME": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def run(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryDirectory() as folder:
            said, told = Path(folder) / "stdout", Path(folder) / "stderr"
            code = _run_forked(
                {
                    "arguments": arguments,
                    "folder": str(self.folder),
                    "env": {"HOME": str(self.folder), **env},
                    "stdout": str(said),
                    "stderr": str(told),
                }
            )
            return subprocess.CompletedProcess(
                arguments, code, said.read_text("utf-8"), told.read_text("utf-8")
            )

    def json(self, *arguments: str, code: int = 0) -> Any:
        done = self.run(*arguments, "--json")
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)

    def lines(self, *arguments: str) -> list[Any]:
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def issue(self, command: str, stream: str, data: Any = None, *more: str, code: int = 0) -> Any:
        return self.json(
            "issue", "s.eventlog", command, stream, "--data", json.dumps(data or {}), *more, code=code
        )


def _env() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


@cache
def _forking() -> subprocess.Popen[str]:
    """Ends with the tests, whose end of its stdin is closed then."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.app.cli.forked"],
        cwd=ROOT,
        env=_env(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _run_forked(wanted: dict[str, Any]) -> int:
    process = _forking()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(wanted) + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    assert answer, "the process that forks has ended"
    return int(answer)
