"""Runs a branch: writes its events into a scratch log, decides commands on it, says what became different."""

from __future__ import annotations

import hashlib
import heapq
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import msgspec

from domain.branch.edits import Branch, BranchFileProblem, Issue
from domain.branch.overlay import BranchEvent, EditProblem, Overlaid
from domain.branch.processes import Processes
from domain.command import Command
from domain.event import Event
from infra.branching.continuation import Continuation
from infra.branching.rerun import CommandOnBranch, Rerun, issued_command
from infra.branching.scratch import Writer, scratch_folder, writing
from infra.branching.streams import EditedStreams, edited_streams, moment_of, place_of
from infra.open_log import OpenLog
from infra.progress import Progress, Ticker, ignore_progress, never_cancelled

ORIGIN = "what-if"
KEPT_COMMANDS = 10_000
_CHECK_EVERY = 500


class BranchedStream(msgspec.Struct, frozen=True):
    """A stream whose events are others on the branch; counts of events, 0 where it does not exist."""

    stream: str
    trunk: int
    branch: int


class BranchResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a branch.

    `facts` is the position where the facts end, `trunk` the one up to which the trunk was looked at.
    `commands` are those whose fate differs (the first 10,000) and those issued on the branch, of
    `decided` that were decided; `different` counts them. `kept` counts later events that no journalled
    command made: they stay as recorded. `undecided` commands wait in the journal and were left out.
    """

    branch: Branch
    facts: int
    trunk: int
    events: int
    streams: tuple[BranchedStream, ...]
    commands: tuple[CommandOnBranch, ...]
    decided: int
    different: int
    kept: int
    undecided: int
    problems: tuple[EditProblem, ...]
    faults: tuple[str, ...]


class BranchRun:
    """A branch as it was run: its result, and the scratch log that holds it. `close` throws it away."""

    def __init__(
        self, trunk: OpenLog, log: OpenLog, folder: Path, result: BranchResult, edited: EditedStreams
    ) -> None:
        self.trunk = trunk
        self.log = log
        self.folder = folder
        self.result = result
        self._edited = edited
        self._is_closed = False

    def overlay(self, stream: str) -> Overlaid | None:
        """The stream's facts with the edits made; None where no edit concerns it."""
        return self._edited.streams.get(stream)

    def close(self) -> None:
        """Removes the scratch log. The trunk is not touched."""
        if self._is_closed:
            return
        self._is_closed = True
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def run_branch(
    log: OpenLog,
    branch: Branch,
    *,
    progress: Callable[[Progress], None] = ignore_progress,
    cancelled: Callable[[], bool] = never_cancelled,
    folder: Callable[[], Path] = scratch_folder,
) -> BranchRun:
    """Runs the branch from its beginning. The log is only read.

    Raises `BranchFileProblem` where the branch is one of another log, `Cancelled`, and `LogError`.
    """
    if branch.log_id != log.log.log_id:
        raise BranchFileProblem(
            f"This branch was made of another log than {log.path.name}.",
            "Open the log that it was made of.",
        )
    place = folder()
    scratch: OpenLog | None = None
    try:
        scratch = OpenLog.open(place / "branch.eventlog", create=True, domains=log.registry.domains)
        for name in log.projections.names:
            scratch.projections.use(log.projections.release(name))
        run = _Run(log, scratch, branch, Ticker("what-if", progress, cancelled))
        result, edited = run.run()
    except BaseException:
        if scratch is not None:
            scratch.close()
        shutil.rmtree(place, ignore_errors=True)
        raise
    return BranchRun(log, scratch, place, result, edited)


