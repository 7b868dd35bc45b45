"""The state of a stream on a branch beside its state on the trunk."""

from __future__ import annotations

from typing import Any

import msgspec

from domain.history.diff import Change, diff
from domain.history.state import Problem
from infra.branching.run import BranchRun
from infra.states import NoSuchState, StateView


class StateDiff(msgspec.Struct, frozen=True, kw_only=True):
    """Both states as JSON values, None where the stream has no events there, and what leads from one to the
    other. `problems` are events of the branch that could not be applied."""

    stream: str
    inferred: bool
    trunk: Any
    branch: Any
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


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
    )


def _at_end(at: Any, stream: str, **moment: Any) -> StateView | None:
    try:
        view: StateView = at(stream, **moment)
    except NoSuchState:
        return None
    return view
