"""A replay in further processes, each with another hash seed: what differs hangs on the order of sets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from app.cli.output import refuse

_SEED = "PYTHONHASHSEED"


def undetermined(report: dict[str, Any], source: str, category: str, seeds: int) -> list[dict[str, Any]]:
    """The commands that end otherwise in any of so many other processes than in this one's report.

    Both are as `eventscope replay --json` prints them, and so name at most 10,000 commands each.
    """
    own = _differences(report)
    found: dict[str, dict[str, Any]] = {}
    for seed in _others(seeds):
        other = _differences(_replayed(source, category, seed))
        for name in own.keys() | other.keys():
            mine, theirs = own.get(name), other.get(name)
            if mine is None or theirs is None or mine["now"] != theirs["now"]:
                entry = theirs if mine is None else mine
                assert entry is not None, "one of them names it"
                found[name] = {key: entry[key] for key in ("command", "stream", "version", "command_id")}
    return sorted(found.values(), key=_place)


def _replayed(source: str, category: str, seed: int) -> dict[str, Any]:
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app.cli"]
    done = subprocess.run(
        [*program, "replay", source, category, "--json"],
        env={**os.environ, _SEED: str(seed)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        reason = done.stderr.strip() or "It said nothing."
        refuse(f"The replay under the hash seed {seed} did not end well.", reason)
    return report


def _others(count: int) -> list[int]:
    """Seeds that are not this process's own, the same ones each time."""
    own = os.environ.get(_SEED, "")
    return [seed for seed in range(1, count + 2) if str(seed) != own][:count]


def _differences(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["command_id"]: each for each in report["differences"]}


def _place(entry: dict[str, Any]) -> tuple[str, int]:
    return entry["stream"], entry["version"]
