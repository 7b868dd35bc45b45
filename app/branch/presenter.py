"""Decides what the What if pane shows: keeps the branch, runs it anew after each edit, compares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from app.branch.state import NO_BRANCH, NO_LOG, StreamRow, StreamView, WhatIfState, stream_view
from app.engine_words import in_own_words
from app.figures import grouped
from app.presenter import Presenter
from app.words import translate
from app.work import Submit, Work
from domain.branch.edits import Branch, Change, Drop, Edit, Insert, Issue, Move, Then
from domain.branch.overlay import overlaid
from domain.errors import DomainError
from domain.registry import Registry
from infra.branching.files import export_branch, load_branch, save_branch
from infra.branching.led_to import without_all
from infra.branching.read_models import BranchReadModels, ReadModelDiff
from infra.branching.run import BranchRun, run_branch
from infra.branching.states import BranchedHistories, VersionsDiff
from infra.exchange.exporting import ExportReport
from infra.open_log import OpenLog

_COMPLETIONS = 30


class WhatIfPresenter(Presenter[WhatIfState]):
    """Knows one log and at most one branch of it. Runs happen in the background; a newer edit overtakes."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[WhatIfState], None],
        failed: Callable[[BaseException], None],
        told: Callable[[str], None],
    ) -> None:
        super().__init__(WhatIfState(), submit, show, failed)
        self._told = told
        self._run: BranchRun | None = None
        self._job: Any = None
        self._histories: tuple[BranchRun, str, BranchedHistories] | None = None

    @property
    def registry(self) -> Registry | None:
        """What is known of events and commands."""
        return self._log.registry if self._log is not None else None

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none; the branch is thrown away."""
        self._epoch += 1
        if self._run is not None:
            self._run.close()
            self._run = None
        self._log = log
        self._change(WhatIfState(notice=NO_LOG if log is None else NO_BRANCH))

    def begin(self, position: int | None, stream: str = "") -> None:
        """A new branch from a position, None for the end of the log."""
        log = self._log
        if log is None:
            return

        def work(job: Work) -> tuple[int, str]:
            at = log.store.last_position() if position is None else position
            event = log.store.at(at)
            return at, stream or (event.stream if event is not None else "")

        self._submit(work, on_success=self._begun, on_error=self._failed, key="branch.begin")

    def discard(self) -> None:
        """Throws the branch away."""
        self._let_go()
        self._epoch += 1
        self._change(WhatIfState(notice=NO_BRANCH if self._log is not None else NO_LOG))

    def open_stream(self, stream: str) -> None:
        """Shows another stream of the branch."""
        if self.state.branch is not None and stream:
            self._change_to(stream=stream)
            self._look()

    def seek(self, trunk: int, branch: int) -> None:
        """Shows the stream's states at a version of the trunk and one of the branch."""
        run, epoch, stream = self._run, self._epoch, self.state.stream
        if run is None or self.state.view is None:
            return

        def work(job: Work) -> VersionsDiff:
            known = self._histories
            if known is None or known[:2] != (run, stream):
                known = self._histories = run, stream, BranchedHistories(run, stream)
            return known[2].at(trunk, branch)

        self._submit(
            work,
            on_success=lambda versions: self._sought(epoch, stream, versions),
            on_error=lambda error: self._not_done(epoch, error),
            key="branch.seek",
        )

    def complete(self, text: str) -> None:
        """Looks for streams whose names contain the text."""
        log = self._log
        if log is not None:
            streams = log.streams
            self._submit(
                lambda job: tuple(each.name for each in streams.page(containing=text, limit=_COMPLETIONS)),
                on_success=self._completed,
                on_error=self._failed,
                key="branch.complete",
            )

    def drop(self, row: StreamRow) -> None:
        """The event never happened; a dropped one did after all."""
        branch = self.state.branch
        if branch is None or not row.ref:
            return
        if row.mark == "dropped":
            self.take_back(branch.edits.index(Drop(row.ref)))
        else:
            self._edit(Drop(row.ref))

    def drop_all(self, row: StreamRow) -> None:
        """Neither the event happened nor anything that came of it, as far as the log names causes."""
        log, branch, epoch = self._log, self.state.branch, self._epoch
        if log is None or branch is None or row.ref <= 0 or row.mark == "dropped":
            return

        def work(job: Work) -> Branch:
            return without_all(log, branch, row.ref, job.check)

        self._submit(
            work,
            on_success=lambda wanted: self._run_anew(wanted) if epoch == self._epoch else None,
            on_error=lambda error: self._not_done(epoch, error),
            key="branch.drop_all",
        )

    def change(self, row: StreamRow, data: bytes) -> None:
        """The event said something else."""
        if row.ref:
            self._edit(Change(row.ref, msgspec.Raw(data)))

    def insert(self, after: StreamRow | None, type: str, data: bytes) -> None:
        """Another event happened after that one, None before the first."""
        branch = self.state.branch
        if branch is not None:
            behind = 0 if after is None else after.ref
            self._edit(Insert(branch.next_key(), self.state.stream, behind, type, msgspec.Raw(data)))

    def move(self, row: StreamRow, steps: int) -> bool:
        """The event happened so many places later (negative: earlier). False where it cannot go there."""
        if self.state.view is None or not row.ref or row.mark == "dropped":
            return False
        refs = [each.ref for each in self.state.view.rows if each.ref and each.mark != "dropped"]
        at = refs.index(row.ref)
        if not 0 <= at + steps < len(refs):
            return False
        left = refs[:at] + refs[at + 1 :]
        before = at + steps - 1
        if before < 0 and self.state.view.left_out:
            return False  # what comes before is not listed
        self._edit(Move(row.ref, left[before] if before >= 0 else 0))
        return True

    def issue(self, stream: str, command: str, data: bytes, *, at_end: bool) -> None:
        """A command that was never issued on the trunk."""
        self._edit(Issue(stream, command, msgspec.Raw(data), at_end))

    def take_back(self, number: int) -> None:
        """Takes an edit back."""
        branch = self.state.branch
        if branch is not None and 0 <= number < len(branch.edits):
            self._run_anew(branch.without(number))

    def go_on_with(self, then: Then) -> None:
        """What comes after the facts."""
        branch = self.state.branch
        if branch is not None and then != branch.then:
            self._run_anew(msgspec.structs.replace(branch, then=then))

    def problem_of(self, type: str, data: str) -> str:
        """What is wrong with such a payload of the stream's domain, "" for nothing."""
        branch, log = self.state.branch, self._log
        if branch is None or log is None:
            return ""
        edit = Insert(-1, self.state.stream, 0, type, msgspec.Raw(data.encode()))
        found = overlaid(self.state.stream, (), [(0, edit)], branch, log.registry)
        return in_own_words(found.problems[0].reason) if found.problems else ""

    def command_problem(self, stream: str, command: str, data: str) -> str:
        """What is wrong with such a command, "" for nothing."""
        if self._log is None:
            return ""
        try:
            self._log.registry.parse_command(stream, command, data.encode())
        except DomainError as fault:
            return in_own_words(fault.reason)
        return ""

    def compare_models(self) -> None:
        """Builds the read models of both sides and compares them, once for each run."""
        run, epoch = self._run, self._epoch
        if run is None or self.state.models is not None:
            return

        def work(job: Work) -> tuple[ReadModelDiff, ...]:
            return BranchReadModels(run).compare(
                lambda now: job.progress(now.done, now.total), lambda: job.is_cancelled
            )

        self._submit(
            work,
            on_success=lambda models: self._compared(epoch, models),
            on_error=lambda error: self._not_done(epoch, error),
            key="branch.models",
            title=translate("WhatIf", "Comparing read models"),
        )

    def stopped(self, job: object) -> None:
        """A job has ended, perhaps because a person cancelled it in the status bar."""
        if job is self._job and self.state.is_busy and getattr(job, "is_cancelled", False):
            said = translate("WhatIf", "The run was cancelled: what is shown is not of these edits.")
            self._change_to(is_busy=False, error=said)

    def save(self, path: Path) -> None:
        """Keeps the branch as a file."""
        branch = self.state.branch
        if branch is not None:
            self._submit(
                lambda job: save_branch(branch, path),
                on_success=lambda _: self._saved(branch, path),
                on_error=self._failed,
            )

    def open(self, path: Path) -> None:
        """Goes on with a saved branch."""
        log = self._log
        if log is None:
            return

        def work(job: Work) -> tuple[Branch, str]:
            branch = load_branch(path, log)
            event = next(log.store.all(until=branch.position, backward=True, limit=1), None)
            return branch, event.stream if event is not None else ""

        self._submit(work, on_success=self._opened, on_error=self._failed, key="branch.begin")

    def export(self, path: Path) -> None:
        """Writes the branch's events: JSON lines, or a log where the name ends in .eventlog."""
        run = self._run
        if run is None:
            return

        def work(job: Work) -> ExportReport:
            return export_branch(
                run, path, lambda now: job.progress(now.done, now.total), lambda: job.is_cancelled
            )

        self._submit(
            work,
            on_success=self._exported,
            on_error=self._failed,
            title=translate("WhatIf", "Exporting the branch to {0}").format(path.name),
        )

    def _begun(self, found: tuple[int, str]) -> None:
        log = self._log
        if log is not None:
            position, stream = found
            self._change_to(stream=stream, streams=(), view=None)
            self._run_anew(Branch(log_id=log.log.log_id, position=position), is_saved=True)

    def _opened(self, found: tuple[Branch, str]) -> None:
        branch, stream = found
        self._change_to(stream=stream, streams=(), view=None)
        self._run_anew(branch, is_saved=True)

    def _edit(self, edit: Edit) -> None:
        branch = self.state.branch
        if branch is not None:
            self._run_anew(branch.with_edit(edit))

    def _run_anew(self, branch: Branch, *, is_saved: bool = False) -> None:
        log = self._log
        if log is None:
            return
        self._epoch += 1
        epoch = self._epoch
        self._change_to(notice="", branch=branch, is_busy=True, is_saved=is_saved, models=None, error="")

        def work(job: Work) -> BranchRun:
            return run_branch(
                log,
                branch,
                progress=lambda now: job.progress(now.done, now.total),
                cancelled=lambda: job.is_cancelled,
            )

        self._job = None  # the one before is overtaken, which is not to be taken for cancelled
        self._job = self._submit(
            work,
            on_success=lambda run: self._ran(epoch, run),
            on_error=lambda error: self._not_done(epoch, error),
            key="branch.run",
            title=translate("WhatIf", "Running the branch"),
            discard=BranchRun.close,
        )

    def _ran(self, epoch: int, run: BranchRun) -> None:
        if epoch != self._epoch:
            self._submit(lambda job: run.close(), on_success=_done)
            return
        self._let_go()
        self._run = run
        self._change_to(result=run.result)
        self._look()

    def _look(self) -> None:
        run, epoch, stream = self._run, self._epoch, self.state.stream
        if run is not None:
            self._submit(
                lambda job: stream_view(run, stream),
                on_success=lambda view: self._looked(epoch, view),
                on_error=lambda error: self._not_done(epoch, error),
                key="branch.look",
            )

    def _looked(self, epoch: int, view: StreamView) -> None:
        if epoch == self._epoch:
            self._change_to(view=view, versions=None, is_busy=False)

    def _sought(self, epoch: int, stream: str, versions: VersionsDiff) -> None:
        if epoch == self._epoch and stream == self.state.stream:
            self._change_to(versions=versions)

    def _compared(self, epoch: int, models: tuple[ReadModelDiff, ...]) -> None:
        if epoch == self._epoch:
            self._change_to(models=models)

    def _not_done(self, epoch: int, error: BaseException) -> None:
        if epoch != self._epoch:
            return  # what it was about is gone
        self._change_to(is_busy=False, error=self._said(error))

    def _saved(self, branch: Branch, path: Path) -> None:
        self._told(translate("WhatIf", "The branch was saved as {0}.").format(path.name))
        if self.state.branch == branch:
            self._change_to(is_saved=True)

    def _exported(self, report: ExportReport) -> None:
        self._told(translate("WhatIf", "{0} events of the branch exported.").format(grouped(report.events)))

    def _completed(self, streams: tuple[str, ...]) -> None:
        self._change_to(streams=streams)

    def _let_go(self) -> None:
        run, self._run = self._run, None
        self._histories = None
        if run is not None:
            self._submit(lambda job: run.close(), on_success=_done)


def _done(_: None) -> None:
    """Nobody needs to know."""