class _Run:
    def __init__(self, log: OpenLog, scratch: OpenLog, branch: Branch, ticker: Ticker) -> None:
        self._log = log
        self._scratch = scratch
        self._branch = branch
        self._ticker = ticker
        self._processes = Processes(log.registry, ORIGIN)
        self._commands: dict[UUID, CommandOnBranch] = {}
        self._different: set[UUID] = set()
        self._decided: set[UUID] = set()
        self._trunk_tails: dict[str, _Tail] = {}
        self._branch_tails: dict[str, _Tail] = {}
        head = log.store.last_position()
        self._until = min(branch.position, head) if branch.then == "nothing" else head

    def run(self) -> tuple[BranchResult, EditedStreams]:
        branch, log = self._branch, self._log
        redecides = branch.then == "commands"
        point = min(branch.position, self._until) if redecides else self._until
        continuation = Continuation(log, point, self._until)
        facts = continuation.position if redecides else self._until
        edited = edited_streams(log.store, log.registry, branch, facts)
        silent = int(log.log.fact("silent_until") or 0)
        with writing(self._scratch.log, 0) as writer:
            due = self._write_facts(writer, edited, continuation, facts, silent)
        kept = 0
        with writing(self._scratch.log, writer.last) as behind:
            rerun = Rerun(
                log.registry,
                self._scratch.repository,
                self._scratch.store.head,
                self._processes,
                continuation,
                silent,
                lambda event, wanted: self._emit(behind, event, wanted),
                self._hear_of,
            )
            rerun.wait(due)
            rerun.settle()
            self._issue(rerun, facts, at_end=False)
            if redecides:
                kept = self._go_on(rerun, continuation)
            rerun.settle(rest=True)
            self._issue(rerun, self._until, at_end=True)
            rerun.settle(rest=True)
        result = BranchResult(
            branch=branch,
            facts=facts,
            trunk=self._until,
            events=writer.events + behind.events,
            streams=self._streams(edited),
            commands=tuple(self._commands.values()),
            decided=len(self._decided),
            different=len(self._different),
            kept=kept,
            undecided=continuation.undecided if redecides else 0,
            problems=edited.problems,
            faults=tuple(self._processes.faults),
        )
        return result, edited

    def _write_facts(
        self, writer: Writer, edited: EditedStreams, continuation: Continuation, facts: int, silent: int
    ) -> list[Command]:
        """Writes what is taken as it is, or as edited. Returns what process managers have still to do."""
        due: list[Command] = []
        refused = iter(continuation.refused)
        refusal = next(refused, None)
        redecides = self._branch.then == "commands"
        for seen, each in enumerate(self._facts(edited, facts)):
            if seen % _CHECK_EVERY == 0:
                self._ticker.tick(each.place[0], self._until, seen, step="Facts")
            while refusal is not None and refusal.decided_at < each.event.recorded_at:
                heard = self._processes.refused(refusal.command, refusal.reason)
                due += heard if redecides else ()
                refusal = next(refused, None)
            writer.add(each.event, each.place[0] if each.place[1] == 0 else 0)
            heard = self._processes.hear(each.event)
            if each.mark in ("inserted", "changed") or (redecides and each.event.position > silent):
                due += heard
        while refusal is not None:
            heard = self._processes.refused(refusal.command, refusal.reason)
            due += heard if redecides else ()
            refusal = next(refused, None)
        return [command for command in due if command.id not in continuation.done]

    def _facts(self, edited: EditedStreams, facts: int) -> Iterator[BranchEvent]:
        untouched = (
            BranchEvent(event, event.position, (event.position, 0))
            for event in self._log.store.all(until=facts)
            if event.stream not in edited.streams
        )
        return heapq.merge(untouched, edited.placed, key=place_of)

    def _go_on(self, rerun: Rerun, continuation: Continuation) -> int:
        """Lets happen again what happened after the point; returns how many events were kept as they were."""
        kept = 0
        for seen, unit in enumerate(continuation.units()):
            if isinstance(unit, Event):
                kept += 1
                self._tail(self._trunk_tails, unit)
                reached = unit.position
            else:
                for event in unit.events:
                    self._tail(self._trunk_tails, event)
                reached = unit.events[-1].position if unit.events else 0
            if seen % _CHECK_EVERY == 0 and reached:
                self._ticker.tick(reached, self._until, seen, step="Commands")
            rerun.take(unit)
        return kept

    def _issue(self, rerun: Rerun, position: int, *, at_end: bool) -> None:
        moment = moment_of(self._log.store, position)
        for number, edit in enumerate(self._branch.edits):
            if isinstance(edit, Issue) and edit.at_end == at_end:
                rerun.issue(
                    issued_command(
                        self._branch.log_id,
                        number,
                        edit.command,
                        edit.stream,
                        bytes(edit.data),
                        moment,
                        ORIGIN,
                    )
                )

    def _emit(self, writer: Writer, event: Event, wanted: int) -> None:
        self._tail(self._branch_tails, event)
        writer.add(event, wanted)

    def _hear_of(self, fate: CommandOnBranch) -> None:
        self._decided.add(fate.command_id)
        if fate.is_same:
            self._different.discard(fate.command_id)
            self._commands.pop(fate.command_id, None)
            return
        self._different.add(fate.command_id)
        if fate.command_id in self._commands or len(self._commands) < KEPT_COMMANDS:
            self._commands[fate.command_id] = fate

    def _tail(self, tails: dict[str, _Tail], event: Event) -> None:
        tails.setdefault(event.stream, _Tail()).add(event)

    def _streams(self, edited: EditedStreams) -> tuple[BranchedStream, ...]:
        """Those whose facts were edited, or which went on otherwise."""
        names = set(self._trunk_tails) | set(self._branch_tails)
        nothing = _Tail()
        changed = {
            name
            for name in names
            if self._trunk_tails.get(name, nothing).digest() != self._branch_tails.get(name, nothing).digest()
        }
        changed |= {
            name
            for name, overlay in edited.streams.items()
            if overlay.dropped or any(each.mark for each in overlay.events)
        }
        store = self._log.store
        return tuple(
            BranchedStream(name, store.version_at(name, position=self._until), self._scratch.store.head(name))
            for name in sorted(changed)
        )


class _Tail:
    """What a stream tells after the facts, as a digest."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=16)

    def add(self, event: Event) -> None:
        self._hash.update(
            b"%b %d %d:%b" % (event.type.encode(), event.schema_version, len(event.data), event.data)
        )

    def digest(self) -> bytes:
        return self._hash.digest()
