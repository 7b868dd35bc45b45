"""The state of a stream on a branch beside its state on the trunk, at their ends or at any versions."""

from __future__ import annotations

import threading
from typing import Any

import msgspec

from domain.history.diff import Change, diff
from domain.history.keyframes import History
from domain.history.state import Problem
from infra.branching.run import BranchRun
from infra.states import NoSuchState, States, StateView


class StateDiff(msgspec.Struct, frozen=True, kw_only=True):
    """Both states as JSON values, None where the stream has no events there, and what leads from one to the
    other. `problems` are events of the branch that could not be applied; the versions are 0 where there is
    no stream."""

    stream: str
    inferred: bool
    trunk: Any
    branch: Any
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    trunk_version: int = 0
    branch_version: int = 0


def state_diff(run: BranchRun, stream: str) -> StateDiff:
    """How the stream's last state on the branch differs from its last one on the trunk."""
    trunk = _at_end(run.trunk.states.at, stream, position=run.result.trunk)
    branch = _at_end(run.log.states.at, stream)
    old = None if trunk is None else trunk.state
    new = None if branch is None else branch.state
    return StateDiff(
        stream=stream,
        inferred=any(view.inferred for view in (trunk, branch) if view is not None),
        trunk=old,
        branch=new,
        changes=diff(old, new),
        problems=() if branch is None else branch.problems,
        trunk_version=0 if trunk is None else trunk.version,
        branch_version=0 if branch is None else branch.version,
    )


class VersionsDiff(msgspec.Struct, frozen=True, kw_only=True):
    """The states at a version of each side, None where the stream has no events there, and what differs.

    Version 0 is before the first event. `trunk_last` and `branch_last` are the sides' last versions, 0 where
    there is no stream.
    """

    trunk_version: int
    trunk_last: int
    branch_version: int
    branch_last: int
    trunk: Any
    branch: Any
    changes: tuple[Change, ...]


class BranchedHistories:
    """One stream on both sides, to be asked for many versions. Thread-safe."""

    def __init__(self, run: BranchRun, stream: str) -> None:
        self._lock = threading.Lock()
        self._trunk = _history(run.trunk.states, stream, run.result.trunk)
        self._branch = _history(run.log.states, stream, None)

    def at(self, trunk: int | None = None, branch: int | None = None) -> VersionsDiff:
        """Both states, each at a version or (None) at the end; a version beyond the end is the end."""
        with self._lock:
            trunk_version, trunk_last, old = _state_at(self._trunk, trunk)
            branch_version, branch_last, new = _state_at(self._branch, branch)
        return VersionsDiff(
            trunk_version=trunk_version,
            trunk_last=trunk_last,
            branch_version=branch_version,
            branch_last=branch_last,
            trunk=old,
            branch=new,
            changes=diff(old, new),
        )


def _history(states: States, stream: str, as_of: int | None) -> History | None:
    try:
        return states.history(stream, as_of=as_of)
    except NoSuchState:
        return None


def _state_at(history: History | None, version: int | None) -> tuple[int, int, Any]:
    if history is None:
        return 0, 0, None
    at = history.last if version is None else min(max(version, 0), history.last)
    return at, history.last, history.value_at(at)


def _at_end(at: Any, stream: str, **moment: Any) -> StateView | None:
    try:
        view: StateView = at(stream, **moment)
    except NoSuchState:
        return None
    return view
