"""Decides what the Replay pane shows: which category is replayed, and what would end otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from app.presenter import Presenter
from app.words import QT_TRANSLATE_NOOP, translate
from app.work import Submit, Work
from infra.open_log import OpenLog
from infra.replaying.replay import ReplayReport, replay

NO_LOG = QT_TRANSLATE_NOOP("Replay", "Open a log to decide its commands again.")
READY = QT_TRANSLATE_NOOP(
    "Replay",
    "Choose a category and replay it: every command of the journal is decided again, twice, on the state it "
    "was decided on, by the code of today. Nothing is written.",
)
NO_CATEGORY = QT_TRANSLATE_NOOP("Replay", "No domain here knows any category of this log.")


class ReplayState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows."""

    notice: str = NO_LOG
    categories: tuple[str, ...] = ()
    category: str = ""
    report: ReplayReport | None = None
    is_busy: bool = False
    error: str = ""


class ReplayPresenter(Presenter[ReplayState]):
    """Knows one log and the last replay of it."""

    def __init__(
        self, submit: Submit, show: Callable[[ReplayState], None], failed: Callable[[BaseException], None]
    ) -> None:
        super().__init__(ReplayState(), submit, show, failed)
        self._job: Any = None

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._epoch += 1
        if log is None:
            self._change(ReplayState())
            return
        categories = tuple(log.registry.deciders)
        self._change(
            ReplayState(
                notice=READY if categories else NO_CATEGORY,
                categories=categories,
                category=categories[0] if categories else "",
            )
        )

    def choose(self, category: str) -> None:
        """The category that is replayed next."""
        if category != self.state.category:
            self._change_to(category=category)

    def run(self) -> None:
        """Replays the category in the background; a run under way is overtaken."""
        log, category = self._log, self.state.category
        if log is None or not category:
            return
        self._epoch += 1
        epoch = self._epoch
        self._change_to(is_busy=True, error="")

        def work(job: Work) -> ReplayReport:
            return replay(
                log, category, lambda now: job.progress(now.done, now.total), lambda: job.is_cancelled
            )

        self._job = None  # one under way is overtaken, which is not to be taken for cancelled
        self._job = self._submit(
            work,
            on_success=lambda report: self._replayed(epoch, report),
            on_error=lambda error: self._not_done(epoch, error),
            key="replay.run",
            title=translate("Replay", "Replaying {0}").format(category),
        )

    def stopped(self, job: object) -> None:
        """A job has ended, perhaps because a person cancelled it in the status bar."""
        if job is self._job and self.state.is_busy and getattr(job, "is_cancelled", False):
            self._change_to(is_busy=False)

    def _replayed(self, epoch: int, report: ReplayReport) -> None:
        if epoch == self._epoch:
            self._change_to(is_busy=False, report=report, notice="")

    def _not_done(self, epoch: int, error: BaseException) -> None:
        if epoch != self._epoch:
            return
        self._change_to(is_busy=False, error=self._said(error))
