"""What the What if pane shows, and how a branched stream is read for it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from app.words import QT_TRANSLATE_NOOP
from domain.branch.edits import Branch
from domain.event import Event
from infra.branching.read_models import ReadModelDiff
from infra.branching.run import BranchResult, BranchRun
from infra.branching.states import StateDiff, VersionsDiff, state_diff
from infra.branching.streams import facts_of

NO_LOG = QT_TRANSLATE_NOOP("WhatIf", "Open a log to ask what would have been.")
NO_BRANCH = QT_TRANSLATE_NOOP(
    "WhatIf",
    "Right-click an event in the timeline and choose \u201cWhat if from here\u2026\u201d, or begin at the "
    "end of the log. You then drop, change, insert or move events and issue commands, and see what would "
    "have become of everything after. The log itself is never touched.",
)
ROWS = 5_000  # of a long stream its newest events are listed

Mark: TypeAlias = Literal["", "changed", "inserted", "moved", "dropped", "same", "new"]


class StreamRow(msgspec.Struct, frozen=True):
    """An event of the branched stream.

    `ref` names it for edits, 0 where it comes after the facts and follows from them: "same" as on the trunk,
    or "new".
    """

    ref: int
    version: int
    type: str
    data: bytes
    mark: Mark


class StreamView(msgspec.Struct, frozen=True):
    """A stream on the branch: its events, how its state differs, and event types that its domain knows."""

    stream: str
    rows: tuple[StreamRow, ...]
    left_out: int
    diff: StateDiff


class WhatIfState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. `models` is None while they are being compared, `versions` while both sides of the
    stream are shown at their ends."""

    notice: str = NO_LOG
    branch: Branch | None = None
    result: BranchResult | None = None
    stream: str = ""
    streams: tuple[str, ...] = ()
    view: StreamView | None = None
    versions: VersionsDiff | None = None
    models: tuple[ReadModelDiff, ...] | None = None
    is_busy: bool = False
    is_saved: bool = True
    error: str = ""


def stream_view(run: BranchRun, stream: str) -> StreamView:
    """Reads a stream of a branch that was run."""
    facts = _facts(run, stream)
    left_out = max(len(facts) - ROWS, 0)
    follows = _what_follows(run, stream, sum(row.mark != "dropped" for row in facts))
    return StreamView(stream, facts[left_out:] + follows, left_out, state_diff(run, stream))


def _facts(run: BranchRun, stream: str) -> tuple[StreamRow, ...]:
    overlay = run.overlay(stream)
    if overlay is None:
        events = facts_of(run.trunk.store, stream, run.result.facts)
        return tuple(StreamRow(e.position, e.version, e.type, e.data, "") for e in events)
    rows = [
        (each.place, StreamRow(each.ref, each.event.version, each.event.type, each.event.data, each.mark))
        for each in overlay.events
    ]
    rows += [
        ((event.position, 0), StreamRow(event.position, 0, event.type, event.data, "dropped"))
        for event in overlay.dropped
    ]
    return tuple(row for _, row in sorted(rows, key=_by_place))


def _by_place(placed: tuple[tuple[int, int], StreamRow]) -> tuple[int, int]:
    return placed[0]


def _what_follows(run: BranchRun, stream: str, facts: int) -> tuple[StreamRow, ...]:
    first = next(run.log.store.stream(stream, limit=1), None)
    if first is None:
        return ()
    after = first.version - 1 + facts
    return tuple(
        StreamRow(0, event.version, event.type, event.data, "same" if _is_on_trunk(run, event) else "new")
        for event in run.log.store.stream(stream, after=after, limit=ROWS)
    )


def _is_on_trunk(run: BranchRun, event: Event) -> bool:
    twin = run.trunk.store.by_id(event.id)
    return twin is not None and (twin.type, twin.data) == (event.type, event.data)
